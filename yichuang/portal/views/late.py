"""What is late at this centre, and why: told to everybody (优化营商环境条例 36)."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yichuang.people.public import Centre
from yichuang.supervision import public as supervision

from ..selectors.places import Place
from .shell import at_a_centre, show


@require_safe
@at_a_centre
def late(request: HttpRequest, place: Place) -> HttpResponse:
    """List the overdue cases of the centre and those below it: number, matter, department, days and reason.
    Nobody is named."""
    now = timezone.now()
    centres = [place.centre.pk, *Centre.objects.filter(follows=place.centre).values_list("pk", flat=True)]
    rows = supervision.overdue_at(centres, now)
    return show(request, place, "portal/late.html", {"rows": rows, "now": now}, here="")
