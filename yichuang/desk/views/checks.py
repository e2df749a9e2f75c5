"""Notify-and-commit: accepting on a commitment at the window, the department's checks afterwards."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.cases import public as cases
from yichuang.cases.public import Commitment, CommitmentMove
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, typed_day, whole_number
from yichuang.people.public import Role

from ..duties import REVIEW_ROLES
from ..shell import StaffRequest, for_staff, shell

FINDINGS = (
    CommitmentMove.FIND_KEPT,
    CommitmentMove.FIND_WANTING,
    CommitmentMove.FIND_BROKEN,
    CommitmentMove.REPAIR,
)


@for_staff(*REVIEW_ROLES)
@require_http_methods(["GET", "POST"])
def checks(request: StaffRequest) -> HttpResponse:
    """The commitments to check, the nearest day first, and those that were broken."""
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            _find(request)
        except Refused as problem:
            refusal = problem
        else:
            messages.success(request, gettext("已记录核查结果。"))
            return HttpResponseRedirect("/desk/checks/")
    by = request.officer
    context = shell(
        request,
        "checks",
        to_check=cases.commitments_to_check(by),
        broken=cases.broken_commitments(by),
        findings=FINDINGS[:3],
        today=timezone.localdate(),
        typed=request.POST,
        refusal=refusal,
    )
    return page(request, "desk/checks.html", context, status=status_of(refusal) if refusal else 200)


def _find(request: StaffRequest) -> None:
    key = whole_number(request.POST.get("commitment", "")) or 0
    found = Commitment.objects.filter(pk=key).select_related("case").first()
    move = request.POST.get("finding", "")
    if found is None or move not in CommitmentMove.values:
        raise Invalid(gettext("请选核查结果。"))
    rectify_by = typed_day(request.POST, "rectify_by")
    words = request.POST.get("words", "")
    now = timezone.now()
    cases.find_commitment(
        found, CommitmentMove(move), words, rectify_by=rectify_by, by=request.officer, now=now
    )


@for_staff(Role.CLERK)
@require_http_methods(["GET", "POST"])
def commit(request: StaffRequest, no: str) -> HttpResponse:
    """Show the applicant what she is told and commits to; accept on her signature."""
    case = cases.case_by_no(no)
    if case is None or not cases.can_view(case, by=request.officer):
        raise Http404
    rule = cases.commitment_rule_of(case)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            cases.accept_on_commitment(case, by=request.officer, now=timezone.now())
        except Refused as problem:
            refusal = problem
            case = cases.case_by_no(no) or case
        else:
            messages.success(request, gettext("已按告知承诺受理，请打印承诺书交申请人签字。"))
            return HttpResponseRedirect(f"/desk/cases/{no}/papers/?print=1")
    why_not = cases.why_not_commit(case, rule, by=request.officer)
    context = shell(request, "window", case=case, rule=rule, why_not=why_not, refusal=refusal)
    return page(request, "desk/commit.html", context, status=status_of(refusal) if refusal else 200)
