"""What follows from complaints: orders to put right, opinion boxes, the month's report (R153, R162, R252)."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.complaints import public as complaints
from yichuang.complaints.public import Rectification, RectificationMove
from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of, typed_day, whole_number
from yichuang.papers import public as papers
from yichuang.people.public import Staff
from yichuang.worktime.public import month_of

from ...shell import StaffRequest, for_staff, shell

ORDERED = (*complaints.CENTRE_ROLES, *complaints.DEPARTMENT_ROLES)


@for_staff(*ORDERED)
@require_GET
def rectifications(request: StaffRequest) -> HttpResponse:
    """The orders to put right that are hers to see, the open ones first."""
    rows = complaints.rectifications_for(request.officer)
    context = shell(request, "complaints", rows=rows, now=timezone.now())
    return page(request, "desk/complaints/rectifications.html", context)


@for_staff(*ORDERED)
@require_http_methods(["GET", "POST"])
def rectification(request: StaffRequest, rectification_id: int) -> HttpResponse:
    """One order: what is required, what the department answered, what was thought of it."""
    shown, refusal = _the_order(request, rectification_id), None
    if request.method == "POST":
        try:
            _judge(request, shown)
        except Refused as no_way:
            refusal = no_way
            shown = _the_order(request, rectification_id)
        else:
            messages.success(request, gettext("已记录。"))
            return HttpResponseRedirect(request.path)
    by = request.officer
    whys = {move: complaints.why_not_rectification(shown, move, by=by) for move in RectificationMove}
    context = shell(
        request,
        "complaints",
        order=shown,
        sees_complaint=complaints.can_view(shown.complaint, by=by),
        replies=list(shown.replies.select_related("by", "judged_by")),
        can=[move.value for move, why in whys.items() if not why],
        why=next((why for why in whys.values() if why), ""),
        now=timezone.now(),
        typed=request.POST if refusal else {},
        refusal=refusal,
    )
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/complaints/rectification.html", context, status=status)


def _the_order(request: StaffRequest, rectification_id: int) -> Rectification:
    found = complaints.rectification_by_id(rectification_id)
    if found is None or not complaints.can_view_rectification(found, by=request.officer):
        raise Http404
    return found


def _judge(request: StaffRequest, shown: Rectification) -> None:
    data, by, now = request.POST, request.officer, timezone.now()
    do, words = data.get("do", ""), data.get("words", "")
    if do == RectificationMove.ANSWER:
        complaints.answer_rectification(shown, words, by=by, now=now)
    elif do == RectificationMove.ACCEPT:
        complaints.accept_rectification(shown, words, by=by, now=now)
    elif do == RectificationMove.RETURN:
        complaints.return_rectification(shown, words, typed_day(data, "reply_on"), by=by, now=now)
    else:
        raise Http404


@for_staff(*complaints.CENTRE_ROLES)
@require_http_methods(["GET", "POST"])
def boxes(request: StaffRequest) -> HttpResponse:
    """The opinion boxes, each opening by two people, and what lay in them."""
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            _box(request)
        except Refused as no_way:
            refusal = no_way
        else:
            messages.success(request, gettext("已记录。"))
            return HttpResponseRedirect(request.path)
    by = request.officer
    people = Staff.objects.filter(centre=by.centre_id, is_active=True).exclude(pk=by.staff_id)
    context = shell(
        request,
        "complaints",
        boxes=complaints.boxes_at(by.centre_id),
        people=people.order_by("staff_no"),
        typed=request.POST if refusal else {},
        refusal=refusal,
    )
    return page(request, "desk/complaints/boxes.html", context, status=status_of(refusal) if refusal else 200)


def _box(request: StaffRequest) -> None:
    data, by, now = request.POST, request.officer, timezone.now()
    if data.get("do") == "add":
        complaints.add_box(data.get("name", ""), data.get("place", ""), by=by, now=now)
        return
    box = complaints.box_by_id(whole_number(data.get("box", "")) or 0)
    if box is None:
        raise Http404
    letters = whole_number(data.get("letters", ""), most=9_999)
    witness = Staff.objects.filter(pk=whole_number(data.get("witness", "")) or 0).first()
    complaints.open_box(box, letters, witness, note=data.get("note", ""), by=by, now=now)


@for_staff(*complaints.CENTRE_ROLES)
@require_http_methods(["GET", "POST"])
def month(request: StaffRequest) -> HttpResponse:
    """A month in figures, sentences and its trend; put on a paper to be signed (R153)."""
    by, now, refusal = request.officer, timezone.now(), None
    asked = request.POST.get("month", "") or request.GET.get("month", "")
    shown = month_of(asked, today=timezone.localdate(now))
    if request.method == "POST":
        try:
            complaints.report_month(shown, request.POST.get("remarks", ""), by=by, now=now)
        except Refused as no_way:
            refusal = no_way
        else:
            messages.success(request, gettext("月报已出具。"))
            return HttpResponseRedirect(f"{request.path}?month={shown}")
    figures = complaints.figures_of(by.centre_id, shown)
    context = shell(
        request,
        "complaints",
        month=shown,
        figures=figures,
        sentences=complaints.sentences(figures),
        tables=[
            (gettext("按类型"), figures.by_kind),
            (gettext("按渠道"), figures.by_channel),
            (gettext("按性质"), figures.by_nature),
            (gettext("按部门"), figures.by_department),
            (gettext("按窗口"), figures.by_window),
        ],
        reports=complaints.reports_at(by.centre_id, shown),
        typed=request.POST if refusal else {},
        refusal=refusal,
    )
    return page(request, "desk/complaints/month.html", context, status=status_of(refusal) if refusal else 200)


@for_staff(*complaints.CENTRE_ROLES)
@require_GET
def month_paper(request: StaffRequest, report_id: int) -> HttpResponse:
    """The report as the paper that it is."""
    found = complaints.report_by_id(report_id)
    paper = (
        papers.by_code(found.paper_code) if found and found.centre_id == request.officer.centre_id else None
    )
    if found is None or paper is None:
        raise Http404
    answer = HttpResponse(papers.pdf_of(paper, now=timezone.now()), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="complaints-{found.month_on:%Y-%m}.pdf"'
    return answer
