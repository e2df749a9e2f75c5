"""What was written on a window's paper sheet while the server was away (R265). Pure.

A row names a number, when it was called and when its visit ended, as a clerk writes them: B003, 9:05, 9:20;
or that nobody came: B003, 9:05, 没来. Who came without a number, because the kiosk was down too, is written 无.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext

from yichuang.kit.text import why_too_long

from .numbers import label, read_label

ROWS = 12  # of a printed sheet, and of the page that it is entered on
MOST_DAYS = 14  # how long afterwards a sheet is still entered
MOST_MATTER = 300
CLOCKS_DIFFER = timedelta(minutes=2)  # the clock on the wall, a kiosk's, and ours
_NOBODY_CAME = frozenset({"没来", "未到", "过号", "absent"})
_NO_NUMBER = frozenset({"无", "无号", "没有", "没号", "NONE"})
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})|(\d{2})(\d{2})")


@dataclass(frozen=True)
class Written:
    """One row of a sheet as it was typed in."""

    number: str = ""
    called: str = ""
    ended: str = ""
    matter: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote here."""
        return not any((self.number, self.called, self.ended, self.matter))


@dataclass(frozen=True)
class Visited:
    """One row as it was understood: whom the window called, from when to when; no end where nobody came,
    no number where none was given."""

    prefix: str
    number: int | None
    called_at: datetime
    ended_at: datetime | None
    matter: str = ""

    @property
    def label(self) -> str:
        return gettext("没有号的") if self.number is None else label(self.prefix, self.number)


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be entered: the sentence, and the field that it stands beside."""

    sentence: str
    field: str


@dataclass(frozen=True)
class Busy:
    """A stretch in which a window had somebody."""

    label: str
    from_at: datetime
    until_at: datetime


def read_rows(
    rows: Sequence[Written], *, on: date, prefix: str, now: datetime
) -> list[Visited | Problem | None]:
    """Read a sheet's rows; None for an empty one. `prefix` is meant where only a number is written.

    Rows are compared with one another: a number stands on a sheet once, and a window has one person at a time.
    """
    read: list[Visited | Problem | None] = [_read(row, on, prefix, now) for row in rows]
    seen: dict[str, int] = {}
    for place, row in enumerate(read):
        if not isinstance(row, Visited):
            continue
        busy = [
            Busy(other.label, other.called_at, other.ended_at)
            for other in read[:place]
            if isinstance(other, Visited) and other.ended_at
        ]
        if row.number is not None and (first := seen.get(row.label)):
            words = {"ticket": row.label, "row": first}
            read[place] = Problem(gettext("%(ticket)s 在第 %(row)s 行已经写了。") % words, "number")
        elif problem := why_overlaps(row, busy):
            read[place] = problem
        else:
            seen[row.label] = place + 1
    return read


def why_overlaps(row: Visited, busy: Iterable[Busy]) -> Problem | None:
    """Say whom the window had at that time already; a visit may begin in the minute in which another ends."""
    for other in busy if row.ended_at else ():
        until_at = row.ended_at or row.called_at
        if (
            (row.number is None or other.label != row.label)
            and row.called_at < other.until_at
            and other.from_at < until_at
        ):
            words = {
                "ticket": other.label,
                "from": clock_of(other.from_at),
                "until": clock_of(other.until_at),
            }
            sentence = gettext("和 %(ticket)s 重叠：这个窗口 %(from)s 到 %(until)s 在办它。")
            return Problem(sentence % words, "called")
    return None


def clock_of(at: datetime) -> str:
    """Return the time on a clock of the hall: 9:05."""
    local = at.astimezone(get_default_timezone())
    return f"{local.hour}:{local.minute:02d}"


def _read(row: Written, on: date, prefix: str, now: datetime) -> Visited | Problem | None:
    if row.is_empty:
        return None
    meant = _number(row.number)
    if meant is None:
        return Problem(gettext("号码写成 B003 或者 3 这样；没有号的写“无”。"), "number")
    called_at = _instant(row.called, on)
    if called_at is None:
        return Problem(gettext("叫号时间写成 9:05 这样。"), "called")
    if called_at > now:
        return Problem(gettext("叫号时间还没有到，请核对日期和时间。"), "called")
    ended_at = _ended(row, meant[1], called_at, now)
    if isinstance(ended_at, Problem):
        return ended_at
    if reason := why_too_long(row.matter.strip(), MOST_MATTER):
        return Problem(reason, "matter")
    return Visited(meant[0] or prefix, meant[1], called_at, ended_at, row.matter.strip())


def _number(text: str) -> tuple[str, int | None] | None:
    """Read the number's cell; a number of None where the clerk wrote that there was none."""
    written = unicodedata.normalize("NFKC", text).strip().upper()
    return ("", None) if written in _NO_NUMBER else read_label(written)


def _ended(row: Written, number: int | None, called_at: datetime, now: datetime) -> datetime | Problem | None:
    """Read when the visit ended; None where nobody came."""
    if row.ended.strip() in _NOBODY_CAME:
        return Problem(gettext("没有号的人没有来，不用登记。"), "ended") if number is None else None
    ended_at = _instant(row.ended, called_at.astimezone(get_default_timezone()).date())
    if ended_at is None:
        return Problem(gettext("办完时间写成 9:20 这样；没有人来的写“没来”。"), "ended")
    if ended_at > now:
        return Problem(gettext("办完时间还没有到，请核对日期和时间。"), "ended")
    if ended_at < called_at:
        return Problem(gettext("办完比叫号还早，请核对。"), "ended")
    return ended_at


def _instant(text: str, on: date) -> datetime | None:
    """Read a clock's time of that day: 9:05, 9：05, 9.05, 0905."""
    found = _CLOCK.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4])
    if hour > 23 or minute > 59:
        return None
    return datetime.combine(on, time(hour, minute), get_default_timezone())
