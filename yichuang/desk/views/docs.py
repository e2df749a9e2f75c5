"""公文收发: official documents taken in at the window, signed for and answered by the department (R278)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.handovers import public as handovers
from yichuang.handovers.public import DocKind, DocMove, Incoming, OfficialDoc
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, typed_day, whole_number
from yichuang.people.public import Department, Role

from ..duties import DOC_ROLES
from ..shell import StaffRequest, for_staff, shell

AT = "/desk/official-docs/"


@for_staff(*DOC_ROLES)
@require_http_methods(["GET", "POST"])
def doc_list(request: StaffRequest) -> HttpResponse:
    """What is not yet brought back; the window takes a new one in."""
    by, refusal = request.officer, None
    if request.method == "POST":
        try:
            made = handovers.take_in_doc(_incoming(request), by=by, now=timezone.now())
        except Refused as no_way:
            refusal = no_way
        else:
            messages.success(request, gettext("已收文，转给部门。"))
            return HttpResponseRedirect(f"{AT}{made.pk}/")
    clerk = by.holds(Role.CLERK)
    everything = request.GET.get("view") == "all"
    context = shell(
        request,
        "docs",
        docs=handovers.docs_for(by, only_open=not everything),
        everything=everything,
        kinds=DocKind,
        departments=Department.objects.filter(centre=by.centre_id).order_by("name") if clerk else [],
        is_clerk=clerk,
        typed=request.POST,
        refusal=refusal,
        today=timezone.localdate(),
    )
    return page(request, "desk/docs.html", context, status=status_of(refusal) if refusal else 200)


def _incoming(request: StaffRequest) -> Incoming:
    said = request.POST
    if said.get("kind") not in DocKind.values:
        raise Invalid(gettext("请选公文的种类。"), field="kind")
    return Incoming(
        kind=DocKind(said["kind"]),
        title=said.get("title", ""),
        sender=said.get("sender", ""),
        sender_no=said.get("sender_no", ""),
        contact=said.get("contact", ""),
        department_id=whole_number(said.get("department", "")) or 0,
        reply_by=typed_day(said, "reply_by"),
    )


@for_staff(*DOC_ROLES)
@require_http_methods(["GET", "POST"])
def one_doc(request: StaffRequest, doc_id: int) -> HttpResponse:
    """One document: what it is, where it is, and the next thing to do."""
    doc = handovers.doc_for(doc_id, request.officer)
    if doc is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        try:
            _act(request, doc)
        except Refused as no_way:
            refusal = no_way
        else:
            messages.success(request, gettext("已记录。"))
            return HttpResponseRedirect(f"{AT}{doc.pk}/")
    moves = {move.value: handovers.why_not_doc(doc, move, by=request.officer) for move in DocMove}
    context = shell(request, "docs", doc=doc, why=moves, typed=request.POST, refusal=refusal)
    return page(request, "desk/doc.html", context, status=status_of(refusal) if refusal else 200)


def _act(request: StaffRequest, doc: OfficialDoc) -> None:
    said, by, now = request.POST, request.officer, timezone.now()
    acts: dict[str, Callable[[], None]] = {
        DocMove.SIGN: lambda: handovers.sign_doc(doc, by=by, now=now),
        DocMove.ANSWER: lambda: handovers.answer_doc(
            doc, said.get("answer", ""), said.get("answer_no", ""), by=by, now=now
        ),
        DocMove.DELIVER: lambda: handovers.deliver_answer(doc, said.get("delivered_to", ""), by=by, now=now),
    }
    act = acts.get(said.get("do", ""))
    if act is None:
        raise Invalid(gettext("没有这个操作，请刷新后再试。"))
    act()
