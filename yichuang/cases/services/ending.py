"""Ending a running case without a decision: the applicant withdraws, or nothing is left to decide."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Invalid, Refused
from yichuang.people.public import Officer

from ..models import Case
from ..policies import why_not, why_not_terminate
from ..rules.states import MOVES, Action, State
from .clocks import stop_clock
from .commitments import drop_commitment
from .letters import tell_ended, write_closing
from .moves import move

MOST_REASON = 1000


@transaction.atomic
def withdraw(case: Case, reason: str, *, by: Actor, now: datetime) -> None:
    """End a case because the applicant withdraws it, at the window or herself (`CITIZEN`): at any time
    before the decision.

    The materials go back to her; what was handed in stays on record.
    """
    if refusal := why_not(case, Action.WITHDRAW, by=by):
        raise Refused(refusal)
    words = reason.strip() or "申请人撤回申请"
    lines = _end(case, Action.WITHDRAW, words, by=by, now=now)
    lines += write_closing(case, by=by, now=now)
    journal.record_all(case.subject, [*lines, *tell_ended(case, now=now)], by=by, at=now)


@transaction.atomic
def terminate(case: Case, reason: str, basis: str, *, by: Officer, now: datetime) -> None:
    """End a case that has lost its object, such as the applicant's death, with reason and article.

    Only the department's approver; nobody ends a case merely because it is late (R126).
    """
    if refusal := why_not_terminate(case, by=by):
        raise Refused(refusal)
    if not reason.strip():
        raise Invalid(gettext("请写明终止的理由。"), field="reason")
    if not basis.strip():
        raise Invalid(gettext("请写明终止依据的条款。"), field="basis")
    lines = _end(case, Action.TERMINATE, reason.strip(), by=by, now=now)
    lines += write_closing(case, basis=basis.strip(), by=by, now=now)
    journal.record_all(case.subject, [*lines, *tell_ended(case, now=now)], by=by, at=now)


def _end(case: Case, action: Action, reason: str, *, by: Actor, now: datetime) -> list[Line]:
    if len(reason) > MOST_REASON:
        raise Invalid(gettext("理由最多 %(most)s 字。") % {"most": MOST_REASON}, field="reason")
    move(
        case,
        action,
        notice_due_at=None,
        look_at=None,
        ended_at=now,
        ended_by=by.actor_id,
        ended_reason=reason,
    )
    stop_clock(case, now=now)
    _end_with_it(case, action, reason, by=by, now=now)
    drop_commitment(case)
    return [Line(Event.CASE_ENDED, {"state": case.state, "reason": reason}, thing=case)]


def _end_with_it(case: Case, action: Action, reason: str, *, by: Actor, now: datetime) -> None:
    """What went up ends with what it was made of, and the other way round; its applicant is told once."""
    relay, relayed = case.relay_if_any, case.relayed_if_any
    other = relay.above if relay else relayed.case if relayed else None
    if other is None or (State(other.state), action) not in MOVES:
        return
    lines = _end(other, action, reason, by=by, now=now)
    journal.record_all(other.subject, lines, by=by, at=now)
