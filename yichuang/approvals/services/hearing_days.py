"""The days of hearings, counted again: a government notice shut the hall or was taken back, or a year whose
holidays were not published now is (行政许可法 47, 82)."""

from datetime import date, datetime

from django.db import transaction

from yichuang.cases import public as cases
from yichuang.cases.public import State
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import CLOCK
from yichuang.kit.refusal import Stale
from yichuang.kit.swapping import swap
from yichuang.notices.public import LimitMoved
from yichuang.people.public import days_outside_limits
from yichuang.worktime.public import calendar, local_day

from ..models import Hearing
from ..rules.hearing import HearingState, ask_by, hold_by

BATCH = 200
COUNTED = (HearingState.TOLD, HearingState.ASKED, HearingState.CALLED)


def recount_hearings(now: datetime) -> int:
    """Count the days of every open hearing again. Returns how many moved.

    There are few of them, so each is looked at; a day that does not move writes nothing.
    """
    moved = last = 0
    running = Hearing.objects.filter(state__in=COUNTED, case__state=State.ACCEPTED)
    open_ones = running.select_related("case__applicant", "case__agent")
    while batch := list(open_ones.filter(pk__gt=last).order_by("pk")[:BATCH]):
        for hearing in batch:
            try:
                moved += _again(hearing, now=now)
            except Stale:
                continue  # someone is at work on it: the next round comes by again
        last = batch[-1].pk
    return moved


@transaction.atomic
def _again(hearing: Hearing, *, now: datetime) -> bool:
    outside = days_outside_limits(hearing.case.centre_id)
    if hearing.state == HearingState.TOLD:
        before = hearing.ask_by_on
        day = ask_by(hearing.told_at, calendar(), outside)
        # A day that she was told in writing is hers: it may move away, never nearer.
        return before is not None and day > before and _move(hearing, "ask_by_on", before, day, now=now)
    before = hearing.hold_by_on
    if before is None or hearing.asked_at is None:
        return False  # nobody asked for it, and the law names no last day (46)
    day = hold_by(hearing.asked_at, calendar(), outside)
    return day != before and _move(hearing, "hold_by_on", before, day, now=now)


def _move(hearing: Hearing, name: str, before: date, day: date, *, now: datetime) -> bool:
    swap(hearing, **{name: day})
    moved = {"day": name, "from": before.isoformat(), "to": day.isoformat()}
    lines = [Line(Event.HEARING_RECOUNTED, moved)]
    if name == "ask_by_on" and hearing.told == hearing.case.applicant_name:
        lines += _tell(hearing, before, now=now)
    journal.record_all(hearing.case.subject, lines, by=CLOCK, at=now)
    return True


def _tell(hearing: Hearing, before: date, *, now: datetime) -> list[Line]:
    """Tell the applicant until when she may ask for a hearing. Other parties have no account here."""
    case = hearing.case
    context = LimitMoved(
        matter=case.matter_name,
        case_no=case.no,
        why="申请听证的期限重新推算：公布了节假日安排，或者有政府公告的停办日",
        old_on=before,
        new_on=hearing.ask_by_on,
        is_provisional=False,
        **cases.contact_of(case),
    )
    return cases.tell(case, context, mark=f"hearing{hearing.pk}-{local_day(now):%Y%m%d}", now=now)
