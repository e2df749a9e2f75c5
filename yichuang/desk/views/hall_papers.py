"""The hall's own papers: leave forms, filings, letters, agreements, filled in by a form and given out (A-III)."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.papers import public as papers
from yichuang.papers.public import HALL_FORMS, Paper, PaperKind
from yichuang.people.public import Department

from ..duties import HALL_PAPER_ROLES
from ..shell import StaffRequest, for_staff, shell

AT = "/desk/hall-papers/"
PAGE = 50


@for_staff(*HALL_PAPER_ROLES)
@require_GET
def hall_papers(request: StaffRequest) -> HttpResponse:
    """Those that she may read, newest first, and the forms that she may fill in."""
    by, asked = request.officer, request.GET.get("kind", "")
    kind = PaperKind(asked) if asked in HALL_FORMS else None
    found = papers.hall_papers_for(by, kind=kind, after=whole_number(request.GET.get("after", "")))
    context = shell(
        request,
        "hall-papers",
        papers=found[:PAGE],
        following=found[PAGE - 1].pk if len(found) > PAGE else None,
        kinds=[(key.value, key.label) for key in HALL_FORMS],
        kind=kind.value if kind else "",
        forms=[(key.value, key.label) for key in HALL_FORMS if not papers.why_not_of_hall(key, by=by)],
    )
    return page(request, "desk/hall_papers.html", context)


@for_staff(*HALL_PAPER_ROLES)
@require_http_methods(["GET", "POST"])
def fill_in(request: StaffRequest, kind: str) -> HttpResponse:
    """One form: what it asks for; given out, it is numbered and opens ready to print."""
    if kind not in HALL_FORMS:
        raise Http404
    which, by, refusal = PaperKind(kind), request.officer, None
    if request.method == "POST":
        try:
            paper = papers.issue_of_hall(
                which, request.POST, department=_department(request), by=by, now=timezone.now()
            )
        except Refused as no_way:
            refusal = no_way
        else:
            messages.success(request, gettext("已出具。"))
            return HttpResponseRedirect(f"{AT}paper/{paper.code}/")
    form = HALL_FORMS[which]
    departments = [] if form.is_centres else papers.departments_for(which, by=by)
    context = shell(
        request,
        "hall-papers",
        kind=which,
        form=form,
        departments=Department.objects.filter(pk__in=departments).order_by("name") if departments else [],
        why=papers.why_not_of_hall(which, by=by),
        typed=request.POST,
        refusal=refusal,
    )
    return page(request, "desk/hall_paper_form.html", context, status=status_of(refusal) if refusal else 200)


def _department(request: StaffRequest) -> Department | None:
    asked = whole_number(request.POST.get("department", ""))
    return Department.objects.filter(pk=asked).first() if asked else None


@for_staff(*HALL_PAPER_ROLES)
@require_http_methods(["GET", "POST"])
def hall_paper(request: StaffRequest, code: str) -> HttpResponse:
    """One paper as it was given out; it is printed here, and taken back with a reason."""
    paper, by, refusal = _find(request, code), request.officer, None
    if request.method == "POST":
        try:
            _act(request, paper)
        except Refused as no_way:
            refusal = no_way
        else:
            return HttpResponseRedirect(request.path)
    context = shell(
        request,
        "hall-papers",
        paper=paper,
        it=papers.sheet_context(paper, settings.PUBLIC_URL),
        validity=papers.validity_of(paper, timezone.localdate()),
        letters=papers.rare_on(paper),
        why_not_void=papers.why_not_void_of_hall(paper, by=by),
        typed=request.POST,
        refusal=refusal,
    )
    return page(request, "desk/hall_paper.html", context, status=status_of(refusal) if refusal else 200)


def _act(request: StaffRequest, paper: Paper) -> None:
    by, now = request.officer, timezone.now()
    if request.POST.get("do") != "void":
        raise Invalid(gettext("没有这个操作，请刷新后再试。"))
    papers.void_of_hall(paper, request.POST.get("reason", ""), by=by, now=now)
    messages.success(request, gettext("已作废，核验时会说明。"))


@for_staff(*HALL_PAPER_ROLES)
@require_GET
@xframe_options_sameorigin
def hall_paper_pdf(request: StaffRequest, code: str) -> HttpResponse:
    """The same as a PDF."""
    paper = _find(request, code)
    answer = HttpResponse(papers.pdf_of(paper, now=timezone.now()), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{paper.code}.pdf"'
    return answer


def _find(request: StaffRequest, code: str) -> Paper:
    paper = papers.hall_paper_for(request.officer, code)
    if paper is None:
        raise Http404
    return paper
