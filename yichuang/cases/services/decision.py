"""The decision: taken by the department's approver, or for an immediate case at the window."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.catalogue.public import intake_sheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Invalid, Refused
from yichuang.people.public import Officer, department_authorises
from yichuang.worktime.public import calendar, local_day

from ..models import FROM_BELOW, Case
from ..policies import why_not_decide_here, why_not_grant_yet, why_not_in_turn
from ..rules.states import Action, Outcome
from .clocks import stop_clock
from .commitments import begin_check
from .delivery import begin_delivery
from .letters import tell_decided, tell_denied, write_decision, write_denial
from .moves import move
from .upward import bring_back

MOST_WORDS = 4000  # characters of a decision
MOST_LINES = 40
MOST_LINE = 500


@dataclass(frozen=True)
class Decision:
    """What was decided and everything that its document states (R138, R288, R290; 行政许可法 38).

    `words` is the operative sentence. `bounds` are the conditions and limits of a conditional grant;
    `facts` and `reasons` belong to a denial. `basis` names articles, and the records it rests on.
    """

    outcome: Outcome
    words: str
    basis: str = ""
    granted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    validity: str = ""
    facts: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@transaction.atomic
def decide(case: Case, decision: Decision, *, by: Actor, now: datetime) -> None:
    """Write the decision and its numbered document, stop the clock, and tell the applicant (R134).

    Called by the approvals room when the published steps have been passed, which is where the
    question who may decide is answered. Raises `Invalid` for what the document would lack, `Refused`
    when a quantity-limited matter has an earlier case (行政许可法 57).
    """
    _check(decision)
    if reason := why_not_in_turn(case, decision.outcome, now=now):
        raise Refused(reason)
    handled = _handled(case, local_day(now))
    move(
        case,
        Action.DECIDE,
        outcome=decision.outcome,
        decision=decision.words.strip(),
        decided_at=now,
        decided_by=by.actor_id,
        handled_days=handled,
    )
    stop_clock(case, now=now)
    from_below = case.channel == FROM_BELOW  # its applicant is told, and given the result, below
    if not from_below:
        begin_delivery(case, now=now)
    begin_check(case, now=now)
    sheet = intake_sheet(case.guide_id)
    if decision.outcome is Outcome.DENIED:
        papers = write_denial(case, sheet, decision.facts, decision.reasons, decision.basis, by=by, now=now)
        told = [] if from_below else tell_denied(case, decision.reasons, now=now)
    else:
        papers = write_decision(case, sheet, decision, by=by, now=now)
        told = [] if from_below else tell_decided(case, sheet, now=now)
    facts = {"outcome": decision.outcome.value, "handled_days": handled, "basis": decision.basis}
    journal.record_all(
        case.subject, [Line(Event.CASE_DECIDED, facts, thing=case), *papers, *told], by=by, at=now
    )
    if from_below:
        bring_back(case, decision.reasons, by=by, now=now)


def _check(decision: Decision) -> None:
    """Refuse a decision whose document would be incomplete (R138)."""
    if not decision.words.strip():
        raise Invalid(gettext("请写决定的内容。"), field="opinion")
    if len(decision.words) > MOST_WORDS:
        raise Invalid(gettext("决定的内容最多 %(most)s 字。") % {"most": MOST_WORDS}, field="opinion")
    if decision.outcome is Outcome.CONDITIONAL and not decision.bounds:
        raise Invalid(gettext("有条件准予要逐条写明条件和限制。"), field="bounds")
    if decision.outcome is Outcome.DENIED:
        _check_denial(decision)
    for field in ("granted", "notes", "bounds", "facts", "reasons"):
        lines = getattr(decision, field)
        if len(lines) > MOST_LINES or any(len(line) > MOST_LINE for line in lines):
            words = {"lines": MOST_LINES, "most": MOST_LINE}
            raise Invalid(gettext("最多 %(lines)s 条，每条最多 %(most)s 字。") % words, field=field)


def _check_denial(decision: Decision) -> None:
    if not decision.facts:
        raise Invalid(gettext("请写明认定的事实。"), field="facts")
    if not decision.reasons:
        raise Invalid(gettext("不予许可要说明理由。"), field="reasons")
    if not decision.basis.strip():
        raise Invalid(gettext("请写明依据的法律条款。"), field="basis")


@transaction.atomic
def decide_here(case: Case, words: str, *, by: Officer, now: datetime) -> None:
    """Decide an immediate case at the window, where the department authorised it (R010, R098).

    A window grants; it never denies: what cannot be granted goes to the department.
    """
    sheet = intake_sheet(case.guide_id)
    authorised = department_authorises(case.department_id, sheet.matter_code, on=local_day(now))
    reason = why_not_decide_here(case, sheet, authorised=authorised, by=by)
    if reason := reason or why_not_grant_yet(case, Outcome.GRANTED):
        raise Refused(reason)
    decide(case, Decision(Outcome.GRANTED, words), by=by, now=now)


def _handled(case: Case, today: date) -> int:
    """Return working days used, the day of acceptance not counted: written when known (R269)."""
    if case.accepted_at is None:
        return 0
    return max(calendar().count(local_day(case.accepted_at), today), 0)
