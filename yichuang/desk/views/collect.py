"""Handing out at the one window: the list, the check of the person, the originals, the receipt."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.cases import public as cases
from yichuang.cases.public import (
    Action,
    Case,
    CaseFilter,
    CaseMaterial,
    Collection,
    Delivery,
    DeliveryWay,
    Parcel,
    Wish,
)
from yichuang.fees import public as fees
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, typed_day, whole_number
from yichuang.papers import public as papers
from yichuang.people.public import IdKind, Role

from ..shell import StaffRequest, for_staff, shell

# What is kept in the record and printed on the receipt; pages show it in the reader's language.
RELATIONS = (gettext_noop("本人"), gettext_noop("经办人"), gettext_noop("受托人"))
CARRIERS = ("中国邮政", "顺丰速运", "京东物流", "中通快递", "圆通速递")  # suggestions; any other may be typed


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
        request,
        "desk/waiting.html",
        shell(request, "collect", cases=found, query=query, today=timezone.localdate()),
        part="list",
    )


def _elsewhere(request: StaffRequest, case: Case) -> HttpResponse | None:
    """Send a clerk back to the list when there is nothing to hand out, and say why; None when there is.

    A form that was open while the case moved on is answered by the service, with its own sentence.
    """
    if case.state == cases.State.CONCLUDED:
        return HttpResponseRedirect(f"/desk/cases/{case.no}/")
    if case.state == cases.State.DECIDED or request.method == "POST":
        return None
    words = {"state": gettext(case.get_state_display())}
    messages.warning(request, gettext("这一件%(state)s，还没有结果可以领取。") % words)
    return HttpResponseRedirect("/desk/collect/")


@for_staff(Role.CLERK)
@require_http_methods(["GET", "POST"])
def collect(request: StaffRequest, no: str) -> HttpResponse:
    """Check who came, give back the originals against the list, hand out."""
    found = cases.case_page(no)
    if found is None or not cases.can_view(found[0], by=request.officer):
        raise Http404
    case, materials = found
    if elsewhere := _elsewhere(request, case):
        return elsewhere
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
    return _collecting(request, case, materials, refusal)


def _collecting(
    request: StaffRequest, case: Case, materials: list[CaseMaterial], refusal: Refused | None
) -> HttpResponse:
    kinds = [(k.value, k.label) for k in IdKind if k is not IdKind.USCC]
    person = case.agent or case.applicant
    context = shell(
        request,
        "collect",
        case=case,
        originals=[m for m in materials if m.is_original],
        results=cases.results_of(case),
        delivery=case.delivery_if_any or Delivery(case=case),
        carriers=CARRIERS,
        id_kinds=kinds,
        relations=RELATIONS,
        typed=request.POST,
        given=request.POST.getlist("original"),
        person=person,
        refusal=refusal,
        why_not=_why_not(case, Action.HAND_OUT, request),
        why_not_send=_why_not(case, Action.SEND, request),
        has_bill=fees.bill_of(case.pk) is not None,
    )
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/collect.html", context, status=status)


def _why_not(case: Case, action: Action, request: StaffRequest) -> str:
    """Say why the result cannot go out in this way: where it is, what it waits for, who asks."""
    delivery = case.delivery_if_any
    return cases.why_not_deliver(case, action, by=request.officer) or (
        cases.why_not_step(delivery, action) if delivery else ""
    )


@for_staff(Role.CLERK)
@require_POST
def courier(request: StaffRequest, no: str) -> HttpResponse:
    """Confirm the address, send, note who signed for it, or that it came back (R136)."""
    case = cases.case_by_no(no)
    if case is None or not cases.can_view(case, by=request.officer):
        raise Http404
    try:
        said = _by_courier(request, case)
    except Refused as refusal:
        case, materials = cases.case_page(no) or (case, [])
        return _collecting(request, case, materials, refusal)
    messages.success(request, said)
    if request.POST.get("do") == "sign_for":
        return HttpResponseRedirect(f"/desk/cases/{no}/")
    return HttpResponseRedirect(f"/desk/collect/{no}/")


def _by_courier(request: StaffRequest, case: Case) -> str:
    by, now, data = request.officer, timezone.now(), request.POST
    do = data.get("do", "")
    if do == "address":
        way = DeliveryWay.COURIER
        wish = Wish(way, data.get("receiver", ""), data.get("phone", ""), data.get("address", ""))
        cases.choose_delivery(case, wish, by=by, now=now)
        return gettext("收件地址已和申请人确认。")
    if do == "send":
        expected = typed_day(data, "expected_on")
        parcel = Parcel(data.get("carrier", ""), data.get("waybill_no", ""), expected)
        cases.send(case, parcel, by=by, now=now)
        return gettext("已寄出，运单号已告知申请人。")
    if do == "sign_for":
        cases.sign_for(case, data.get("receiver", ""), by=by, now=now)
        return gettext("已登记签收，办结。")
    if do == "came_back":
        cases.come_back(case, data.get("reason", ""), by=by, now=now)
        return gettext("已登记退回，结果在窗口等待领取，已告知申请人。")
    raise Invalid(gettext("没有这个操作，请刷新后再试。"))


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
