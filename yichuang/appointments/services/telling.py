"""Writing to who booked: by e-mail or SMS where an address was given. The page says the same to everyone."""

from datetime import datetime

from django.conf import settings

from yichuang.notices import public as notices
from yichuang.notices.public import Booked, BookingOff, BookingSoon, Kind, Language, Reader

from ..models import Booking
from ..rules.ics import Entry
from ..rules.plan import Session


def what_for(booking: Booking) -> str:
    """Return what a booking is for: the matter's name, else the theme's."""
    matter = booking.matter
    return matter.current.name if matter and matter.current else booking.theme.name


def where(booking: Booking) -> str:
    """Return where the person is seen: at home, or in the hall."""
    if booking.slot.plan.session == Session.HOME:
        return booking.address
    return " ".join(part for part in (booking.centre.name, booking.centre.address) if part)


def page_url(booking: Booking) -> str:
    """Return the address that finds the booking again; its QR code carries it too."""
    return f"{settings.PUBLIC_URL}/book/find/?no={booking.number}"


def calendar_entry(booking: Booking, *, summary: str, notes: str) -> Entry:
    """Return what goes into somebody's calendar."""
    host = settings.PUBLIC_URL.partition("//")[2].partition("/")[0].partition(":")[0]
    return Entry(
        uid=f"{booking.number}@{host}",
        sequence=booking.version,
        starts_at=booking.starts_at,
        ends_at=booking.slot.ends_at,
        summary=summary,
        place=where(booking),
        notes=notes,
        url=page_url(booking),
        is_off=booking.state in {"cancelled", "called_off"},
    )


def tell_booked(booking: Booking, *, now: datetime, is_changed: bool = False) -> None:
    """Confirm a booking, or its new time."""
    context = Booked(
        what_for(booking),
        booking.number,
        booking.starts_at,
        where(booking),
        is_home_visit=booking.slot.plan.session == Session.HOME,
        is_changed=is_changed,
        phone=booking.centre.phone,
        page_url=page_url(booking),
    )
    _post(Kind.BOOKED, booking, context, f"booked:{booking.version}", now)


def tell_soon(booking: Booking, *, now: datetime) -> None:
    """Remind the day before."""
    context = BookingSoon(
        what_for(booking),
        booking.number,
        booking.starts_at,
        where(booking),
        is_home_visit=booking.slot.plan.session == Session.HOME,
        phone=booking.centre.phone,
        page_url=page_url(booking),
    )
    _post(Kind.BOOKING_SOON, booking, context, f"soon:{booking.starts_at.isoformat()}", now)


def tell_called_off(booking: Booking, *, now: datetime) -> None:
    """Say that the centre had to call it off, and why."""
    context = BookingOff(
        what_for(booking),
        booking.number,
        booking.starts_at,
        booking.ended_reason,
        phone=booking.centre.phone,
        page_url=f"{settings.PUBLIC_URL}/book/",
    )
    _post(Kind.BOOKING_OFF, booking, context, "off", now)


def _post(kind: Kind, booking: Booking, context: notices.Context, mark: str, now: datetime) -> None:
    key = f"booking:{booking.number}:{mark}"
    language = Language(booking.language)
    notices.post(
        kind,
        to=Reader(booking.email, booking.phone),
        case_no="",
        context=context,
        key=key,
        now=now,
        language=language,
        centre=booking.centre_id,
    )
