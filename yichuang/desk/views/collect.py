"""Handing out at the one window: the list, the check of the person, the originals, the receipt."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.cases import public as cases
from yichuang.cases.public import Action, CaseFilter, Collection
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.papers import public as papers
from yichuang.people.public import IdKind, Role

from ..shell import StaffRequest, for_staff, shell

# What is kept in the record and printed on the receipt; pages show it in the reader's language.
RELATIONS = (gettext_noop("本人"), gettext_noop("经办人"), gettext_noop("受托人"))


@for_staff(Role.CLERK)
@require_GET
def waiting(request: StaffRequest) -> HttpResponse:
    """The results that wait to be collected; search by number or name."""
    query = request.GET.get("q", "").strip()[:60]
    by = request.officer
    if query:
        narrow = CaseFilter(query=query, state=cases.State.DECIDED)
        found = cases.find_cases(narrow, by=by, today=timezone.localdate()).cases
    else:
        found = list(cases.to_collect(by.centre_id))
    return page(
        request, "desk/waiting.html", shell(request, "collect", cases=found, query=query), part="list"
    )


@for_staff(Role.CLERK)
@require_http_methods(["GET", "POST"])
def collect(request: StaffRequest, no: str) -> HttpResponse:
    """Check who came, give back the originals against the list, hand out."""
    found = cases.case_page(no)
    if found is None or not cases.can_view(found[0], by=request.officer):
        raise Http404
    case, materials = found
    if case.state == cases.State.CONCLUDED:
        return HttpResponseRedirect(f"/desk/cases/{case.no}/")
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            cases.hand_out(case, _collection(request), by=request.officer, now=timezone.now())
        except Refused as problem:
            refusal = problem
        else:
            messages.success(
                request,
                gettext("%(matter)s：结果已交给领取人，办结。") % {"matter": case.matter_name},
            )
            last = papers.of_case(case.no)[-1]
            return HttpResponseRedirect(f"/desk/cases/{case.no}/papers/?paper={last.code}&print=1")
    kinds = [(k.value, k.label) for k in IdKind if k is not IdKind.USCC]
    person = case.agent or case.applicant
    context = shell(
        request,
        "collect",
        case=case,
        originals=[m for m in materials if m.is_original],
        results=[p for p in papers.of_case(case.no) if p.kind in cases.RESULT_KINDS],
        id_kinds=kinds,
        relations=RELATIONS,
        typed=request.POST,
        given=request.POST.getlist("original"),
        person=person,
        refusal=refusal,
        why_not=cases.why_not(case, Action.HAND_OUT, by=request.officer),
    )
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/collect.html", context, status=status)


def _collection(request: StaffRequest) -> Collection:
    kind = request.POST.get("id_kind", "")
    if kind not in IdKind.values:
        raise Invalid(gettext("请选择证件类型。"), field="id_kind")
    relation = request.POST.get("relation", "")
    if relation not in RELATIONS:
        raise Invalid(gettext("请选择领取人是谁。"), field="relation")
    given = [n for order in request.POST.getlist("original") if (n := whole_number(order)) is not None]
    return Collection(
        name=request.POST.get("name", ""),
        id_kind=IdKind(kind),
        id_number=request.POST.get("id_number", ""),
        relation=relation,
        originals=given,
        authority=request.POST.get("authority", ""),
    )
