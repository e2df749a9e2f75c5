"""What every way of delivery ends in: the case is concluded, the applicant is told."""

from collections.abc import Sequence
from datetime import datetime

from yichuang.catalogue.public import intake_sheet
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Refused
from yichuang.kit.swapping import swap

from ...models import Case, CaseMaterial, Delivery
from ...policies import why_not_step
from ...rules.delivery import DELIVERY_MOVES, DeliveryState
from ...rules.states import Action
from ..letters import tell_concluded
from ..moves import move


def take_step(delivery: Delivery, action: Action, *, by: Actor, now: datetime, **more: object) -> None:
    """Move the delivery by its table; when it is done, its doer and instant are written."""
    if reason := why_not_step(delivery, action):
        raise Refused(reason)
    following = DELIVERY_MOVES[DeliveryState(delivery.state), action]
    changes: dict[str, object] = {"state": following, **more}
    if following is DeliveryState.DONE:
        changes |= {"done_at": now, "done_by": by.actor_id, "look_at": None}
    swap(delivery, **changes)


def conclude(case: Case, action: Action, receiver: str, *, by: Actor, now: datetime) -> None:
    """Write that the result is with the applicant."""
    move(case, action, concluded_at=now, concluded_by=by.actor_id, collected_by=receiver[:120])


def concluded_lines(case: Case, facts: dict[str, object], *, now: datetime) -> list[Line]:
    """Return the journal's lines of a conclusion, the message among them."""
    told = tell_concluded(case, intake_sheet(case.guide_id), now=now)
    return [Line(Event.CASE_CONCLUDED, facts, thing=case), *told]


def give_back(held: Sequence[CaseMaterial], *, by: Actor, now: datetime) -> list[Line]:
    """Note that originals go back to the applicant (R137)."""
    if not held:
        return []
    CaseMaterial.objects.filter(pk__in=[m.pk for m in held]).update(returned_at=now, returned_by=by.actor_id)
    return [Line(Event.MATERIAL_RETURNED, {"orders": [m.order for m in held]})]


def held_originals(case: Case) -> list[CaseMaterial]:
    """Return the originals that lie here and belong to the applicant. One query."""
    return list(case.materials.filter(is_original=True, returned_at=None))
