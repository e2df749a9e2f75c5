"""抽查: cases, steps or fees drawn by lot, looked at line by line, put right by order (R131, R277)."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.complaints import public as complaints
from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of, typed_day, whole_number
from yichuang.people.public import Department, Role
from yichuang.supervision import public as supervision
from yichuang.supervision.public import Draw, DrawnFrom, SpotCheck, SpotItem, points_of

from ...shell import StaffRequest, for_staff, shell

LOOKERS = (Role.SUPERVISION, Role.MANAGER)
_ANSWERS = {"yes": True, "no": False, "na": None}


@for_staff(*LOOKERS)
@require_http_methods(["GET", "POST"])
def checks(request: StaffRequest) -> HttpResponse:
    """Every spot check, and a new draw."""
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            draw = Draw(
                typed_day(request.POST, "from_on"),
                typed_day(request.POST, "until_on"),
                whole_number(request.POST.get("wanted", "")) or 0,
                request.POST.get("reason", ""),
                whole_number(request.POST.get("department", "")),
                _of(request),
            )
            made = supervision.draw(draw, by=request.officer, now=timezone.now())
        except Refused as no_way:
            refusal = no_way
        else:
            return HttpResponseRedirect(f"/desk/spot-checks/{made.pk}/")
    centre = request.officer.centre_id
    context = shell(
        request,
        "supervision",
        rows=supervision.spot_checks_at(centre),
        departments=Department.objects.filter(centre=centre, is_active=True).order_by("code"),
        may_draw=request.officer.holds(Role.SUPERVISION, centre_id=centre),
        most=supervision.MOST_DRAWN,
        kinds=DrawnFrom.choices,
        typed=request.POST,
        refusal=refusal,
    )
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/supervision/checks.html", context, status=status)


def _of(request: StaffRequest) -> DrawnFrom:
    chosen = request.POST.get("of", "")
    return DrawnFrom(chosen) if chosen in DrawnFrom.values else DrawnFrom.ACCEPTED


def _the_check(request: StaffRequest, check_id: int) -> SpotCheck:
    found = supervision.spot_check_by_id(check_id)
    if found is None or found.centre_id not in supervision.looks_after(request.officer):
        raise Http404
    return found


@for_staff(*LOOKERS)
@require_http_methods(["GET", "POST"])
def check(request: StaffRequest, check_id: int) -> HttpResponse:
    """The cases that were drawn and how far one is; ended when all were looked at."""
    shown = _the_check(request, check_id)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            supervision.close_check(shown, by=request.officer, now=timezone.now())
        except Refused as no_way:
            refusal = no_way
        else:
            messages.success(request, gettext("抽查已结束。"))
            return HttpResponseRedirect(request.path)
    items = list(shown.items.all())
    context = shell(
        request,
        "supervision",
        check=shown,
        items=items,
        looked=sum(item.looked_at is not None for item in items),
        found=sum(False in item.answers.values() for item in items),
        why=supervision.why_not_look(shown, by=request.officer),
        refusal=refusal,
    )
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/supervision/check.html", context, status=status)


@for_staff(*LOOKERS)
@require_http_methods(["GET", "POST"])
def item(request: StaffRequest, check_id: int, item_id: int) -> HttpResponse:
    """One case of a spot check: the list to go through, and what follows from it."""
    shown = _the_check(request, check_id)
    one = next((each for each in shown.items.all() if each.pk == item_id), None)
    if one is None:
        raise Http404
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            _act(request, one)
        except Refused as no_way:
            refusal = no_way
        else:
            messages.success(request, gettext("已记录。"))
            return HttpResponseRedirect(request.path)
    points = points_of(DrawnFrom(shown.of))
    typed = {point.value: request.POST.get(point.value, "") for point in points} if refusal else _held(one)
    context = shell(
        request,
        "supervision",
        check=shown,
        item=one,
        points=[(point, typed[point.value]) for point in points],
        note=request.POST.get("note", one.note) if refusal else one.note,
        has_found=False in one.answers.values(),
        complaint=complaints.of_source(shown.centre_id, f"spot_item:{one.pk}", by=request.officer),
        why=supervision.why_not_look(shown, by=request.officer),
        refusal=refusal,
        typed=request.POST,
    )
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/supervision/item.html", context, status=status)


def _held(one: SpotItem) -> dict[str, str]:
    names = {value: name for name, value in _ANSWERS.items()}
    points = points_of(DrawnFrom(one.check_of.of))
    return {point.value: names[one.answers[point.value]] if one.answers else "" for point in points}


def _act(request: StaffRequest, one: SpotItem) -> None:
    by, now = request.officer, timezone.now()
    if request.POST.get("do") == "rectify":
        words, until = request.POST.get("required", ""), typed_day(request.POST, "reply_by")
        supervision.rectify(one, words, until, by=by, now=now)
        return
    points = points_of(DrawnFrom(one.check_of.of))
    said = {point.value: request.POST.get(point.value, "") for point in points}
    answers = {key: _ANSWERS[value] for key, value in said.items() if value in _ANSWERS}
    supervision.look_at_item(one, answers, request.POST.get("note", ""), by=by, now=now)
