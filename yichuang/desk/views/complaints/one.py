"""One complaint: what is said, what was done, what she can do now. Who complained is shown to few."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.complaints import public as complaints
from yichuang.complaints.public import (
    MOVES,
    Assignment,
    Body,
    Complaint,
    Finding,
    Move,
    Rung,
    Sending,
    Transfer,
    TransferMove,
)
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, typed_day, whole_number
from yichuang.papers import public as papers
from yichuang.people.public import Department

from ...shell import StaffRequest, for_staff, shell
from .lists import AT

# What needs nothing but words, in the order in which the buttons stand.
IN_WORDS: dict[Move, Callable[..., None]] = {
    Move.ANSWER: complaints.answer,
    Move.SETTLE: complaints.settle,
    Move.CLOSE: complaints.close,
    Move.UPHOLD: complaints.uphold,
    Move.WRITE_DOWN: complaints.write_down,
    Move.APOLOGISE: complaints.apologise,
    Move.EXTEND: complaints.extend,
    Move.ESCALATE: complaints.escalate,
    Move.APPEAL: complaints.appeal,
}


@for_staff(*complaints.READERS)
@require_http_methods(["GET", "POST"])
def complaint(request: StaffRequest, complaint_id: int) -> HttpResponse:
    """One complaint, with everything that was done about it and the next steps."""
    shown = the_complaint(request, complaint_id)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            _act(request, shown, timezone.now())
        except Refused as no_way:
            refusal = no_way
            shown = the_complaint(request, complaint_id)
        else:
            messages.success(request, gettext("已记录。"))
            return HttpResponseRedirect(_next_page(request, complaint_id))
    context = shell(
        request,
        "complaints",
        **_context(request, shown),
        refusal=refusal,
        typed=request.POST if refusal else {},
    )
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/complaints/complaint.html", context, status=status)


def the_complaint(request: StaffRequest, complaint_id: int) -> Complaint:
    """Return the complaint if it is hers to see; else it is not there."""
    found = complaints.complaint_by_id(complaint_id)
    if found is None or not complaints.can_view(found, by=request.officer):
        raise Http404
    return found


def _next_page(request: StaffRequest, complaint_id: int) -> str:
    """After passing it up it may not be hers any more: then the list."""
    found = complaints.complaint_by_id(complaint_id)
    sees = found is not None and complaints.can_view(found, by=request.officer)
    return f"{AT}{complaint_id}/" if sees else AT


def _act(request: StaffRequest, shown: Complaint, now: datetime) -> None:
    data, by, do = request.POST, request.officer, request.POST.get("do", "")
    if do in IN_WORDS:
        IN_WORDS[Move(do)](shown, data.get("words", ""), by=by, now=now)
    elif do == Move.ARCHIVE:
        complaints.archive(shown, by=by, now=now)
    elif do == Move.INVESTIGATE:
        complaints.investigate(shown, data.get("finding", ""), data.get("found", ""), by=by, now=now)
    elif do == Move.ASSIGN:
        on = typed_day(data, "answer_on")
        to = Assignment(
            data.get("rung", ""), _department(data.get("department", "")), data.get("why", ""), on
        )
        complaints.assign(shown, to, by=by, now=now)
    elif do == Move.TRANSFER:
        complaints.transfer(shown, _sending(request), by=by, now=now)
    elif do == "report_up":
        complaints.report_up(shown, _sending(request), by=by, now=now)
    elif do == "rectify":
        department = _department(data.get("put_right_by", ""))
        complaints.order_rectification(shown, department, data.get("required", ""), by=by, now=now)
    else:
        _act_elsewhere(request, shown, do, now)


def _sending(request: StaffRequest) -> Sending:
    data = request.POST
    return Sending(
        data.get("body", ""), data.get("to_name", ""), data.get("reason", ""), data.get("number", "")
    )


def _department(text: str) -> Department | None:
    key = whole_number(text)
    return Department.objects.filter(pk=key).first() if key else None


def _act_elsewhere(request: StaffRequest, shown: Complaint, do: str, now: datetime) -> None:
    """What another body said: `accept:ID`, `extend:ID`, `end:ID`, `come_back:ID`."""
    what, _, key = do.partition(":")
    sent = next((one for one in complaints.transfers_of(shown) if str(one.pk) == key), None)
    if sent is None or what not in TransferMove.values:
        raise Http404
    words, by = request.POST.get("said", ""), request.officer
    if what == TransferMove.ACCEPT:
        complaints.note_accepted(sent, by=by, now=now)
        return
    note = {TransferMove.EXTEND.value: complaints.note_extended, TransferMove.END.value: complaints.conclude}
    try:
        note.get(what, complaints.come_back)(sent, words, by=by, now=now)
    except Invalid as wrong:
        raise Invalid(wrong.sentence, field="said") from wrong


def _context(request: StaffRequest, shown: Complaint) -> dict[str, Any]:
    by, now = request.officer, timezone.now()
    whys = {move: complaints.why_not(shown, move, by=by) for move in Move}
    sent = [(one, _said_of(one, request)) for one in complaints.transfers_of(shown)]
    return {
        "complaint": shown,
        "row": complaints.row_of(shown, now),
        "sees_complainant": complaints.may_see_complainant(shown, by=by),
        "handlings": complaints.handlings_of(shown),
        "transfers": sent,
        "rectifications": complaints.rectifications_of(shown),
        "in_words": [(move.value, move.label) for move in IN_WORDS if not whys[move]],
        "can": {move.value: not why for move, why in whys.items()},
        "why": next((why for move, why in whys.items() if why and (shown.state, move) in MOVES), ""),
        "why_close": whys[Move.CLOSE] if shown.state == "answered" else "",
        "can_rectify": not complaints.why_not_rectify(shown, by=by),
        "can_report_up": not complaints.why_not_report_up(shown, by=by),
        "departments": Department.objects.filter(centre=shown.centre_id, is_active=True).order_by("code"),
        "rungs": Rung.choices,
        "findings": Finding.choices,
        "bodies": Body.choices,
        "now": now,
    }


def _said_of(sent: Transfer, request: StaffRequest) -> list[tuple[str, str]]:
    """Return what can be noted of another body now."""
    return [
        (move.value, str(move.label))
        for move in TransferMove
        if not complaints.why_not_transfer(sent, move, by=request.officer)
    ]


@for_staff(*complaints.READERS)
@require_POST
def record(request: StaffRequest, complaint_id: int) -> HttpResponse:
    """Print the record of a complaint as it stands now (投诉登记表)."""
    shown, now = the_complaint(request, complaint_id), timezone.now()
    paper = complaints.issue_record(shown, by=request.officer, now=now)
    answer = HttpResponse(papers.pdf_of(paper, now=now), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{shown.no}.pdf"'
    return answer
