"""Which times a plan offers, on which days, and until when one can book them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import TextChoices
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext

from yichuang.worktime.public import Calendar, Hours, Shut, closing_reason, local_day

MONDAY, SATURDAY = 1, 6
LONGEST_SLOT_MIN, MOST_PLACES, MOST_DAYS_AHEAD, MOST_BEFORE_MIN = 480, 500, 90, 2880


class Session(TextChoices):
    """What a stretch of the day is called (R024: the last two are held outside the hall's hours)."""

    MORNING = "morning", "上午"
    AFTERNOON = "afternoon", "下午"
    WEEKEND = "weekend", "双休日"
    HOME = "home", "上门服务"


@dataclass(frozen=True)
class Terms:
    """What a plan offers: `capacity` people every `slot_min` minutes, of whom some places are kept back
    for those who walk in. `lead_*_days` from today; `closes_before_min` before the time itself."""

    session: Session
    weekdays: tuple[int, ...]  # ISO: 1 is Monday
    opens: time
    closes: time
    slot_min: int
    capacity: int
    walk_in_percent: int = 0
    lead_min_days: int = 0
    lead_max_days: int = 14
    closes_before_min: int = 60
    from_on: date | None = None
    until_on: date | None = None

    @property
    def bookable(self) -> int:
        """How many of a slot's places can be booked: what is kept for walk-ins is rounded up."""
        return self.capacity - -(-self.capacity * self.walk_in_percent // 100)

    @property
    def is_outside_hours(self) -> bool:
        """Whether the session is held whatever the hall's opening hours say (R024)."""
        return self.session in {Session.WEEKEND, Session.HOME}


def problem_with(terms: Terms) -> tuple[str, str]:
    """Return the field and the sentence why such a plan cannot be; two empty strings when it can."""
    lasts = _minutes(terms.closes) - _minutes(terms.opens)
    checks = (
        (set(terms.weekdays) <= set(range(1, 8)) and terms.weekdays, "weekdays", gettext("请选星期几。")),
        (5 <= terms.slot_min <= LONGEST_SLOT_MIN, "slot_min", gettext("每一段是 5 到 480 分钟。")),
        (lasts >= terms.slot_min, "closes", gettext("从几点到几点至少要够一段。")),
        (1 <= terms.capacity <= MOST_PLACES, "capacity", gettext("每一段的名额是 1 到 500。")),
        (0 <= terms.walk_in_percent <= 100, "walk_in_percent", gettext("留给现场的比例是 0 到 100。")),
        (terms.bookable >= 1, "walk_in_percent", gettext("名额都留给现场了，没有可以预约的。")),
        (
            0 <= terms.lead_min_days <= terms.lead_max_days <= MOST_DAYS_AHEAD,
            "lead_max_days",
            gettext("提前天数从小到大，最多 90 天。"),
        ),
        (
            0 <= terms.closes_before_min <= MOST_BEFORE_MIN,
            "closes_before_min",
            gettext("截止时间是提前 0 到 2880 分钟。"),
        ),
        (
            terms.from_on is None or terms.until_on is None or terms.from_on <= terms.until_on,
            "until_on",
            gettext("最后一天不能早于第一天。"),
        ),
    )
    return next(((field, words) for fine, field, words in checks if not fine), ("", ""))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def is_held(terms: Terms, on: date, calendar: Calendar) -> bool:
    """Say whether the plan has this day at all. A made-up weekend day counts as a Monday, as for the hall,
    and is no weekend."""
    if (terms.from_on and on < terms.from_on) or (terms.until_on and on > terms.until_on):
        return False
    if calendar.is_makeup(on):
        return terms.session is not Session.WEEKEND and MONDAY in terms.weekdays
    return on.isoweekday() in terms.weekdays


def why_shut(
    terms: Terms, on: date, *, calendar: Calendar, hours: Hours | None, shut: tuple[Shut, ...] = ()
) -> str:
    """Say why nothing is held on a day that the plan has; an empty string means that it is held."""
    for days in shut:
        if days.from_on <= on <= days.until_on:
            return days.reason
    if on in calendar.off:
        return calendar.name_of(on)
    if terms.is_outside_hours or hours is None:
        return ""
    return closing_reason(hours, calendar, on)


def slots_on(terms: Terms, on: date) -> Iterator[tuple[datetime, datetime]]:
    """Yield when each slot of the day begins and ends; a last piece that is too short is left out."""
    start = datetime.combine(on, terms.opens, get_default_timezone())
    end = datetime.combine(on, terms.closes, get_default_timezone())
    step = timedelta(minutes=terms.slot_min)
    while start + step <= end:
        yield start, start + step
        start += step


def days_ahead(terms: Terms, today: date) -> list[date]:
    """Return the days that can be booked today as far as the lead time goes."""
    return [today + timedelta(days=n) for n in range(terms.lead_min_days, terms.lead_max_days + 1)]


def why_not_at(terms: Terms, starts_at: datetime, *, now: datetime) -> str:
    """Say why this time cannot be booked now (lead time, closing time); an empty string means it can."""
    day, today = local_day(starts_at), local_day(now)
    if now > starts_at - timedelta(minutes=terms.closes_before_min):
        return gettext("这个时间的预约已经截止，请选晚一些的。")
    if (day - today).days < terms.lead_min_days:
        return gettext("要提前 %(n)s 天预约。") % {"n": terms.lead_min_days}
    if (day - today).days > terms.lead_max_days:
        return gettext("最多提前 %(n)s 天预约。") % {"n": terms.lead_max_days}
    if all(start != starts_at for start, _ in slots_on(terms, day)):
        return gettext("没有这个时间，请重新选。")
    return ""
