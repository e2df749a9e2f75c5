"""The touch page: choose, identify or not, take the number, go."""

from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yichuang.catalogue.public import suggest
from yichuang.devices import public as devices
from yichuang.devices.public import Device
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.kit.templatetags.kit import named
from yichuang.kit.web import status_of, whole_number
from yichuang.people.public import IdKind, centre_setting
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Channel, NumberBlock, PaperNumber, Ticket, Visit, Visitor
from yichuang.worktime.public import local_day

from ..rules import code_of_form, declared_classes, new_form, problem_with_phone
from ..selectors import Wanted, has_bookings, number_of, qr_of, ticket_by, wanted_of
from ..services import actor_of, put_on_paper
from .shell import at_a_kiosk, show, to_ticket

MOST_FOUND = 8


@require_safe
@at_a_kiosk
def start(request: HttpRequest, kiosk: Device) -> HttpResponse:
    """Show the themes with how many wait. `?fresh=1`: as the next person finds it, in Chinese and normal type."""
    prospects = queueing.prospects_at(kiosk.centre_id, now=timezone.now())
    context = {"prospects": prospects, "has_bookings": has_bookings(kiosk.centre_id, now=timezone.now())}
    answer = show(request, kiosk, "kiosk/start.html", context, part="lines")
    if "fresh" in request.GET:
        answer = HttpResponseRedirect(f"/kiosk/{kiosk.code}/")
        answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
        answer.delete_cookie("yc_type", samesite="Lax")
    return answer


@require_safe
@at_a_kiosk
def worker(request: HttpRequest, kiosk: Device) -> HttpResponse:  # noqa: ARG001 - every view is given it
    """The script that keeps the start page in the browser (R265); its place is what gives it the kiosk's pages
    and no others."""
    return render(request, "kiosk/worker.js", content_type="text/javascript; charset=utf-8")


@require_safe
@at_a_kiosk
def find(request: HttpRequest, kiosk: Device) -> HttpResponse:
    """Find a matter by its first letters or by words."""
    query = " ".join(request.GET.get("q", "").split())[:40]
    found = suggest(query, kiosk.centre, limit=MOST_FOUND) if query else []
    return show(request, kiosk, "kiosk/find.html", {"query": query, "found": found}, part="found")


@sensitive_post_parameters("id_number", "name", "phone")
@require_http_methods(["GET", "POST"])
@at_a_kiosk
def take(request: HttpRequest, kiosk: Device) -> HttpResponse:
    """Say what to bring and how long it takes; with the form sent, give the number."""
    asked = request.POST if request.method == "POST" else request.GET
    theme = whole_number(asked.get("theme", ""))
    wanted = wanted_of(kiosk.centre, theme=theme, matter=asked.get("matter", ""))
    if wanted is None:
        return HttpResponseRedirect(f"/kiosk/{kiosk.code}/")
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            return _taken(request, kiosk, wanted)
        except Refused as no:
            refusal = no
    policy, _ = queueing.policy_of(kiosk.centre_id)
    context = {
        "wanted": wanted,
        "prospect": queueing.prospect_of(wanted.theme, now=timezone.now()),
        "classes": declared_classes(policy.classes),
        "typed": {name: request.POST.get(name, "") for name in ("id_number", "name", "phone")},
        "keys": request.POST.getlist("keys"),
        "mark": new_form(),
        "elderly_age": centre_setting(kiosk.centre_id, "priority.elderly_age"),
        "refusal": refusal,
    }
    status = status_of(refusal) if refusal else 200
    return show(request, kiosk, "kiosk/take.html", context, step=2, status=status)


def _taken(request: HttpRequest, kiosk: Device, wanted: Wanted) -> HttpResponse:
    """Give the number and put it on paper; the same form sent again leads to the same number."""
    code, now = code_of_form(request.POST.get("mark", "")), timezone.now()
    if not code:
        raise Refused(_stale())
    before = queueing.taken_as(code)
    if before is not None:
        return to_ticket(kiosk, before)
    visit = _visit(request, wanted, code)
    try:
        ticket = queueing.take(visit, channel=Channel.KIOSK, by=actor_of(kiosk), now=now)
    except Stale:
        before = queueing.taken_as(code)
        if before is None:
            raise
        return to_ticket(kiosk, before)
    return to_ticket(kiosk, ticket, paper=put_on_paper(ticket, kiosk, now=now))


def _stale() -> str:
    return Stale().sentence


def _visit(request: HttpRequest, wanted: Wanted, code: str) -> Visit:
    data = request.POST
    phone = data.get("phone", "").strip()
    if problem := problem_with_phone(phone):
        raise Invalid(problem, field="phone")
    policy, _ = queueing.policy_of(wanted.theme.centre_id)
    declared = {each.key for each in declared_classes(policy.classes)}
    number = data.get("id_number", "").strip()[:24]
    who = Visitor(IdKind.ID_CARD if number else "", number, data.get("name", "").strip(), phone)
    keys = tuple(key for key in data.getlist("keys") if key in declared)
    return Visit(wanted.theme, (wanted.matter,) if wanted.matter else (), who, keys, code=code)


@require_safe
@at_a_kiosk
def ticket(request: HttpRequest, kiosk: Device, ticket: str) -> HttpResponse:
    """Show the number that was taken, print it, and go back to the start by itself."""
    found = _ticket_here(kiosk, ticket)
    context = {
        "number": number_of(found, now=timezone.now()),
        "qr": qr_of(found),
        "paper": request.GET.get("paper", ""),
        "is_again": "again" in request.GET,
    }
    return show(request, kiosk, "kiosk/ticket.html", context, step=3)


@require_POST
@at_a_kiosk
def paper_again(request: HttpRequest, kiosk: Device, ticket: str) -> HttpResponse:  # noqa: ARG001 - every view is given it
    """Print the slip once more, for someone who has checked in before and lost it."""
    found = _ticket_here(kiosk, ticket)
    return to_ticket(kiosk, found, paper=put_on_paper(found, kiosk, now=timezone.now()))


def _ticket_here(kiosk: Device, code: str) -> Ticket:
    found = ticket_by(code)
    if found is None or found.centre_id != kiosk.centre_id:
        raise Http404
    return found


@require_POST
@at_a_kiosk
def ask_help(request: HttpRequest, kiosk: Device) -> HttpResponse:  # noqa: ARG001 - every view is given it
    """Somebody asks for a person: the reception's page says where."""
    devices.ask_help(kiosk, now=timezone.now())
    return HttpResponseRedirect(f"/kiosk/{kiosk.code}/?helped=1")


@require_POST
@at_a_kiosk
def heartbeat(request: HttpRequest, kiosk: Device) -> HttpResponse:  # noqa: ARG001 - every view is given it
    """The kiosk is there; it learns which numbers it may give out when the server is not (R265)."""
    by, now = actor_of(kiosk), timezone.now()
    blocks = []
    for theme in queueing.themes_of(kiosk.centre_id):
        with suppress(Refused):  # the day's blocks are used up: this kiosk gives no number while it is alone
            block = queueing.reserve_block(theme, by=by, now=now)
            facts = {"theme": theme.pk, "prefix": block.prefix, "first": block.first, "last": block.last}
            blocks.append(facts | {"name": named(theme), "day": block.day_on.isoformat()})
    return JsonResponse({"blocks": blocks})


@require_POST
@at_a_kiosk
def given(request: HttpRequest, kiosk: Device) -> HttpResponse:
    """Enter a number that the kiosk gave out while the server was away, with its true time."""
    theme, number = (whole_number(request.POST.get(name, "")) for name in ("theme", "number"))
    came_at = _instant(request.POST.get("at", ""))
    if theme is None or number is None or came_at is None:
        raise Invalid(_stale(), field="at")
    by = actor_of(kiosk)
    block = NumberBlock.objects.filter(
        theme=theme, centre=kiosk.centre_id, holder=by.actor_id, day_on=local_day(came_at)
    ).first()
    if block is None:
        raise Invalid(_stale(), field="number")
    entered = queueing.enter(block, PaperNumber(number, came_at), by=by, now=timezone.now())
    return JsonResponse({"ticket": entered.label})


def _instant(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and timezone.is_aware(found) else None
