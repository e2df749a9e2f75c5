"""A calendar month of the hall, by which figures are published and reported. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import get_default_timezone


@dataclass(frozen=True)
class Month:
    """A calendar month of the hall, from its first instant until the first of the next."""

    year: int
    number: int

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.first_day, time.min, get_default_timezone())

    @property
    def ends(self) -> datetime:
        return self.following.begins

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def following(self) -> "Month":
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def before(self) -> "Month":
        return Month(self.year, self.number - 1) if self.number > 1 else Month(self.year - 1, 12)

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02d}"


def month_of(text: str, *, today: date) -> Month:
    """Read 2026-09; the last whole month for anything else, and for one that is not over."""
    last = Month(today.year, today.month).before
    try:
        asked = date.fromisoformat(f"{text}-01")
    except ValueError:
        return last
    month = Month(asked.year, asked.month)
    return month if asked.year >= 2000 and str(month) <= str(last) else last
