"""Windows as they are now."""

from collections.abc import Iterable

from yichuang.people.public import Theme, Window

from ..models import Ticket, WindowDuty
from ..rules.policy import Serves
from ..rules.states import AT_WINDOW, State


def serves_of(duty: WindowDuty) -> tuple[Serves, ...]:
    """Return the themes that a window serves, in its order. No query."""
    return tuple(Serves(each["theme_id"], each["after_min"]) for each in duty.themes)


def duty_of(window_id: int) -> WindowDuty | None:
    """Return a window's duty with window and clerk; None for one that was never opened. One query."""
    return WindowDuty.objects.select_related("window", "clerk").filter(pk=window_id).first()


def duties_at(centre_id: int) -> list[WindowDuty]:
    """Return every window's duty at a centre, by number. One query."""
    found = WindowDuty.objects.select_related("window", "clerk").filter(centre=centre_id)
    return list(found.order_by("window__number"))


def at_window(window_id: int) -> Ticket | None:
    """Return whom a window has called or serves. One query."""
    found = Ticket.objects.filter(window=window_id, state__in=AT_WINDOW)
    return found.select_related("theme").first()


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
