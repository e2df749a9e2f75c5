"""Booking a time (R057): what for, which day, which time, who comes."""

import secrets
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yichuang.appointments import public as appointments
from yichuang.appointments.public import Booking, Person, Session, State, Wish
from yichuang.catalogue.public import find
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import client_address, status_of, whole_number
from yichuang.people.public import PERSON_IDS, IdKind

from ..selectors.bookings import Chosen, chosen, times_for
from ..selectors.places import Place
from ..services import pace_beginning
from .shell import at_a_centre, show
from .track import open_here

HELD, MINE = "held_booking", "followed_booking"
MOST_FOUND = 20
FIELDS = ("id_kind", "id_number", "name", "phone", "email", "address")


@require_safe
@at_a_centre
def choose(request: HttpRequest, place: Place) -> HttpResponse:
    """Choose a theme, or look for the matter by its words."""
    query = request.GET.get("q", "").strip()[:60]
    context = {
        "themes": appointments.themes_with_plans(place.centre.pk),
        "query": query,
        "hits": find(query, centre=place.centre, limit=MOST_FOUND) if query else [],
    }
    return show(request, place, "portal/book.html", context, here="book")


@never_cache
@require_safe
@at_a_centre
def times(request: HttpRequest, place: Place) -> HttpResponse:
    """Show the days with their free places, and the times of one."""
    choice = _choice(request.GET, place)
    return times_page(request, place, choice, action="/book/hold/")


def _choice(fields: Any, place: Place) -> Chosen:
    found = chosen(
        place.centre.pk, whole_number(str(fields.get("theme", ""))), str(fields.get("matter", ""))[:60]
    )
    if found is None:
        raise Http404
    return found


def times_page(
    request: HttpRequest,
    place: Place,
    choice: Chosen,
    *,
    action: str,
    refusal: Refused | None = None,
    booking: Booking | None = None,
) -> HttpResponse:
    """Answer with the page of days and times, to hold a place or to change a booking."""
    at_home = booking.slot.plan.session == Session.HOME if booking else None
    found = times_for(choice, _day(request.GET.get("day", "")), now=timezone.now(), at_home=at_home)
    context = {
        "choice": choice,
        "times": found,
        "action": action,
        "key": secrets.token_urlsafe(9),
        "refusal": refusal,
        "booking": booking,
        "free": getattr(refusal, "free", ()),
    }
    status = status_of(refusal) if refusal else 200
    return show(request, place, "portal/book_times.html", context, here="book", status=status)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def wish_of(request: HttpRequest, choice: Chosen) -> tuple[Wish, str]:
    """Return the time that a button stands for, and the click's key. Raises `Refused` for no such time.

    The time is part of the key: another button of the same page is another click.
    """
    plan_id, _, at = request.POST.get("at", "").partition("|")
    plan = appointments.plan_of(whole_number(plan_id) or 0)
    seconds = whole_number(at, most=10**11)
    if plan is None or seconds is None or plan.theme_id != choice.theme.pk:
        raise Refused(gettext("没有这个时间，请重新选。"))
    key = request.POST.get("key", "")[:14]
    starts_at = datetime.fromtimestamp(seconds, timezone.get_default_timezone())
    return Wish(plan, starts_at, choice.matter), f"{key}{seconds}.{plan.pk}"[:40] if key else ""


@never_cache
@require_POST
@at_a_centre
def hold(request: HttpRequest, place: Place) -> HttpResponse:
    """Hold the place while the form is filled in; who held another one gives it up."""
    choice, now = _choice(request.POST, place), timezone.now()
    until = pace_beginning(address=client_address(request), centre_id=place.centre.pk, now=now, what="hold")
    if until is not None:
        answer = show(request, place, "portal/apply_wait.html", {"until": until}, status=429)
        answer.headers["Retry-After"] = str(int((until - now).total_seconds()) + 1)
        return answer
    try:
        wish, key = wish_of(request, choice)
        booking = appointments.hold(wish, key=key, now=now)
        if booking.state != State.HELD:  # the same button, after the place was given up
            booking = appointments.hold(wish, key="", now=now)
    except Refused as no:
        return times_page(request, place, choice, action="/book/hold/", refusal=no)
    _give_up_earlier(request, booking, now)
    request.session[HELD] = booking.number
    return HttpResponseRedirect("/book/form/")


def _give_up_earlier(request: HttpRequest, booking: Booking, now: datetime) -> None:
    earlier = appointments.booking_of(request.session.get(HELD, ""))
    if earlier is None or earlier.number == booking.number or earlier.state != State.HELD:
        return
    try:
        appointments.let_go(earlier, now=now)
    except Refused:  # the clock was faster
        return


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_centre
def form(request: HttpRequest, place: Place) -> HttpResponse:
    """Who comes. What was typed stays beside what is wrong with it."""
    booking = appointments.booking_of(request.session.get(HELD, ""))
    if booking is None or booking.state == State.LAPSED:
        return HttpResponseRedirect("/book/")
    if booking.state != State.HELD:
        return HttpResponseRedirect("/book/mine/")
    if request.method != "POST":
        return _form(request, place, booking, {}, None)
    if request.POST.get("do") == "give-up":
        appointments.let_go(booking, now=timezone.now())
        return HttpResponseRedirect("/book/")
    typed = {name: request.POST.get(name, "").strip()[:254] for name in FIELDS}
    try:
        appointments.book(
            booking, _person(typed), key=request.POST.get("key", "")[:40], by=CITIZEN, now=timezone.now()
        )
    except Refused as no:
        return _form(request, place, booking, typed, no)
    open_here(request, MINE, booking.number, typed["phone"][-4:], timezone.now())
    return HttpResponseRedirect("/book/mine/")


def _person(typed: dict[str, str]) -> Person:
    kind = typed["id_kind"] or IdKind.ID_CARD
    if kind not in {known.value for known in PERSON_IDS}:
        raise Invalid(gettext("请选证件类型。"), field="id_kind")
    return Person(
        typed["id_number"],
        typed["name"],
        typed["phone"],
        IdKind(kind),
        typed["email"],
        typed["address"],
        "en" if (get_language() or "").startswith("en") else "zh",
    )


def _form(
    request: HttpRequest, place: Place, booking: Booking, typed: dict[str, str], refusal: Refused | None
) -> HttpResponse:
    field = getattr(refusal, "field", "")
    context = {
        "booking": booking,
        "typed": typed,
        "errors": {field: refusal.sentence} if refusal and field else {},
        "refusal": None if field else refusal,
        "id_kinds": [(kind.value, kind.label) for kind in PERSON_IDS],
        "is_home_visit": booking.slot.plan.session == Session.HOME,
        "key": secrets.token_urlsafe(9),
    }
    status = status_of(refusal) if refusal else 200
    return show(request, place, "portal/book_form.html", context, here="book", status=status)


def _until(booking: Booking) -> datetime:
    return booking.held_until or booking.held_at
