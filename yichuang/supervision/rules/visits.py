"""Which visits of a day left a record of what was done, and since when (R130). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import get_default_timezone

from yichuang.worktime.public import Span, end_of

LEAST_SERVED_S = 60  # what was over sooner was called or ended by a slip of the finger
WITHOUT_HOURS = time(18)  # when the day closes where no opening hours are registered, or it was shut
# Lines about these say that she sat there, called, or asked for help or a rating; not what was done.
_NOT_WORK = frozenset(
    {
        "ticket",
        "window",
        "staff",
        "device",
        "hall",
        "centre",
        "announcement",
        "rating",
        "card",
        "order",
        "faq",
    }
)


@dataclass(frozen=True)
class OfDay:
    """Who sat where on which day, as things under watch are named: `unrecorded:WINDOW+CLERK@DAY`."""

    window_id: int
    clerk_id: int
    day: date

    @property
    def thing(self) -> str:
        """What supervision calls it."""
        return f"unrecorded:{self.window_id}+{self.clerk_id}@{self.day.isoformat()}"

    @classmethod
    def read(cls, thing: str) -> "OfDay":
        """Return what a name says, or the part of it after the colon. Raises `ValueError` for any other."""
        whose, _, day = thing.rpartition(":")[2].partition("@")
        window_id, _, clerk_id = whose.partition("+")
        return cls(int(window_id), int(clerk_id), date.fromisoformat(day))


@dataclass(frozen=True)
class Written:
    """One line of the journal, as far as it matters here."""

    id: int
    at: datetime
    subject: str
    is_call: bool = False  # the clerk called the next number

    @property
    def is_work(self) -> bool:
        """Whether the line tells of something that was done for somebody."""
        return self.subject.partition(":")[0] not in _NOT_WORK


@dataclass(frozen=True)
class ServedVisit:
    """A visit that was served to its end, and when it was first known what was done; None: it is not yet."""

    ticket_id: int
    label: str
    ended_at: datetime
    recorded_at: datetime | None = None

    def is_recorded_by(self, at: datetime) -> bool:
        """Whether it was known at an instant what was done."""
        return self.recorded_at is not None and self.recorded_at <= at


@dataclass(frozen=True)
class DayRecord:
    """How a clerk's day stands: by when it was to be written down, which visits were not by then, and when the
    last of them was; None: not yet."""

    limit_at: datetime
    missing: tuple[ServedVisit, ...]
    over_at: datetime | None


def work_after(lines: Sequence[Written], served: int) -> datetime | None:
    """Return when she first wrote of work after the line that began to serve somebody (its id), until she called
    the next. So what is entered just after the person has gone belongs to the visit."""
    for line in lines:
        if line.id <= served:
            continue
        if line.is_call:
            return None
        if line.is_work:
            return line.at
    return None


def closes_at(spans: Iterable[Span], day: date) -> datetime:
    """Return when the hall's last service of a day ends."""
    clock = max((span.closes for span in spans), default=WITHOUT_HOURS)
    return datetime.combine(day, clock, get_default_timezone())


def reading(visits: Iterable[ServedVisit], closes: datetime, day: date, now: datetime) -> DayRecord:
    """Return how the day stands. A visit that lasted beyond the hours is asked for at the end of the day, where
    nothing earlier is; each depends on what was known then, and not on when one looks."""
    every = list(visits)
    missing = _missing([each for each in every if each.ended_at <= closes], closes)
    limit_at = closes
    if not missing and (late := _missing(every, end_of(day))):
        missing, limit_at = late, end_of(day)
    recorded = [each.recorded_at for each in missing if each.recorded_at is not None]
    if len(recorded) < len(missing):
        return DayRecord(limit_at, missing, None)
    return DayRecord(limit_at, missing, max(recorded, default=limit_at if now > limit_at else None))


def _missing(visits: list[ServedVisit], at: datetime) -> tuple[ServedVisit, ...]:
    return tuple(each for each in visits if not each.is_recorded_by(at))
