"""The touch page for those who have booked: number, QR code or card, and the booking is a ticket (R058).

Nothing here names a person: who has read somebody's booking number learns from it a time and a line, no more.
"""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from yichuang.devices.public import Device
from yichuang.kit.refusal import Refused

from ..services import actor_of, claim, in_hall, put_on_paper
from ..services import check_in as check_in_at
from .shell import at_a_kiosk, refused_with, show, to_ticket

MOST_TYPED = 200  # the address in a QR code is the longest that a scanner types


@sensitive_post_parameters("given")
@require_http_methods(["GET", "POST"])
@at_a_kiosk
def check_in(request: HttpRequest, kiosk: Device) -> HttpResponse:
    """Ask for the number or the card; with one given, print the ticket, or ask which of several bookings."""
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            return _checked_in(request, kiosk)
        except Refused as no:
            refusal = no
    # What was typed is not shown again: the next person may be standing there by now.
    context = {"refusal": refusal, "most_typed": MOST_TYPED}
    answer = show(request, kiosk, "kiosk/booked.html", context, step=2)
    return refused_with(answer, refusal) if refusal else answer


def _checked_in(request: HttpRequest, kiosk: Device) -> HttpResponse:
    given, now = request.POST.get("given", "").strip()[:MOST_TYPED], timezone.now()
    by = actor_of(kiosk)
    bookings = claim(given, kiosk.centre, at=in_hall("kiosk", by.actor_id), now=now)
    if len(bookings) > 1:
        return show(request, kiosk, "kiosk/booked_which.html", {"bookings": bookings}, step=2)
    ticket, is_new = check_in_at(bookings[0], by=by, now=now)
    if not is_new:
        return to_ticket(kiosk, ticket, is_again=True)
    return to_ticket(kiosk, ticket, paper=put_on_paper(ticket, kiosk, now=now))
