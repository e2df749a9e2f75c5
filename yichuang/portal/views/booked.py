"""One's own booking: found again by number and last four, changed, cancelled, taken into a calendar."""

import secrets
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yichuang.appointments import public as appointments
from yichuang.appointments.public import Booking, Move, Session, State
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Refused
from yichuang.kit.web import client_address
from yichuang.pacing.public import Guess
from yichuang.papers.public import qr_svg

from ..selectors.bookings import Chosen, to_bring
from ..selectors.places import Place, place_of
from ..services import find_booking
from .book import MINE, times_page, wish_of
from .shell import at_a_centre, show
from .track import kept_open, open_here

NO_LENGTH, TAIL_LENGTH = 12, 4
View = Callable[[HttpRequest, Place, Booking], HttpResponse]


@never_cache
@sensitive_post_parameters("tail")
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_centre
def find(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask for number and last four; the right ones open the booking for a while in this browser."""
    no = _tidy(request.POST.get("no", request.GET.get("no", "")))[:NO_LENGTH].upper()
    if request.method != "POST":
        return show(request, place, "portal/book_find.html", {"no": no, "guess": None}, here="book")
    tail, now = _tidy(request.POST.get("tail", "")), timezone.now()
    if not no or len(tail) != TAIL_LENGTH:
        context = {"no": no, "guess": None, "lacks_no": not no, "lacks_tail": len(tail) != TAIL_LENGTH}
        return show(request, place, "portal/book_find.html", context, here="book", status=422)
    top = place_of("") or place
    guess = find_booking(no, tail, address=client_address(request), centre_id=top.centre.pk, now=now)
    if guess.found is None:
        return _not_found(request, place, no, guess)
    open_here(request, MINE, no, tail, now)
    return HttpResponseRedirect("/book/mine/")


def _tidy(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _not_found(request: HttpRequest, place: Place, no: str, guess: Guess[Booking]) -> HttpResponse:
    """Say that one of the two is wrong, never which; or when the next guess will be read (429)."""
    status = 422 if guess.was_read else 429
    context = {"no": no, "guess": guess}
    answer = show(request, place, "portal/book_find.html", context, here="book", status=status)
    if guess.wait_until is not None:
        answer.headers["Retry-After"] = str(int((guess.wait_until - timezone.now()).total_seconds()) + 1)
    return answer


def of_this_browser(view: View) -> Callable[[HttpRequest, Place], HttpResponse]:
    """Give the view the booking that this browser has opened; without one, it has to be found first."""

    @wraps(view)
    def inner(request: HttpRequest, place: Place) -> HttpResponse:
        kept = kept_open(request, MINE)
        booking = appointments.followed(*kept) if kept else None
        if booking is None:
            return HttpResponseRedirect("/book/find/")
        return view(request, place, booking)

    return inner


@never_cache
@require_safe
@at_a_centre
@of_this_browser
def mine(request: HttpRequest, place: Place, booking: Booking) -> HttpResponse:
    """The booking: its number and code, when and where, what to bring, what can still be done."""
    return _mine(request, place, booking, None)


def _mine(request: HttpRequest, place: Place, booking: Booking, refusal: Refused | None) -> HttpResponse:
    now = timezone.now()
    context = {
        "booking": booking,
        "at": place if place.centre.pk == booking.centre_id else place_of(booking.centre.code),
        "what": appointments.what_for(booking),
        "is_home_visit": booking.slot.plan.session == Session.HOME,
        "is_coming": booking.state == State.BOOKED,
        "why_not_change": appointments.why_not(booking, Move.CHANGE, now=now),
        "bring": to_bring(booking),
        "qr": mark_safe(qr_svg(appointments.page_url(booking), gettext("预约的二维码"))),  # noqa: S308
        "key": secrets.token_urlsafe(9),
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return show(request, place, "portal/book_mine.html", context, here="book", status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_centre
@of_this_browser
def change(request: HttpRequest, place: Place, booking: Booking) -> HttpResponse:
    """Choose another time of the same theme; the old one stands until the new one is had."""
    choice = Chosen(booking.theme, booking.matter)
    if request.method != "POST":
        if sentence := appointments.why_not(booking, Move.CHANGE, now=timezone.now()):
            return _mine(request, place, booking, Refused(sentence))
        return times_page(request, place, choice, action="/book/mine/change/", booking=booking)
    try:
        wish, key = wish_of(request, choice)
        appointments.change(booking, wish, key=key, by=CITIZEN, now=timezone.now())
    except Refused as no:
        return times_page(request, place, choice, action="/book/mine/change/", booking=booking, refusal=no)
    return HttpResponseRedirect("/book/mine/")


@never_cache
@require_POST
@at_a_centre
@of_this_browser
def cancel(request: HttpRequest, place: Place, booking: Booking) -> HttpResponse:
    """Take the booking back."""
    try:
        appointments.cancel(booking, key=request.POST.get("key", "")[:40], by=CITIZEN, now=timezone.now())
    except Refused as no:
        return _mine(request, place, booking, no)
    return HttpResponseRedirect("/book/mine/")


@never_cache
@require_safe
@at_a_centre
@of_this_browser
def calendar_file(_request: HttpRequest, _place: Place, booking: Booking) -> HttpResponse:
    """The booking as a file that calendars open; fetched again after a change, it moves the entry."""
    what = appointments.what_for(booking)
    words = {"no": booking.number, "phone": booking.centre.phone}
    entry = appointments.calendar_entry(
        booking,
        summary=gettext("预约：%(what)s") % {"what": what},
        notes=gettext("预约号 %(no)s。请带证件。咨询电话 %(phone)s。") % words,
    )
    answer = HttpResponse(
        appointments.ics(entry, now=timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{booking.number}.ics"'
    return answer
