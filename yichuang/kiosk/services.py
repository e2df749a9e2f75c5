"""What a kiosk does: a booking becomes a number, a number goes on paper."""

from datetime import datetime

from django.utils.translation import gettext

from yichuang.appointments import public as appointments
from yichuang.appointments.public import Booking
from yichuang.devices import public as devices
from yichuang.devices.public import Device, Slip
from yichuang.kit.actor import Nobody
from yichuang.kit.refusal import Refused, Stale
from yichuang.kit.templatetags.kit import clock_time, named, short_date
from yichuang.queueing.public import Ticket

from .selectors import Number, number_of, phone_address, ticket_of


def actor_of(kiosk: Device) -> Nobody:
    """Return the kiosk as the journal names it."""
    return Nobody(f"device:{kiosk.pk}", kiosk.name, kiosk.centre_id)


def check_in(booking: Booking, kiosk: Device, *, now: datetime) -> tuple[Ticket, bool]:
    """Return the ticket of a booking, and whether it is new: who checks in again today finds the same one (R058).

    Raises `Refused` for another day, a cancelled booking, and what the queue refuses.
    """
    if ticket := ticket_of(booking, now=now):
        return ticket, False
    try:
        appointments.check_in(booking, key="", by=actor_of(kiosk), now=now)
    except Stale:
        # Pressed twice, or checked in at the reception in this moment: the ticket is there.
        seen = appointments.booking_of(booking.number)
        ticket = ticket_of(seen, now=now) if seen else None
        if ticket is None:
            raise
        return ticket, False
    ticket = ticket_of(booking, now=now)
    if ticket is None:
        raise Stale
    return ticket, True


def put_on_paper(ticket: Ticket, kiosk: Device, *, now: datetime) -> str:
    """Print the slip on the kiosk's network printer, and return what came of it.

    `sent`: it is printed; `lost`: the printer does not answer; `browser`: there is none, the page prints itself.
    """
    if kiosk.printer is None:
        return "browser"
    try:
        devices.print_slip(slip_of(number_of(ticket, now=now), kiosk), kiosk.printer, now=now)
    except Refused:
        return "lost"
    return "sent"


def slip_of(number: Number, kiosk: Device) -> Slip:
    """Return what is printed of a number."""
    ticket, outlook = number.ticket, number.outlook
    ahead = gettext("%(n)s 人") % {"n": outlook.ahead}
    if outlook.wait:
        ahead = gettext("%(n)s 人，%(wait)s") % {"n": outlook.ahead, "wait": outlook.wait.words}
    lines = [
        (gettext("取号"), f"{short_date(ticket.came_at)} {clock_time(ticket.came_at)}"),
        (gettext("前面"), ahead),
    ]
    if number.class_name:
        lines.append((gettext("优先"), number.class_name))
    lines.append((gettext("过号"), gettext("当天到导办台恢复")))
    where = str(named(ticket.theme))
    if outlook.windows:
        windows = gettext("、").join(str(n) for n in outlook.windows)
        where += "  " + gettext("%(windows)s 号窗口") % {"windows": windows}
    return Slip(
        kiosk.centre.name,
        ticket.label,
        where,
        tuple(lines),
        phone_address(ticket),
        gettext("扫码看叫到几号"),
    )
