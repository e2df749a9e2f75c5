"""Accepting with something still to come: the promise, the reminder, the completion, the lapse (C-18; B7)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext

from yichuang.catalogue.public import Limit, LimitUnit
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import CLOCK, Actor
from yichuang.kit.inserting import insert_all
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.people.public import Officer, centre_setting, days_outside_limits, days_shut_since
from yichuang.worktime.public import calendar, end_of, local_day

from ..models import Case, CaseMaterial, Gap
from ..policies import checks_of, deferred, why_not_finish
from ..rules.clock import AN_INSTANT, Limits
from ..rules.intake import ClockFrom, IntakeMode, LapseOutcome
from ..rules.ledger import History, end_of_limit
from ..rules.states import Action, Mark, State
from ..rules.told import put_off
from ..selectors import Rule
from .clocks import start_waiting, stop_clock
from .letters import (
    tell_ended,
    tell_gap_due,
    tell_put_off,
    tell_started,
    write_closing,
    write_gap_acceptance,
    write_gap_lapse,
)
from .moves import move, touch

_STATE_AFTER = {
    LapseOutcome.WITHDRAWN: Action.WITHDRAW,
    LapseOutcome.RETURNED: Action.RETURN,
    LapseOutcome.TERMINATED: Action.TERMINATE,
}


@dataclass(frozen=True)
class Promise:
    """The applicant's word that what is missing will come, and by when. She signs it on paper."""

    until: date
    is_signed: bool


def leave_open(
    case: Case,
    materials: list[CaseMaterial],
    rule: Rule,
    promise: Promise | None,
    *,
    now: datetime,
) -> Gap | None:
    """Return what is still to come and its last day, not yet written; None where nothing is.

    Raises `Refused` or `Invalid` for a promise that cannot be taken.
    """
    waiting = deferred(checks_of(materials), rule.mode)
    if not waiting:
        return None
    due_on = _due_on(case, rule, promise, now=now)
    return Gap(
        case=case,
        mode=rule.mode,
        clock_from=rule.clock_from,
        lapse=rule.lapse,
        orders=[c.order for c in waiting],
        promised_at=now,
        told_on=due_on,
        due_on=due_on,
        look_at=_reminder(case, due_on),
    )


def lines_of_gap(
    case: Case, gap: Gap, materials: list[CaseMaterial], limits: Limits, *, by: Actor, now: datetime
) -> list[Line]:
    """Write what is still to come, and issue the papers that say so. Returns the journal's lines."""
    insert_all([gap])
    case.gap = gap
    missing = [m for m in materials if m.order in gap.orders]
    papers = write_gap_acceptance(case, gap, missing, limits, by=by, now=now)
    facts = {"mode": str(gap.mode), "lines": gap.orders, "until": gap.due_on.isoformat()}
    return [Line(Event.CASE_LEFT_OPEN, facts, thing=case), *papers]


def _due_on(case: Case, rule: Rule, promise: Promise | None, *, now: datetime) -> date:
    today = local_day(now)
    days = Limit(centre_setting(case.centre_id, "gap.days"), LimitUnit.WORKING_DAY)
    longest = end_of_limit(days, History(now, outside=days_outside_limits(case.centre_id)), calendar()).on
    if rule.mode is not IntakeMode.TOLERANT:
        return longest
    if promise is None or not promise.is_signed:
        raise Refused(gettext("容缺受理要申请人签书面承诺。请打印《容缺受理承诺书》，签字后再受理。"))
    if not today < promise.until <= longest:
        words = {"day": longest.isoformat()}
        raise Invalid(gettext("承诺补齐的日期应在明天到 %(day)s 之间。") % words, field="promise_until")
    return promise.until


def _reminder(case: Case, due_on: date) -> datetime:
    """Return when to remind: so many working days before the last one, at nine in the morning."""
    day = due_on
    days = calendar()
    for _ in range(centre_setting(case.centre_id, "gap.remind_days")):
        day -= timedelta(days=1)
        while not days.is_working(day):
            day -= timedelta(days=1)
    return datetime.combine(day, time(9), get_default_timezone())


@transaction.atomic
def complete(case: Case, *, by: Officer, now: datetime) -> None:
    """Say that everything promised has come. The clock that waited for it starts today (R100).

    Raises `Refused` naming what is still missing.
    """
    materials = list(case.materials.all())
    if reason := why_not_finish(case, materials, by=by):
        raise Refused(reason)
    gap = case.gap
    touch(case)
    _close(gap, completed_at=now)
    lines = [Line(Event.CASE_COMPLETED, {"lines": gap.orders}, thing=case)]
    if gap.clock_from == ClockFrom.COMPLETE:
        limits = start_waiting(case, now=now)
        lines.append(Line(Event.CASE_CLOCK_STARTED, limits.facts, thing=case))
        lines += tell_started(case, now=now)
    journal.record_all(case.subject, lines, by=by, at=now)


def look_at_gap(gap: Gap, now: datetime) -> None:
    """Remind once, then end what was not completed by the end of the promised day."""
    case = gap.case
    if not gap.is_open or case.state != State.ACCEPTED:
        Gap.objects.filter(pk=gap.pk).update(look_at=None)
        return
    if now <= end_of(gap.due_on):
        Gap.objects.filter(pk=gap.pk, look_at=gap.look_at).update(
            reminded_at=now, look_at=end_of(gap.due_on) + AN_INSTANT
        )
        told = tell_gap_due(case, gap, now=now)
        if told:
            journal.record_all(case.subject, told, by=CLOCK, at=now)
        return
    _lapse(case, gap, now=now)


@transaction.atomic
def recount_promise(case: Case, words: str, *, now: datetime) -> None:
    """Put off the last day to bring what was promised, as notices since then have it; she is told.

    A day that was told never comes nearer, also not when a notice is taken back.
    """
    gap = case.gap_if_any
    if gap is None or not gap.is_open or case.state != State.ACCEPTED:
        return
    since = days_shut_since(case.centre_id, gap.promised_at)
    due_on = put_off(gap.told_on, local_day(gap.promised_at), since, calendar())
    before = gap.due_on
    if due_on <= before:
        return
    touch(case)
    look_at = end_of(due_on) + AN_INSTANT if gap.reminded_at else _reminder(case, due_on)
    if not Gap.objects.filter(pk=gap.pk, due_on=before, look_at=gap.look_at).update(
        due_on=due_on, look_at=look_at
    ):
        raise Stale
    gap.due_on, gap.look_at = due_on, look_at
    facts = {"of": "promise", "from": before.isoformat(), "to": due_on.isoformat(), "why": words}
    told = tell_put_off(case, "补齐材料", before, due_on, why=words, now=now)
    journal.record_all(
        case.subject, [Line(Event.CASE_DAY_PUT_OFF, facts, thing=case), *told], by=CLOCK, at=now
    )


def _lapse(case: Case, gap: Gap, *, now: datetime) -> None:
    """End a case whose promise was not kept, in the way configured on the day it was made."""
    _close(gap, lapsed_at=now)
    outcome = LapseOutcome(gap.lapse)
    missing = [m.name for m in case.materials.filter(order__in=gap.orders).exclude(mark=Mark.RECEIVED)]
    reason = f"承诺补齐的材料到期没有补齐：{'、'.join(missing)}"
    facts = {"outcome": outcome.value, "lines": gap.orders}
    lines = [Line(Event.CASE_GAP_LAPSED, facts, thing=case)]
    if action := _STATE_AFTER.get(outcome):
        move(case, action, ended_at=now, ended_by=CLOCK.actor_id, ended_reason=reason[:1000])
        stop_clock(case, now=now)
        lines.append(Line(Event.CASE_ENDED, {"state": case.state, "reason": reason}, thing=case))
        is_promise = gap.mode == IntakeMode.TOLERANT
        lines += write_gap_lapse(case, now=now) if is_promise else write_closing(case, by=CLOCK, now=now)
        lines += tell_ended(case, now=now)
    journal.record_all(case.subject, lines, by=CLOCK, at=now)


def _close(gap: Gap, **ended: datetime) -> None:
    still = Gap.objects.filter(pk=gap.pk, completed_at=None, lapsed_at=None)
    if not still.update(look_at=None, **ended):
        raise Stale
    for name, value in ended.items():
        setattr(gap, name, value)
    gap.look_at = None
