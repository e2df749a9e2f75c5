"""否定事项报备: registered, confirmed level by level, and only then decided (R146)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from yichuang.cases import public as cases
from yichuang.cases.public import Case, Decision, Outcome
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.people.public import Officer, setting_text

from ..models import Denial, DenialOpinion, Task
from ..policies import why_not_decide, why_not_deny, why_not_register
from ..policies.denials import problem_with_lines
from ..rules.denial import DENIAL_MOVES, UNSETTLED, DenialMove, DenialState, levels_above
from ..rules.steps import Move
from .letters import write_negative_record
from .steps import close, resting_on_records, turn

MOST_WORDS = 1000
MOST_BASIS = 500


@dataclass(frozen=True)
class Grounds:
    """What a denial stands on: facts, reasons, and the articles (行政许可法 38)."""

    facts: tuple[str, ...]
    reasons: tuple[str, ...]
    basis: str


@transaction.atomic
def register_denial(task: Task, grounds: Grounds, *, by: Officer, now: datetime) -> Denial:
    """Register an intended denial; the step waits for it, the clock runs on.

    It goes through the centre's levels (`denial.levels`). Raises `Refused`, `Invalid` for grounds that
    a written denial could not stand on, `Stale`.
    """
    if refusal := why_not_register(task, by=by):
        raise Refused(refusal)
    _check(grounds)
    turn(task, Move.REGISTER_DENIAL)
    configured = setting_text(task.case.centre_id, "denial.levels")
    levels = levels_above(configured, lambda role: by.holds(role, department_id=task.department_id))
    denial = Denial.objects.create(
        case=task.case,
        task=task,
        facts=list(grounds.facts),
        reasons=list(grounds.reasons),
        basis=grounds.basis.strip(),
        levels=levels,
        registered_at=now,
        registered_by_id=by.staff_id,
    )
    facts = {"reasons": denial.reasons, "basis": denial.basis, "levels": levels, "step": task.name}
    journal.record(task.case.subject, Event.DENIAL_REGISTERED, by=by, at=now, data=facts)
    return denial


@transaction.atomic
def revise_denial(denial: Denial, grounds: Grounds, *, by: Officer, now: datetime) -> None:
    """Change what was sent back and send it up again, from the lowest level."""
    if refusal := why_not_deny(denial, DenialMove.REVISE, by=by):
        raise Refused(refusal)
    _check(grounds)
    changes = {"facts": list(grounds.facts), "reasons": list(grounds.reasons), "basis": grounds.basis.strip()}
    _swap(denial, DenialMove.REVISE, level=0, **changes)
    facts = {"reasons": denial.reasons, "basis": denial.basis, "levels": denial.levels}
    journal.record(denial.case.subject, Event.DENIAL_REGISTERED, by=by, at=now, data=facts)


@transaction.atomic
def withdraw_denial(denial: Denial, *, by: Officer, now: datetime) -> None:
    """Take an intended denial back: the step is open again."""
    if refusal := why_not_deny(denial, DenialMove.WITHDRAW, by=by):
        raise Refused(refusal)
    _swap(denial, DenialMove.WITHDRAW, settled_at=now, settled_by=by.actor_id)
    turn(denial.task, Move.WITHDRAW_DENIAL)
    journal.record(denial.case.subject, Event.DENIAL_WITHDRAWN, by=by, at=now, data={})


@transaction.atomic
def send_back_denial(denial: Denial, words: str, *, by: Officer, now: datetime) -> None:
    """Send an intended denial back to the one who registered it, with an opinion."""
    opinions = list(denial.opinions.all())
    if refusal := why_not_deny(denial, DenialMove.SEND_BACK, opinions, by=by):
        raise Refused(refusal)
    _check_words(words)
    _say(denial, words, is_confirmed=False, by=by, now=now)
    _swap(denial, DenialMove.SEND_BACK, level=0)
    journal.record(denial.case.subject, Event.DENIAL_SENT_BACK, by=by, at=now, data={"words": words.strip()})


@transaction.atomic
def confirm_denial(denial: Denial, words: str, *, by: Officer, now: datetime) -> bool:
    """Confirm at one's level. The top level decides: the denial is issued with its reasons and both
    remedies, and its record is filed. Returns whether it was decided."""
    is_last = denial.level >= len(denial.levels) - 1
    move = DenialMove.CONFIRM_LAST if is_last else DenialMove.CONFIRM
    if refusal := why_not_deny(denial, move, list(denial.opinions.all()), by=by):
        raise Refused(refusal)
    _check_words(words)
    if not is_last:
        _say(denial, words, is_confirmed=True, by=by, now=now)
        _swap(denial, move, level=denial.level + 1)
        _confirmed(denial, words, by=by, now=now)
        return False
    case = denial.case
    if refusal := why_not_decide(case, Outcome.DENIED, now=now):
        raise Refused(refusal)
    _say(denial, words, is_confirmed=True, by=by, now=now)
    _swap(denial, move, settled_at=now, settled_by=by.actor_id)
    _confirmed(denial, words, by=by, now=now)
    _issue(denial, words, by=by, now=now)
    return True


def _issue(denial: Denial, words: str, *, by: Officer, now: datetime) -> None:
    case = denial.case
    close(denial.task, Move.DENY, words, by=by, now=now)
    journal.record_all(case.subject, write_negative_record(denial, by=by, now=now), by=by, at=now)
    decision = Decision(
        Outcome.DENIED,
        f"不予办理{case.matter_name}。{'；'.join(denial.reasons)}"[:4000],
        denial.basis,
        facts=tuple(denial.facts),
        reasons=tuple(denial.reasons),
    )
    cases.decide(case, resting_on_records(case, decision), by=by, now=now)


def drop_denials(case: Case, *, now: datetime) -> None:
    """The case ended otherwise: what was intended is settled with it. One statement."""
    Denial.objects.filter(case=case, state__in=UNSETTLED).update(
        state=DenialState.DROPPED, settled_at=now, settled_by="clock", version=F("version") + 1
    )


def _confirmed(denial: Denial, words: str, *, by: Officer, now: datetime) -> None:
    said = denial.opinions.order_by("-pk")[0]
    facts = {"role": said.role, "words": words.strip(), "is_decided": denial.state == DenialState.CONFIRMED}
    journal.record_all(denial.case.subject, [Line(Event.DENIAL_CONFIRMED, facts)], by=by, at=now)


def _say(denial: Denial, words: str, *, is_confirmed: bool, by: Officer, now: datetime) -> None:
    DenialOpinion.objects.create(
        denial=denial,
        role=denial.levels[denial.level],
        is_confirmed=is_confirmed,
        words=words.strip(),
        said_at=now,
        said_by_id=by.staff_id,
    )


def _swap(denial: Denial, move: DenialMove, **changes: object) -> None:
    following = DENIAL_MOVES[DenialState(denial.state), move]
    as_we_saw_it = Denial.objects.filter(pk=denial.pk, version=denial.version)
    if not as_we_saw_it.update(version=F("version") + 1, state=following, **changes):
        raise Stale
    denial.refresh_from_db()


def _check(grounds: Grounds) -> None:
    for lines, field, missing in (
        (grounds.facts, "facts", gettext("请写明认定的事实。")),
        (grounds.reasons, "reasons", gettext("请写明不能办理的理由。")),
    ):
        if not lines:
            raise Invalid(missing, field=field)
        if problem := problem_with_lines(lines):
            raise Invalid(problem, field=field)
    if not grounds.basis.strip():
        raise Invalid(gettext("请写明依据的法律条款。"), field="basis")
    if len(grounds.basis) > MOST_BASIS:
        raise Invalid(gettext("最多 %(most)s 字。") % {"most": MOST_BASIS}, field="basis")


def _check_words(words: str) -> None:
    if not words.strip():
        raise Invalid(gettext("请写明意见。"), field="words")
    if len(words) > MOST_WORDS:
        raise Invalid(gettext("最多 %(most)s 字。") % {"most": MOST_WORDS}, field="words")
