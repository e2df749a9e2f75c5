"""特办件: whoever is in charge of the department is called, at any hour and on days off too (R106)."""

from datetime import datetime

from yichuang.cases.public import Case
from yichuang.notices.public import Posting, UrgentCase, post_all
from yichuang.people.public import department_card

from ..models import Task
from ..selectors import in_charge_of


def call_out(case: Case, task: Task, *, now: datetime) -> None:
    """Send an urgent case to everyone in charge of its department, in the caller's transaction."""
    department = department_card(case.department_id)
    context = UrgentCase(
        matter=case.matter_name,
        case_no=case.no,
        department=department.name,
        step=task.name,
        accepted_at=f"{now.astimezone():%Y-%m-%d %H:%M}",
        window_phone=department.centre.phone,
    )
    post_all(
        [
            Posting(context, person, case.no, f"{case.no}:urgent:{person.pk}", centre=case.centre_id)
            for person in in_charge_of(case.department_id, at=now)
        ],
        now=now,
    )
