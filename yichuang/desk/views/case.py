"""The case page: a story, the clock's ledger, materials beside the form, the papers, the next step."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.approvals import public as approvals
from yichuang.approvals.public import Move, Task
from yichuang.cases import public as cases
from yichuang.cases.public import Case, CaseMaterial, Ruler, ruler_of
from yichuang.catalogue.public import CaseKind, IntakeSheet, StepKind, goes_up, intake_sheet
from yichuang.fees import public as fees
from yichuang.handovers import public as handovers
from yichuang.journal import public as journal
from yichuang.kit import files
from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of
from yichuang.licences import public as licences
from yichuang.notices import public as notices
from yichuang.papers import public as papers
from yichuang.people import public as people
from yichuang.people.public import Officer, Role, Staff, department_authorises
from yichuang.worktime.public import calendar

from ..exam_form import ExamRow, exam_rows
from ..shell import StaffRequest, for_staff, shell
from ..story import Told, tell
from .office.acting import links_of, may_read
from .outcomes import is_at_the_window


@dataclass
class Buttons:
    """What can be done now, and why not: the policies' own sentences."""

    task: Task | None
    why_not_pass: str = ""
    why_not_back: str = ""
    why_not_decide: str = ""
    why_not_decide_here: str = ""
    can_decide_here: bool = False
    can_send_in: bool = False
    is_last: bool = False
    goes_up: bool = False  # the last step is an opinion for the higher body, not a decision
    examines: bool = False
    exam: tuple[ExamRow, ...] = ()


def _find(request: StaffRequest, no: str) -> tuple[Case, list[CaseMaterial]]:
    found = cases.case_page(no)
    if found is None or not may_read(found[0], by=request.officer):
        raise Http404
    return found


def _buttons(request: StaffRequest, case: Case, sheet: IntakeSheet) -> Buttons:
    by = request.officer
    task = approvals.open_task_of(case.pk) if case.state == cases.State.ACCEPTED else None
    if task is not None:
        return _of_step(task, case, by=by)
    buttons = Buttons(None)
    if case.state == cases.State.ACCEPTED and by.holds(Role.CLERK, centre_id=case.centre_id):
        authorised = department_authorises(case.department_id, sheet.matter_code, on=timezone.localdate())
        buttons.why_not_decide_here = cases.why_not_decide_here(case, sheet, authorised=authorised, by=by)
        buttons.can_decide_here = not buttons.why_not_decide_here
        buttons.can_send_in = not approvals.why_not_send_in(case, sheet, is_open=False, by=by)
    return buttons


def _of_step(task: Task, case: Case, *, by: Officer) -> Buttons:
    """Say what can be done to the open step. What stands in the way of a decision is asked for only
    where she could take it: it costs queries."""
    is_last = task.order >= task.of
    rises = is_last and goes_up(case.matter_id)
    buttons = Buttons(
        task,
        approvals.why_not(task, Move.PASS_ON, by=by),
        approvals.why_not(task, Move.SEND_BACK, by=by),
        is_last=is_last and not rises,
        goes_up=rises,
        examines=task.role == Role.REVIEWER and task.kind != StepKind.COUNTERSIGN,
        exam=exam_rows(),
    )
    if not buttons.why_not_pass:
        buttons.why_not_decide = approvals.why_not_pass_yet(task, by=by)
        if is_last and not buttons.why_not_decide:
            buttons.why_not_decide = approvals.why_not_decide(case, cases.Outcome.GRANTED, now=timezone.now())
    return buttons


def _story(case: Case) -> list[Told]:
    return tell(journal.story(case.subject))


@for_staff()
@require_GET
def case_page(request: StaffRequest, no: str) -> HttpResponse:
    """Show a case to those whose duty it is."""
    return show_case(request, no)


def show_case(
    request: StaffRequest,
    no: str,
    *,
    refusal: Refused | None = None,
    typed: str | None = None,
    posted: QueryDict | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the case page; after a refusal with what was typed still in its place."""
    case, materials = _find(request, no)
    if case.state == cases.State.DRAFT:
        return HttpResponseRedirect(f"/desk/intake/{case.no}/")
    sheet = intake_sheet(case.guide_id)
    today = timezone.localdate()
    buttons = _buttons(request, case, sheet)
    opinion = typed if typed is not None else (buttons.task.draft if buttons.task else "")
    context = shell(
        request,
        "tasks" if buttons.task and not buttons.why_not_pass else "",
        case=case,
        sheet=sheet,
        materials=materials,
        story=_story(case),
        ruler=_ruler(case, today),
        ledger=cases.ledger_of(case),
        violations=list(case.violations.all()),
        at_window=is_at_the_window(case) and request.officer.holds(Role.CLERK, centre_id=case.centre_id),
        steps=approvals.steps_of(case.pk),
        buttons=buttons,
        papers=papers.of_case(case.no),
        post=notices.of_case(case.no),
        handovers=handovers.handovers_of(case.pk),
        licence=licences.licence_of_case(case.pk),
        has_bill=bool(sheet.fee.charged) and fees.bill_of(case.pk) is not None,
        opinion=opinion,
        posted=posted or QueryDict(),
        links=links_of(case, by=request.officer),
        from_below=case.relayed_if_any,
        sent_up=case.relay_if_any if sheet.case_kind == CaseKind.UPWARD else None,
        in_charge=_in_charge(case, sheet),
        refusal=refusal,
        shown_file=_shown_file(request, materials),
    )
    return page(request, "desk/case.html", context, status=status)


def _in_charge(case: Case, sheet: IntakeSheet) -> list[Staff] | None:
    """Return whom to reach about an urgent case that runs, at any hour (R106); None for any other case."""
    if sheet.case_kind != CaseKind.URGENT or case.state != cases.State.ACCEPTED:
        return None
    return [
        person for person in approvals.in_charge_of(case.department_id, at=timezone.now()) if person.phone
    ]


def _ruler(case: Case, today: date) -> Ruler | None:
    clock = case.clock_if_any
    if clock is None or clock.started_at is None:
        return None
    return ruler_of(clock, timezone.localdate(clock.started_at), today, calendar())


def _shown_file(request: StaffRequest, materials: list[CaseMaterial]) -> tuple[CaseMaterial, int] | None:
    """Return the file that is open beside the form: the one asked for, else the first there is."""
    wanted = request.GET.get("open", "")
    for material in materials:
        for attachment in material.attachments.all():
            if not wanted or wanted == f"{material.order}.{attachment.number}":
                return material, attachment.number
    return None


@for_staff()
@require_GET
@xframe_options_sameorigin
def case_file(request: StaffRequest, no: str, order: int, number: int) -> FileResponse:
    """Send a file of a case; its bytes never run, whatever they say they are."""
    _case, materials = _find(request, no)
    for material in materials:
        for attachment in material.attachments.all():
            if (material.order, attachment.number) == (order, number):
                return _send(attachment.sha256, attachment.kind, attachment.name)
    raise Http404


def _send(sha256: str, kind: str, name: str) -> FileResponse:
    path = files.path_of(settings.UPLOAD_DIR, sha256)
    inline = kind in {"application/pdf", "image/jpeg", "image/png", "image/webp"}
    answer = FileResponse(path.open("rb"), content_type=kind, filename=name, as_attachment=not inline)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer


@for_staff()
@require_http_methods(["GET", "POST"])
def reveal(request: StaffRequest, no: str) -> HttpResponse:
    """Show the applicant's full particulars for a written purpose; who and why is kept (R258)."""
    case, _materials = _find(request, no)
    if case.applicant is None:
        raise Http404
    purpose, refusal = request.POST.get("purpose", ""), None
    person = agent = None
    if request.method == "POST":
        by, now = request.officer, timezone.now()
        try:
            person = people.reveal(case.applicant, purpose=purpose, by=by, now=now)
            agent = case.agent and people.reveal(case.agent, purpose=purpose, by=by, now=now)
        except Refused as problem:
            refusal = problem
    context = shell(request, "", case=case, person=person, agent=agent, refusal=refusal, typed=request.POST)
    return page(request, "desk/reveal.html", context, status=422 if refusal else 200)


@for_staff(Role.CLERK)
@require_POST
def decide_here(request: StaffRequest, no: str) -> HttpResponse:
    """Decide an immediate case at the window."""
    case, _materials = _find(request, no)
    words = request.POST.get("opinion", "").strip()
    try:
        cases.decide_here(case, words, by=request.officer, now=timezone.now())
    except Refused as refusal:
        return show_case(request, no, refusal=refusal, typed=words, status=status_of(refusal))
    messages.success(request, gettext("已当场决定，结果文书已出具。"))
    return HttpResponseRedirect(f"/desk/collect/{case.no}/")


@for_staff(Role.CLERK)
@require_POST
def send_in(request: StaffRequest, no: str) -> HttpResponse:
    """Hand an immediate case that cannot be decided on the spot to the department, with the reason (R108)."""
    case, _materials = _find(request, no)
    reason = request.POST.get("reason", "")
    try:
        approvals.send_in(case, reason, by=request.officer, now=timezone.now())
    except Refused as refusal:
        return show_case(request, no, refusal=refusal, posted=request.POST, status=status_of(refusal))
    messages.success(request, gettext("已转部门办理，原因已告知申请人。"))
    return HttpResponseRedirect(f"/desk/cases/{case.no}/")


@for_staff()
@require_GET
def case_papers(request: StaffRequest, no: str) -> HttpResponse:
    """All papers of a case, ready to print; after acceptance the print window opens by itself."""
    case, _materials = _find(request, no)
    wanted = request.GET.get("paper", "")
    issued = [p for p in papers.of_case(case.no) if not wanted or p.code == wanted]
    context = shell(
        request,
        "",
        case=case,
        sheets=[papers.sheet_context(p, settings.PUBLIC_URL) for p in issued],
        papers=issued,
        voided=[(p, v) for p in issued if not (v := papers.validity_of(p, timezone.localdate())).holds],
        rare=[(p, letters) for p in issued if (letters := papers.rare_on(p))],
        print_now="print" in request.GET,
    )
    return page(request, "desk/papers.html", context)


@for_staff()
@require_GET
@xframe_options_sameorigin
def papers_pdf(request: StaffRequest, no: str) -> HttpResponse:
    """Send a case's papers that hold as one PDF: the whole set for the printer."""
    case, _materials = _find(request, no)
    today = timezone.localdate()
    issued = [paper for paper in papers.of_case(case.no) if papers.validity_of(paper, today).holds]
    if not issued:
        raise Http404
    answer = HttpResponse(papers.set_of(issued, now=timezone.now()), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{case.no}.pdf"'
    return answer


@for_staff()
@require_POST
def note_print(request: StaffRequest, code: str) -> HttpResponse:
    """Count a print of a paper."""
    paper = papers.by_code(code)
    if paper is None:
        raise Http404
    _find(request, paper.case_no)
    papers.mark_printed(paper, by=request.officer, now=timezone.now())
    return HttpResponse(status=204)


@for_staff()
@require_GET
@xframe_options_sameorigin
def paper_pdf(request: StaffRequest, code: str) -> HttpResponse:
    """Send a paper as PDF."""
    paper = papers.by_code(code)
    if paper is None:
        raise Http404
    _find(request, paper.case_no)
    answer = HttpResponse(papers.pdf_of(paper, now=timezone.now()), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{paper.code}.pdf"'
    return answer
