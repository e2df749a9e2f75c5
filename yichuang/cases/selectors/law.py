"""Reads of what the law adds to a case: its ledger, its mode of intake, what is due by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yichuang.catalogue.public import CaseKind, IntakeSheet, Matter, goes_up
from yichuang.people.public import Officer, Role, days_outside_limits, setting_text

from ..models import Case, Clock, ClockEntry, ClockEvent, Gap, IntakeRule, Request
from ..rules.intake import ClockFrom, IntakeMode, LapseOutcome
from ..rules.ledger import Extension, History, Pause
from ..rules.requests import ANSWERED_BY, RequestKind
from ..rules.states import OPEN_STATES, State


@dataclass(frozen=True)
class Rule:
    """How a matter is taken in at its centre when something may come later (C-18)."""

    mode: IntakeMode
    clock_from: ClockFrom
    lapse: LapseOutcome


def intake_rule_of(case: Case) -> Rule:
    """Return the matter's own rule, where it is silent the centre's setting. One query."""
    own = IntakeRule.objects.filter(pk=case.matter_id).first() or IntakeRule()
    return _rule(own, case.centre_id)


def _rule(own: IntakeRule, centre_id: int) -> Rule:
    mode = IntakeMode(own.mode or setting_text(centre_id, "intake.mode"))
    if mode is IntakeMode.SUPPLEMENT_THEN_ACCEPT:
        lapse = own.lapse or setting_text(centre_id, "supplement.lapse")
        return Rule(mode, ClockFrom.COMPLETE, LapseOutcome(lapse))
    return Rule(
        mode,
        ClockFrom(own.clock_from or setting_text(centre_id, "gap.clock")),
        LapseOutcome(own.lapse or setting_text(centre_id, "gap.outcome")),
    )


def is_review(sheet: IntakeSheet) -> bool:
    """Whether the body that takes this in only reviews, and a higher one decides (行政许可法 43). No query
    unless the guide leaves the limit to the law: an acceptance is not slower for those that do not."""
    if sheet.statutory is not None or not sheet.is_licence:
        return False
    return sheet.case_kind == CaseKind.UPWARD or goes_up(sheet.matter_id)


@dataclass(frozen=True)
class WayIn:
    """How one matter is taken in: what holds, what of it is the matter's own, what holds without that."""

    matter: Matter
    rule: Rule
    own: IntakeRule  # blank fields: as the centre's setting
    centre_rule: Rule


def ways_in(matters: Sequence[Matter]) -> list[WayIn]:
    """Return how each of these matters is taken in when something is missing. One query."""
    own_rules = IntakeRule.objects.in_bulk([matter.pk for matter in matters])
    found = []
    for matter in matters:
        own = own_rules.get(matter.pk) or IntakeRule()
        held, plain = _rule(own, matter.centre_id), _rule(IntakeRule(), matter.centre_id)
        found.append(WayIn(matter, held, own, plain))
    return found


def history_of(clock: Clock, *coming: ClockEntry) -> History:
    """Return what happened to a started clock, with what is about to be written. One query."""
    if clock.started_at is None:
        raise ValueError("a clock that has not started has no history")
    pauses: list[Pause] = []
    extension = None
    for entry in (*ClockEntry.objects.filter(case=clock.case_id).order_by("order"), *coming):
        if entry.event == ClockEvent.PAUSED and entry.until:
            pauses.append(Pause(entry.at, entry.until))
        elif entry.event == ClockEvent.RESUMED and pauses:
            pauses[-1] = Pause(pauses[-1].at, pauses[-1].until, entry.at)
        elif entry.event == ClockEvent.EXTENDED and entry.days:
            extension = Extension(entry.at, entry.days)
    outside = days_outside_limits(clock.case.centre_id)
    return History(clock.started_at, tuple(pauses), extension, outside)


def running_since(centre_id: int, before: datetime) -> list[tuple[str, str]]:
    """Return the numbers of the cases from before an instant that still run, each with its visit's code."""
    old = Case.objects.filter(centre=centre_id, drafted_at__lt=before, state__in=OPEN_STATES)
    return list(old.values_list("no", "ticket"))


def count_running(centre_id: int) -> int:
    """Return how many limits run at a centre. One query."""
    return Clock.objects.filter(case__centre=centre_id, stopped_at=None, started_at__isnull=False).count()


@dataclass(frozen=True)
class LedgerLine:
    """One line of a clock's ledger as people read it."""

    at: datetime
    what: str
    who: str
    article: str
    words: str
    promised_on: date | None
    statutory_on: date | None


def ledger_of(case: Case) -> list[LedgerLine]:
    """Return every start, pause, resumption, extension and recount with the dates it led to. One query."""
    clock = case.clock_if_any
    if clock is None or clock.started_at is None:
        return []
    start = LedgerLine(
        clock.started_at, "起算", "", clock.law_article, "", clock.first_promised_on, clock.first_statutory_on
    )
    entries = case.clock_entries.order_by("order")
    return [start, *(_line(entry) for entry in entries)]


def _line(entry: ClockEntry) -> LedgerLine:
    return LedgerLine(
        entry.at,
        entry.get_event_display(),
        entry.by_name or entry.by,
        entry.article,
        entry.words,
        entry.promised_due_on,
        entry.statutory_due_on,
    )


def waiting_due(now: datetime, *, limit: int) -> list[Case]:
    """Return cases before acceptance on which the clock has to act. Reads the partial index only."""
    return list(Case.objects.filter(look_at__lte=now).order_by("look_at")[:limit])


def gaps_due(now: datetime, *, limit: int) -> list[Gap]:
    """Return promises to remind of, or that have lapsed. Reads the partial index only."""
    due = Gap.objects.filter(look_at__lte=now).select_related("case__clock")
    return list(due.order_by("look_at")[:limit])


def waiting_at(centre_id: int, *, limit: int = 100) -> list[Case]:
    """Return what waits at a centre's windows for a decision on acceptance or for a supplement, by its
    last day. One query."""
    rows = Case.objects.filter(
        centre_id=centre_id, state__in=[State.RECEIVED, State.SUPPLEMENTING], look_at__isnull=False
    )
    return list(rows.order_by("look_at")[:limit])


def requests_for(by: Officer, *, limit: int = 100) -> list[Request]:
    """Return the open requests that wait for this person's word, oldest first. One query a role."""
    found: list[Request] = []
    for kind, roles in ANSWERED_BY.items():
        departments = by.departments(*roles)
        if departments:
            open_ones = Request.objects.filter(
                kind=kind, answered_at=None, case__department__in=departments
            ).exclude(asked_by=by.staff_id)
            found += open_ones.select_related("case", "asked_by").order_by("id")[:limit]
    return sorted(found, key=lambda request: request.pk)


def permission_for(case: Case) -> Request | None:
    """Return the granted and unused permission to ask for a second supplement (R097). One query."""
    granted = Request.objects.filter(
        case=case, kind=RequestKind.SECOND_SUPPLEMENT, is_granted=True, used_at=None
    )
    return granted.select_related("answered_by").order_by("-id").first()


def holds_answers(by: Officer) -> bool:
    """Whether requests come to this person at all."""
    return by.holds(Role.CHIEF_REP, Role.LEADER)
