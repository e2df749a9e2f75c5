from datetime import date

from django.db import connection

from ..models import Centre, Staff
from ..rules.officer import Grant, Officer
from ..rules.roles import Role

_OFFICER = """
SELECT s.id, s.staff_no, s.name, s.phone, s.centre_id,
       array_agg(ROW(g.role, g.centre_id, g.department_id)::text) FILTER (WHERE g.id IS NOT NULL)
FROM people_staff s
LEFT JOIN people_rolegrant g ON g.staff_id = s.id AND g.from_on <= %(on)s
     AND (g.until_on IS NULL OR g.until_on >= %(on)s)
WHERE s.id = %(staff)s AND s.is_active
GROUP BY s.id
"""


def _grant(text: str) -> Grant:
    role, centre, department = text.strip("()").split(",")
    return Grant(Role(role), int(centre), int(department) if department else None)


def officer(staff_id: int, *, on: date, window_id: int | None = None) -> Officer | None:
    """Return an active member of staff with the roles held on a day. One query, not two: every page
    and every JSON call begins with it."""
    with connection.cursor() as cursor:
        cursor.execute(_OFFICER, {"on": on, "staff": staff_id})
        row = cursor.fetchone()
    if row is None:
        return None
    grants = frozenset(_grant(text) for text in row[5] or [])
    return Officer(row[0], row[1], row[2], row[3], row[4], grants, window_id)


def people_at(centre: Centre) -> list[Staff]:
    """Return the centre's active staff with department and roles. Two queries."""
    return list(
        Staff.objects.filter(centre=centre, is_active=True)
        .select_related("home_department")
        .prefetch_related("grants")
        .order_by("staff_no")
    )
