"""The overall limit of a joint application: counted like every legal limit, and counted again (行政许可法 42)."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from yichuang.cases import public as cases
from yichuang.cases.public import AN_INSTANT, Extension, History, end_of_limit
from yichuang.catalogue.public import Limit, LimitUnit
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import CLOCK
from yichuang.kit.refusal import Stale
from yichuang.kit.swapping import swap
from yichuang.notices.public import LimitMoved
from yichuang.people.public import days_outside_limits
from yichuang.worktime.public import Due, calendar, end_of, local_day

from ..models import Bundle
from ..rules import JOINT_LIMIT, State
from ..selectors import parts_of

BATCH = 200
_A_WHILE = timedelta(microseconds=1)


def day_of(bundle: Bundle, *, since: datetime, extra: int = 0) -> Due:
    """Return the day by which the whole is done: 45 working days, the extension that was approved, and none
    of the days that a government notice takes out."""
    given = Extension(since + _A_WHILE, extra) if extra else None
    history = History(since, extension=given, outside=days_outside_limits(bundle.centre_id))
    return end_of_limit(Limit(JOINT_LIMIT, LimitUnit.WORKING_DAY), history, calendar())


def columns(when: Due) -> dict[str, object]:
    """Return the columns that say by when the whole is done."""
    return {
        "due_on": when.on,
        "is_provisional": when.provisional,
        "look_at": end_of(when.on) + AN_INSTANT,
    }


def recount(now: datetime) -> int:
    """Count every running whole again: a year was published, or a notice shut a hall. Returns how many moved.

    There are few of them, so each is looked at; a day that does not move writes nothing.
    """
    moved = last = 0
    while batch := list(
        Bundle.objects.filter(state=State.RUNNING, pk__gt=last)
        .select_related("centre")
        .order_by("pk")[:BATCH]
    ):
        for bundle in batch:
            try:
                moved += _again(bundle, now=now)
            except Stale:
                continue  # someone is at work on it: the next hour comes by again
        last = batch[-1].pk
    return moved


@transaction.atomic
def _again(bundle: Bundle, *, now: datetime) -> bool:
    if bundle.accepted_at is None or bundle.due_on is None:
        return False
    when, before = day_of(bundle, since=bundle.accepted_at, extra=bundle.extended_days or 0), bundle.due_on
    if (when.on, when.provisional) == (before, bundle.is_provisional):
        return False
    swap(bundle, **columns(when))
    if when.on == before:
        return True  # only no longer provisional: nobody needs to be told
    facts = {"from": before.isoformat(), "to": when.on.isoformat()}
    lines = [Line(Event.JOINT_RECOUNTED, facts, thing=bundle), *_tell(bundle, before, now=now)]
    journal.record_all(bundle.subject, lines, by=CLOCK, at=now)
    return True


def _tell(bundle: Bundle, old_on: date, *, now: datetime) -> list[Line]:
    """Tell the applicant of the new day, once, by the part that leads."""
    lead = parts_of(bundle)[0].case
    context = LimitMoved(
        matter=bundle.name,
        case_no=bundle.no,
        why="总的期限重新推算：公布了节假日安排，或者有政府公告的停办日",
        old_on=old_on,
        new_on=bundle.due_on,
        is_provisional=bundle.is_provisional,
        contact=bundle.taken_by.name,
        contact_phone=bundle.taken_by.phone or bundle.centre.phone,
        track_url=f"{settings.PUBLIC_URL}/track/?no={bundle.no}",
    )
    return cases.tell(lead, context, mark=f"whole{local_day(now):%Y%m%d}", now=now)
