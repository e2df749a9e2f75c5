"""Each served visit and each concluded case can be rated: its address is made when the service ends (R166).

At the window the clerk may ask a moment earlier; the address is then made while the person still stands there.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from yichuang.cases.public import Case
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.inserting import insert_new
from yichuang.kit.refusal import Refused
from yichuang.people.public import Officer, centre_setting
from yichuang.queueing import public as queueing
from yichuang.queueing.public import State as TicketState
from yichuang.queueing.public import Ticket
from yichuang.worktime.public import end_of, local_day

from ..models import Invitation
from ..rules import Unit
from ..rules.settings import ASKED_DAYS
from ..selectors.reads import last_served_by
from .telling import tell_case, tell_visit

_OF_THE_END = ("department_id", "window_id", "staff_id", "matter_code", "about", "served_at", "expires_at")


def invite_for_visit(ticket: Ticket, *, now: datetime) -> None:
    """Let the person who was served rate the visit, at her number's own code. A second time changes nothing.

    One who was asked earlier and then went on to another window rates the window where it ended.
    """
    row = _of_visit(ticket, now)
    if not insert_new([row], unique=("thing",)):
        fields = {name: getattr(row, name) for name in _OF_THE_END}
        Invitation.objects.filter(thing=row.thing, rating=None).update(**fields)
    tell_visit(ticket, about=row.about, now=now)


def _of_visit(ticket: Ticket, now: datetime) -> Invitation:
    visits = list(ticket.matters.select_related("matter")[:1])
    matter = visits[0].matter if visits else None
    return Invitation(
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
    if insert_new([row], unique=("thing",)):
        tell_case(case, row, now=now)


@transaction.atomic
def ask_at_window(*, by: Officer, now: datetime) -> Invitation:
    """Wake the tablet or the keys at her window for whom she serves, or has just served (R166).

    Nobody has to answer. Raises `Refused` where nobody is there to be asked, or has already rated.
    """
    ticket = queueing.at_window(by.window_id) if by.window_id is not None else None
    if ticket is not None and ticket.state == TicketState.SERVING:
        insert_new([_of_visit(ticket, now)], unique=("thing",))
        asked = Invitation.objects.select_related("rating").filter(thing=ticket.subject).first()
    else:
        asked = last_served_by(by, now=now)
    if asked is None:
        raise Refused(gettext("窗口现在没有人在办，也没有刚办完的人，不能请人评价。"))
    if hasattr(asked, "rating"):
        raise Refused(gettext("这次办事已经评价过了。"))
    Invitation.objects.filter(pk=asked.pk).update(asked_at=now)
    asked.asked_at = now
    journal.record(asked.thing, Event.RATING_ASKED, by=by, at=now, centre=asked.centre_id)
    return asked


def _until(centre_id: int, now: datetime) -> datetime:
    return end_of(local_day(now) + timedelta(days=centre_setting(centre_id, ASKED_DAYS)))
