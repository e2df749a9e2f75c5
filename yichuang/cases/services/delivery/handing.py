"""Handing out: the result to the right person, the originals back against the list (R133, R137, R139)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.text import hides_something
from yichuang.people.public import IdKind, Officer, read_identity

from ...models import Case
from ...policies import why_not_deliver
from ...rules.states import Action
from ..letters import write_receipt
from .choosing import delivery_of
from .finishing import conclude, concluded_lines, give_back, held_originals, take_step


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
    if reason := why_not_deliver(case, Action.HAND_OUT, by=by):
        raise Refused(reason)
    number = _checked_number(collection, now=now)
    _check_collector(case, collection, number)
    held = held_originals(case)
    left = [m.order for m in held if m.order not in collection.originals]
    if left:
        raise Refused(
            gettext("第 %(lines)s 项原件还没有退还，请当面核对后勾选。")
            % {"lines": gettext("、").join(map(str, left))}
        )
    take_step(delivery_of(case), Action.HAND_OUT, by=by, now=now)
    returned = give_back(held, by=by, now=now)
    receiver = collection.name.strip()
    conclude(case, Action.HAND_OUT, receiver, by=by, now=now)
    papers = write_receipt(case, receiver, number, collection.relation, held, by=by, now=now)
    facts: dict[str, object] = {"relation": collection.relation, "id_tail": number[-4:], "way": "window"}
    lines = [*returned, *concluded_lines(case, facts, now=now), *papers]
    journal.record_all(case.subject, lines, by=by, at=now)


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
