"""Signing a hand-over: opened by what happens to a case, signed by both sides, late by the clock."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.cases import public as cases
from yichuang.cases.public import Case, ViolationKind
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import CLOCK, Actor
from yichuang.kit.inserting import insert_later
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.swapping import swap
from yichuang.kit.sweeping import sweep_each
from yichuang.kit.text import within
from yichuang.people.public import Officer
from yichuang.worktime.public import calendar, end_of

from ..models import Handover
from ..policies import why_not
from ..rules import MOVES, Move, State, Way, due_day
from ..selectors import handovers_due, hours_at, last_of
from .letters import write_sheet

MOST_WORDS = 500


def open_handover(case: Case, way: Way, *, number: int, now: datetime, words: str = "") -> Handover:
    """Open a hand-over, due by the end of the day on which both sides have to sign. One statement."""
    due_at = end_of(due_day(now, hours_at(case.centre_id), calendar()))
    handover = Handover(
        case=case,
        number=number,
        way=way,
        centre_id=case.centre_id,
        department_id=case.department_id,
        opened_at=now,
        due_at=due_at,
        look_at=due_at,
        words=words[:MOST_WORDS],
    )
    insert_later([handover])
    return handover


def bring_back(case: Case, words: str, *, now: datetime) -> None:
    """The department has finished: what went to it by hand comes back by hand (R120).

    Papers that never left the window stay there, and their hand-over is dropped.
    """
    last = last_of(case.pk)
    if last is None or last.way != Way.TO_DEPARTMENT:
        return
    if last.state == State.OPEN:
        _drop(last)
    elif last.state == State.RECEIVED:
        open_handover(case, Way.TO_WINDOW, number=last.number + 1, now=now, words=words)
    # Handed and not yet signed for: the department signs first, then `receive` opens the way back.


def _drop(handover: Handover) -> None:
    swap(handover, state=MOVES[State(handover.state), Move.DROP], look_at=None)


@transaction.atomic
def hand(handover: Handover, *, by: Officer, now: datetime) -> None:
    """Sign for having handed the papers over."""
    _check(handover, Move.HAND, by=by)
    swap(handover, state=State.HANDED, handed_at=now, handed_by_id=by.staff_id)
    _record(handover, Event.HANDOVER_HANDED, by=by, now=now)


@transaction.atomic
def receive(handover: Handover, *, by: Officer, now: datetime) -> None:
    """Sign for having got the papers; the sheet is issued now that both have signed (R085)."""
    _check(handover, Move.RECEIVE, by=by)
    look_at = handover.look_at if now > handover.due_at and handover.late_at is None else None
    swap(handover, state=State.RECEIVED, received_at=now, received_by_id=by.staff_id, look_at=look_at)
    lines = _late(handover, now=now) if look_at else []
    papers = write_sheet(handover, by=by, now=now)
    _record(handover, Event.HANDOVER_RECEIVED, by=by, now=now, more=[*lines, *papers])
    case = handover.case
    ended = case.state in cases.ENDED_EARLY or case.decided_at is not None
    if handover.way == Way.TO_DEPARTMENT and ended:
        bring_back(case, "", now=now)


@transaction.atomic
def decline(handover: Handover, words: str, *, by: Officer, now: datetime) -> None:
    """Say that what was handed is not what the list says; the other side hands it again."""
    _check(handover, Move.DECLINE, by=by)
    if not words.strip():
        raise Invalid(gettext("请写明少了什么、错了什么。"), field="words")
    said = within(words, MOST_WORDS, field="words")
    swap(handover, state=State.OPEN, handed_at=None, handed_by_id=None, words=said)
    _record(handover, Event.HANDOVER_DECLINED, by=by, now=now, words=said)


def sign_all(
    handovers: Sequence[Handover], move: Move, *, by: Officer, now: datetime
) -> list[tuple[Handover, str]]:
    """Sign many at once, each in its own transaction; return those that were refused, with the sentence."""
    refused = []
    for handover in handovers:
        try:
            (hand if move is Move.HAND else receive)(handover, by=by, now=now)
        except Refused as refusal:
            refused.append((handover, refusal.sentence))
    return refused


def _check(handover: Handover, move: Move, *, by: Officer) -> None:
    if reason := why_not(handover, move, by=by):
        raise Refused(reason)


def _record(
    handover: Handover,
    event: Event,
    *,
    by: Actor,
    now: datetime,
    words: str = "",
    more: Sequence[Line] = (),
) -> None:
    facts = {"number": handover.number, "way": handover.way, "words": words}
    journal.record_all(handover.case.subject, [Line(event, facts, thing=handover), *more], by=by, at=now)


def sweep_late(now: datetime, *, limit: int = 500) -> int:
    """Record the hand-overs that were not signed on their day (R119). Costs what is due."""
    return sweep_each(handovers_due(now, limit=limit), _note_late, now)


def _note_late(handover: Handover, now: datetime) -> None:
    swap(handover, look_at=None)
    if lines := _late(handover, now=now):
        journal.record_all(handover.case.subject, lines, by=CLOCK, at=now)


def _late(handover: Handover, *, now: datetime) -> list[Line]:
    """Record the violation once, against the side whose signature was missing at the end of the day."""
    if handover.late_at is not None:
        return []
    handed_late = handover.handed_at is None or handover.handed_at > handover.due_at
    from_window = handover.way == Way.TO_DEPARTMENT
    at_window = handed_late is from_window
    words = f"{handover.get_way_display()}：{'未交出' if handed_late else '未签收'}"
    swap(handover, late_at=now)
    case = handover.case
    staff_id = case.taken_by_id if at_window else None
    kind = ViolationKind.LATE_HANDOVER
    return [cases.violated(case, kind, number=handover.number, staff_id=staff_id, words=words, now=now)]
