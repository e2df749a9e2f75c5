"""Hand-overs: what waits for one's signature, errands, and what other departments sent on."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from yichuang.handovers import public as handovers
from yichuang.handovers.public import Errand, Handover, Move, Referral
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Department, Role

from ..duties import REVIEW_ROLES
from ..shell import StaffRequest, for_staff, shell

HERE = "/desk/handovers/"


@for_staff(Role.CLERK, Role.MANAGER, *REVIEW_ROLES, Role.CHIEF_REP)
@require_http_methods(["GET", "POST"])
def handover_list(request: StaffRequest) -> HttpResponse:
    """What waits for one's signature; many are signed at once."""
    refusals: list[str] = []
    refused: Refused | None = None
    status = 200
    if request.method == "POST":
        try:
            refusals = _act(request)
        except Refused as refusal:
            refusals, status, refused = [refusal.sentence], status_of(refusal), refusal
        if not refusals:
            return HttpResponseRedirect(HERE)
        status = status if status != 200 else 409
    by = request.officer
    clerk = by.holds(Role.CLERK)
    context = shell(
        request,
        "handovers",
        lists=handovers.lists_for(by),
        refusals=refusals,
        refusal=refused,
        typed=request.POST,
        now=timezone.now(),
        is_clerk=clerk,
        referrals=handovers.referrals_for(by),
        errands=handovers.errands_at(by.centre_id) if by.holds(Role.CLERK, Role.MANAGER) else [],
        covers=handovers.who_can_cover(by) if clerk else [],
        departments=Department.objects.filter(centre=by.centre_id).order_by("name") if clerk else [],
    )
    return page(request, "desk/handovers.html", context, status=status)


def _act(request: StaffRequest) -> list[str]:
    """Do what the button says; return the sentences of what could not be done."""
    act = {
        "hand": lambda: _sign(request, Move.HAND),
        "receive": lambda: _sign(request, Move.RECEIVE),
        "decline": lambda: _decline(request),
        "out": lambda: _go_out(request),
        "back": lambda: _come_back(request),
        "seen": lambda: _seen(request),
    }.get(request.POST.get("do", ""))
    if act is None:
        raise Invalid(gettext("没有这个操作，请刷新后再试。"))
    return act()


def _chosen(request: StaffRequest) -> list[Handover]:
    keys = [n for text in request.POST.getlist("id")[:200] if (n := whole_number(text)) is not None]
    found = Handover.objects.filter(pk__in=keys).select_related("case", "department").order_by("id")
    if not keys or not found:
        raise Invalid(gettext("请先勾选要签的交接单。"))
    return list(found)


def _sign(request: StaffRequest, move: Move) -> list[str]:
    chosen = _chosen(request)
    refused = handovers.sign_all(chosen, move, by=request.officer, now=timezone.now())
    done = len(chosen) - len(refused)
    if done:
        said = ngettext("签了 %(n)d 件。", "签了 %(n)d 件。", done) % {"n": done}
        messages.success(request, said)
    return [f"{handover.case.no}：{sentence}" for handover, sentence in refused]


def _decline(request: StaffRequest) -> list[str]:
    (handover, *_) = _chosen(request)
    handovers.decline(handover, request.POST.get("words", ""), by=request.officer, now=timezone.now())
    messages.success(request, gettext("已退回，请对方核对后重新交。"))
    return []


def _go_out(request: StaffRequest) -> list[str]:
    cover, department = (whole_number(request.POST.get(name, "")) for name in ("cover", "department"))
    back_by = _instant(request.POST.get("back_by", ""))
    if cover is None or not any(staff.pk == cover for staff in handovers.who_can_cover(request.officer)):
        raise Invalid(gettext("请选顶岗的窗口人员。"), field="cover")
    centre = request.officer.centre_id
    if department is None or not Department.objects.filter(pk=department, centre=centre).exists():
        raise Invalid(gettext("请选去哪个部门。"), field="department")
    reason = request.POST.get("reason", "")
    handovers.go_out(cover, department, reason, back_by, by=request.officer, now=timezone.now())
    messages.success(request, gettext("已登记外出，报中心备案。"))
    return []


def _instant(text: str) -> datetime:
    try:
        found = parse_datetime(text.strip())
    except ValueError:
        found = None
    if found is None:
        raise Invalid(gettext("请填写预计返回的时间。"), field="back_by")
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _come_back(request: StaffRequest) -> list[str]:
    errand = Errand.objects.filter(pk=whole_number(request.POST.get("errand", "")) or 0).first()
    if errand is None:
        raise Invalid(gettext("没有这条外出登记。"))
    handovers.come_back(errand, by=request.officer, now=timezone.now())
    messages.success(request, gettext("已登记返回。"))
    return []


def _seen(request: StaffRequest) -> list[str]:
    key = whole_number(request.POST.get("referral", "")) or 0
    referral = Referral.objects.filter(pk=key).select_related("case").first()
    if referral is None:
        raise Invalid(gettext("没有这张衔接单。"))
    handovers.note_seen(referral, by=request.officer, now=timezone.now())
    messages.success(request, gettext("已知悉，请做好接待。"))
    return []
