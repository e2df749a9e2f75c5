"""When a limit ends, given everything that happened to its clock. Pure, and closed: no day is walked.

The rules, all counted in whole days of the hall (hours alone are counted in hours):

- The day on which the clock starts is not counted (民法典 201).
- A pause that begins on day P and ends on day R takes the days after P up to and with R out of the
  count: the day of an event is never counted. It ends when the clock is resumed, at the latest with
  the last day that its notice named (行政许可法 45).
- An extension adds working days to what was left on the day it was given (行政许可法 42). It does
  nothing for a limit that had passed by then: what was late stays late.
- A limit in calendar days, months or years that ends on a day off runs to the next working day that
  is not inside a pause (民法典 203).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yichuang.catalogue.public import Limit, LimitUnit
from yichuang.worktime.public import Calendar, Due, deadline, due, end_of, last_day, local_day
from yichuang.worktime.public import LimitUnit as WorktimeUnit


@dataclass(frozen=True)
class Pause:
    """A stop of the clock for a special procedure. `until` is the last day that its notice named."""

    at: datetime
    until: date
    resumed_at: datetime | None = None

    @property
    def first(self) -> date:
        """The day on which it began: still counted."""
        return local_day(self.at)

    @property
    def last(self) -> date:
        """The last day that is not counted."""
        return min(self.until, local_day(self.resumed_at)) if self.resumed_at else self.until

    @property
    def ends_at(self) -> datetime:
        """The instant from which hours count again."""
        named = end_of(self.until)
        return min(named, self.resumed_at) if self.resumed_at else named


@dataclass(frozen=True)
class Extension:
    """So many working days more, given at an instant."""

    at: datetime
    days: int


@dataclass(frozen=True)
class History:
    """What happened to a clock, in order. Pauses do not overlap."""

    started_at: datetime
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None


def end_of_limit(limit: Limit, history: History, calendar: Calendar) -> Due:
    """Return when a limit ends under this history (行政许可法 42, 45, 82; 民法典 201 to 203)."""
    given = history.extension
    if given is None:
        return _end(limit, history, 0, calendar)
    known = tuple(pause for pause in history.pauses if pause.at <= given.at)
    before = _end(limit, History(history.started_at, known), 0, calendar)
    extra = given.days if given.at <= deadline(before) else 0
    return _end(limit, history, extra, calendar)


def _end(limit: Limit, history: History, extra: int, calendar: Calendar) -> Due:
    first = due(limit.value, limit.unit.value, history.started_at, calendar)
    if not history.pauses and not extra:
        return first
    if limit.unit is LimitUnit.HOUR:
        return _hours(first, history.pauses, extra, calendar)
    if limit.value == 0 or limit.unit is LimitUnit.WORKING_DAY:
        return _working(first.on, history.pauses, extra, calendar)
    raw = last_day(local_day(history.started_at), limit.value, WorktimeUnit(limit.unit.value))
    later: list[Pause] = []
    for pause in history.pauses:
        if pause.first < raw:
            raw += pause.last - pause.first
        else:
            later.append(pause)
    end = _next_open(raw, later, calendar)
    return _working(end, [pause for pause in later if pause.first >= end], extra, calendar)


def _working(end: date, pauses: Sequence[Pause], extra: int, calendar: Calendar) -> Due:
    """Move the end past the extension's working days, and past those that pauses take out."""
    end = calendar.add(end, extra).on if extra else end
    for pause in pauses:
        if pause.first < end and (out := calendar.count(pause.first, pause.last)):
            end = calendar.add(end, out).on
    return Due(end, provisional=not calendar.is_published(end))


def _next_open(raw: date, later: list[Pause], calendar: Calendar) -> date:
    """Return this day or the next working day outside every pause that began since."""
    end = calendar.working_day_from(raw)
    for pause in later:
        if pause.first < end <= pause.last:
            end = calendar.add(pause.last, 1).on
    return end


def _hours(first: Due, pauses: Sequence[Pause], extra: int, calendar: Calendar) -> Due:
    end = deadline(first)
    for pause in pauses:
        if pause.at < end:
            end += pause.ends_at - pause.at
    if extra:
        on = calendar.add(local_day(end), extra).on
        end += timedelta(days=(on - local_day(end)).days)
    return Due(local_day(end), provisional=False, at=end)
