"""Clocks: started, stopped, extended, counted again. Each change is a line of the ledger."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from yichuang.catalogue.public import IntakeSheet, intake_sheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import CLOCK, Actor
from yichuang.kit.inserting import insert_later
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.kit.text import within
from yichuang.people.public import centre_setting, days_outside_limits
from yichuang.worktime.public import calendar, deadline, end_of, local_day

from ..models import Case, Clock, ClockEntry, ClockEvent
from ..policies import why_not_pause, why_not_resume
from ..rules.clock import Light, Limits, Reading, limits_for, reading_both, reading_paused
from ..rules.ledger import History
from ..rules.procedures import ARTICLE, Procedure
from ..selectors import history_of, is_review
from .letters import tell_paused, tell_recounted, write_pause, write_recount
from .moves import touch

LONGEST_PAUSE = 366  # days that one notice may name


def start_clock(case: Case, sheet: IntakeSheet, *, since: datetime, now: datetime) -> Limits:
    """Insert the case's clock with both dates and the next instant to look. One statement."""
    history = History(since, outside=days_outside_limits(case.centre_id))
    limits = limits_for(sheet, history, calendar(), is_review=is_review(sheet))
    seen = _seen(case, limits, now=now)
    insert_later([Clock(case=case, started_at=since, **_first(limits), **_columns(limits, seen))])
    return limits


def waiting_clock(case: Case, sheet: IntakeSheet) -> Limits:
    """Insert a clock that starts when the materials are complete (C-18; R100). One statement."""
    by_law = sheet.statutory is None and sheet.is_licence
    limits = Limits(None, None, statutory_by_law=by_law, is_review=is_review(sheet))
    insert_later([Clock(case=case, **_columns(limits, Reading(Light.NONE, None)))])
    return limits


def start_waiting(case: Case, *, now: datetime) -> Limits:
    """Start a clock that waited for the materials."""
    history = History(now, outside=days_outside_limits(case.centre_id))
    clock = case.clock
    limits = _limits(clock, history)
    seen = _seen(case, limits, now=now)
    _swap(clock, {"started_at": now, **_first(limits), **_columns(limits, seen)})
    return limits


@dataclass(frozen=True)
class Special:
    """A special procedure whose time is not counted, as its notice tells it."""

    procedure: Procedure
    until: date  # the last day that it may take
    words: str  # what is done, and by whom
    article: str = ""  # the law's article, where it is none of the eight


@transaction.atomic
def pause(case: Case, special: Special, *, by: Actor, now: datetime) -> None:
    """Stop both limits for a special procedure, and tell the applicant in writing how long (45).

    The clock goes on by itself after the named day: longer takes another notice. Who may do it is
    the approvals' question. Raises `Refused` where it runs already or the limit has passed, `Invalid`
    for a day that cannot be.
    """
    if reason := why_not_pause(case, now=now):
        raise Refused(reason)
    _check_special(special, now=now)
    article = ARTICLE if special.procedure is not Procedure.BY_LAW else special.article.strip()
    entry = ClockEntry(
        event=ClockEvent.PAUSED,
        procedure=special.procedure,
        article=article[:120],
        words=within(special.words, 500, field="words"),
        until=special.until,
    )
    _write(case, entry, by=by, now=now)
    name = special.procedure.label
    papers = write_pause(case, name, special.until, special.words.strip(), article, by=by, now=now)
    told = tell_paused(case, f"进行{name}，所需时间不计入办理期限", now=now)
    facts = {"procedure": special.procedure.value, "until": special.until.isoformat(), "article": article}
    paused = journal.Line(Event.CASE_PAUSED, facts, thing=case)
    journal.record_all(case.subject, [paused, *papers, *told], by=by, at=now)


def _check_special(special: Special, *, now: datetime) -> None:
    today = local_day(now)
    if not today < special.until:
        raise Invalid(gettext("特别程序的截止日期应在今天以后。"), field="until")
    if (special.until - today).days > LONGEST_PAUSE:
        raise Invalid(gettext("特别程序的截止日期最远一年，再长请分次告知。"), field="until")
    if not special.words.strip():
        raise Invalid(gettext("请写明做什么、由谁做，申请人会看到。"), field="words")
    if special.procedure is Procedure.BY_LAW and not special.article.strip():
        raise Invalid(gettext("法定八类以外的程序，要写明法律、法规的条款才能不计入期限。"), field="article")


@transaction.atomic
def resume(case: Case, *, by: Actor, now: datetime) -> None:
    """Let the clock go on because the procedure has ended (45). By the clock itself after its last day."""
    if reason := why_not_resume(case):
        raise Refused(reason)
    ended_at = min(now, end_of(case.clock.paused_until)) if case.clock.paused_until else now
    _write(case, ClockEntry(event=ClockEvent.RESUMED), by=by, now=ended_at, seen_at=now)
    facts = {"promised": _iso(case.clock.promised_due_on), "statutory": _iso(case.clock.statutory_due_on)}
    journal.record(case.subject, Event.CASE_RESUMED, by=by, at=now, thing=case, data=facts)


def lengthen(case: Case, days: int, words: str, article: str, *, by: Actor, now: datetime) -> None:
    """Write an approved extension into the ledger; the caller has asked who approved it."""
    entry = ClockEntry(event=ClockEvent.EXTENDED, days=days, article=article[:120], words=words[:500])
    _write(case, entry, by=by, now=now)


def recount_provisional(now: datetime, *, limit: int = 500) -> int:
    """Count again the running limits that reached into a year whose days off were not yet published.

    Called when a year of the calendar is imported; safe to run twice. Returns how many were looked
    at: a caller goes on while it equals `limit`.
    """
    running = Clock.objects.filter(is_provisional=True, stopped_at=None).select_related("case")
    clocks = list(running.order_by("pk")[:limit])
    for clock in clocks:
        try:
            recount(clock.case, "国务院办公厅公布了节假日安排", now=now)
        except Stale:
            continue  # someone is at work on this very case: the next import, or the sweep, comes by again
    return len(clocks)


@transaction.atomic
def recount(case: Case, words: str, *, now: datetime) -> None:
    """Set both dates as the calendar of today gives them; tell the applicant if one moved."""
    clock = case.clock
    before = clock.promised_due_on, clock.statutory_due_on
    entry = ClockEntry(event=ClockEvent.RECOUNTED, words=words)
    limits = _limits(clock, history_of(clock))
    after = tuple(due.on if due else None for due in (limits.promised, limits.statutory))
    if after == before:
        paused_until = clock.paused_until
        seen = reading_paused(paused_until) if paused_until else _seen(case, limits, now=now)
        _swap(clock, _columns(limits, seen))
        return
    _write(case, entry, by=CLOCK, now=now)
    said = {"from": [_iso(day) for day in before], "to": [_iso(day) for day in after], "why": words}
    papers = write_recount(case, before, words, now=now)
    told = tell_recounted(case, before[0] or before[1], why=words, now=now)
    moved = journal.Line(Event.CASE_RECOUNTED, said, thing=case)
    journal.record_all(case.subject, [moved, *papers, *told], by=CLOCK, at=now)


def stop_clock(case: Case, *, now: datetime) -> None:
    """Stop the clock for good; its light stays as it was. One statement."""
    Clock.objects.filter(case=case, stopped_at=None).update(
        stopped_at=now, look_at=None, paused_until=None, version=F("version") + 1
    )


def _write(
    case: Case, entry: ClockEntry, *, by: Actor, now: datetime, seen_at: datetime | None = None
) -> None:
    """Append a line to the ledger and set the clock as the whole ledger now says."""
    touch(case)
    clock = case.clock
    entry.case, entry.at = case, now
    entry.by, entry.by_name = by.actor_id, by.actor_name
    entry.order = case.clock_entries.count() + 1
    limits = _limits(clock, history_of(clock, entry))
    paused_until = _paused_until(clock, entry)
    seen = reading_paused(paused_until) if paused_until else _seen(case, limits, now=seen_at or now)
    _swap(clock, {**_columns(limits, seen), "paused_until": paused_until})
    entry.promised_due_on, entry.statutory_due_on = clock.promised_due_on, clock.statutory_due_on
    entry.save(force_insert=True)


def _limits(clock: Clock, history: History) -> Limits:
    sheet = intake_sheet(clock.case.guide_id)
    return limits_for(sheet, history, calendar(), is_review=clock.is_review)


def _paused_until(clock: Clock, entry: ClockEntry) -> date | None:
    if entry.event == ClockEvent.PAUSED:
        return entry.until
    return None if entry.event == ClockEvent.RESUMED else clock.paused_until


def _swap(clock: Clock, changes: dict[str, Any]) -> None:
    """Write the clock if nobody was faster."""
    as_we_saw_it = Clock.objects.filter(pk=clock.pk, version=clock.version, stopped_at=None)
    if not as_we_saw_it.update(**changes, version=F("version") + 1):
        raise Stale
    for name, value in changes.items():
        setattr(clock, name, value)
    clock.version += 1


def _seen(case: Case, limits: Limits, *, now: datetime) -> Reading:
    return reading_both(
        deadline(limits.promised) if limits.promised else None,
        deadline(limits.statutory) if limits.statutory else None,
        near_days=centre_setting(case.centre_id, "clock.near_days"),
        calendar=calendar(),
        now=now,
    )


def _first(limits: Limits) -> dict[str, Any]:
    return {
        "first_promised_on": limits.promised.on if limits.promised else None,
        "first_statutory_on": limits.statutory.on if limits.statutory else None,
    }


def _columns(limits: Limits, seen: Reading) -> dict[str, Any]:
    """Return the columns of a clock that its limits and its light fill."""
    return {
        "promised_due_on": limits.promised.on if limits.promised else None,
        "promised_due_at": deadline(limits.promised) if limits.promised else None,
        "statutory_due_on": limits.statutory.on if limits.statutory else None,
        "statutory_due_at": deadline(limits.statutory) if limits.statutory else None,
        "is_statutory_by_law": limits.statutory_by_law,
        "is_review": limits.is_review,
        "is_provisional": any(d.provisional for d in (limits.promised, limits.statutory) if d),
        "light": seen.light.value,
        "look_at": seen.look_at,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
