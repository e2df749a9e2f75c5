"""The front page, and the lists by which one finds a way in."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yichuang.cases.public import often_at
from yichuang.catalogue.public import Found, LifeEvent, Matter, find, published
from yichuang.joint import public as joint
from yichuang.people.public import Centre, Theme

from ..selectors.guides import departments_at
from ..selectors.places import Place, centres, opening_at
from .shell import at_a_centre, show

OFTEN = 4
FIRST_OF_THEME = 5


@dataclass(frozen=True)
class ThemeList:
    """A theme with its first matters and how many there are."""

    theme: Theme
    matters: list[Found]
    count: int


@require_safe
@at_a_centre
def home(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask what one has come for, and show every way to it."""
    themes = _themes(place.centre, first=FIRST_OF_THEME)
    context = {
        "opening": opening_at(place.hours, timezone.now()) if place.hours else None,
        "often": _often(place.centre),
        "examples": [listed.matters[0] for listed in themes if listed.matters],
        "themes": themes,
        "events": _events(place.centre),
        "offers": joint.offers_at(place.centre.pk),
    }
    return show(request, place, "portal/home.html", context, here="home")


def _often(centre: Centre) -> list[Matter]:
    """Return what people come for most; nothing is claimed where too little was taken in yet."""
    wanted = often_at(centre.pk, limit=OFTEN)
    if len(wanted) < OFTEN:
        return []
    known = published().in_bulk(wanted) if wanted else {}
    return [known[matter_id] for matter_id in wanted if matter_id in known]


def _themes(centre: Centre, *, first: int) -> list[ThemeList]:
    counts: dict[int | None, int] = {}
    for theme_id in published(centre).order_by().values_list("theme_id", flat=True):
        counts[theme_id] = counts.get(theme_id, 0) + 1
    return [
        ThemeList(theme, find(centre=centre, theme=theme, limit=first), counts.get(theme.pk, 0))
        for theme in Theme.objects.filter(centre=centre)
        if counts.get(theme.pk)
    ]


def _events(centre: Centre) -> list[tuple[LifeEvent, int]]:
    """Return the life events with how many of this centre's matters belong to each. Two queries."""
    counts: dict[int, int] = {}
    mine = published(centre).order_by().filter(life_events__isnull=False)
    for event_id in mine.values_list("life_events", flat=True):
        counts[event_id] = counts.get(event_id, 0) + 1
    return [(event, counts[event.pk]) for event in LifeEvent.objects.all() if event.pk in counts]


@require_safe
@at_a_centre
def themes(request: HttpRequest, place: Place) -> HttpResponse:
    """List the themes of the general windows."""
    return show(
        request, place, "portal/themes.html", {"themes": _themes(place.centre, first=100)}, here="find"
    )


@require_safe
@at_a_centre
def departments(request: HttpRequest, place: Place) -> HttpResponse:
    """List the resident departments."""
    context = {"departments": departments_at(place.centre)}
    return show(request, place, "portal/departments.html", context, here="find")


@require_safe
@at_a_centre
def events(request: HttpRequest, place: Place) -> HttpResponse:
    """List the life events."""
    context = {"events": _events(place.centre), "offers": joint.offers_at(place.centre.pk)}
    return show(request, place, "portal/events.html", context, here="find")


@require_safe
@at_a_centre
def centre_list(request: HttpRequest, place: Place) -> HttpResponse:
    """List the centres, to change the one that the pages speak for."""
    return show(request, place, "portal/centres.html", {"centres": centres()})
