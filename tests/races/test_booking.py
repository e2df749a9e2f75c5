"""Bookings by real processes at the same moment."""

from dataclasses import replace

import pytest

from tests.appointments.build import MORNING, TOMORROW_AT_NINE, a_plan, booked
from tests.cast import a_hall
from tests.races.start import race_of
from yichuang.appointments.public import Booking, Slot, State
from yichuang.journal.public import Entry, Event, breaks

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PROCESSES, EACH, PLACES = 20, 10, 50  # two hundred connections; a process has sixteen at most


@pytest.mark.rule("R057", "R282")
def test_two_hundred_people_after_fifty_places_get_exactly_fifty_and_the_rest_the_next_times() -> None:
    hall = a_hall()
    plan = a_plan(hall, replace(MORNING, capacity=PLACES, walk_in_percent=0))
    works = [("clerk", "book_places", str(plan.pk), str(n * EACH + 1), str(EACH)) for n in range(PROCESSES)]
    told = [one for each in race_of(hall, works) for one in each]
    assert len(told) == PROCESSES * EACH
    numbers = [number for what, number, *_ in told if what == "booked"]
    assert len(set(numbers)) == len(numbers) == PLACES
    slot = Slot.objects.get(plan=plan, starts_at=TOMORROW_AT_NINE)
    assert (slot.taken, slot.capacity) == (PLACES, PLACES)
    assert Booking.objects.filter(slot=slot, state=State.BOOKED).count() == PLACES
    assert Entry.objects.filter(event=Event.BOOKING_BOOKED).count() == PLACES
    assert all(len(free) == 3 for what, *free in told if what == "full")
    assert list(breaks()) == []


def test_changing_to_and_fro_between_two_full_times_locks_nobody_up_and_loses_no_place() -> None:
    hall = a_hall()
    plan = a_plan(hall, replace(MORNING, capacity=20, walk_in_percent=0))
    numbers = [booked(plan, serial).number for serial in range(1, 17)]
    works = [("clerk", "change_and_cancel", str(plan.pk), *numbers[n::4]) for n in range(4)]
    race_of(hall, works)
    assert list(Slot.objects.values_list("taken", flat=True)) == [0, 0]
    assert set(Booking.objects.values_list("state", flat=True)) == {State.CANCELLED}
    assert list(breaks()) == []
