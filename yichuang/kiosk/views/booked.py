"""The touch page for those who have booked: number, QR code or card, and the booking is a ticket (R058).

Nothing here names a person: who has read somebody's booking number learns from it a time and a line, no more.
"""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from yichuang.devices.public import Device
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import status_of

from ..selectors import claim_of
from ..services import check_in as check_in_at
from ..services import put_on_paper
from .shell import at_a_kiosk, show, to_ticket

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
    status = status_of(refusal) if refusal else 200
    return show(request, kiosk, "kiosk/booked.html", context, step=2, status=status)


def _checked_in(request: HttpRequest, kiosk: Device) -> HttpResponse:
    given, now = request.POST.get("given", "").strip()[:MOST_TYPED], timezone.now()
    if not given:
        raise Invalid(gettext("请输入预约号或者身份证号。"), field="given")
    claim = claim_of(given, kiosk.centre, now=now)
    if claim.why_none:
        raise Invalid(claim.why_none, field="given")
    if len(claim.bookings) > 1:
        return show(request, kiosk, "kiosk/booked_which.html", {"bookings": claim.bookings}, step=2)
    ticket, is_new = check_in_at(claim.bookings[0], kiosk, now=now)
    if not is_new:
        return to_ticket(kiosk, ticket, is_again=True)
    return to_ticket(kiosk, ticket, paper=put_on_paper(ticket, kiosk, now=now))
