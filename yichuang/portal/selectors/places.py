"""Which centre a page speaks for, when it is open, and where its windows are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language, gettext

from yichuang.people.public import Centre, Window, hours_at
from yichuang.worktime.public import (
    Hours,
    Span,
    SpanKind,
    calendar,
    closing_reason,
    hours_of,
    is_open,
    next_opening,
    sentence,
)

DAYS_SHOWN = 5
_NEAREST = "follows__follows__follows"


@dataclass(frozen=True)
class Place:
    """The centre that a page speaks for, with the hours that hold there (its own or followed, R001)."""

    centre: Centre
    hours: Hours | None

    @property
    def hours_words(self) -> str:
        """The hours of this season in words, in the reader's language; empty when none are registered."""
        return hours_words(self.hours, timezone.localdate()) if self.hours else ""


@dataclass(frozen=True)
class OpenDay:
    """One day of the coming ones: when the hall is open, or why it is not."""

    on: date
    spans: tuple[Span, ...]
    reason: str


@dataclass(frozen=True)
class Opening:
    """Whether the hall is open now; if so until when, if not from when."""

    is_open: bool
    until: datetime | None
    opens_at: datetime | None
    days: tuple[OpenDay, ...]


def place_of(code: str) -> Place | None:
    """Return the centre of this code, else the top one; None where no centre exists. Three queries."""
    known = Centre.objects.select_related(
        f"{_NEAREST}__hours", "hours", "follows__hours", "follows__follows__hours"
    )
    centre = known.filter(code=code).first() if code else None
    centre = centre or known.filter(follows=None).order_by("pk").first()
    if centre is None:
        return None
    return Place(centre, hours_at(centre))


def centres() -> list[Centre]:
    """Return every centre, the top ones first. One query."""
    return list(Centre.objects.select_related("follows").order_by("follows_id", "pk"))


def opening_at(hours: Hours, now: datetime) -> Opening:
    """Say whether the hall is open, and its hours on the next days."""
    days = calendar()
    today = timezone.localdate(now)
    coming = [_open_day(hours, today + timedelta(days=n)) for n in range(DAYS_SHOWN)]
    if not is_open(hours, days, now):
        return Opening(False, None, next_opening(hours, days, now), tuple(coming))
    clock = timezone.localtime(now).time()
    until = next(s.closes for s in coming[0].spans if s.opens <= clock < s.closes)
    return Opening(True, datetime.combine(today, until, timezone.get_default_timezone()), None, tuple(coming))


def _open_day(hours: Hours, on: date) -> OpenDay:
    days = calendar()
    return OpenDay(on, tuple(hours_of(hours, days, on)), closing_reason(hours, days, on))


def windows_for(centre_id: int, theme_id: int | None) -> list[Window]:
    """Return the open windows of a theme, by number. One query."""
    return list(Window.objects.filter(centre=centre_id, theme=theme_id, is_open=True).order_by("number"))


def hours_words(hours: Hours, on: date) -> str:
    """Return the hours of a season as a sentence in the reader's language."""
    if not (get_language() or "").startswith("en"):
        return sentence(hours, on)
    groups: dict[tuple[int, ...], list[Span]] = {}
    for span in sorted(hours.spans, key=lambda span: span.opens):
        if span.in_season(on):
            groups.setdefault(tuple(sorted(span.weekdays)), []).append(span)
    parts = [f"{_weekdays(days)} {_times(spans)}" for days, spans in sorted(groups.items())]
    closed = gettext("（法定节假日除外）") if hours.closed_on_holidays and parts else ""
    return "; ".join(parts) + closed


def _weekdays(days: tuple[int, ...]) -> str:
    names = [gettext(name) for name in ("周一", "周二", "周三", "周四", "周五", "周六", "周日")]
    if len(days) == len(names):
        return gettext("每天")
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{names[days[0] - 1]}–{names[days[-1] - 1]}"
    return ", ".join(names[day - 1] for day in days)


def _times(spans: Iterable[Span]) -> str:
    return ", ".join(
        f"{s.opens.hour}:{s.opens.minute:02d}–{s.closes.hour}:{s.closes.minute:02d}"
        + (gettext("（值班窗口）") if s.kind == SpanKind.NOON_DUTY else "")
        for s in spans
    )
