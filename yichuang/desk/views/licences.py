"""Licences: the department's list, one licence, and a case that is about one."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.cases import public as cases
from yichuang.cases.public import BarGround
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.licences import public as licences
from yichuang.licences.public import AskKind, Licence, LicenceMove, Reasons
from yichuang.people.public import Role

from ..duties import REVIEW_ROLES
from ..shell import StaffRequest, for_staff, shell

READERS = (*REVIEW_ROLES, Role.CHIEF_REP, Role.LEADER)


@for_staff(*READERS)
@require_GET
def licence_list(request: StaffRequest) -> HttpResponse:
    """The licences of one's departments; those that run out soon."""
    query = request.GET.get("q", "").strip()[:60]
    soon = request.GET.get("view") == "soon"
    today = timezone.localdate()
    found = licences.licences_for(request.officer, query=query, expiring=today if soon else None)
    context = shell(request, "licences", licences=found, query=query, soon=soon)
    return page(request, "desk/licences.html", context, part="list")


@for_staff(*READERS)
@require_http_methods(["GET", "POST"])
def licence(request: StaffRequest, key: int) -> HttpResponse:
    """One licence, what became of it, and what its department's approver can do."""
    found = _licence(request, key)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            messages.success(request, _act(request, found))
        except Refused as problem:
            refusal = problem
        else:
            return HttpResponseRedirect(f"/desk/licences/{key}/")
        found = _licence(request, key)
    moves = [LicenceMove.REVOKE, LicenceMove.CANCEL, LicenceMove.SUSPEND, LicenceMove.RESTORE]
    context = shell(
        request,
        "licences",
        licence=found,
        asks=licences.asks_of(found),
        ask_by=licences.last_day_to_ask(found),
        why_not={m.value: licences.why_not(found, m, by=request.officer) for m in moves},
        grounds=list(BarGround),
        typed=request.POST,
        refusal=refusal,
    )
    return page(request, "desk/licence.html", context, status=status_of(refusal) if refusal else 200)


def _licence(request: StaffRequest, key: int) -> Licence:
    found = licences.licence_by_key(key) if key < 2**63 else None
    if found is None or not request.officer.holds(*READERS, department_id=found.department_id):
        raise Http404
    return found


def _act(request: StaffRequest, found: Licence) -> str:
    by, now, data = request.officer, timezone.now(), request.POST
    reason = data.get("reason", "")
    do = data.get("do", "")
    if do == LicenceMove.REVOKE:
        ground = data.get("bar", "")
        why = Reasons(
            tuple(data.get("facts", "").splitlines()), tuple(reason.splitlines()), data.get("basis", "")
        )
        bar = BarGround(ground) if ground in BarGround.values else None
        licences.revoke(found, why, bar=bar, by=by, now=now)
        return gettext("已撤销，撤销决定书已出具并告知持证人。")
    if do == LicenceMove.CANCEL:
        licences.cancel(found, reason, data.get("basis", ""), by=by, now=now)
        return gettext("已注销，注销决定书已出具并告知持证人。")
    if do == LicenceMove.SUSPEND:
        licences.suspend(found, reason, by=by, now=now)
        return gettext("已暂停使用，并告知持证人。")
    if do == LicenceMove.RESTORE:
        licences.restore(found, reason, by=by, now=now)
        return gettext("已恢复使用，并告知持证人。")
    raise Invalid(gettext("没有这个操作，请刷新后再试。"))


@for_staff(Role.CLERK)
@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest, no: str) -> HttpResponse:
    """Say which of the applicant's licences a case is about: change, renewal, cancellation."""
    case = cases.case_by_no(no)
    if case is None or case.applicant_id is None or not cases.can_view(case, by=request.officer):
        raise Http404
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            _ask(request, case)
        except Refused as problem:
            refusal = problem
        else:
            messages.success(request, gettext("已关联，决定以后自动办理。"))
            return HttpResponseRedirect(f"/desk/cases/{no}/licence/")
    context = shell(
        request,
        "",
        case=case,
        ask=licences.ask_of(case.pk),
        licences=licences.licences_of(case.applicant_id, case.department_id),
        kinds=list(AskKind),
        typed=request.POST,
        refusal=refusal,
    )
    return page(request, "desk/licence_ask.html", context, status=status_of(refusal) if refusal else 200)


def _ask(request: StaffRequest, case: cases.Case) -> None:
    kind = request.POST.get("kind", "")
    key = whole_number(request.POST.get("licence", ""))
    found = licences.licence_by_key(key) if key is not None else None
    if found is None or kind not in AskKind.values:
        raise Invalid(gettext("请选证照，再选变更、延续还是注销。"), field="licence")
    holder, scope = request.POST.get("holder", ""), request.POST.get("scope", "")
    now = timezone.now()
    licences.ask_about(case, found, AskKind(kind), holder=holder, scope=scope, by=request.officer, now=now)
