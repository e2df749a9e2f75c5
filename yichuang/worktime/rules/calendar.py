"""The official working days as tables. Adding to a date is two look-ups.

Statutory limits run on 工作日: not the weekend, not a public holiday, with the make-up days of the
yearly notice (行政许可法 82; 全国年节及纪念日放假办法). When a hall opens its doors is another matter and
never changes this count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

FIRST_DAY = date(1990, 1, 1)
YEARS_AHEAD = 10  # how far the tables go past the last published year; beyond, plain arithmetic
SATURDAY = 5
WEEK = 5  # working days in a week without holidays
DAY_NAMES = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends. `provisional`: it reaches into a year whose days off are not yet published.

    `at` is set only for limits finer than a day; otherwise the limit ends with the day `on`.
    """

    on: date
    provisional: bool
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One day for a ruler: working or off, and the reason where it is not an ordinary day."""

    on: date
    is_working: bool
    name: str = ""  # 国庆节; on a make-up day, the holiday that it serves
    is_makeup: bool = False


class Calendar:
    """Working days of the published years; past them a weekend rule that says it is provisional.

    `off` maps days off (of working weeks and weekends alike) to the holiday's name, `makeup` maps
    weekend days that are worked to the holiday they serve. `years` are the published years, without
    a gap between them.
    """

    def __init__(self, years: Iterable[int], off: Mapping[date, str], makeup: Mapping[date, str]) -> None:
        self.years = tuple(sorted(set(years)))
        if not self.years or any(b != a + 1 for a, b in pairwise(self.years)):
            raise ValueError("the published years must follow one another without a gap")
        self.off = dict(off)
        self.makeup = dict(makeup)
        self.known_from = date(self.years[0], 1, 1)
        self.known_until = date(self.years[-1], 12, 31)
        self._base = FIRST_DAY.toordinal()
        self._sure = self.known_from.toordinal() - 1 - self._base
        self._fill(date(self.years[-1] + YEARS_AHEAD, 12, 31))

    def _fill(self, last: date) -> None:
        """Make the two tables: how many working days up to a day, and which day is the n-th."""
        self._rank: list[int] = []
        self._nth: list[Due] = [Due(FIRST_DAY, provisional=True)]  # there is no 0-th working day
        for ordinal in range(self._base, last.toordinal() + 1):
            on = date.fromordinal(ordinal)
            if self._works(on):
                self._nth.append(Due(on, provisional=on > self.known_until))
            self._rank.append(len(self._nth) - 1)

    def _works(self, on: date) -> bool:
        return on in self.makeup or (on.weekday() < SATURDAY and on not in self.off)

    def add(self, start: date, days: int) -> Due:
        """Return the last day of a limit of `days` working days; the start is not counted (民法典 201).

        With 0 days the limit ends on the day it starts. A start on a day off counts from the next
        working day, because only working days are counted at all.
        """
        index = start.toordinal() - self._base
        if days > 0 and index >= self._sure:
            try:
                return self._nth[self._rank[index] + days]
            except IndexError:
                pass
        return self._add_far(start, days)

    def _add_far(self, start: date, days: int) -> Due:
        if days < 0:
            raise ValueError("a limit cannot be negative")
        if days == 0:
            return Due(start, provisional=not self.is_published(start))
        index = start.toordinal() - self._base
        if index < 0:
            return Due(_add_weekdays(start, days), provisional=True)
        if index >= len(self._rank):
            return Due(_add_weekdays(start, days), provisional=True)
        at = self._rank[index] + days
        if at < len(self._nth):
            return Due(self._nth[at].on, provisional=True)
        last = date.fromordinal(self._base + len(self._rank) - 1)
        return Due(_add_weekdays(last, at - len(self._nth) + 1), provisional=True)

    def count(self, after: date, until: date) -> int:
        """Return how many working days lie in (after, until]; negative when `until` comes first."""
        if until < after:
            return -self.count(until, after)
        return sum(self._counted(after, until))

    def _counted(self, after: date, until: date) -> Iterable[int]:
        """Yield the count inside the tables, and day by day outside them, which is rare."""
        low, high = after.toordinal() - self._base, until.toordinal() - self._base
        size = len(self._rank)
        inner_low, inner_high = min(max(low, -1), size - 1), min(max(high, -1), size - 1)
        yield (self._rank[inner_high] if inner_high >= 0 else 0) - (
            self._rank[inner_low] if inner_low >= 0 else 0
        )
        for ordinal in (*range(low + 1, min(high, -1) + 1), *range(max(low + 1, size), high + 1)):
            yield int(date.fromordinal(self._base + ordinal).weekday() < SATURDAY)

    def is_working(self, on: date) -> bool:
        return self._works(on)

    def is_published(self, on: date) -> bool:
        """Say whether the notice for this day's year is known; if not, the weekend rule is a guess."""
        return self.known_from <= on <= self.known_until

    def is_makeup(self, on: date) -> bool:
        """Say whether this is a weekend day that is worked (调休上班)."""
        return on in self.makeup

    def name_of(self, on: date) -> str:
        """Return why a day is off or worked: 国庆节, 周六, 国庆节调休上班; empty for an ordinary day."""
        if on in self.makeup:
            return f"{self.makeup[on]}调休上班"
        if on in self.off:
            return self.off[on]
        return DAY_NAMES[on.weekday()] if on.weekday() >= SATURDAY else ""

    def days(self, first: date, last: date) -> list[Day]:
        """Return every day from `first` to `last`, both included, as a ruler shows them."""
        span = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [Day(on, self._works(on), self.name_of(on), on in self.makeup) for on in span]

    def working_day_from(self, on: date) -> date:
        """Return this day, or the next working day when it is a day off (民法典 203)."""
        return on if self._works(on) else self.add(on, 1).on


def _add_weekdays(start: date, days: int) -> date:
    """Add working days by weekends alone."""
    if start.weekday() >= SATURDAY:  # only working days count: the weekend start is as good as Friday
        start -= timedelta(days=start.weekday() - SATURDAY + 1)
    weeks, rest = divmod(days, WEEK)
    over_weekend = 2 if start.weekday() + rest >= SATURDAY else 0
    return start + timedelta(days=7 * weeks + rest + over_weekend)
