"""办不成事: what could not be done anywhere else, with whoever owns it now."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from yichuang.complaints import public as complaints
from yichuang.complaints.public import Trouble, Unresolved, UnresolvedMove, UnresolvedState
from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Staff

from ...shell import StaffRequest, for_staff, shell

AT = "/desk/complaints/unresolved/"


@sensitive_post_parameters("name", "phone")
@for_staff()
@require_http_methods(["GET", "POST"])
def unresolved_list(request: StaffRequest) -> HttpResponse:
    """What is not solved, the nearest limit first; a form to take one in. Owners see their own, whatever they are."""
    by, now, refusal = request.officer, timezone.now(), None
    if request.method == "POST":
        try:
            made = _open(request, now)
        except Refused as no_way:
            refusal = no_way
        else:
            said = gettext("已登记，由 %(name)s 负责。查询码 %(code)s，请告诉来人。")
            messages.success(request, said % {"name": made.owner.name, "code": made.spaced_code})
            return HttpResponseRedirect(f"{AT}{made.pk}/")
    state = request.GET.get("state", UnresolvedState.OPEN)
    context = shell(
        request,
        "complaints",
        rows=complaints.unresolved_for(by, now, state=state),
        state=state,
        states=UnresolvedState.choices,
        people=_people(by.centre_id),
        why_register=complaints.why_not_register(by=by),
        typed=request.POST,
        refusal=refusal,
    )
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/complaints/unresolved_list.html", context, status=status)


def _people(centre_id: int) -> list[Staff]:
    return list(Staff.objects.filter(centre=centre_id, is_active=True).order_by("staff_no"))


def _staff(text: str) -> Staff | None:
    key = whole_number(text)
    return Staff.objects.filter(pk=key).first() if key else None


def _open(request: StaffRequest, now: datetime) -> Unresolved:
    data = request.POST
    trouble = Trouble(
        about=data.get("about", ""),
        words=data.get("words", ""),
        case_no=data.get("case_no", ""),
        name=data.get("name", ""),
        phone=data.get("phone", ""),
    )
    owner = _staff(data.get("owner", ""))
    return complaints.open_unresolved(trouble, owner=owner, by=request.officer, now=now)


@for_staff()
@require_http_methods(["GET", "POST"])
def unresolved(request: StaffRequest, unresolved_id: int) -> HttpResponse:
    """One of them: where she has been, who has it, what was tried, how it was solved."""
    shown, refusal = _found(request, unresolved_id), None
    by, now = request.officer, timezone.now()
    if request.method == "POST":
        try:
            _act(request, shown, now)
        except Refused as no_way:
            refusal = no_way
            shown = _found(request, unresolved_id)
        else:
            messages.success(request, gettext("已记录。"))
            sees = complaints.can_view_unresolved(shown, by=by)
            return HttpResponseRedirect(request.path if sees else AT)
    can = [move.value for move in UnresolvedMove if not complaints.why_not_unresolved(shown, move, by=by)]
    context = shell(
        request,
        "complaints",
        unresolved=shown,
        light=complaints.light_of(shown, now),
        steps=list(shown.steps.select_related("by", "to")),
        people=_people(shown.centre_id),
        can=can,
        why=complaints.why_not_unresolved(shown, UnresolvedMove.NOTE, by=by),
        typed=request.POST if refusal else {},
        refusal=refusal,
    )
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/complaints/unresolved.html", context, status=status)


def _found(request: StaffRequest, unresolved_id: int) -> Unresolved:
    found = complaints.unresolved_by_id(unresolved_id)
    if found is None or not complaints.can_view_unresolved(found, by=request.officer):
        raise Http404
    return found


def _act(request: StaffRequest, shown: Unresolved, now: datetime) -> None:
    data, by, do = request.POST, request.officer, request.POST.get("do", "")
    words = data.get("words", "")
    if do == UnresolvedMove.NOTE:
        complaints.note_progress(shown, words, by=by, now=now)
    elif do == UnresolvedMove.SOLVE:
        complaints.solve(shown, words, by=by, now=now)
    elif do == UnresolvedMove.REOPEN:
        complaints.reopen(shown, words, by=by, now=now)
    elif do == UnresolvedMove.HAND_TO:
        complaints.hand_to(shown, _staff(data.get("owner", "")), data.get("why", ""), by=by, now=now)
    else:
        raise Http404
