"""A hall with its windows open, and people in it."""

from datetime import datetime, timedelta

from django.utils import timezone

from tests.cast import NOW, Hall, a_hall, a_person
from yichuang.kit.actor import CITIZEN
from yichuang.people.public import Officer, Role, Staff, Theme, Window, WindowAssignment
from yichuang.people.public import officer as officer_of
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Channel, Ticket, Turn, Visit, Visitor

__all__ = ["a_second_window", "a_ticket", "an_open_hall", "clerk_of", "minutes"]


def minutes(count: float) -> timedelta:
    """Return that many minutes."""
    return timedelta(minutes=count)


def an_open_hall(*, now: datetime = NOW) -> Hall:
    """Return a hall whose one window the clerk has opened."""
    hall = a_hall()
    hall.staff["reception"] = a_person(hall, "recep", "reception", Role.RECEPTION, None)
    queueing.turn(hall.window, Turn.OPEN, by=hall.officer("clerk"), now=now)
    return hall


def a_second_window(
    hall: Hall, number: int = 6, *, theme: Theme | None = None, now: datetime = NOW
) -> Officer:
    """Open another window with its own clerk; return her, seated there."""
    window = Window.objects.create(centre=hall.centre, number=number, theme=theme or hall.theme)
    staff = a_person(hall, f"w{number}", f"clerk{number}", Role.CLERK, None)
    WindowAssignment.objects.create(staff=staff, window=window, since_on=timezone.localdate(NOW))
    by = clerk_of(staff, window)
    queueing.turn(window, Turn.OPEN, by=by, now=now)
    return by


def clerk_of(staff: Staff, window: Window) -> Officer:
    """Return a member of staff seated at a window."""
    found = officer_of(staff.pk, on=timezone.localdate(NOW), window_id=window.pk)
    assert found is not None
    return found


def a_ticket(
    hall: Hall,
    *keys: str,
    now: datetime = NOW,
    theme: Theme | None = None,
    id_number: str = "",
    booked_for: datetime | None = None,
    channel: Channel = Channel.KIOSK,
) -> Ticket:
    """Take a number."""
    visit = Visit(theme or hall.theme, visitor=Visitor(id_number=id_number), keys=keys, booked_for=booked_for)
    return queueing.take(visit, channel=channel, by=CITIZEN, now=now)
