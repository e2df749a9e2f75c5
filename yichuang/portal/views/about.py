"""Pages about the site itself: services, personal data, accessibility."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yichuang.people.public import Window, centre_setting

from ..selectors.places import Place
from .shell import at_a_centre, show


@require_safe
@at_a_centre
def services(request: HttpRequest, place: Place) -> HttpResponse:
    """List what the windows offer (R038) and which window does what (R034)."""
    windows = Window.objects.filter(centre=place.centre, is_open=True).select_related("theme")
    return show(request, place, "portal/services.html", {"windows": windows}, here="services")


@require_safe
@at_a_centre
def privacy(request: HttpRequest, place: Place) -> HttpResponse:
    """Say who uses personal data, why, which, how long, and what people may ask for (PIPL 17, 35)."""
    return show(
        request, place, "portal/privacy.html", {"years": centre_setting(place.centre.pk, "privacy.years")}
    )


@require_safe
@at_a_centre
def accessibility(request: HttpRequest, place: Place) -> HttpResponse:
    """Say how the site can be used by everyone, and where to write when it cannot."""
    return show(request, place, "portal/accessibility.html", {})
