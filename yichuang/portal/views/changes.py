"""What is new at this centre: windows, people at them, guides (R014)."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yichuang.catalogue.public import guides_since
from yichuang.people.public import changes_of_windows, closings_at

from ..selectors.places import Place
from .shell import at_a_centre, show

SHOWN = timedelta(days=90)


@require_safe
@at_a_centre
def changes(request: HttpRequest, place: Place) -> HttpResponse:
    """List what changed in the last three months, and the days on which the hall stays shut."""
    today = timezone.localdate()
    since = today - SHOWN
    context = {
        "windows": changes_of_windows(place.centre.pk, since=since),
        "guides": guides_since(place.centre, since),
        "closings": [closing for closing in closings_at(place.centre) if closing.until_on >= today],
    }
    return show(request, place, "portal/changes.html", context, here="")
