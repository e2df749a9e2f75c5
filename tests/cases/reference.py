"""A slow and obvious model of a case's limits, written apart from the code under test.

It walks day by day with nothing but a function that says whether a day is worked, and keeps its own
record of what happened. It shares no line with `yichuang.cases.rules.ledger`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

ONE = timedelta(days=1)
IsWorking = Callable[[date], bool]


@dataclass
class Stop:
    """Days that are not counted: the ones after `first`, up to and with `last`."""

    first: date
    last: date

    def takes_out(self, day: date) -> bool:
        return self.first < day <= self.last


@dataclass
class Model:
    """One limit of so many working or calendar days, and everything that moved it."""

    start: date
    length: int
    in_working_days: bool
    is_working: IsWorking
    stops: list[Stop] = field(default_factory=list)
    extended_on: date | None = None
    extra: int = 0

    def counts(self, day: date) -> bool:
        """Whether a day uses up one of the limit's own days."""
        if any(stop.takes_out(day) for stop in self.stops):
            return False
        return self.is_working(day) if self.in_working_days else True

    def is_open(self, day: date) -> bool:
        """Whether a limit may end on this day."""
        return self.is_working(day) and not any(stop.takes_out(day) for stop in self.stops)

    def base_end(self) -> date:
        """Walk from the day after the start until every day of the limit is used up."""
        day, left = self.start, self.length
        while left > 0:
            day += ONE
            if self.counts(day):
                left -= 1
        if not self.in_working_days:
            while not self.is_open(day):
                day += ONE
        return day

    def end(self) -> date:
        """The last day, with the extension if the limit had not passed when it was given."""
        day = self.base_end()
        if self.extended_on is None or self.extended_on > self._end_known_then():
            return day
        left = self.extra
        while left > 0:
            day += ONE
            if self.is_open(day):
                left -= 1
        return day

    def _end_known_then(self) -> date:
        """Where the limit stood when the extension was given, without what came later."""
        assert self.extended_on is not None
        then = Model(self.start, self.length, self.in_working_days, self.is_working)
        then.stops = [stop for stop in self.stops if stop.first <= self.extended_on]
        return then.base_end()
