import hashlib
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from ..models import Centre, Staff, Window, WindowAssignment
from ..rules.officer import Grant, Officer
from ..rules.roles import Post, Role

_COLUMNS = """
SELECT s.id, s.staff_no, s.name, s.phone, s.centre_id,
       array_agg(ROW(g.role, g.centre_id, g.department_id)::text) FILTER (WHERE g.id IS NOT NULL)
FROM people_staff s
LEFT JOIN people_rolegrant g ON g.staff_id = s.id AND g.from_on <= %(on)s
     AND (g.until_on IS NULL OR g.until_on >= %(on)s)
"""
_OFFICER = f"{_COLUMNS} WHERE s.id = %(staff)s AND s.is_active GROUP BY s.id"
_BEARER = f"""{_COLUMNS} WHERE s.is_active AND s.id = (
  SELECT staff_id FROM people_apitoken
   WHERE sha256 = %(sha256)s AND revoked_at IS NULL AND (until_at IS NULL OR until_at > %(now)s)
) GROUP BY s.id"""  # noqa: S608 - both halves are constants


def _grant(text: str) -> Grant:
    role, centre, department = text.strip("()").split(",")
    return Grant(Role(role), int(centre), int(department) if department else None)


def officer(staff_id: int, *, on: date, window_id: int | None = None) -> Officer | None:
    """Return an active member of staff with the roles held on a day. One query, not two: every page
    and every JSON call begins with it."""
    return _fetch(_OFFICER, {"on": on, "staff": staff_id}, window_id)


def officer_by_token(token: str, *, now: datetime) -> Officer | None:
    """Return whom a machine's key acts for; None when it is unknown, ended or revoked. One query."""
    sha256 = hashlib.sha256(token.encode()).hexdigest()
    return _fetch(_BEARER, {"on": timezone.localdate(now), "sha256": sha256, "now": now}, None)


def _fetch(sql: str, values: dict[str, Any], window_id: int | None) -> Officer | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    if row is None:
        return None
    grants = frozenset(_grant(text) for text in row[5] or [])
    return Officer(row[0], row[1], row[2], row[3], row[4], grants, window_id)


def responsible_at(window: Window, *, on: date) -> Officer | None:
    """Return the clerk who answers for what comes to a window without one sitting there: assigned to it
    first, else any clerk of the centre; None where there is none. Two queries."""
    clerks = Staff.objects.filter(
        Q(grants__until_on=None) | Q(grants__until_on__gte=on),
        grants__role=Role.CLERK,
        grants__centre=window.centre_id,
        grants__from_on__lte=on,
        is_active=True,
    )
    here = WindowAssignment.objects.filter(staff=OuterRef("pk"), window=window, since_on__lte=on)
    mine, is_a = Exists(here), Exists(here.filter(post=Post.A))
    nearest = clerks.annotate(is_mine=mine, is_a=is_a).order_by("-is_a", "-is_mine", "pk")
    first = nearest.values_list("pk", flat=True).first()
    return officer(first, on=on, window_id=window.pk) if first else None


def people_at(centre: Centre) -> list[Staff]:
    """Return the centre's active staff with department and roles. Two queries."""
    return list(
        Staff.objects.filter(centre=centre, is_active=True)
        .select_related("home_department")
        .prefetch_related("grants")
        .order_by("staff_no")
    )


def holders_at(
    role: Role, *, on: date, centre_id: int | None = None, department_id: int | None = None
) -> list[Staff]:
    """Return who held a role on a day, at a centre or in a department; also those who have left since.
    One query."""
    held = Q(grants__role=role, grants__from_on__lte=on)
    held &= Q(grants__until_on=None) | Q(grants__until_on__gte=on)
    if department_id is not None:
        held &= Q(grants__department=department_id)
    elif centre_id is not None:
        held &= Q(grants__centre=centre_id)
    return list(Staff.objects.filter(held).distinct().order_by("staff_no"))


def staff_card(staff_id: int) -> Staff | None:
    """Return a member of staff, active or not. One query."""
    return Staff.objects.filter(pk=staff_id).first()
