"""The clock of a case: what was promised, what the law allows, what the light shows. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils.timezone import get_default_timezone

from yichuang.catalogue.public import IntakeSheet, Limit, LimitUnit
from yichuang.worktime.public import Calendar, Due, deadline, end_of, local_day

from .ledger import History, end_of_limit

# 行政许可法 42: twenty working days, where no other law or regulation says otherwise.
LICENCE_LIMIT = Limit(20, LimitUnit.WORKING_DAY, "行政许可法第四十二条：20个工作日")
# 行政许可法 43: as many for a body that reviews what a higher one decides.
REVIEW_LIMIT = Limit(20, LimitUnit.WORKING_DAY, "行政许可法第四十三条：下级机关20个工作日内审查完毕")
AN_INSTANT = timedelta(microseconds=1)


class Light(StrEnum):
    """What a clerk sees: symbol, word and colour together."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    PAUSED = "paused"  # a special procedure is running: 行政许可法 45
    NONE = "none"  # the guide names no limit and no law gives one


@dataclass(frozen=True)
class Limits:
    """Both limits of a case from the instant it was accepted. None: the source is silent."""

    promised: Due | None
    statutory: Due | None
    statutory_by_law: bool = False  # taken from 行政许可法 42 or 43, because the guide is silent
    is_review: bool = False  # 43: the review before a higher body decides

    @property
    def facts(self) -> dict[str, str | None]:
        """Return both dates for a journal line."""
        return {
            "promised": self.promised.on.isoformat() if self.promised else None,
            "statutory": self.statutory.on.isoformat() if self.statutory else None,
        }

    @property
    def binding(self) -> Due | None:
        """Return the limit that the light watches: the promise, or without one the law's."""
        return self.promised or self.statutory


@dataclass(frozen=True)
class Reading:
    """What the clock says now, and the next instant at which it would say something else."""

    light: Light
    look_at: datetime | None


def limits_for(
    sheet: IntakeSheet, history: History, calendar: Calendar, *, is_review: bool = False
) -> Limits:
    """Return the promised and the statutory date of a case with this history (R123, R124).

    A promise that would end after the statutory limit is cut to it: a centre may promise less time
    than the law gives, never more. `is_review`: a higher body decides (行政许可法 43).
    """
    statutory_limit = sheet.statutory
    by_law = statutory_limit is None and sheet.is_licence
    if by_law:
        statutory_limit = REVIEW_LIMIT if is_review else LICENCE_LIMIT
    statutory = _due(statutory_limit, history, calendar)
    promised = _due(sheet.promised, history, calendar)
    if promised and statutory and deadline(promised) > deadline(statutory):
        promised = statutory
    return Limits(promised, statutory, by_law, is_review)


def _due(limit: Limit | None, history: History, calendar: Calendar) -> Due | None:
    return None if limit is None else end_of_limit(limit, history, calendar)


def reading(limit_at: datetime | None, *, near_days: int, calendar: Calendar, now: datetime) -> Reading:
    """Say which light a clock with this deadline shows now, and when it would next change.

    Red: the deadline has passed. Yellow: `near_days` working days or fewer are left, today's not
    counted. `look_at` is a stored instant, so that the sweep reads only what is due.
    """
    if limit_at is None:
        return Reading(Light.NONE, None)
    if now > limit_at:
        return Reading(Light.RED, None)
    near_at = _near_from(local_day(limit_at), near_days, calendar)
    if now >= near_at:
        # The first instant after the deadline, not the deadline itself, is when it turns red.
        return Reading(Light.YELLOW, limit_at + AN_INSTANT)
    return Reading(Light.GREEN, near_at)


def reading_both(
    promised_at: datetime | None,
    statutory_at: datetime | None,
    *,
    near_days: int,
    calendar: Calendar,
    now: datetime,
) -> Reading:
    """Say what a clock with both limits shows. After a broken promise it is looked at once more, when
    the law's own limit passes (超时默认, R126)."""
    seen = reading(promised_at or statutory_at, near_days=near_days, calendar=calendar, now=now)
    if seen.light is Light.RED and statutory_at is not None and now <= statutory_at:
        return Reading(Light.RED, statutory_at + AN_INSTANT)
    return seen


def reading_paused(until: date) -> Reading:
    """Say what a stopped clock shows: nothing runs, and it goes on by itself after the named day."""
    return Reading(Light.PAUSED, end_of(until) + AN_INSTANT)


def _near_from(limit_on: date, near_days: int, calendar: Calendar) -> datetime:
    """Return the start of the first day with `near_days` working days or fewer left after it."""
    day = limit_on
    while calendar.count(day - timedelta(days=1), limit_on) <= near_days:
        day -= timedelta(days=1)
    return datetime.combine(day, time.min, get_default_timezone())


def days_left(limit_on: date, today: date, calendar: Calendar) -> int:
    """Return working days after today up to the limit; negative when it has passed (look.md: 还剩)."""
    return calendar.count(today, limit_on)
