"""What the clock does by itself. Each sweep reads a partial index and costs what is due."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import F

from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import CLOCK
from yichuang.kit.refusal import Stale
from yichuang.people.public import centre_setting
from yichuang.worktime.public import calendar

from ..models import Case, Clock, Gap
from ..rules.clock import Light, Reading, reading_both
from ..rules.states import State
from ..rules.violations import ViolationKind
from ..selectors import gaps_due, lights_due, waiting_due
from .accepting import deem_accepted
from .clocks import resume
from .gaps import look_at_gap
from .moves import hold
from .receiving import lapse
from .violations import violated

log = logging.getLogger(__name__)
AN_HOUR = timedelta(hours=1)
Row = TypeVar("Row", Case, Clock, Gap)


def sweep_lights(now: datetime, *, limit: int = 500) -> int:
    """Look at the clocks that are due: change their lights, let ended pauses go on.

    Returns how many were looked at. Safe to run twice or from two processes: each row is compared
    and swapped.
    """
    return _each(lights_due(now, limit=limit), _look, now)


def sweep_waiting(now: datetime, *, limit: int = 500) -> int:
    """Accept what nobody answered within five working days (行政许可法 32 (四)), and end what was not
    supplemented by the day told."""
    return _each(waiting_due(now, limit=limit), _act_on_waiting, now)


def sweep_gaps(now: datetime, *, limit: int = 500) -> int:
    """Remind of promised materials, and end what was not completed by the promised day."""
    return _each(gaps_due(now, limit=limit), look_at_gap, now)


def _each(rows: Sequence[Row], act: Callable[[Row, datetime], None], now: datetime) -> int:
    """Act on each row in a transaction of its own.

    A row that fails is moved an hour ahead and logged, so that one bad row cannot stop the rest; one
    that someone else is at work on is left to them.
    """
    for row in rows:
        try:
            with suppress(Stale), transaction.atomic():
                act(row, now)
        except Exception:
            log.exception("%s %s could not be swept; trying again in an hour", type(row).__name__, row.pk)
            type(row)._default_manager.filter(pk=row.pk).update(look_at=now + AN_HOUR)
    return len(rows)


def _act_on_waiting(case: Case, now: datetime) -> None:
    if case.state == State.RECEIVED:
        deem_accepted(case, now=now)
    else:
        lapse(case, now=now)


def _look(clock: Clock, now: datetime) -> None:
    hold(clock.case_id)
    if clock.paused_until is not None:
        resume(clock.case, by=CLOCK, now=now)
        return
    seen = reading_both(
        clock.promised_due_at,
        clock.statutory_due_at,
        near_days=centre_setting(clock.case.centre_id, "clock.near_days"),
        calendar=calendar(),
        now=now,
    )
    _turn(clock, seen)
    lines = _broken(clock, seen, now=now)
    if seen.light != clock.light:
        lines.insert(0, Line(Event.CASE_LIGHT_CHANGED, {"from": clock.light, "to": seen.light.value}))
    if lines:
        journal.record_all(clock.case.subject, lines, by=CLOCK, at=now)


def _broken(clock: Clock, seen: Reading, *, now: datetime) -> list[Line]:
    """Record a promise or the law's limit that has passed. Only a person decides what follows (R126)."""
    if seen.light is not Light.RED:
        return []
    case = clock.case
    lines = []
    if clock.promised_due_at and clock.light != Light.RED:
        lines.append(violated(case, ViolationKind.BROKEN_PROMISE, now=now))
    if clock.statutory_due_at and now > clock.statutory_due_at:
        lines.append(violated(case, ViolationKind.OVERDUE, now=now))
        facts = {"statutory": clock.statutory_due_on.isoformat() if clock.statutory_due_on else None}
        lines.append(Line(Event.CASE_OVERDUE, facts, thing=case))
    return lines


def _turn(clock: Clock, seen: Reading) -> None:
    as_we_saw_it = Clock.objects.filter(pk=clock.pk, version=clock.version, stopped_at=None)
    if not as_we_saw_it.update(light=seen.light.value, look_at=seen.look_at, version=F("version") + 1):
        raise Stale
