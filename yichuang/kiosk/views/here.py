"""Checking in with one's own phone, by the code on the hall's check-in screen (R058).

The code is the proof that somebody stands there; from then on it is the kiosk's check-in, with the same
answers. Who has it from elsewhere finds it changed.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from yichuang.appointments import public as appointments
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Refused
from yichuang.kit.web import client_address, page
from yichuang.people.public import Centre

from ..services import check_in as check_in_at
from ..services import claim, in_hall
from .booked import MOST_TYPED
from .shell import refused_with


@never_cache
@sensitive_post_parameters("given")
@require_http_methods(["GET", "POST"])
def check_in(request: HttpRequest, code: str, proof: str) -> HttpResponse:
    """Ask for the number or the ID; with one given, the booking is a ticket, and the phone shows it."""
    centre = Centre.objects.filter(code=code).first()
    if centre is None:
        raise Http404
    mark, now = request.POST.get("mark", ""), timezone.now()
    if not appointments.is_present(mark, centre.pk):
        if not appointments.is_hall_code(proof, centre.pk, now):
            return _page(request, "kiosk/here_over.html", centre, status=403)
        mark = appointments.new_presence(centre.pk)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            return _checked_in(request, centre, mark)
        except Refused as no:
            refusal = no
    answer = _page(request, "kiosk/here.html", centre, mark=mark, refusal=refusal, most_typed=MOST_TYPED)
    return refused_with(answer, refusal) if refusal else answer


def _checked_in(request: HttpRequest, centre: Centre, mark: str) -> HttpResponse:
    given, now = request.POST.get("given", "").strip()[:MOST_TYPED], timezone.now()
    bookings = claim(given, centre, at=in_hall("in-hall", client_address(request)), now=now)
    if len(bookings) > 1:
        return _page(request, "kiosk/here.html", centre, mark=mark, bookings=bookings)
    ticket, _ = check_in_at(bookings[0], by=CITIZEN, now=now)
    return HttpResponseRedirect(f"/t/{ticket.code}/")


def _page(
    request: HttpRequest, template: str, centre: Centre, *, status: int = 200, **context: Any
) -> HttpResponse:
    answer = page(request, template, {"centre": centre, **context}, status=status)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
