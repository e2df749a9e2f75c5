"""A hall in which one can book, and people who do."""

from datetime import datetime, time, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from tests.cast import NOW, Hall
from yichuang.appointments import public as appointments
from yichuang.appointments.public import Booking, Person, Plan, Session, Terms, Wish
from yichuang.kit.actor import CITIZEN
from yichuang.people.public import id_check

MORNING = Terms(
    Session.MORNING,
    (1, 2, 3, 4, 5),
    time(9),
    time(11),
    30,
    capacity=4,
    walk_in_percent=50,
    closes_before_min=60,
)
TOMORROW_AT_NINE = (NOW + timedelta(days=1)).replace(hour=9, minute=0)
_clicks = count(1)


def a_plan(hall: Hall, terms: Terms = MORNING, **more: Any) -> Plan:
    """Offer times to book: mornings from nine to eleven, two bookable places each half hour."""
    plan = appointments.set_plan(hall.theme, terms, by=hall.officer("manager"), now=NOW, **more)
    found = appointments.plan_of(plan.pk)
    assert found is not None
    return found


def an_id(serial: int = 1) -> str:
    """Return an ID number of somebody born in 1980."""
    body = f"34052419800101{serial:03d}"
    return body + id_check(body)


def a_person(serial: int = 1, **more: Any) -> Person:
    """Return somebody who books."""
    return Person(**{"id_number": an_id(serial), "name": "张三", "phone": "13812341234"} | more)


def a_click() -> str:
    """Return the key of a click that nobody has made."""
    return f"click-{next(_clicks)}"


def held(plan: Plan, at: datetime = TOMORROW_AT_NINE, *, now: datetime = NOW) -> Booking:
    """Hold a place; return it as its page reads it."""
    return again(appointments.hold(Wish(plan, at), key=a_click(), now=now))


def booked(
    plan: Plan, serial: int = 1, at: datetime = TOMORROW_AT_NINE, *, now: datetime = NOW, **more: Any
) -> Booking:
    """Book a time for somebody."""
    place = held(plan, at, now=now)
    return appointments.book(place, a_person(serial, **more), key=a_click(), by=CITIZEN, now=now)


def again(booking: Booking) -> Booking:
    """Return a booking as it stands now."""
    found = appointments.booking_of(booking.number)
    assert found is not None
    return found


def due(booking: Booking, at: datetime | None = None) -> Booking:
    """Let a booking be for this moment, or another one: faces live by the real clock, whatever day it shows."""
    Booking.objects.filter(pk=booking.pk).update(starts_at=at or timezone.now())
    return again(booking)
