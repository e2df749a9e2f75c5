"""The end of a joint application: every result at once, or the applicant's withdrawal."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.cases import public as cases
from yichuang.cases.public import BEFORE_ACCEPTANCE, Collection
from yichuang.cases.public import State as CaseState
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Invalid, Refused
from yichuang.people.public import Officer

from ..models import Bundle
from ..policies import why_not
from ..rules import Action
from ..selectors import parts_of
from .moving import move

MOST_REASON = 500


@transaction.atomic
def hand_out(bundle: Bundle, collection: Collection, *, by: Officer, now: datetime) -> None:
    """Hand out every result at once: one window, one visit (R292)."""
    if reason := why_not(bundle, Action.HAND_OUT, by=by):
        raise Refused(reason)
    move(bundle, Action.HAND_OUT, ended_at=now)
    for part in parts_of(bundle):
        if part.case.state != CaseState.DECIDED:
            continue
        held = part.case.materials.filter(is_original=True).values_list("order", flat=True)
        one = Collection(
            collection.name,
            collection.id_kind,
            collection.id_number,
            collection.relation,
            originals=list(held),
            authority=collection.authority,
        )
        cases.hand_out(part.case, one, by=by, now=now)
    journal.record(bundle.subject, Event.JOINT_CONCLUDED, by=by, at=now, thing=bundle)


@transaction.atomic
def withdraw(bundle: Bundle, reason: str, *, by: Actor, now: datetime) -> None:
    """Withdraw the whole, at the window or by the applicant herself (`CITIZEN`): every part that is not
    decided yet ends, also one that a higher body has; what was granted stays granted."""
    if refusal := why_not(bundle, Action.WITHDRAW, by=by):
        raise Refused(refusal)
    words = reason.strip() or "申请人撤回联合办理的申请"
    if len(words) > MOST_REASON:
        raise Invalid(gettext("理由最多 %(most)s 字。") % {"most": MOST_REASON}, field="reason")
    for part in parts_of(bundle):  # the parts before the whole: the clock comes in this order too
        cases.hold(part.case_id)
    move(bundle, Action.WITHDRAW, ended_at=now, look_at=None)
    for part in parts_of(bundle):
        if part.case.state == CaseState.DRAFT:
            cases.discard(part.case, words, by=by, now=now)
        elif part.case.state in {CaseState.ACCEPTED, CaseState.SENT_UP, *BEFORE_ACCEPTANCE}:
            cases.withdraw(part.case, words, by=by, now=now)
    journal.record(bundle.subject, Event.JOINT_WITHDRAWN, by=by, at=now, thing=bundle, data={"reason": words})
