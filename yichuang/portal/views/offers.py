"""The guide of one thing made of several matters, by life event."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yichuang.joint import public as joint
from yichuang.joint.public import OfferPage

from ..selectors.offers import offer_view
from ..selectors.places import Place, place_of
from .shell import at_a_centre, show


def found(code: str) -> OfferPage:
    """Return what is offered under this address now; 404 for anything else."""
    page = joint.offer_page(code)
    if page is None or not page.is_begun_here:
        raise Http404
    return page


@require_safe
@at_a_centre
def guide(request: HttpRequest, place: Place, code: str) -> HttpResponse:
    """Show what one thing is made of, what is brought once, how long, what it costs, where (R102, R276)."""
    page = found(code)
    at = place if place.centre.pk == page.offer.centre_id else place_of(page.offer.centre.code)
    context = {"view": offer_view(page, today=timezone.localdate()), "offer": page.offer, "at": at}
    return show(request, place, "portal/offer.html", context, here="find")
