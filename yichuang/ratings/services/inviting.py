"""Each served visit and each concluded case can be rated: its address is made when the service ends (R166)."""

from datetime import datetime, timedelta

from yichuang.cases.public import Case
from yichuang.kit.inserting import insert_new
from yichuang.people.public import centre_setting
from yichuang.queueing.public import Ticket
from yichuang.worktime.public import end_of, local_day

from ..models import Invitation
from ..rules import Unit
from ..rules.settings import ASKED_DAYS


def invite_for_visit(ticket: Ticket, *, now: datetime) -> None:
    """Let the person who was served rate the visit, at her number's own code. A second time changes nothing."""
    visits = list(ticket.matters.select_related("matter")[:1])
    matter = visits[0].matter if visits else None
    row = Invitation(
        code=ticket.code,
        unit=Unit.PER_VISIT,
        thing=ticket.subject,
        centre_id=ticket.centre_id,
        department_id=matter.department_id if matter else None,
        window_id=ticket.window_id,
        staff_id=ticket.clerk_id,
        matter_code=matter.code if matter else "",
        about=(visits[0].name if visits else ticket.theme.name)[:200],
        served_at=now,
        expires_at=_until(ticket.centre_id, now),
    )
    insert_new([row], unique=("thing",))


def invite_for_case(case: Case, *, now: datetime) -> None:
    """Let the applicant rate the matter, at a code that nobody guesses. A second time changes nothing."""
    row = Invitation(
        unit=Unit.PER_MATTER,
        thing=case.subject,
        centre_id=case.centre_id,
        department_id=case.department_id,
        window_id=case.window_id,
        staff_id=case.taken_by_id,
        matter_code=case.matter.code,
        about=case.matter_name,
        case_no=case.no,
        served_at=now,
        expires_at=_until(case.centre_id, now),
    )
    insert_new([row], unique=("thing",))


def _until(centre_id: int, now: datetime) -> datetime:
    return end_of(local_day(now) + timedelta(days=centre_setting(centre_id, ASKED_DAYS)))
