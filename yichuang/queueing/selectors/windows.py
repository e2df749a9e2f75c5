"""Windows as they are now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models.expressions import RawSQL

from yichuang.people.public import Theme, Window

from ..models import Ticket, WindowDuty
from ..rules.policy import Serves
from ..rules.states import AT_WINDOW, DAY_OVER, State


def serves_of(duty: WindowDuty) -> tuple[Serves, ...]:
    """Return the themes that a window serves, in its order. No query."""
    return tuple(Serves(each["theme_id"], each["after_min"]) for each in duty.themes)


def duty_of(window_id: int) -> WindowDuty | None:
    """Return a window's duty with window and clerk; None for one that was never opened. One query."""
    return WindowDuty.objects.select_related("window", "clerk").filter(pk=window_id).first()


_CALLER = """
SELECT d.*, w.number AS number, s.id AS serving_id, EXISTS (
         SELECT FROM queueing_ticket o WHERE o.only_window_id = d.window_id AND o.state = 'waiting') AS has_own
  FROM queueing_windowduty d JOIN people_window w ON w.id = d.window_id
  LEFT JOIN queueing_ticket s ON s.window_id = d.window_id AND s.state IN ('called', 'serving')
 WHERE d.window_id = %s"""


@dataclass(frozen=True)
class Caller:
    """A window about to call: its number, whom it still has, whether someone waits for it alone."""

    duty: WindowDuty
    number: int
    serving_id: int | None
    has_own: bool


def caller_of(window_id: int) -> Caller | None:
    """Return a window about to call; None for one that was never opened. One query, written out: it is
    asked for every call, and compiling it was a fifth of the call."""
    duty = next(iter(WindowDuty.objects.raw(_CALLER, [window_id])), None)
    return Caller(duty, duty.number, duty.serving_id, duty.has_own) if duty else None  # type: ignore[attr-defined]


def duties_at(centre_id: int) -> list[WindowDuty]:
    """Return every window's duty at a centre, by number. One query."""
    found = WindowDuty.objects.select_related("window", "clerk").filter(centre=centre_id)
    return list(found.order_by("window__number"))


def at_window(window_id: int) -> Ticket | None:
    """Return whom a window has called or serves. One query."""
    found = Ticket.objects.filter(window=window_id, state__in=AT_WINDOW)
    return found.select_related("theme").first()


@dataclass(frozen=True)
class WindowView:
    """A window as its clerk sees it: whom it has, whom it keeps, how many wait for it and since when."""

    duty: WindowDuty
    ticket: Ticket | None
    parked: list[Ticket]
    waiting: int
    oldest_at: datetime | None


_WAIT_FOR_IT = """
FROM queueing_ticket t WHERE t.centre_id = queueing_windowduty.centre_id AND t.state = 'waiting'
 AND (t.only_window_id = queueing_windowduty.window_id
      OR t.only_window_id IS NULL AND t.theme_id IN (
         SELECT (e->>'theme_id')::bigint FROM jsonb_array_elements(queueing_windowduty.themes) e))"""


def window_view(window_id: int) -> WindowView | None:
    """Return what a clerk sees of her window; None for one that was never opened. Two queries."""
    duty = (
        WindowDuty.objects.select_related("window")
        .annotate(
            waiting=RawSQL(f"(SELECT count(*) {_WAIT_FOR_IT})", []),  # noqa: S611 - constants
            oldest_at=RawSQL(f"(SELECT min(t.since_at - t.wait_s * interval '1 second') {_WAIT_FOR_IT})", []),  # noqa: S611 - constants
        )
        .filter(pk=window_id)
        .first()
    )
    if duty is None:
        return None
    here = list(Ticket.objects.filter(window=window_id, state__in=(*AT_WINDOW, State.PARKED)))
    at_it = next((ticket for ticket in here if ticket.state != State.PARKED), None)
    parked = [ticket for ticket in here if ticket.state == State.PARKED]
    return WindowView(duty, at_it, parked, duty.waiting, duty.oldest_at)


def parked_at(window_ids: Iterable[int]) -> list[Ticket]:
    """Return the tickets that windows keep for someone who comes back. One query."""
    found = Ticket.objects.filter(state=State.PARKED, window__in=list(window_ids))
    return list(found.order_by("since_at"))


def themes_of(centre_id: int) -> list[Theme]:
    """Return a centre's themes in order. One query."""
    return list(Theme.objects.filter(centre=centre_id))


def window_of(centre_id: int, number: int) -> Window | None:
    """Return the window of that number. One query."""
    return Window.objects.filter(centre=centre_id, number=number).first()


def served_by(clerk_id: int, window: Window, on: date) -> list[Ticket]:
    """Return the visits of a day that were served to their end by one clerk at one window, in the order of
    their ends, with their matters. What the clock ended at night was not. Two queries."""
    done = Ticket.objects.filter(centre=window.centre_id, day_on=on, window=window, clerk=clerk_id)
    done = done.filter(state=State.DONE).exclude(ended_reason=DAY_OVER)
    return list(done.prefetch_related("matters").order_by("ended_at", "id"))
