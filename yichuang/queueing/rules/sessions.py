"""When windows call today, in seconds from now. Pure.

The estimate plays the line forward; it has to know where the hall closes, at noon and in the evening, and
that a window on noon duty goes on.
"""

from collections.abc import Sequence
from datetime import datetime, time

from django.utils.timezone import get_default_timezone

from yichuang.worktime.public import Span, SpanKind

Stretches = tuple[tuple[float, float], ...]


def stretches_today(spans: Sequence[Span], *, now: datetime, on_noon_duty: bool) -> Stretches | None:
    """Return when a window calls in what is left of the day; None where the hours do not say.

    `spans` are today's. A window on noon duty calls through noon. Others call in the hours of service alone:
    what a plan writes as noon duty is not theirs. On a day without hours, and after the last closing, a
    window that calls stays by its own decision: nothing says for how long.
    """
    kinds = {SpanKind.SERVICE, SpanKind.NOON_DUTY} if on_noon_duty else {SpanKind.SERVICE}
    ours = [span for span in spans if span.kind in kinds]
    if not ours or _seconds(max(span.closes for span in ours), now) <= 0:
        return None
    if on_noon_duty:
        ours = [Span((), min(span.opens for span in ours), max(span.closes for span in ours))]
    found = [(_seconds(span.opens, now), _seconds(span.closes, now)) for span in ours]
    return tuple((max(opens, 0.0), closes) for opens, closes in sorted(found) if closes > 0)


def about_to_open(spans: Sequence[Span], *, now: datetime, minutes: int) -> time | None:
    """Return when the hall opens if that is within so many minutes: everyone is to be there by then (R021, R022).

    `spans` are today's. The first opening of the day counts, not the one after noon.
    """
    opens = min((span.opens for span in spans if span.kind == SpanKind.SERVICE), default=None)
    return opens if opens and 0 < _seconds(opens, now) <= minutes * 60 else None


def _seconds(clock: time, now: datetime) -> float:
    zone = get_default_timezone()
    return (datetime.combine(now.astimezone(zone).date(), clock, zone) - now).total_seconds()
