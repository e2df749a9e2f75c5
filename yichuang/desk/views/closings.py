"""Days on which the hall stays shut: what it does to opening hours, and by whose notice to limits."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.cases import public as cases
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people import public as people
from yichuang.people.public import Centre, Closing, Role, Shutting

from ..shell import StaffRequest, for_staff, shell


@for_staff(Role.MANAGER)
@require_http_methods(["GET", "POST"])
def closings(request: StaffRequest) -> HttpResponse:
    """Record a closing or take one back, and show every one with what it moved."""
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            said = _withdraw(request) if request.POST.get("do") == "withdraw" else _shut(request)
        except Refused as problem:
            refusal = problem
        else:
            messages.success(request, said)
            return HttpResponseRedirect("/desk/closings/")
    centre_id = request.officer.centre_id
    context = shell(
        request,
        "closings",
        closings=people.closings_of(centre_id),
        running=cases.count_running(centre_id),
        below=people.count_below(centre_id),
        today=timezone.localdate(),
        typed=request.POST,
        refusal=refusal,
    )
    return page(request, "desk/closings.html", context, status=status_of(refusal) if refusal else 200)


def _shut(request: StaffRequest) -> str:
    data = request.POST
    shutting = Shutting(
        _day(data.get("from_on", ""), "from_on"),
        _day(data.get("until_on", "") or data.get("from_on", ""), "until_on"),
        data.get("reason", ""),
        covers_below=data.get("covers_below") == "1",
        notice_number=data.get("notice_number", ""),
        notice_title=data.get("notice_title", ""),
        notice_issuer=data.get("notice_issuer", ""),
        approved_by=data.get("approved_by", ""),
        notice_on=_day(data["notice_on"], "notice_on") if data.get("notice_on", "").strip() else None,
    )
    centre = Centre.objects.get(pk=request.officer.centre_id)
    closing = people.shut_hall(centre, shutting, by=request.officer, now=timezone.now())
    if closing.moves_limits:
        return gettext("已登记停办。正在办理的期限一分钟左右重新推算，变动的会书面告知申请人。")
    return gettext("已登记停办。没有政府通告，办理期限不变。")


def _day(text: str, field: str) -> date:
    try:
        found = parse_date(text.strip())
    except ValueError:
        found = None
    if found is None:
        raise Invalid(gettext("请选日期。"), field=field)
    return found


def _withdraw(request: StaffRequest) -> str:
    key = whole_number(request.POST.get("closing", "")) or 0
    found = Closing.objects.select_related("centre").filter(pk=key, centre=request.officer.centre_id).first()
    if found is None:
        raise Invalid(gettext("没有这次停办，请刷新后再试。"))
    reason = request.POST.get("withdrawn_reason", "")
    people.withdraw_closing(found, reason, by=request.officer, now=timezone.now())
    return gettext("已撤回停办。")
