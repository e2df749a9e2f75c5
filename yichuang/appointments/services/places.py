"""The places of a slot, and the clicks that were obeyed: what makes booking exact.

Locks are always taken in one order: the click's key, the person, slots by id, then bookings. So two who
want what the other has wait for one another and never in a ring.
"""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F

from yichuang.kit.inserting import insert_new
from yichuang.kit.refusal import Refused, Stale
from yichuang.worktime.public import local_day

from ..models import Booking, Click, Plan, Slot
from ..policies import why_not
from ..rules.plan import slots_on
from ..rules.states import GIVES_BACK, MOVES, Move, State
from ..selectors.bookings import booking_of

# One statement takes a place or makes the slot with its first one taken; it answers nothing when all are.
_TAKE = """
INSERT INTO appointments_slot (plan_id, starts_at, ends_at, capacity, taken) VALUES (%s, %s, %s, %s, 1)
ON CONFLICT (plan_id, starts_at) DO UPDATE SET taken = appointments_slot.taken + 1
WHERE appointments_slot.taken < appointments_slot.capacity
RETURNING id"""
_HAVE = """
INSERT INTO appointments_slot (plan_id, starts_at, ends_at, capacity, taken) VALUES (%s, %s, %s, %s, 0)
ON CONFLICT (plan_id, starts_at) DO NOTHING"""
_LAPSE = """
UPDATE appointments_booking SET state = 'lapsed', held_until = NULL, ended_at = %s, version = version + 1
WHERE slot_id = %s AND state = 'held' AND held_until <= %s"""


def clicked(key: str, number: str, *, now: datetime) -> Booking | None:
    """Note a click; return the booking it came to when it was obeyed before, None the first time.

    Another transaction with the same click is waited for. An empty key is a click of its own.
    """
    if not key or insert_new([Click(key=key, number=number, at=now)], unique=("key",)):
        return None
    return booking_of(Click.objects.get(pk=key).number)


def _values(plan: Plan, starts_at: datetime) -> list[Any]:
    ends_at = next(end for start, end in slots_on(plan.terms, local_day(starts_at)) if start == starts_at)
    return [plan.pk, starts_at, ends_at, plan.terms.bookable]


def take_place(plan: Plan, starts_at: datetime, *, now: datetime) -> int | None:
    """Take one place and return its slot; None when all are taken. What was held too long is let go first."""
    values = _values(plan, starts_at)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        row = cursor.fetchone()
        if row is None and _let_lapsed_go(plan, starts_at, now=now):
            cursor.execute(_TAKE, values)
            row = cursor.fetchone()
    return row[0] if row else None


def _let_lapsed_go(plan: Plan, starts_at: datetime, *, now: datetime) -> int:
    """Lapse the holds of a full slot whose time is over; its row is locked by the failed attempt."""
    slot = Slot.objects.select_for_update().get(plan=plan, starts_at=starts_at)
    with connection.cursor() as cursor:
        cursor.execute(_LAPSE, [now, slot.pk, now])
        lapsed: int = cursor.rowcount
    if lapsed:
        Slot.objects.filter(pk=slot.pk).update(taken=F("taken") - lapsed)
    return lapsed


def lock_both(booking: Booking, plan: Plan, starts_at: datetime) -> Slot:
    """Lock the slot that a booking has and the one that it wants, in their order; return the wanted one."""
    with connection.cursor() as cursor:
        cursor.execute(_HAVE, _values(plan, starts_at))
    wanted = Slot.objects.get(plan=plan, starts_at=starts_at)
    _lock(wanted.pk, booking.slot_id)
    return wanted


def _lock(*slot_ids: int) -> None:
    list(Slot.objects.select_for_update().filter(pk__in=slot_ids).order_by("pk").values_list("pk"))


def give_place_back(slot_id: int) -> None:
    """Make one place of a slot free again; its row is locked already."""
    Slot.objects.filter(pk=slot_id).update(taken=F("taken") - 1)


def move(booking: Booking, what: Move, *, now: datetime, **changes: object) -> None:
    """Write a move if nobody was faster. Raises `Refused` with the sentence, `Stale`.

    A place that becomes free is given back: its slot is locked before the booking, and counted down after.
    """
    if sentence := why_not(booking, what, now=now):
        raise Refused(sentence)
    if what in GIVES_BACK:
        _lock(booking.slot_id)
    after = MOVES[State(booking.state), what]
    if after is not State.BOOKED:
        changes["ended_at"] = now
    changes |= {"state": after, "held_until": None}
    as_we_saw_it = Booking.objects.filter(pk=booking.pk, version=booking.version)
    if not as_we_saw_it.update(**changes, version=F("version") + 1):
        raise Stale
    if what in GIVES_BACK:
        give_place_back(booking.slot_id)
    for name, value in changes.items():
        setattr(booking, name, value)
    booking.version += 1
