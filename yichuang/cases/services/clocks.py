"""Clocks: started at acceptance, stopped by the decision, looked at when they are due."""

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from yichuang.catalogue.public import IntakeSheet, intake_sheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import CLOCK
from yichuang.kit.inserting import insert_all
from yichuang.kit.refusal import Stale
from yichuang.people.public import centre_setting
from yichuang.worktime.public import calendar, deadline

from ..models import Case, Clock
from ..rules.clock import Limits, Reading, limits_for, reading
from ..selectors import lights_due

log = logging.getLogger(__name__)
AN_HOUR = timedelta(hours=1)


def start_clock(case: Case, sheet: IntakeSheet, *, now: datetime) -> Limits:
    """Insert the case's clock with both dates and the next instant to look. One statement."""
    days = calendar()
    limits = limits_for(sheet, now, days)
    binding = limits.binding
    first = reading(
        deadline(binding) if binding else None,
        near_days=centre_setting(case.centre_id, "clock.near_days"),
        calendar=days,
        now=now,
    )
    clock = Clock(
        case=case,
        started_at=now,
        **_dates_of(limits),
        light=first.light.value,
        look_at=first.look_at,
    )
    insert_all([clock])
    return limits


def recount_provisional(now: datetime, *, limit: int = 500) -> int:
    """Count again the running limits that reached into a year whose days off were not yet published.

    Called when a year of the calendar is imported; safe to run twice. Returns how many were looked
    at: a caller goes on while it equals `limit`.
    """
    running = Clock.objects.filter(is_provisional=True, stopped_at=None).select_related("case")
    clocks = list(running.order_by("pk")[:limit])
    for clock in clocks:
        with suppress(Stale):
            _recount(clock, now=now)
    return len(clocks)


@transaction.atomic
def _recount(clock: Clock, *, now: datetime) -> None:
    """Set both dates as the calendar of today gives them; what they were stays in the journal."""
    limits = limits_for(intake_sheet(clock.case.guide_id), clock.started_at, calendar())
    changes = _dates_of(limits)
    before = clock.promised_due_on, clock.statutory_due_on
    seen = reading(
        changes["promised_due_at"] or changes["statutory_due_at"],
        near_days=centre_setting(clock.case.centre_id, "clock.near_days"),
        calendar=calendar(),
        now=now,
    )
    as_we_saw_it = Clock.objects.filter(pk=clock.pk, version=clock.version, stopped_at=None)
    changed = as_we_saw_it.update(
        **changes, light=seen.light.value, look_at=seen.look_at, version=F("version") + 1
    )
    if not changed:
        raise Stale
    after = changes["promised_due_on"], changes["statutory_due_on"]
    if after == before:
        return
    said = {
        "from": [day and day.isoformat() for day in before],
        "to": [day and day.isoformat() for day in after],
    }
    case = clock.case
    case.clock.refresh_from_db()
    journal.record(case.subject, Event.CASE_RECOUNTED, by=CLOCK, at=now, thing=case, data=said)


def _dates_of(limits: Limits) -> dict[str, Any]:
    """Return the columns of a clock that its limits fill."""
    return {
        "promised_due_on": limits.promised.on if limits.promised else None,
        "promised_due_at": deadline(limits.promised) if limits.promised else None,
        "statutory_due_on": limits.statutory.on if limits.statutory else None,
        "statutory_due_at": deadline(limits.statutory) if limits.statutory else None,
        "is_statutory_by_law": limits.statutory_by_law,
        "is_provisional": any(d.provisional for d in (limits.promised, limits.statutory) if d),
    }


def stop_clock(case: Case, *, now: datetime) -> None:
    """Stop the clock with the decision; its light stays as it was. One statement."""
    Clock.objects.filter(case=case, stopped_at=None).update(
        stopped_at=now, look_at=None, version=F("version") + 1
    )


def sweep_lights(now: datetime, *, limit: int = 500) -> int:
    """Look at the clocks that are due and change their lights. Returns how many were looked at.

    Safe to run twice or from two processes: each row is compared and swapped. A row that fails is
    moved an hour ahead and logged, so that one bad row cannot stop the rest.
    """
    due = lights_due(now, limit=limit)
    for clock in due:
        try:
            with suppress(Stale):
                _look(clock, now=now)
        except Exception:
            log.exception("clock of case %s could not be read; trying again in an hour", clock.case_id)
            Clock.objects.filter(pk=clock.pk).update(look_at=now + AN_HOUR)
    return len(due)


@transaction.atomic
def _look(clock: Clock, *, now: datetime) -> None:
    seen = reading(
        clock.promised_due_at or clock.statutory_due_at,
        near_days=centre_setting(clock.case.centre_id, "clock.near_days"),
        calendar=calendar(),
        now=now,
    )
    _turn(clock, seen)
    if seen.light != clock.light:
        data = {"from": clock.light, "to": seen.light.value}
        journal.record(clock.case.subject, Event.CASE_LIGHT_CHANGED, by=CLOCK, at=now, data=data)


def _turn(clock: Clock, seen: Reading) -> None:
    as_we_saw_it = Clock.objects.filter(pk=clock.pk, version=clock.version, stopped_at=None)
    if not as_we_saw_it.update(light=seen.light.value, look_at=seen.look_at, version=F("version") + 1):
        raise Stale
