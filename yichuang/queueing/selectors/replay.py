"""What another calling policy would have done with the people of the last hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from yichuang.people.public import Window

from ..models import Call, Ticket
from ..rules.policy import ORDINARY, TRANSFERRED, Policy, Serves
from ..rules.replay import EXAMPLE_VISIT_S, Arrival, Comparison, compare, example
from ..rules.states import CALLING, CallKind, State
from ..rules.unplayed import Called, left_out
from .windows import duties_at, serves_of

HOURS = 4
ENOUGH = 12  # people; fewer say nothing about a rule
MOST = 300


@dataclass(frozen=True)
class Preview:
    """Two policies over the people of the last hours, or over a made-up hour where too few came.

    `left_out`: what of the change could not be played, each with what is known of it.
    """

    comparison: Comparison
    is_example: bool
    people: int
    windows: int
    hours: int = HOURS
    left_out: tuple[str, ...] = ()


def preview_of(centre_id: int, old: Policy, new: Policy, *, now: datetime) -> Preview:
    """Play the last hours' people through both policies, at the windows that call now. Four queries.

    Everybody is played in the class that counted then, with the visit that was seen, the usual one where it
    is not over. Without windows that call, every window serves its own theme.
    """
    tickets = _tickets(centre_id, now)
    arrivals = _arrivals(tickets)
    windows = _windows(centre_id)
    served = {serves.theme_id for window in windows for serves in window}
    arrivals = [each for each in arrivals if each.theme_id in served]
    is_example = len(arrivals) < ENOUGH
    if is_example:
        arrivals, windows = example(new, now)
    comparison = compare(old, new, arrivals, windows)
    unknown = sum(bool(t.appointment_no) and t.booked_for_at is None for t in tickets)
    said = left_out(old, new, _turns(tickets), hours=HOURS, unknown_times=0 if is_example else unknown)
    return Preview(comparison, is_example, len(arrivals), len(windows), left_out=tuple(said))


def _tickets(centre_id: int, now: datetime) -> list[Ticket]:
    found = Ticket.objects.filter(
        centre=centre_id, came_at__gt=now - timedelta(hours=HOURS), came_at__lte=now
    )
    return list(found.order_by("came_at", "id")[:MOST])


def _arrivals(tickets: list[Ticket]) -> list[Arrival]:
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
    """Return the time that was booked, by which a policy says whether it was kept; where it was not written
    down, the time that a kept one counted from."""
    if not ticket.appointment_no or ticket.key == TRANSFERRED:
        return None
    if ticket.booked_for_at or ticket.misses or ticket.key == ORDINARY:
        return ticket.booked_for_at
    return ticket.stands_at + timedelta(minutes=ticket.head_start_min)


def _turns(tickets: list[Ticket]) -> list[Called]:
    """Return how each number's turns went: a turn begins with its first call. One query."""
    by_id = {ticket.pk: ticket for ticket in tickets}
    turns: dict[tuple[int, int], list[Call]] = {}
    count = 0
    for call in Call.objects.filter(ticket__in=by_id).order_by("ticket", "id"):
        count += call.nth == 1
        turns.setdefault((call.ticket_id, count), []).append(call)
    found = []
    last = {ticket: (ticket, nth) for ticket, nth in turns}
    for key, calls in turns.items():
        came = _came(by_id[key[0]], is_last=last[key[0]] == key, after=turns.get((key[0], key[1] + 1)))
        if came is not None:
            gaps = tuple((b.at - a.at).total_seconds() for a, b in pairwise(calls))
            found.append(Called(len(calls), came, gaps))
    return found


def _came(ticket: Ticket, *, is_last: bool, after: list[Call] | None) -> bool | None:
    """Say whether the person came to this turn; None where it was taken back or goes on."""
    if not is_last:
        return True if after and after[0].kind == CallKind.BACK else False if ticket.misses else None
    if ticket.state == State.MISSED:
        return False
    return True if ticket.served_at else None


def _windows(centre_id: int) -> list[tuple[Serves, ...]]:
    calling = [serves_of(duty) for duty in duties_at(centre_id) if duty.state in CALLING]
    if calling:
        return calling
    themes = Window.objects.filter(centre=centre_id, is_open=True).values_list("theme_id", flat=True)
    return [(Serves(theme),) for theme in themes]
