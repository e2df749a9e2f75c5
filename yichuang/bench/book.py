"""`bench book`: booking a place, beside exactly its SQL sent raw."""

from collections.abc import Callable, Iterator
from datetime import time
from functools import partial
from typing import Any

from django.utils import timezone

from yichuang.appointments import public as appointments
from yichuang.appointments.public import Person, Plan, Session, Terms, Wish
from yichuang.kit.actor import CITIZEN
from yichuang.people.public import Officer, Role, RoleGrant, Theme, id_check, officer
from yichuang.site.ops.places import Places

from . import alone
from .inside import Plan as BenchPlan

PEOPLE, PLACES = 60_000, 500  # a time has as many places as a plan may have
EVERY_DAY = Terms(
    Session.HOME, (1, 2, 3, 4, 5, 6, 7), time(8), time(20), 10, PLACES, lead_min_days=1, lead_max_days=14
)


def run(plan: BenchPlan, _where: Places) -> dict[str, Any]:
    """Return bookings a second of the service alone, each a hold and then a name, beside its SQL sent raw."""
    return alone.compare(_bookings(), seconds=plan.seconds / 2, rounds=plan.rounds)


def _bookings() -> Iterator[Callable[[], object]]:
    plan, wishes = _wishes()
    for serial in range(PEOPLE):
        yield partial(_book, wishes[serial // PLACES % len(wishes)], _person(serial), f"{plan.pk}-{serial}")


def _wishes() -> tuple[Plan, list[Wish]]:
    """Offer a theme of the demonstration on every day of the coming weeks; return its times."""
    now, by = timezone.now(), _manager()
    theme = Theme.objects.create(centre_id=by.centre_id, code="Q", name="预约")
    plan = appointments.plan_of(appointments.set_plan(theme, EVERY_DAY, by=by, now=now).pk)
    if plan is None:
        raise RuntimeError("the bench's plan is not there")
    days = appointments.days_of(appointments.offer_of(theme.pk, None, now=now), now=now)
    return plan, [Wish(plan, free.starts_at) for day in days for free in day.times]


def _manager() -> Officer:
    found = officer(RoleGrant.objects.filter(role=Role.MANAGER)[0].staff_id, on=timezone.localdate())
    if found is None:
        raise RuntimeError("the bench's hall has no manager")
    return found


def _person(serial: int) -> Person:
    born, last = divmod(serial, 1000)
    body = f"340524{1940 + born}0101{last:03d}"
    return Person(body + id_check(body), "张三", "13812341234", address="文昌路 9 号")


def _book(wish: Wish, person: Person, key: str) -> None:
    now = timezone.now()
    held = appointments.booking_of(appointments.hold(wish, key=f"h{key}", now=now).number)
    if held is None:
        raise RuntimeError("what was held is not there")
    appointments.book(held, person, key=f"b{key}", by=CITIZEN, now=now)
