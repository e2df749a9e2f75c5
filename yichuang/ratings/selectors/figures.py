"""Satisfaction with its numerator and denominator, by department, matter, window or person (R164, R165).

Counted: every rating that was given and not excluded. What nobody answered is no rating and counts as nothing.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext

from yichuang.people.public import Department, Staff, Window
from yichuang.worktime.public import Month

from ..models import Invitation, Rating
from ..rules import BAD, ERRANDS, Level, State

GROUPS = {"department": "department", "window": "window", "staff": "staff", "matter": "matter_code"}


@dataclass
class Figure:
    """How one department, window, person or matter was rated. `counts`: by the name of the level."""

    key: object
    name: str = ""
    served: int = 0  # how many could have rated
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    excluded: int = 0

    @property
    def rated(self) -> int:
        """The denominator: ratings that were given and not excluded."""
        return sum(self.counts.values())

    @property
    def content(self) -> int:
        """The numerator: those of them that are not bad."""
        return self.rated - sum(self.counts.get(level, 0) for level in BAD)

    @property
    def percent(self) -> str:
        """The share with one decimal; empty where nobody rated."""
        return f"{self.content * 100 / self.rated:.1f}" if self.rated else ""

    @property
    def levels(self) -> list[int]:
        """The count of each level, the best first."""
        return [self.counts.get(level, 0) for level in Level]


def figures_of(centres: Sequence[int], group: str, month: Month) -> list[Figure]:
    """Return the figures of services that ended in a month, by name. Three queries at most."""
    column = GROUPS[group]
    within = {"centre__in": centres, "served_at__gte": month.begins, "served_at__lt": month.ends}
    found: dict[object, Figure] = {}
    for key, served in Invitation.objects.filter(**within).values_list(column).annotate(n=Count("pk")):
        found[key] = Figure(key, served=served)
    of_these = {f"invitation__{name}": value for name, value in within.items()}
    rows = Rating.objects.filter(**of_these).order_by().values_list(f"invitation__{column}", "level", "state")
    for key, level, state, n in rows.annotate(n=Count("pk")):
        if state == State.EXCLUDED:
            found[key].excluded += n
        else:
            found[key].counts[level] += n
    _name(found, group, centres)
    return sorted(found.values(), key=lambda each: each.name)


def _name(found: dict[object, Figure], group: str, centres: Sequence[int]) -> None:
    names: dict[object, str] = {}
    if group == "department":
        names = dict(Department.objects.filter(centre__in=centres).values_list("pk", "name"))
    elif group == "window":
        numbers = Window.objects.filter(centre__in=centres).values_list("pk", "number")
        names = {pk: gettext("%(n)d 号窗口") % {"n": number} for pk, number in numbers}
    elif group == "staff":
        names = dict(Staff.objects.filter(pk__in=[key for key in found if key]).values_list("pk", "name"))
    else:
        about = Invitation.objects.filter(centre__in=centres, matter_code__in=list(found))
        newest = about.order_by("matter_code", "-pk").distinct("matter_code")
        names = dict(newest.values_list("matter_code", "about"))
        names.pop("", None)
    for key, figure in found.items():
        figure.name = names.get(key, "")


def errands_in(centres: Sequence[int], month: Month) -> int:
    """Return how many ratings of a month spoke of how often one had to come (R291)."""
    said = Rating.objects.filter(
        centre__in=centres, invitation__served_at__gte=month.begins, invitation__served_at__lt=month.ends
    ).exclude(state=State.EXCLUDED)
    return sum(bool(ERRANDS & set(codes)) for codes in said.values_list("indicators", flat=True))
