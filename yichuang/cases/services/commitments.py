"""告知承诺: accepted and decided on a written commitment, checked afterwards (rules.md B7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.catalogue.public import Matter
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import CLOCK
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.swapping import swap
from yichuang.kit.sweeping import sweep_each
from yichuang.people.public import Officer
from yichuang.worktime.public import calendar, end_of, local_day

from ..models import Case, CaseMaterial, Commitment, CommitmentRule
from ..policies import why_not_area, why_not_commit, why_not_find
from ..rules.commitments import COMMITMENT_MOVES, BarredArea, CommitmentMove, CommitmentState
from ..rules.states import Action, Mark
from ..selectors import commitment_rule_of, commitments_due, has_broken_commitment
from .accepting import accept
from .letters import write_commitment
from .moves import move

MOST_WORDS = 1000
MOST_DAYS = 366


@dataclass(frozen=True)
class Offer:
    """What a matter's letter of commitment says, and how long the check may take."""

    told: Sequence[str]
    commitments: Sequence[str]
    consequences: Sequence[str]
    check_days: int
    replaces: Sequence[str] = ()
    area: BarredArea = BarredArea.NONE


@transaction.atomic
def offer_commitment(matter: Matter, offer: Offer, *, by: Officer, now: datetime) -> CommitmentRule:
    """Let a matter be decided on a commitment. The law's barred areas are refused."""
    if reason := why_not_area(matter.name, offer.area):
        raise Refused(reason)
    texts = {
        "told": [t.strip() for t in offer.told if t.strip()],
        "commitments": [t.strip() for t in offer.commitments if t.strip()],
        "consequences": [t.strip() for t in offer.consequences if t.strip()],
    }
    for name, lines in texts.items():
        if not lines:
            raise Invalid(gettext("告知的条件、承诺的内容、违约的后果都要写明。"), field=name)
    if not 1 <= offer.check_days <= MOST_DAYS:
        raise Invalid(gettext("核查期限应为 1 到 366 个工作日。"), field="check_days")
    rule, _ = CommitmentRule.objects.update_or_create(
        matter=matter,
        defaults={
            **texts,
            "area": "",
            "replaces": [t.strip() for t in offer.replaces if t.strip()],
            "check_days": offer.check_days,
            "set_at": now,
            "set_by": by.staff_no,
        },
    )
    facts = {"check_days": rule.check_days, "replaces": rule.replaces}
    journal.record(f"matter:{matter.pk}", Event.COMMITMENT_OFFERED, by=by, at=now, data=facts)
    return rule


@transaction.atomic
def accept_on_commitment(case: Case, *, by: Officer, now: datetime) -> Case:
    """Accept a draft on the applicant's written commitment, which stands in for the review.

    The materials that the commitment replaces need not be handed in; the case goes at once before
    whoever may decide. Raises `Refused` as `accept` does, and for someone who broke a commitment.
    """
    rule = commitment_rule_of(case)
    if (reason := why_not_commit(case, rule, by=by)) or rule is None:
        raise Refused(reason)
    CaseMaterial.objects.filter(
        case=case, name__in=rule.replaces, mark__in=[Mark.PENDING, Mark.MISSING]
    ).update(mark=Mark.NOT_NEEDED, note="以告知承诺书代替")
    move(case, Action.EDIT, on_commitment=True)
    accept(case, by=by, now=now)
    if case.applicant_id is None or has_broken_commitment(case.applicant_id):
        raise Refused(gettext("申请人有未履行的承诺，信用修复以前不适用告知承诺。"))
    commitment = Commitment(
        case=case,
        applicant_id=case.applicant_id,
        department_id=case.department_id,
        signed_at=now,
        signed_by=by.staff_no,
        check_days=rule.check_days,
    )
    commitment.save(force_insert=True)
    papers = write_commitment(case, rule, by=by, now=now)
    signed = Line(Event.COMMITMENT_SIGNED, {"check_days": rule.check_days}, thing=case)
    journal.record_all(case.subject, [signed, *papers], by=by, at=now)
    return case


def begin_check(case: Case, *, now: datetime) -> None:
    """Set the day by which the commitment is checked, counted from the decision; with the decision."""
    if not case.on_commitment:
        return
    commitment = Commitment.objects.get(pk=case.pk)
    due_on = calendar().add(local_day(now), commitment.check_days).on
    swap(commitment, check_by_on=due_on, look_at=end_of(due_on))


@transaction.atomic
def find(
    commitment: Commitment,
    finding: CommitmentMove,
    words: str,
    *,
    rectify_by: date | None = None,
    by: Officer,
    now: datetime,
) -> None:
    """Write what the check found: kept; wanting, with a day to put it right; broken; or repaired.

    A broken commitment is for the rooms above to act on: the licence is revoked by the approver.
    """
    if reason := why_not_find(commitment, finding, by=by):
        raise Refused(reason)
    said = words.strip()
    if not said:
        raise Invalid(gettext("请写明核查的情况。"), field="words")
    if len(said) > MOST_WORDS:
        raise Invalid(gettext("最多 %(most)s 字。") % {"most": MOST_WORDS}, field="words")
    changes: dict[str, object] = {"rectify_by_on": None, "look_at": None}
    if finding is CommitmentMove.FIND_WANTING:
        if rectify_by is None or rectify_by <= local_day(now):
            raise Invalid(gettext("整改的期限应在今天以后。"), field="rectify_by")
        changes = {"rectify_by_on": rectify_by, "look_at": end_of(rectify_by)}
    following = COMMITMENT_MOVES[CommitmentState(commitment.state), finding]
    swap(commitment, state=following, found_at=now, found_by=by.staff_no, words=said, **changes)
    facts = {
        "finding": finding.value,
        "words": said,
        "rectify_by": rectify_by.isoformat() if rectify_by else None,
    }
    checked = Line(Event.COMMITMENT_CHECKED, facts, thing=commitment)
    journal.record_all(commitment.case.subject, [checked], by=by, at=now)


def sweep_commitments(now: datetime, *, limit: int = 500) -> int:
    """Mark the checks, and the repairs, whose day has passed. Costs what is due."""
    return sweep_each(commitments_due(now, limit=limit), _note_late, now)


def _note_late(commitment: Commitment, now: datetime) -> None:
    swap(commitment, look_at=None, late_at=now)
    facts = {"state": commitment.state}
    journal.record(commitment.case.subject, Event.COMMITMENT_LATE, by=CLOCK, at=now, data=facts)


def drop_commitment(case: Case) -> None:
    """The case ended without a decision: nothing is left to check."""
    if case.on_commitment:
        Commitment.objects.filter(pk=case.pk, state=CommitmentState.SIGNED).update(
            state=CommitmentState.DROPPED, look_at=None
        )
