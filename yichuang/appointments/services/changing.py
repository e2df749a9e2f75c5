"""Another time, or none: what the person does with a booking, and what the centre has to do."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.kit.text import within
from yichuang.people.public import Officer

from ..models import Booking
from ..policies import may_manage, why_not
from ..rules.plan import Session
from ..rules.states import Move
from ..selectors.bookings import booking_of
from .booking import Full, Wish, is_home_visit, next_times, why_not_wish
from .places import clicked, give_place_back, lock_both, move, take_place
from .telling import tell_booked, tell_called_off


@transaction.atomic
def change(booking: Booking, wish: Wish, *, key: str, by: Actor, now: datetime) -> Booking:
    """Move a booking to another time of the same theme; the old place is free at once.

    Raises `Full` with the next times; the old booking then stands as it was.
    """
    if clicked(key, booking.number, now=now):
        return booking_of(booking.number) or booking
    if sentence := why_not(booking, Move.CHANGE, now=now):
        raise Refused(sentence)
    if wish.plan.theme_id != booking.theme_id:
        raise Refused(gettext("换一个主题请另外预约。"))
    if (wish.plan.session == Session.HOME) is not is_home_visit(booking):
        raise Refused(gettext("上门服务和来大厅的预约不能互换，请另外预约。"))
    if wish.starts_at == booking.starts_at and wish.plan.pk == booking.slot.plan_id:
        return booking
    why_not_wish(wish, now=now)
    slot = lock_both(booking, wish.plan, wish.starts_at)
    if take_place(wish.plan, wish.starts_at, now=now) is None:
        raise Full(next_times(wish, now=now))
    before, old_slot = booking.starts_at, booking.slot_id
    move(booking, Move.CHANGE, now=now, slot=slot, starts_at=wish.starts_at, reminded_at=None)
    give_place_back(old_slot)
    data = {"from": before.isoformat(), "to": wish.starts_at.isoformat()}
    journal.record(booking.subject, Event.BOOKING_CHANGED, by=by, at=now, data=data)
    tell_booked(booking, now=now, is_changed=True)
    return booking


@transaction.atomic
def cancel(booking: Booking, *, key: str, by: Actor, now: datetime) -> Booking:
    """Take a booking back before its time: the place is free at once, and it counts against nobody."""
    if clicked(key, booking.number, now=now):
        return booking_of(booking.number) or booking
    move(booking, Move.CANCEL, now=now)
    data = {"starts_at": booking.starts_at.isoformat()}
    journal.record(booking.subject, Event.BOOKING_CANCELLED, by=by, at=now, data=data)
    return booking


@transaction.atomic
def let_go(booking: Booking, *, now: datetime) -> None:
    """Give up a place that was only held."""
    move(booking, Move.LAPSE, now=now)


@transaction.atomic
def call_off(booking: Booking, reason: str, *, by: Actor, now: datetime) -> None:
    """Cancel a booking for the centre, whose doors will be shut: the person is told why."""
    move(booking, Move.CALL_OFF, now=now, ended_reason=reason[:200])
    data = {"starts_at": booking.starts_at.isoformat(), "reason": reason}
    journal.record(booking.subject, Event.BOOKING_CALLED_OFF, by=by, at=now, data=data)
    tell_called_off(booking, now=now)


@transaction.atomic
def excuse(booking: Booking, reason: str, *, by: Officer, now: datetime) -> None:
    """Not count that somebody did not come, with the reason on file (R282)."""
    if not may_manage(by, booking.centre_id):
        raise Forbidden(gettext("未到不计，由大厅管理定。"))
    reason = within(reason, 200, field="reason")
    if not reason:
        raise Invalid(gettext("请写为什么不计。"), field="reason")
    move(booking, Move.EXCUSE, now=now, ended_reason=reason)
    data = {"reason": reason}
    journal.record(booking.subject, Event.BOOKING_EXCUSED, by=by, at=now, data=data)
