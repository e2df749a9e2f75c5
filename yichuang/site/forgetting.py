"""Each night, and by `forget`: personal data past its term is blanked, centre by centre (个人信息保护法 19, 47).

A room that holds personal data has `personal_data(term)` behind its door and a place in `ROOMS`. The files of
cases are not among it: they are archives with terms of their own. The chain of a visit stays, and every figure.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from yichuang.appointments import public as appointments_room
from yichuang.cases.public import running_since
from yichuang.complaints import public as complaints_room
from yichuang.enquiries import public as enquiries_room
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import CLOCK
from yichuang.kit.forgetting import Holding, Term
from yichuang.notices import public as notices_room
from yichuang.people.public import Centre, centre_setting
from yichuang.queueing import public as queueing_room
from yichuang.ratings import public as ratings_room

ROOMS = (
    queueing_room.personal_data,
    appointments_room.personal_data,
    enquiries_room.personal_data,
    ratings_room.personal_data,
    complaints_room.personal_data,
    notices_room.personal_data,
)
Counts = dict[str, dict[str, int]]  # by centre's code, then by kind


def preview(now: datetime) -> Counts:
    """Return how many rows of each kind are past their term at each centre. Changes nothing."""
    return {
        centre.code: counts
        for centre in Centre.objects.order_by("code")
        if (counts := {held.name: n for held in _held(_term(centre, now)) if (n := held.count())})
    }


def forget(now: datetime, *, limit: int = 500) -> Counts:
    """Blank what is past its term, so many rows in a transaction with their line in the journal.

    Safe to run twice and to be stopped half-way. Returns how many rows of each kind at each centre.
    """
    done: Counts = {}
    for centre in Centre.objects.order_by("code"):
        term = _term(centre, now)
        counts = {held.name: n for held in _held(term) if (n := _forget(held, centre, term, now, limit))}
        if counts:
            done[centre.code] = counts
    return done


def _forget(held: Holding, centre: Centre, term: Term, now: datetime, limit: int) -> int:
    total, last = 0, limit
    while last == limit:
        with transaction.atomic():
            last = held.forget(limit=limit)
            if last:
                facts = {"what": held.name, "count": last, "before": term.before.isoformat()}
                journal.record(
                    f"centre:{centre.code}", Event.PERSONAL_DATA_FORGOTTEN, by=CLOCK, at=now, data=facts
                )
        total += last
    return total


def _held(term: Term) -> Iterator[Holding]:
    for personal_data in ROOMS:
        yield from personal_data(term)


def _term(centre: Centre, now: datetime) -> Term:
    """Return a centre's term; what still runs, and the visits it is about, is not past it."""
    years = centre_setting(centre.pk, "privacy.years")
    here = now.astimezone()
    day = min(here.day, 28) if here.month == 2 else here.day
    before = here.replace(year=here.year - years, day=day)
    running = running_since(centre.pk, before)
    visits = {ticket for _, ticket in running if ticket} | set(
        complaints_room.visits_complained_of(centre.pk)
    )
    return Term(centre.pk, before, frozenset(no for no, _ in running), frozenset(visits))
