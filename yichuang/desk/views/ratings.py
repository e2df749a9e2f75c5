"""好差评 on the workbench: the list, one of them with what is done about it, the figures (R164–R168).

The one who is rated, and her department, never see who rated: only those who call back do.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.complaints import public as complaints
from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Role
from yichuang.ratings import public as ratings
from yichuang.ratings.public import INDICATORS, Level, Move, Narrow, Rating, State

from ..shell import StaffRequest, for_staff, shell

ROLES = (*ratings.CENTRE_ROLES, *ratings.DEPARTMENT_ROLES)


@for_staff(*ROLES)
@require_GET
def rating_list(request: StaffRequest) -> HttpResponse:
    """The ratings of the centre; of her department those that are bad."""
    asked = request.GET
    narrow = Narrow(asked.get("state", ""), asked.get("level", ""), asked.get("flagged", "") == "1")
    context = shell(
        request,
        "ratings",
        rows=ratings.ratings_for(request.officer, narrow),
        narrow=narrow,
        states=State.choices,
        levels=Level.choices,
        now=timezone.now(),
        sees_all=_sees_all(request),
    )
    return page(request, "desk/ratings/list.html", context, part="list")


def _sees_all(request: StaffRequest) -> bool:
    by = request.officer
    return by.holds(*ratings.CENTRE_ROLES, centre_id=by.centre_id)


@for_staff(*ROLES)
@require_http_methods(["GET", "POST"])
def rating(request: StaffRequest, rating_id: int) -> HttpResponse:
    """One rating: what was said, before and now; what was done about it; what she can do."""
    shown = _the_rating(request, rating_id)
    refusal: Refused | None = None
    if request.method == "POST":
        move = request.POST.get("do", "")
        if move not in Move.values:
            raise Http404
        try:
            words = request.POST.get("words", "")
            ratings.handle(shown, Move(move), words, by=request.officer, now=timezone.now())
        except Refused as no_way:
            refusal = no_way
            shown = _the_rating(request, rating_id)
        else:
            messages.success(request, gettext("已记录。"))
            return HttpResponseRedirect(request.path)
    typed = request.POST.get("words", "") if refusal else ""
    context = shell(request, "ratings", **_context(request, shown), refusal=refusal, typed=typed)
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/ratings/rating.html", context, status=status)


def _the_rating(request: StaffRequest, rating_id: int) -> Rating:
    found = ratings.rating_by_id(rating_id)
    if found is None or not ratings.can_view(found, by=request.officer):
        raise Http404
    return found


def _context(request: StaffRequest, shown: Rating) -> dict[str, Any]:
    by = request.officer
    whys = {move: ratings.why_not(shown, move, by=by) for move in Move}
    return {
        "rating": shown,
        "invitation": shown.invitation,
        "ticked": [INDICATORS[code].words for code in shown.indicators],
        "sayings": list(shown.sayings.all()),
        "handlings": list(shown.handlings.select_related("by")),
        "flags": list(shown.flags.all()),
        "sees_rater": ratings.may_see_rater(shown, by=by),
        "complaint": complaints.of_source(shown.centre_id, f"rating:{shown.pk}", by=by),
        "may_complain": shown.level in ratings.BAD and ratings.may_see_rater(shown, by=by),
        "now": timezone.now(),
        "can": [(move.value, move.label) for move, why in whys.items() if not why],
        "why": next((why for why in whys.values() if why), ""),
    }


@for_staff(Role.SUPERVISION, Role.MANAGER)
@require_GET
def figures(request: StaffRequest) -> HttpResponse:
    """The month's numerators and denominators by department, window, person or matter."""
    month = ratings.month_of(request.GET.get("month", ""), today=timezone.localdate())
    group = request.GET.get("by", "department")
    group = group if group in ratings.GROUPS else "department"
    names = {
        "department": gettext("部门"),
        "window": gettext("窗口"),
        "staff": gettext("人员"),
        "matter": gettext("事项"),
    }
    context = shell(
        request,
        "ratings",
        rows=ratings.figures_of([request.officer.centre_id], group, month),
        month=month,
        group=group,
        groups=[(key, names[key]) for key in ratings.GROUPS],
        levels=list(Level),
    )
    return page(request, "desk/ratings/figures.html", context)


@for_staff(Role.CLERK)
@require_POST
def ask_at_window(request: StaffRequest) -> HttpResponse:
    """Wake the tablet or the keys at her window for whom she serves (R166)."""
    ratings.ask_at_window(by=request.officer, now=timezone.now())
    messages.success(request, gettext("评价器已经亮起。评不评由办事人。"))
    return HttpResponseRedirect("/desk/window/")


@for_staff(Role.CLERK)
@require_http_methods(["GET", "POST"])
def own_notes(request: StaffRequest) -> HttpResponse:
    """What she handled last, with what she notes for herself; nobody else reads it and nothing counts it (R168)."""
    by = request.officer
    refusal: Refused | None = None
    rows = ratings.services_of(by)
    if request.method == "POST":
        key = whole_number(request.POST.get("service", ""))
        service = next((row for row in rows if row.pk == key), None)
        if service is None:
            raise Http404
        try:
            ratings.note_own(service, request.POST.get("words", ""), by=by, now=timezone.now())
        except Refused as no_way:
            refusal = no_way
        else:
            messages.success(request, gettext("已记下，只有您自己看得到。"))
            return HttpResponseRedirect(request.path)
    typed = {"service": request.POST.get("service", ""), "words": request.POST.get("words", "")}
    context = shell(request, "own-notes", rows=rows, refusal=refusal, typed=typed if refusal else None)
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/ratings/own.html", context, status=status)
