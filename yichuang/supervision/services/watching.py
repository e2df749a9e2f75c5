"""Looking at the things under watch that are due. Costs what is due, not what exists.

A row of `Watched` says only when to look next; the thing's own room says how it stands. So a worker that stood
still for a day raises what it would have raised, with the instants at which it was due, and nothing twice.
"""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from yichuang.people.public import centre_setting
from yichuang.queueing import public as queueing
from yichuang.worktime.public import calendar, local_day

from ..models import Watched
from ..rules import SHAPES, Unit, Watch, reached
from ..selectors import rule_for
from ..selectors.probes import doors_are_open, look
from ..selectors.seen import Seen
from .cards import raise_card
from .watches import watch

log = logging.getLogger(__name__)
AN_HOUR = timedelta(hours=1)
A_MINUTE = timedelta(minutes=1)


def sweep(now: datetime, *, limit: int = 1000) -> int:
    """Look at what is due, each in a transaction of its own. Returns how many were looked at.

    Two workers may sweep at once: each takes rows that the other has not. A row that fails is looked at again
    in an hour, and does not stop the rest.
    """
    due = Watched.objects.filter(look_at__lte=now).order_by("look_at").values_list("pk", flat=True)[:limit]
    looked = 0
    for pk in list(due):
        try:
            looked += _look_at(pk, now)
        except Exception:
            log.exception("watched %s could not be looked at; trying again in an hour", pk)
            Watched.objects.filter(pk=pk).update(look_at=now + AN_HOUR)
    return looked


@transaction.atomic
def _look_at(pk: int, now: datetime) -> bool:
    row = Watched.objects.select_for_update(skip_locked=True).filter(pk=pk, look_at__lte=now).first()
    if row is None:
        return False
    seen = look(Watch(row.watch), row.thing, now)
    if seen is None or not seen.runs or seen.is_asleep:
        _rest(row, over_at=now if seen is None or seen.over_at else None)
        return True
    due = [
        _raise_for(row, replace(seen, limit_at=limit_at, over_at=over_at, before=()), limit_at, now)
        for limit_at, over_at in seen.runs
    ]
    if seen.over_at is not None:
        _rest(row, over_at=seen.over_at)
    else:
        next_at = min((at for at in due if at is not None), default=None)
        Watched.objects.filter(pk=row.pk).update(look_at=_next(row, next_at, now))
    return True


def _raise_for(row: Watched, seen: Seen, limit_at: datetime, now: datetime) -> datetime | None:
    """Raise a card for every level that one limit has reached; return when the next one is due, if it goes on."""
    rule = rule_for(Watch(row.watch), seen.centre_id, on=local_day(limit_at))
    until = min(now, seen.over_at) if seen.over_at else now
    past, next_at = reached(rule, limit_at, calendar=calendar(), now=until)
    for each in past if rule.is_on else ():
        raise_card(row, rule, each, seen, now=now)
    return None if seen.over_at else next_at


def _next(row: Watched, next_at: datetime | None, now: datetime) -> datetime | None:
    """A line of the hall is looked at every minute while it is too long: nobody tells when it is not."""
    if SHAPES[Watch(row.watch)].unit is Unit.MINUTE and row.watch != Watch.LEFT_WINDOW:
        return now + A_MINUTE
    return next_at


def _rest(row: Watched, *, over_at: datetime | None) -> None:
    Watched.objects.filter(pk=row.pk).update(look_at=None, over_at=over_at)


def look_at_halls(now: datetime) -> int:
    """Put the lines of today under watch that have waited too long, or that no window calls. Returns how many.

    One query finds the halls in which somebody waits; each of those costs what its board costs.
    """
    opened = 0
    waiting = queueing.Ticket.objects.filter(state=queueing.State.WAITING, day_on=local_day(now))
    for centre_id in waiting.order_by("centre").values_list("centre", flat=True).distinct():
        opened += _look_at_hall(centre_id, now)
    return opened


@transaction.atomic
def _look_at_hall(centre_id: int, now: datetime) -> int:
    opened = 0
    if not doors_are_open(centre_id, now):
        return 0
    for line in queueing.lines_at(centre_id):
        if not line.waiting or line.oldest_at is None or local_day(line.oldest_at) != local_day(now):
            continue
        thing = f"line:{line.theme.pk}@{local_day(now).isoformat()}"
        wanted = [Watch.LONG_WAIT] if _is_long(centre_id, line.oldest_at, now) else []
        wanted += [Watch.EMPTY_WINDOW] if line.is_uncovered else []
        if wanted:
            known = Watched.objects.filter(thing=thing, watch__in=wanted, look_at__isnull=False).count()
            if known < len(wanted):
                watch(wanted, thing, now=now)
                opened += 1
    return opened


def _is_long(centre_id: int, since: datetime, now: datetime) -> bool:
    return now - since > timedelta(minutes=centre_setting(centre_id, queueing.MAX_WAIT))
