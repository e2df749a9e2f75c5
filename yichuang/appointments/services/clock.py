"""The clock's work: holds that lapse, bookings nobody came for, days that were shut, the day before."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import CLOCK
from yichuang.kit.refusal import Refused
from yichuang.people.public import hours_at
from yichuang.worktime.public import Shut, local_day

from ..models import Booking, Click
from ..rules.states import Move, State
from ..selectors.bookings import day_bounds
from ..selectors.offers import shut_days
from ..selectors.plans import WITH_HOURS
from .changing import call_off, let_go
from .places import move
from .telling import tell_soon

log = logging.getLogger(__name__)
LIMIT = 500
CLICKS_KEPT = timedelta(days=2)
_WITH = ("slot__plan", "centre", "matter__current", *WITH_HOURS)


@dataclass(frozen=True)
class Swept:
    """What a sweep did."""

    lapsed: int
    missed: int
    called_off: int
    reminded: int


def sweep(now: datetime, *, limit: int = LIMIT) -> Swept:
    """Do all that is due; a row that someone else is at work on, or that fails, stops no other. Safe twice."""
    held = Booking.objects.filter(state=State.HELD, held_until__lte=now).order_by("held_until")[:limit]
    booked = Booking.objects.filter(state=State.BOOKED).select_related(*_WITH)
    today, tomorrow = day_bounds(local_day(now)), day_bounds(local_day(now) + timedelta(days=1))
    gone = booked.filter(starts_at__lt=today[0]).order_by("starts_at")[:limit]
    soon = booked.filter(starts_at__gte=tomorrow[0], starts_at__lt=tomorrow[1], reminded_at=None).exclude(
        email=""
    )
    swept = Swept(
        _each(held, lambda one: let_go(one, now=now)),
        _each(gone, lambda one: _miss(one, now=now)),
        _call_off_shut(now),
        _each(soon.order_by("starts_at")[:limit], lambda one: _remind(one, now=now)),
    )
    old = Click.objects.filter(at__lt=now - CLICKS_KEPT).values("pk")[:limit]
    Click.objects.filter(pk__in=old).delete()
    return swept


def _each(rows: Iterable[Booking], act: Callable[[Booking], None]) -> int:
    done = 0
    for row in rows:
        try:
            act(row)
        except Refused:  # someone was faster
            continue
        except Exception:
            log.exception("booking %s could not be swept", row.number)
            continue
        done += 1
    return done


@transaction.atomic
def _miss(booking: Booking, *, now: datetime) -> None:
    move(booking, Move.MISS, now=now)
    data = {"starts_at": booking.starts_at.isoformat()}
    journal.record(booking.subject, Event.BOOKING_MISSED, by=CLOCK, at=now, data=data)


@transaction.atomic
def _remind(booking: Booking, *, now: datetime) -> None:
    if Booking.objects.filter(pk=booking.pk, version=booking.version, reminded_at=None).update(
        reminded_at=now
    ):
        tell_soon(booking, now=now)


def _call_off_shut(now: datetime) -> int:
    """Call off what is booked on days that were shut or blocked after it was booked.

    Days are looked up once for each theme that somebody has booked.
    """
    coming = Booking.objects.filter(state=State.BOOKED, starts_at__gt=now)
    first_of = coming.order_by("theme_id", "id").distinct("theme_id").select_related(*WITH_HOURS)
    done = 0
    for one in first_of:
        centre = one.theme.centre
        for shut in shut_days(centre, hours_at(centre), one.theme_id, now=now):
            done += _call_off_on(one.theme_id, shut, now)
    return done


def _call_off_on(theme_id: int, shut: Shut, now: datetime) -> int:
    begins, ends = day_bounds(shut.from_on)[0], day_bounds(shut.until_on)[1]
    there = Booking.objects.filter(
        state=State.BOOKED, theme=theme_id, starts_at__gt=max(begins, now), starts_at__lt=ends
    )
    rows = there.select_related(*_WITH).order_by("starts_at")[:LIMIT]
    return _each(rows, lambda one: call_off(one, shut.reason, by=CLOCK, now=now))
