"""What another calling policy would have done with the people of the last hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from yichuang.people.public import Window

from ..models import Ticket
from ..rules.policy import ORDINARY, TRANSFERRED, Policy, Serves
from ..rules.replay import EXAMPLE_VISIT_S, Arrival, Comparison, compare, example
from ..rules.states import CALLING
from .windows import duties_at, serves_of

HOURS = 4
ENOUGH = 12  # people; fewer say nothing about a rule
MOST = 300


@dataclass(frozen=True)
class Preview:
    """Two policies over the people of the last hours, or over a made-up hour where too few came."""

    comparison: Comparison
    is_example: bool
    people: int
    windows: int
    hours: int = HOURS


def preview_of(centre_id: int, old: Policy, new: Policy, *, now: datetime) -> Preview:
    """Play the last hours' people through both policies, at the windows that call now. Three queries.

    Everybody is played in the class that counted then, with the visit that was seen, the usual one where it
    is not over. Without windows that call, every window serves its own theme.
    """
    arrivals = _arrivals(centre_id, now)
    windows = _windows(centre_id)
    served = {serves.theme_id for window in windows for serves in window}
    arrivals = [each for each in arrivals if each.theme_id in served]
    is_example = len(arrivals) < ENOUGH
    if is_example:
        arrivals, windows = example(new, now)
    comparison = compare(old, new, arrivals, windows)
    return Preview(comparison, is_example, len(arrivals), len(windows))


def _arrivals(centre_id: int, now: datetime) -> list[Arrival]:
    found = Ticket.objects.filter(
        centre=centre_id, came_at__gt=now - timedelta(hours=HOURS), came_at__lte=now
    )
    tickets = list(found.order_by("came_at", "id")[:MOST])
    seen = [t.serve_s + t.call_s for t in tickets if t.serve_s]
    usual = sum(seen) / len(seen) if seen else EXAMPLE_VISIT_S
    return [
        Arrival(
            t.label,
            t.theme_id,
            (t.key,),
            t.came_at,
            float(t.serve_s + t.call_s) if t.serve_s else usual,
            _booked_for(t),
        )
        for t in tickets
    ]


def _booked_for(ticket: Ticket) -> datetime | None:
    """Return the time that a kept appointment counts from: what its standing was made of."""
    if not ticket.appointment_no or ticket.misses or ticket.key in {ORDINARY, TRANSFERRED}:
        return None
    return ticket.stands_at + timedelta(minutes=ticket.head_start_min)


def _windows(centre_id: int) -> list[tuple[Serves, ...]]:
    calling = [serves_of(duty) for duty in duties_at(centre_id) if duty.state in CALLING]
    if calling:
        return calling
    themes = Window.objects.filter(centre=centre_id, is_open=True).values_list("theme_id", flat=True)
    return [(Serves(theme),) for theme in themes]
