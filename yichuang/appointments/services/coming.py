"""The person comes: the booking becomes a ticket (R058)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Refused
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Channel, Ticket, Visit, Visitor

from ..models import Booking
from ..rules.states import Move
from ..selectors.bookings import booking_of
from .booking import is_home_visit
from .places import clicked, move


@transaction.atomic
def check_in(booking: Booking, *, key: str, by: Actor, now: datetime) -> Booking:
    """Give the ticket: it stands in one line with those who walked in, by the centre's calling policy (R058).

    The booking carries the ticket's number and address afterwards. Raises `Refused` on another day, and for
    what the queue refuses. A home visit has no ticket: see `visited`.
    """
    if clicked(key, booking.number, now=now):
        return booking_of(booking.number) or booking
    if is_home_visit(booking):
        raise Refused(gettext("上门服务不用来大厅，工作人员按约定的时间上门。"))
    move(booking, Move.CHECK_IN, now=now)
    ticket = _ticket(booking, by=by, now=now)
    Booking.objects.filter(pk=booking.pk).update(ticket_label=ticket.label, ticket_code=ticket.code)
    booking.ticket_label, booking.ticket_code = ticket.label, ticket.code
    journal.record(
        booking.subject, Event.BOOKING_CHECKED_IN, by=by, at=now, data={"ticket": ticket.label}, thing=booking
    )
    return booking


def _ticket(booking: Booking, *, by: Actor, now: datetime) -> Ticket:
    visit = Visit(
        booking.theme,
        matters=(booking.matter,) if booking.matter else (),
        visitor=Visitor(booking.id_kind, booking.id_number, booking.name, booking.phone),
        appointment_no=booking.number,
        booked_for=booking.starts_at,
    )
    return queueing.take(visit, channel=Channel.APPOINTMENT, by=by, now=now)


@transaction.atomic
def visited(booking: Booking, *, key: str, by: Actor, now: datetime) -> Booking:
    """Note that a home visit was made (R024)."""
    if clicked(key, booking.number, now=now):
        return booking_of(booking.number) or booking
    if not is_home_visit(booking):
        raise Refused(gettext("这不是上门服务，请签到取号。"))
    move(booking, Move.CHECK_IN, now=now)
    journal.record(booking.subject, Event.BOOKING_CHECKED_IN, by=by, at=now, data={"visit": True})
    return booking
