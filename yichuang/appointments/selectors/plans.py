"""Plans and blocked days, as the manager sees them."""

from datetime import date

from django.db.models import Q

from ..models import Blackout, Plan

_CENTRE = "theme__centre"
WITH_HOURS = (
    f"{_CENTRE}__hours",
    f"{_CENTRE}__follows__hours",
    f"{_CENTRE}__follows__follows__hours",
    f"{_CENTRE}__follows__follows__follows__hours",
)


def plan_of(plan_id: int) -> Plan | None:
    """Return a plan with its theme, centre and the centres whose hours hold there. One query."""
    return Plan.objects.select_related("matter__current", *WITH_HOURS).filter(pk=plan_id).first()


def plans_at(centre_id: int) -> list[Plan]:
    """Return the plans in force at a centre, by theme and time. One query."""
    found = Plan.objects.filter(centre=centre_id, ended_at=None)
    return list(
        found.select_related("theme", "matter__current").order_by("theme__order", "theme_id", "opens", "id")
    )


def blackouts_at(centre_id: int, *, since: date) -> list[Blackout]:
    """Return the blocked days of a centre that are not over, lifted ones left out. One query."""
    found = Blackout.objects.filter(centre=centre_id, lifted_at=None, until_on__gte=since)
    return list(found.select_related("theme"))


def blackouts_of(centre_id: int, theme_id: int, *, since: date) -> list[Blackout]:
    """Return the blocked days that hold for a theme, those of the whole centre too. One query."""
    own = Q(theme=None) | Q(theme=theme_id)
    return list(Blackout.objects.filter(own, centre=centre_id, lifted_at=None, until_on__gte=since))
