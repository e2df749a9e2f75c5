"""Who may not apply again for a time, until when, and recording it by hand (行政许可法 78, 79)."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.cases import public as cases
from yichuang.cases.public import BAR_ARTICLE, BAR_YEARS, BarGround
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of
from yichuang.people.public import Role

from ..duties import REVIEW_ROLES
from ..shell import StaffRequest, for_staff, shell

READERS = (*REVIEW_ROLES, Role.CHIEF_REP)


@dataclass(frozen=True)
class Ground:
    """One ground as the form offers it: with its article and for how long it bars."""

    ground: BarGround
    article: str
    years: int


@for_staff(*READERS)
@require_http_methods(["GET", "POST"])
def bars(request: StaffRequest) -> HttpResponse:
    """The bars that hold in one's departments' matters, the first to lift first; and the form for one more."""
    by = request.officer
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            until = _record(request)
        except Refused as problem:
            refusal = problem
        else:
            said = gettext("已记录。%(day)s以前不受理，到期自动解除。") % {"day": until.isoformat()}
            messages.success(request, said)
            return HttpResponseRedirect("/desk/bars/")
    context = shell(
        request,
        "licences",
        bars=cases.bars_for(by, timezone.localdate()),
        grounds=[Ground(g, BAR_ARTICLE[g], BAR_YEARS[g]) for g in BarGround],
        typed=request.POST or request.GET,
        refusal=refusal,
        why_not="" if by.holds(Role.APPROVER) else gettext("限制再次申请由承办部门的审批人员决定。"),
    )
    return page(request, "desk/bars.html", context, status=status_of(refusal) if refusal else 200)


def _record(request: StaffRequest) -> date:
    by, data = request.officer, request.POST
    no = "".join(data.get("no", "").split()).replace("\x00", "")
    case = cases.case_by_no(no) if cases.is_number(no) else None
    if case is None or not cases.can_view(case, by=by):
        raise Invalid(gettext("没有这个编号的办件，请核对编号。"), field="no")
    ground = data.get("ground", "")
    if ground not in BarGround.values:
        raise Invalid(gettext("请选限制的情形。"), field="ground")
    made = cases.bar_applicant(case, BarGround(ground), data.get("reason", ""), by=by, now=timezone.now())
    return made.until_on
