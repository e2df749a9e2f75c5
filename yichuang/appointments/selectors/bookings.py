"""Reads of bookings."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils.timezone import get_default_timezone

from ..models import Booking, Slot
from ..rules.number import tidy_number
from ..rules.states import NAMELESS, State

TAIL_LENGTH = 4


@dataclass(frozen=True)
class BookedSlot:
    """One time of a day with those who booked it."""

    slot: Slot
    bookings: tuple[Booking, ...]


def _with_all() -> Sequence[str]:
    return ("slot__plan", "theme", "centre", "matter__current")


def booking_of(number: str) -> Booking | None:
    """Return the booking of that number with all that its page names. One query."""
    found = Booking.objects.select_related(*_with_all()).filter(number=tidy_number(number))
    return found.first()


def followed(number: str, tail: str) -> Booking | None:
    """Return the booking if the last four of the ID or of the phone fit, as its own page asks. One query."""
    found = booking_of(number)
    if found is None or len(tail) != TAIL_LENGTH or found.state in NAMELESS:
        return None
    tails = (found.id_number[-TAIL_LENGTH:], found.phone[-TAIL_LENGTH:])
    fits = [hmac.compare_digest(one.upper().encode(), tail.upper().encode()) for one in tails]
    return found if any(fits) else None


def day_bounds(on: date) -> tuple[datetime, datetime]:
    """Return the instants between which a day of the hall lies."""
    start = datetime.combine(on, time(), get_default_timezone())
    return start, datetime.combine(on + timedelta(days=1), time(), get_default_timezone())


def bookings_on(centre_id: int, on: date, *, theme_id: int | None = None) -> list[BookedSlot]:
    """Return a day's slots that somebody booked, by time and theme. One query."""
    first, after = day_bounds(on)
    theirs = Q(theme=theme_id) if theme_id else Q()
    found = (
        Booking.objects.filter(theirs, centre=centre_id, starts_at__gte=first, starts_at__lt=after)
        .exclude(state__in=NAMELESS)
        .select_related(*_with_all())
        .order_by("starts_at", "theme__order", "slot_id", "id")
    )
    grouped: dict[int, list[Booking]] = {}
    for booking in found:
        grouped.setdefault(booking.slot_id, []).append(booking)
    return [BookedSlot(each[0].slot, tuple(each)) for each in grouped.values()]


def count_on(centre_id: int, first: date, last: date, *, theme_id: int | None = None) -> int:
    """Return how many bookings stand on these days. One query."""
    begins, ends = day_bounds(first)[0], day_bounds(last)[1]
    theirs = Q(theme=theme_id) if theme_id else Q()
    found = Booking.objects.filter(theirs, centre=centre_id, starts_at__gte=begins, starts_at__lt=ends)
    return found.filter(state=State.BOOKED).count()


def bookings_of_person(id_number: str, centre_id: int, on: date) -> list[Booking]:
    """Return what a person has booked at a centre for a day, what is checked in too, by time. One query."""
    first, after = day_bounds(on)
    theirs = Booking.objects.filter(id_number=id_number, centre=centre_id).exclude(id_number="")
    found = theirs.filter(
        starts_at__gte=first, starts_at__lt=after, state__in=[State.BOOKED, State.CHECKED_IN]
    )
    return list(found.select_related(*_with_all()).order_by("starts_at", "id"))


def open_bookings_of(id_number: str) -> list[Booking]:
    """Return what a person has booked and what was missed; the rest does not count. One query."""
    found = Booking.objects.filter(id_number=id_number, state__in=[State.BOOKED, State.NO_SHOW])
    return list(found.exclude(id_number="").select_related("theme", "centre"))
