"""When a limit ends, whatever its unit. The day on which it starts is day 0 (民法典 201)."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from django.db.models import TextChoices
from django.utils.timezone import get_default_timezone

from .calendar import Calendar, Due

MONTHS = 12
LAST_MOMENT = time(23, 59, 59, 999999)


class LimitUnit(TextChoices):
    """What a limit is counted in."""

    WORKING_DAY = "working_day", "个工作日"
    NATURAL_DAY = "natural_day", "个自然日"
    MONTH = "month", "个月"
    YEAR = "year", "年"
    HOUR = "hour", "小时"
    IMMEDIATE = "immediate", "当场办结"


def due(limit: int, unit: str, at: datetime, calendar: Calendar) -> Due:
    """Return when a limit that starts at `at` (an aware instant) ends.

    Acceptance after closing time or on a day off still makes that day day 0. Calendar days, months
    and years that end on a day off run to the next working day (民法典 202, 203). Hours are plain hours.
    Raises ValueError for a negative limit, an unknown unit or an instant without a time zone.
    """
    if limit < 0:
        raise ValueError("a limit cannot be negative")
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    kind = LimitUnit(unit)
    if kind is LimitUnit.HOUR:
        end = at + timedelta(hours=limit)
        return Due(local_day(end), provisional=False, at=end)
    return due_from(local_day(at), 0 if kind is LimitUnit.IMMEDIATE else limit, kind, calendar)


def due_from(start: date, limit: int, unit: LimitUnit, calendar: Calendar) -> Due:
    """Return the last day of a limit counted in days, months or years from the day `start`."""
    if limit == 0 or unit is LimitUnit.WORKING_DAY:
        return calendar.add(start, limit)
    on = calendar.working_day_from(last_day(start, limit, unit))
    return Due(on, provisional=not calendar.is_published(on))


def last_day(start: date, limit: int, unit: LimitUnit) -> date:
    """Return the last calendar day of a limit in days, months or years, be it a day off or not."""
    if unit is LimitUnit.NATURAL_DAY:
        return start + timedelta(days=limit)
    if unit in {LimitUnit.MONTH, LimitUnit.YEAR}:
        return _add_months(start, limit * (MONTHS if unit is LimitUnit.YEAR else 1))
    raise ValueError(f"{unit} is not counted in calendar days")


def _add_months(start: date, months: int) -> date:
    """Add months; a day that the last month lacks becomes its last day (民法典 202)."""
    years, month = divmod(start.year * MONTHS + start.month - 1 + months, MONTHS)
    return date(years, month + 1, min(start.day, monthrange(years, month + 1)[1]))


def local_day(at: datetime) -> date:
    """Return the hall's date at an instant."""
    return at.astimezone(get_default_timezone()).date()


def end_of(day: date) -> datetime:
    """Return the last instant of a day in the hall's time zone: where a limit of days ends."""
    return datetime.combine(day, LAST_MOMENT, get_default_timezone())


def deadline(when: Due) -> datetime:
    """Return the instant at which a limit ends."""
    return when.at or end_of(when.on)
