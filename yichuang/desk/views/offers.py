"""What the centre offers as one thing: the manager sets up matters, order and window; citizens begin it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.catalogue.public import LifeEvent
from yichuang.joint import public as joint
from yichuang.joint.public import Offer, OfferTerms
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Centre, Role, Window

from ..shell import StaffRequest, for_staff, shell
from .joint import chosen_sheets, found_sheets

TYPED = ("code", "name", "name_en", "summary", "summary_en")


@for_staff(Role.CLERK, Role.MANAGER, Role.SUPERVISION)
@require_GET
def offers(request: StaffRequest) -> HttpResponse:
    """List what is offered as one thing here, open or not."""
    found = joint.offers_at(request.officer.centre_id, only_open=False)
    is_manager = request.officer.holds(Role.MANAGER, centre_id=request.officer.centre_id)
    return page(request, "desk/offers.html", shell(request, "joint", offers=found, is_manager=is_manager))


@for_staff(Role.MANAGER)
@require_http_methods(["GET", "POST"])
def offer(request: StaffRequest, code: str = "") -> HttpResponse:
    """Set one up, or change it: its matters by search, what is granted first, the window, the words."""
    known = joint.offer_page(code) if code else None
    if code and (known is None or known.offer.centre_id != request.officer.centre_id):
        raise Http404
    refusal: Refused | None = None
    if request.method == "POST" and request.POST.get("do") == "save":
        try:
            made = _offer(request, known.offer if known else None)
        except Refused as problem:
            refusal = problem
        else:
            messages.success(request, gettext("已保存。"))
            return HttpResponseRedirect(f"/desk/joint/offers/{made.code}/")
    context = _context(request, known.offer if known else None, refusal)
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/offer.html", context, status=status)


def _codes(request: HttpRequest, known: Offer | None) -> list[str]:
    """Return the chosen matters: those on the page, with the one added and without the one taken out."""
    if request.method != "POST":
        return [part.matter.code for part in known.parts.select_related("matter")] if known else []
    codes = list(dict.fromkeys([*request.POST.getlist("matter"), *request.POST.getlist("add")]))
    return [code for code in codes if code != request.POST.get("drop")]


def _after(request: HttpRequest, known: Offer | None, codes: list[str]) -> dict[str, list[str]]:
    """Return, by matter, which others are granted first."""
    if request.method == "POST":
        return {code: [c for c in request.POST.getlist(f"after_{code}") if c in codes] for code in codes}
    parts = {part.order: part for part in known.parts.select_related("matter")} if known else {}
    return {part.matter.code: [parts[one].matter.code for one in part.after] for part in parts.values()}


def _offer(request: StaffRequest, known: Offer | None) -> Offer:
    centre = Centre.objects.get(pk=request.officer.centre_id)
    codes = _codes(request, known)
    sheets = chosen_sheets(codes, centre)
    places = {sheet.matter_code: place for place, sheet in enumerate(sheets, start=1)}
    after: dict[int, Sequence[int]] = {
        places[code]: [places[one] for one in before if one in places]
        for code, before in _after(request, known, codes).items()
        if code in places and before
    }
    event = LifeEvent.objects.filter(pk=whole_number(request.POST.get("event", "")) or 0).first()
    terms = OfferTerms(
        after=after,
        event_id=event.pk if event else None,
        is_open="is_open" in request.POST,
        **{name: request.POST.get(name, "") for name in TYPED},
    )
    window_id = whole_number(request.POST.get("window", "")) or 0
    window = Window.objects.filter(centre=centre, pk=window_id).first()
    return joint.offer(terms, sheets, window, known=known, by=request.officer, now=timezone.now())


def _context(request: StaffRequest, known: Offer | None, refusal: Refused | None) -> dict[str, Any]:
    centre = Centre.objects.get(pk=request.officer.centre_id)
    posted = request.POST if request.method == "POST" else None
    codes = _codes(request, known)
    held = {name: getattr(known, name) if known else "" for name in TYPED}
    query = posted.get("q", "").strip() if posted else ""
    window_id = whole_number(posted.get("window", "")) if posted else known.window_id if known else None
    event_id = whole_number(posted.get("event", "")) if posted else known.event_id if known else None
    return shell(
        request,
        "joint",
        known=known,
        typed={name: posted.get(name, held[name]) if posted else held[name] for name in TYPED},
        is_open="is_open" in posted if posted else bool(known and known.is_open),
        chosen=chosen_sheets(codes, centre),
        after=_after(request, known, codes),
        query=query,
        found=found_sheets(query, None, codes, centre),
        windows=Window.objects.filter(centre=centre, is_open=True).select_related("theme"),
        window_id=window_id,
        events=LifeEvent.objects.all(),
        event_id=event_id,
        refusal=refusal,
        faulty=refusal.field if isinstance(refusal, Invalid) else "",
    )
