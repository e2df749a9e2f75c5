"""The decision: taken by the department's approver, or for an immediate case at the window."""

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

from ..models import Case
from ..policies import why_not_decide_here
from ..rules.states import Action, Outcome
from .clocks import stop_clock
from .commitments import begin_check
from .delivery import begin_delivery
from .letters import tell_decided, write_decision
from .moves import move

MOST_WORDS = 4000  # characters of a decision


@transaction.atomic
def decide(case: Case, outcome: Outcome, words: str, *, by: Actor, now: datetime) -> None:
    """Write the decision and its numbered document, stop the clock, and tell the applicant (R134).

    Called by the approvals room when the published steps have been passed, which is where the
    question who may decide is answered.
    """
    handled = _handled(case, local_day(now))
    move(
        case,
        Action.DECIDE,
        outcome=outcome,
        decision=words.strip(),
        decided_at=now,
        decided_by=by.actor_id,
        handled_days=handled,
    )
    stop_clock(case, now=now)
    begin_delivery(case, now=now)
    begin_check(case, now=now)
    sheet = intake_sheet(case.guide_id)
    papers = write_decision(case, sheet, by=by, now=now)
    told = tell_decided(case, sheet, now=now)
    facts = {"outcome": outcome.value, "handled_days": handled}
    journal.record_all(
        case.subject, [Line(Event.CASE_DECIDED, facts, thing=case), *papers, *told], by=by, at=now
    )


@transaction.atomic
def decide_here(case: Case, words: str, *, by: Officer, now: datetime) -> None:
    """Decide an immediate case at the window, where the department authorised it (R010, R098)."""
    sheet = intake_sheet(case.guide_id)
    authorised = department_authorises(case.department_id, sheet.matter_code, on=local_day(now))
    if reason := why_not_decide_here(case, sheet, authorised=authorised, by=by):
        raise Refused(reason)
    if not words.strip():
        raise Invalid(gettext("请写决定的内容。"), field="opinion")
    if len(words) > MOST_WORDS:
        raise Invalid(gettext("决定的内容最多 %(most)s 字。") % {"most": MOST_WORDS}, field="opinion")
    decide(case, Outcome.GRANTED, words, by=by, now=now)


def _handled(case: Case, today: date) -> int:
    """Return working days used, the day of acceptance not counted: written when known (R269)."""
    if case.accepted_at is None:
        return 0
    return max(calendar().count(local_day(case.accepted_at), today), 0)
