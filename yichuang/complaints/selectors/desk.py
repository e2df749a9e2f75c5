"""What could not be done elsewhere, and the opinion boxes."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from yichuang.cases.public import Light, reading
from yichuang.people.public import Officer
from yichuang.worktime.public import calendar

from ..models import Opening, OpinionBox, Unresolved
from ..policies import DESK_ROLES
from ..rules import UnresolvedState
from .reads import NEAR_DAYS

MOST = 200


@dataclass(frozen=True)
class Owned:
    """Something unresolved in a list, with its light and whether its owner still works here."""

    unresolved: Unresolved
    light: Light


def unresolved_by_id(key: int) -> Unresolved | None:
    """Return one with its owner. One query."""
    return Unresolved.objects.select_related("owner", "opened_by", "centre").filter(pk=key).first()


def unresolved_for(by: Officer, now: datetime, *, state: str = "open", limit: int = MOST) -> list[Owned]:
    """Return what is hers to see: the centre's where she takes such things in, and her own. One query."""
    seen = Q(centre__in=by.centres(*DESK_ROLES)) | Q(owner=by.staff_id)
    found = Unresolved.objects.filter(seen).select_related("owner")
    if state in UnresolvedState.values:
        found = found.filter(state=state)
    order = "solve_by" if state == UnresolvedState.OPEN else "-pk"
    return [Owned(one, light_of(one, now)) for one in found.order_by(order)[:limit]]


def light_of(row: Unresolved, now: datetime) -> Light:
    """Return the light of its limit; of one that is solved as it was then."""
    until = min(now, row.solved_at or now)
    return reading(row.solve_by, near_days=NEAR_DAYS, calendar=calendar(), now=until).light


def boxes_at(centre_id: int) -> list[OpinionBox]:
    """Return the boxes of a centre with their openings, the last first. Two queries."""
    openings = Prefetch("openings", Opening.objects.select_related("by", "witness"))
    return list(OpinionBox.objects.filter(centre=centre_id).prefetch_related(openings))


def box_by_id(key: int) -> OpinionBox | None:
    """Return a box. One query."""
    return OpinionBox.objects.filter(pk=key).first()
