"""Hearings that nobody has to ask for: the law orders them, or the public's interest does (行政许可法 46)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.cases.public import Case
from yichuang.catalogue.public import Matter
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Invalid, Refused
from yichuang.people.public import Officer

from ..models import Hearing, HearingRule
from ..policies import why_not_order, why_not_rule
from ..rules.hearing import Ground, HearingState, OrderedBy
from .shapes import at_most, needed


@dataclass(frozen=True)
class Ordered:
    """Why a hearing is held without being asked for, and about what."""

    ground: Ground
    intended: str  # what is to be decided
    reason: str
    basis: str = ""  # the article that orders it


@transaction.atomic
def set_hearing_rule(
    matter: Matter, ordered_by: OrderedBy, article: str, *, by: Officer, now: datetime
) -> HearingRule:
    """Say that a law, a regulation or a rule orders a hearing for every application in this matter.

    From now on no case of it is decided without a signed record.
    """
    if reason := why_not_rule(matter, by=by, now=now):
        raise Refused(reason)
    needed(article, "article", gettext("请写法律、法规、规章的名称和条款。"))
    at_most(200, article=article)
    values = {"ordered_by": ordered_by, "article": article.strip(), "set_at": now, "set_by": by.actor_id}
    rule, _ = HearingRule.objects.update_or_create(matter=matter, defaults=values)
    facts = {"ordered_by": rule.ordered_by, "article": rule.article}
    journal.record(f"matter:{matter.pk}", Event.HEARING_RULE_SET, by=by, at=now, data=facts)
    return rule


@transaction.atomic
def lift_hearing_rule(matter: Matter, *, by: Officer, now: datetime) -> None:
    """Say that no rule orders a hearing for this matter any longer."""
    if reason := why_not_rule(matter, by=by, now=now):
        raise Refused(reason)
    gone, _ = HearingRule.objects.filter(matter=matter).delete()
    if gone:
        journal.record(f"matter:{matter.pk}", Event.HEARING_RULE_LIFTED, by=by, at=now, data={})


@transaction.atomic
def order_hearing(case: Case, ordered: Ordered, *, by: Officer, now: datetime) -> Hearing:
    """Begin a hearing of the office's own motion; the public notice follows with its day (46)."""
    if refusal := why_not_order(case, by=by):
        raise Refused(refusal)
    if ordered.ground is Ground.ASKED_FOR:
        raise Invalid(gettext("请选为什么举行听证。"), field="ground")
    needed(ordered.intended, "ordered_about", gettext("请写听证的内容。"))
    needed(ordered.reason, "ordered_reason", gettext("请写举行听证的理由，公告会公布。"))
    if ordered.ground is Ground.BY_LAW:
        needed(ordered.basis, "ordered_basis", gettext("请写法律、法规、规章的名称和条款。"))
    at_most(500, ordered_about=ordered.intended, ordered_basis=ordered.basis)
    at_most(1000, ordered_reason=ordered.reason)
    hearing = Hearing.objects.create(
        case=case,
        state=HearingState.ORDERED,
        ground=ordered.ground,
        told=case.applicant_name,
        intended=ordered.intended.strip(),
        reason=ordered.reason.strip(),
        basis=ordered.basis.strip(),
        told_at=now,
        told_by_id=by.staff_id,
    )
    facts = {"ground": hearing.ground, "basis": hearing.basis}
    journal.record(case.subject, Event.HEARING_ORDERED, by=by, at=now, data=facts)
    return hearing
