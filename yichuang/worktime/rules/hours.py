"""When a hall is open to the public. Not the same as working days: those only count limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import TextChoices
from django.utils.timezone import get_default_timezone

from .calendar import DAY_NAMES, Calendar
from .limit import local_day

LOOK_AHEAD_DAYS = 60  # the longest closing that next_opening sees past
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
WEEKDAYS = (1, 2, 3, 4, 5)
MONDAY = 1


class SpanKind(TextChoices):
    """All windows, or at noon only those on duty (C-02)."""

    SERVICE = "service", "对外办公"
    NOON_DUTY = "noon_duty", "中午值班"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the day, on some ISO weekdays (1 is Monday), in a season given as MM-DD or all year."""

    weekdays: tuple[int, ...]
    opens: time
    closes: time
    kind: SpanKind = SpanKind.SERVICE
    season_from: str = ""
    season_until: str = ""

    def in_season(self, on: date) -> bool:
        """Say whether the season holds this day; a season may run over the new year."""
        if not self.season_from:
            return True
        day = f"{on:%m-%d}"
        if self.season_from <= self.season_until:
            return self.season_from <= day <= self.season_until
        return day >= self.season_from or day <= self.season_until


@dataclass(frozen=True, slots=True)
class Shut:
    """Days on which the hall stays closed, both ends included, and why."""

    from_on: date
    until_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Hours:
    """A hall's opening hours with its local closings."""

    spans: tuple[Span, ...]
    closings: tuple[Shut, ...] = ()
    closed_on_holidays: bool = True  # 法定节假日除外
    follows_makeup_days: bool = True


@dataclass(frozen=True, slots=True)
class StandardPlan:
    """One of the opening hours that the source documents name."""

    code: str
    name: str
    source: str
    spans: tuple[Span, ...]


def _two(weekdays: tuple[int, ...], *times: str) -> tuple[Span, ...]:
    clock = [time.fromisoformat(text) for text in times]
    return tuple(Span(weekdays, a, b) for a, b in zip(clock[::2], clock[1::2], strict=True))


STANDARD_PLANS = (
    StandardPlan("h1", "每天 8:30–17:00，午休", "R016", _two(EVERY_DAY, "08:30", "12:00", "14:30", "17:00")),
    StandardPlan("h2", "每天 9:00–17:00", "R017", _two(EVERY_DAY, "09:00", "17:00")),
    StandardPlan("h3", "工作日 8:30–17:30，午休", "R018", _two(WEEKDAYS, "08:30", "12:00", "13:30", "17:30")),
    StandardPlan(
        "h4", "工作日 8:30–12:00、14:30–18:00", "R019", _two(WEEKDAYS, "08:30", "12:00", "14:30", "18:00")
    ),
)


def closing_reason(hours: Hours, calendar: Calendar, on: date) -> str:
    """Say why the hall is shut all day, empty when it has hours: a local closing, a holiday, a weekend."""
    for shut in hours.closings:
        if shut.from_on <= on <= shut.until_on:
            return shut.reason
    if hours.closed_on_holidays and on in calendar.off:
        return calendar.name_of(on)
    return "" if hours_of(hours, calendar, on) else DAY_NAMES[on.weekday()]


def hours_of(hours: Hours, calendar: Calendar, on: date) -> list[Span]:
    """Return the stretches on which the hall is open that day, earliest first; none when shut."""
    if any(shut.from_on <= on <= shut.until_on for shut in hours.closings):
        return []
    if hours.closed_on_holidays and on in calendar.off:
        return []
    weekday = on.isoweekday()
    as_monday = hours.follows_makeup_days and calendar.is_makeup(on)
    found = [
        span
        for span in hours.spans
        if span.in_season(on) and (weekday in span.weekdays or (as_monday and MONDAY in span.weekdays))
    ]
    return sorted(found, key=lambda span: span.opens)


def is_open(hours: Hours, calendar: Calendar, at: datetime) -> bool:
    """Say whether the hall serves the public at an instant, noon duty included."""
    clock = at.astimezone(get_default_timezone()).time()
    return any(span.opens <= clock < span.closes for span in hours_of(hours, calendar, local_day(at)))


def next_opening(hours: Hours, calendar: Calendar, at: datetime) -> datetime | None:
    """Return the next instant at which the hall opens, `at` itself when it is open; None if not in sight."""
    if is_open(hours, calendar, at):
        return at
    zone = get_default_timezone()
    first = local_day(at)
    for ahead in range(LOOK_AHEAD_DAYS + 1):
        on = first + timedelta(days=ahead)
        for span in hours_of(hours, calendar, on):
            opening = datetime.combine(on, span.opens, zone)
            if opening > at:
                return opening
    return None


def sentence(hours: Hours, on: date) -> str:
    """Return the hours of the season for people: 周一至周五 8:30–12:00、14:30–18:00（法定节假日除外）."""
    groups: dict[tuple[int, ...], list[Span]] = {}
    for span in sorted(hours.spans, key=lambda span: span.opens):
        if span.in_season(on):
            groups.setdefault(tuple(sorted(span.weekdays)), []).append(span)
    parts = [f"{_weekdays(days)} {_times(spans)}" for days, spans in sorted(groups.items())]
    if not parts:
        return ""
    return "；".join(parts) + ("（法定节假日除外）" if hours.closed_on_holidays else "")


def _weekdays(days: tuple[int, ...]) -> str:
    if days == EVERY_DAY:
        return "每天"
    names = [DAY_NAMES[day - 1] for day in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{names[0]}至{names[-1]}"
    return "、".join(names)


def _times(spans: Sequence[Span]) -> str:
    return "、".join(
        f"{clock(span.opens)}–{clock(span.closes)}"
        + ("（值班窗口）" if span.kind == SpanKind.NOON_DUTY else "")
        for span in spans
    )


def clock(at: time) -> str:
    """Return 8:30, without a leading zero (look.md, Dates and numbers)."""
    return f"{at.hour}:{at.minute:02d}"
