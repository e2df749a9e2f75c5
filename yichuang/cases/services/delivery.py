"""Handing out: the result to the right person, the originals back against the list (R133, R137, R139)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from yichuang.catalogue.public import intake_sheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.text import hides_something
from yichuang.people.public import IdKind, Officer, read_identity

from ..models import Case, CaseMaterial
from ..policies import why_not
from ..rules.states import Action
from .letters import tell_concluded, write_receipt
from .moves import move


@dataclass(frozen=True)
class Collection:
    """Who came for the result, how she was checked, and which originals she got back."""

    name: str
    id_kind: IdKind
    id_number: str
    relation: str  # 本人, 经办人, 受托人
    originals: Sequence[int] = ()  # orders of the materials given back
    authority: str = ""  # 授权委托书, when neither applicant nor agent came


@transaction.atomic
def hand_out(case: Case, collection: Collection, *, by: Officer, now: datetime) -> None:
    """Hand out the result and the originals; the case is concluded.

    Raises `Refused` when the person is not the applicant or the agent on record and brought no
    authority, or when an original on the list has not been given back; `Invalid` for a bad number.
    """
    if reason := why_not(case, Action.HAND_OUT, by=by):
        raise Refused(reason)
    number = _checked_number(collection, now=now)
    _check_collector(case, collection, number)
    held = list(case.materials.filter(is_original=True, returned_at=None))
    left = [m.order for m in held if m.order not in collection.originals]
    if left:
        raise Refused(
            gettext("第 %(lines)s 项原件还没有退还，请当面核对后勾选。")
            % {"lines": gettext("、").join(map(str, left))}
        )
    CaseMaterial.objects.filter(pk__in=[m.pk for m in held]).update(returned_at=now, returned_by=by.staff_no)
    move(
        case,
        Action.HAND_OUT,
        concluded_at=now,
        concluded_by=by.staff_no,
        collected_by=collection.name.strip()[:120],
    )
    papers = write_receipt(case, collection.name.strip(), number, collection.relation, held, by=by, now=now)
    told = tell_concluded(case, intake_sheet(case.guide_id), now=now)
    returned = [Line(Event.MATERIAL_RETURNED, {"orders": [m.order for m in held]})] if held else []
    facts = {"relation": collection.relation, "id_tail": number[-4:]}
    concluded = Line(Event.CASE_CONCLUDED, facts, thing=case)
    journal.record_all(case.subject, [*returned, concluded, *papers, *told], by=by, at=now)


def _checked_number(collection: Collection, *, now: datetime) -> str:
    identity = read_identity(collection.id_kind, collection.id_number, today=timezone.localdate(now))
    if identity.problem:
        raise Invalid(identity.problem, field="id_number")
    if not collection.name.strip():
        raise Invalid(gettext("请填写领取人姓名。"), field="name")
    if len(collection.name) > 120 or hides_something(collection.name.strip()):
        raise Invalid(gettext("领取人姓名太长，或者有看不见的字符，请重新输入。"), field="name")
    return identity.number


def _check_collector(case: Case, collection: Collection, number: str) -> None:
    """The one who collects is the applicant, the agent on record, or brings a written authority (R139)."""
    on_record = {p.id_number for p in (case.applicant, case.agent) if p is not None}
    if number in on_record:
        return
    if not collection.authority.strip():
        raise Refused(gettext("证件号与申请人、经办人都不一致。代领要有申请人的授权委托书，请登记后再出件。"))
