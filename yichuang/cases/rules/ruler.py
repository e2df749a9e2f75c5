"""The limit ruler: one cell a working day, a sliver a day off (look.md). Values for kit/ruler.html. Pure."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext

from yichuang.worktime.public import Calendar, Day

MOST_CELLS = 70  # beyond this a ruler says less than the ledger's table does
MANY_CELLS = 24  # beyond this a phone has no room for the figures
LATE_DAYS = 5  # how far past the last limit the days are drawn


class Limited(Protocol):
    """A clock as the ruler needs it."""

    promised_due_on: date | None
    statutory_due_on: date | None


@dataclass
class Cell:
    """One day: its classes, its figure, and the words above and below."""

    kind: str
    text: str = ""
    above: str = ""
    below: str = ""


@dataclass
class Ruler:
    """The cells, and the sentence that says the same."""

    sentence: str
    cells: list[Cell] = field(default_factory=list)

    @property
    def is_long(self) -> bool:
        """Whether a narrow screen has to leave the figures out."""
        return len(self.cells) > MANY_CELLS


def ruler_of(clock: Limited, started_on: date, today: date, calendar: Calendar) -> Ruler | None:
    """Draw the days from the one after acceptance to the last limit; None when there is no limit."""
    ends = [day for day in (clock.promised_due_on, clock.statutory_due_on) if day]
    if not ends:
        return None
    last = max(*ends, min(today, max(ends) + timedelta(days=LATE_DAYS)))
    days = calendar.days(started_on + timedelta(days=1), last)
    ruler = Ruler(_sentence(clock, started_on, today, calendar))
    if sum(day.is_working for day in days) > MOST_CELLS:
        return ruler
    ruler.cells = [_cell(day, clock, today) for day in days]
    if ruler.cells:
        first = ruler.cells[0]
        first.above = gettext("%(day)s受理") % {"day": _short(started_on)}
    return ruler


def _short(day: date) -> str:
    """Return 9月24日, or as the language in use writes a day of a month."""
    return date_format(day, gettext("n月j日"))


def _cell(day: Day, clock: Limited, today: date) -> Cell:
    if not day.is_working:
        return Cell("off")
    promised, statutory = clock.promised_due_on, clock.statutory_due_on
    kinds = []
    if day.on < today:
        kinds.append("used")
    elif day.on == today:
        kinds.append("now")
    elif promised and day.on > promised:
        kinds.append("grace")
    cell = Cell("", str(day.on.day))
    if day.on == today:
        cell.below = gettext("今天")
    elif day.is_makeup:
        cell.below = gettext("调休")
    if day.on in {promised, statutory}:
        kinds.append("end")
        words = [w for w, on in ((gettext("承诺"), promised), (gettext("法定"), statutory)) if on == day.on]
        cell.above = f"{gettext('、').join(words)} {_short(day.on)}"
    cell.kind = " ".join(kinds)
    return cell


def _sentence(clock: Limited, started_on: date, today: date, calendar: Calendar) -> str:
    passed = max(calendar.count(started_on, today - timedelta(days=1)), 0)  # today is not over yet
    parts = [gettext("%(day)s受理") % {"day": _short(started_on)}]
    parts.append(gettext("已过 %(n)d 个工作日") % {"n": passed})
    if clock.promised_due_on:
        parts.append(gettext("承诺 %(day)s") % {"day": _short(clock.promised_due_on)})
    if clock.statutory_due_on:
        parts.append(gettext("法定 %(day)s") % {"day": _short(clock.statutory_due_on)})
    return gettext("，").join(parts) + gettext("。")
