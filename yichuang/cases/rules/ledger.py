"""When a limit ends, given everything that happened to its clock. Pure, and closed: no day is walked.

The rules, all counted in whole days of the hall (hours alone are counted in hours):

- The day on which the clock starts is not counted (民法典 201).
- A pause that begins on day P and ends on day R takes the days after P up to and with R out of the
  count: the day of an event is never counted. It ends when the clock is resumed, at the latest with
  the last day that its notice named (行政许可法 45).
- An extension adds working days to what was left on the day it was given (行政许可法 42). It does
  nothing for a limit that had passed by then: what was late stays late.
- Days that a government notice takes out (a typhoon: the hall shut, by a numbered notice) are out of
  the count like those of a pause. Where both hold, a day is taken out once.
- A limit in calendar days, months or years that ends on a day off runs to the next working day that
  is not inside a pause (民法典 203).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from yichuang.catalogue.public import Limit, LimitUnit
from yichuang.worktime.public import Calendar, Due, Shut, deadline, due, end_of, last_day, local_day
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
    """What happened to a clock, in order. Pauses do not overlap; `outside` are days that a notice takes
    out of legal limits, which may overlap with anything."""

    started_at: datetime
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None
    outside: tuple[Shut, ...] = ()

    @property
    def stops(self) -> tuple[Pause, ...]:
        """Every stretch that is not counted, in order, each day once."""
        shut = [stop for stop in map(self._stop, self.outside) if stop is not None]
        merged: list[Pause] = []
        for stop in sorted((*self.pauses, *shut), key=lambda stop: stop.at):
            if not merged or not _meet(merged[-1], stop):
                merged.append(stop)
            elif (stop.last, stop.ends_at) > (merged[-1].last, merged[-1].ends_at):
                merged[-1] = replace(stop, at=merged[-1].at)
        return tuple(merged)

    def _stop(self, shut: Shut) -> Pause | None:
        """Return shut days as a stop that begins with the end of the day before, at the earliest with
        the clock; None when they were over before it started."""
        if shut.until_on <= local_day(self.started_at):
            return None
        return Pause(max(end_of(shut.from_on - timedelta(days=1)), self.started_at), shut.until_on)


def _meet(earlier: Pause, later: Pause) -> bool:
    return later.first < earlier.last or later.at < earlier.ends_at


def end_of_limit(limit: Limit, history: History, calendar: Calendar) -> Due:
    """Return when a limit ends under this history (行政许可法 42, 45, 82; 民法典 201 to 203)."""
    given, stops = history.extension, history.stops
    if given is None:
        return _end(limit, history.started_at, stops, 0, calendar)
    known = tuple(stop for stop in stops if stop.at <= given.at)
    before = _end(limit, history.started_at, known, 0, calendar)
    extra = given.days if given.at <= deadline(before) else 0
    return _end(limit, history.started_at, stops, extra, calendar)


def _end(limit: Limit, started_at: datetime, stops: Sequence[Pause], extra: int, calendar: Calendar) -> Due:
    first = due(limit.value, limit.unit.value, started_at, calendar)
    if not stops and not extra:
        return first
    if limit.unit is LimitUnit.HOUR:
        return _hours(first, stops, extra, calendar)
    if limit.value == 0 or limit.unit is LimitUnit.WORKING_DAY:
        return _working(first.on, stops, extra, calendar)
    raw = last_day(local_day(started_at), limit.value, WorktimeUnit(limit.unit.value))
    later: list[Pause] = []
    for pause in stops:
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
