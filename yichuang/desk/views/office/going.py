"""Countersigning, back to the window, special procedures, requests, ending a case."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.approvals import public as approvals
from yichuang.approvals.public import Move, Signature, Task, Verdict
from yichuang.cases import public as cases
from yichuang.cases.public import Case, Procedure, Request, RequestKind, Special
from yichuang.catalogue.public import intake_sheet
from yichuang.kit.refusal import Invalid
from yichuang.people.public import Department, Staff

from ...shell import StaffRequest, for_staff
from .acting import a_date, a_number, act, numbers, text


def _task(case: Case) -> Task:
    task = approvals.open_task_of(case.pk)
    if task is None:
        raise Http404
    return task


def _name(request: StaffRequest, case: Case) -> str:
    departments, staff = numbers(request, "department"), numbers(request, "staff")
    approvals.name_signers(_task(case), departments, staff, by=request.officer, now=timezone.now())
    return gettext("已请会签。")


def _signature(request: StaffRequest, case: Case) -> Signature:
    key = a_number(request, "signature")
    found = next((one for one in approvals.course_of(case).signatures if one.pk == key), None)
    if found is None:
        raise Http404
    return found


def _sign(request: StaffRequest, case: Case) -> str:
    verdict = text(request, "verdict")
    if verdict not in Verdict.values:
        raise Invalid(gettext("请选同意或者不同意。"), field="verdict")
    signature = _signature(request, case)
    approvals.sign(
        signature, Verdict(verdict), text(request, "words"), by=request.officer, now=timezone.now()
    )
    return gettext("已签。")


def _signing(request: StaffRequest, case: Case) -> dict[str, Any]:
    by = request.officer
    task = approvals.open_task_of(case.pk)
    rows = [
        {"signature": one, "why": approvals.why_not_sign(one, by=by)}
        for one in approvals.course_of(case).signatures
    ]
    why = approvals.why_not(task, Move.NAME_SIGNERS, by=by) if task else gettext("这一件现在没有要办的。")
    centre = case.centre_id
    departments = Department.objects.filter(centre=centre, is_active=True).exclude(pk=case.department_id)
    people = Staff.objects.filter(centre=centre, is_active=True, home_department__isnull=False)
    return {
        "rows": rows,
        "task": task,
        "why_name": why,
        "departments": [] if why else departments.order_by("code"),
        "people": [] if why else people.exclude(pk=by.staff_id).order_by("staff_no"),
    }


@for_staff()
@require_http_methods(["GET", "POST"])
def countersign(request: StaffRequest, no: str) -> HttpResponse:
    """Whom to ask for a signature, and what each said."""
    deeds = {"name": _name, "sign": _sign}
    return act(request, no, "desk/office/countersign.html", deeds, _signing)


def _return(request: StaffRequest, case: Case) -> str:
    approvals.return_to_window(
        _task(case), text(request, "opinion"), text(request, "reasons"), numbers(request, "order"),
        by=request.officer, now=timezone.now(),
    )  # fmt: skip
    return gettext("已退回窗口，交接单已出具。")


def _answer(request: StaffRequest, case: Case) -> str:
    returned = approvals.course_of(case).at_window
    if returned is None:
        raise Http404
    approvals.answer_return(returned, text(request, "answer"), by=request.officer, now=timezone.now())
    return gettext("已答复，回到原来的环节。")


def _returns(request: StaffRequest, case: Case) -> dict[str, Any]:
    by = request.officer
    course = approvals.course_of(case)
    task = approvals.open_task_of(case.pk)
    nothing = gettext("这一件现在没有要办的。")
    return {
        "returns": course.returns,
        "materials": case.materials.order_by("order"),
        "at_window": course.at_window,
        "why_return": approvals.why_not(task, Move.RETURN, by=by) if task else nothing,
        "why_answer": approvals.why_not_answer_return(course.at_window, by=by)
        if course.at_window
        else nothing,
    }


@for_staff()
@require_http_methods(["GET", "POST"])
def to_window(request: StaffRequest, no: str) -> HttpResponse:
    """Hand a step back to the window; the window's answer."""
    deeds = {"return": _return, "answer": _answer}
    return act(request, no, "desk/office/to_window.html", deeds, _returns)


def _start(request: StaffRequest, case: Case) -> str:
    kind, until = text(request, "procedure"), a_date(request, "until")
    if kind not in Procedure.values:
        raise Invalid(gettext("请选特别程序的种类。"), field="procedure")
    if until is None:
        raise Invalid(gettext("请写特别程序的最后一天。"), field="until")
    special = Special(Procedure(kind), until, text(request, "words"), text(request, "article"))
    approvals.start_special(case, special, by=request.officer, now=timezone.now())
    return gettext("期限已停止计算，告知书已出具。")


def _end(request: StaffRequest, case: Case) -> str:
    approvals.end_special(case, by=request.officer, now=timezone.now())
    return gettext("特别程序结束，期限继续计算。")


def _specials(request: StaffRequest, case: Case) -> dict[str, Any]:
    here = approvals.why_not_here(case, by=request.officer)
    return {
        "procedures": Procedure.choices,
        "published": intake_sheet(case.guide_id).specials,
        "ledger": cases.ledger_of(case),
        "why_start": here or cases.why_not_pause(case, now=timezone.now()),
        "why_end": here or cases.why_not_resume(case),
    }


@for_staff()
@require_http_methods(["GET", "POST"])
def special(request: StaffRequest, no: str) -> HttpResponse:
    """The procedures that stop the clock (行政许可法 45)."""
    return act(request, no, "desk/office/special.html", {"start": _start, "end": _end}, _specials)


def _ask(request: StaffRequest, case: Case) -> str:
    kind = text(request, "kind")
    if kind not in RequestKind.values:
        raise Invalid(gettext("请选请示什么。"), field="kind")
    days = a_number(request, "days") if kind == RequestKind.EXTENSION else None
    cases.ask(
        case, RequestKind(kind), text(request, "reason"), days=days, by=request.officer, now=timezone.now()
    )
    return gettext("已请示，等待答复。")


def _reply(request: StaffRequest, case: Case) -> str:
    asked: Request | None = case.requests.filter(pk=a_number(request, "request") or 0).first()
    if asked is None:
        raise Http404
    if text(request, "grant") not in {"yes", "no"}:
        raise Invalid(gettext("请选同意或者不同意。"), field="grant")
    grant = text(request, "grant") == "yes"
    cases.answer(asked, grant=grant, words=text(request, "words"), by=request.officer, now=timezone.now())
    return gettext("已答复。")


def _requests(request: StaffRequest, case: Case) -> dict[str, Any]:
    by, now = request.officer, timezone.now()
    asked = case.requests.select_related("case", "asked_by", "answered_by").order_by("pk")
    rows = [{"request": one, "why": cases.why_not_answer(one, by=by, now=now)} for one in asked]
    kinds = [
        {"kind": kind, "why": cases.why_not_ask(case, kind, days=1, by=by, now=now)} for kind in RequestKind
    ]
    return {"rows": rows, "kinds": kinds}


@for_staff()
@require_http_methods(["GET", "POST"])
def requests(request: StaffRequest, no: str) -> HttpResponse:
    """What is asked of a superior, and the answers (R097, R116; 42)."""
    return act(request, no, "desk/office/requests.html", {"ask": _ask, "answer": _reply}, _requests)


def _terminate(request: StaffRequest, case: Case) -> str:
    cases.terminate(
        case, text(request, "reason"), text(request, "basis"), by=request.officer, now=timezone.now()
    )
    return gettext("已终止办理，通知书已出具。")


@for_staff()
@require_http_methods(["GET", "POST"])
def terminate(request: StaffRequest, no: str) -> HttpResponse:
    """End a case that has lost its object."""

    def context(request: StaffRequest, case: Case) -> dict[str, Any]:
        return {"why": cases.why_not_terminate(case, by=request.officer)}

    deeds = {"terminate": _terminate}
    return act(request, no, "desk/office/terminate.html", deeds, context, back_to_case=True)
