"""督办单: the list, one of them with its replies, and a new one by hand (R126, R252)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.cases.public import case_by_no
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, typed_day, whole_number
from yichuang.people.public import Department, Role, Staff
from yichuang.supervision import public as supervision
from yichuang.supervision.public import Demand, Order, OrderKind, OrderMove

from ...duties import CARD_ROLES
from ...shell import StaffRequest, for_staff, shell


@for_staff(*CARD_ROLES)
@require_http_methods(["GET", "POST"])
def orders(request: StaffRequest) -> HttpResponse:
    """What was ordered of her, of her department, or at the centres she looks after; a new order by hand."""
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            made = _order(request)
        except Refused as no_way:
            refusal = no_way
        else:
            messages.success(request, gettext("督办单 %(no)s 已发出。") % {"no": made.no})
            return HttpResponseRedirect(f"/desk/orders/{made.pk}/")
    by = request.officer
    departments = Department.objects.filter(centre=by.centre_id, is_active=True).order_by("code")
    people = Staff.objects.filter(centre=by.centre_id, is_active=True).order_by("staff_no")
    context = shell(
        request,
        "orders",
        rows=supervision.orders_for(by),
        today=timezone.localdate(),
        may_order=by.holds(Role.SUPERVISION, centre_id=by.centre_id),
        departments=departments,
        people=people,
        typed=request.POST,
        refusal=refusal,
    )
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/supervision/orders.html", context, status=status)


def _order(request: StaffRequest) -> Order:
    kind, _, key = request.POST.get("to", "").partition(":")
    no = "".join(request.POST.get("case_no", "").split())
    case = case_by_no(no) if no else None
    if no and (case is None or case.centre_id != request.officer.centre_id):
        raise Invalid(gettext("本中心没有这一件。"), field="case_no")
    demand = Demand(
        request.POST.get("required", ""),
        typed_day(request.POST, "reply_by"),
        department_id=whole_number(key) if kind == "department" else None,
        staff_id=whole_number(key) if kind == "staff" else None,
        kind=OrderKind.DECIDE_NOW if case else OrderKind.BY_HAND,
        about=request.POST.get("about", ""),
    )
    return supervision.order(demand, case=case, by=request.officer, now=timezone.now())


@for_staff()
@require_http_methods(["GET", "POST"])
def order(request: StaffRequest, order_id: int) -> HttpResponse:
    """One order: what is required, what was answered, and what she can do now. It prints on one sheet."""
    shown = _the_order(request, order_id)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            _act(request, shown)
        except Refused as no_way:
            refusal = no_way
            shown = _the_order(request, order_id)
        else:
            messages.success(request, gettext("已记录。"))
            return HttpResponseRedirect(request.path)
    context = shell(request, "orders", **_context(request, shown), refusal=refusal, typed=request.POST)
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/supervision/order.html", context, status=status)


def _the_order(request: StaffRequest, order_id: int) -> Order:
    found = supervision.order_by_id(order_id)
    if found is None or not supervision.can_view_order(found, by=request.officer):
        raise Http404
    return found


def _act(request: StaffRequest, shown: Order) -> None:
    move, now = request.POST.get("do", ""), timezone.now()
    if move == OrderMove.ANSWER:
        supervision.reply(shown, request.POST.get("answer", ""), by=request.officer, now=now)
    elif move in OrderMove.values:
        supervision.judge(
            shown,
            OrderMove(move),
            request.POST.get("words", ""),
            reply_by=typed_day(request.POST, "reply_by"),
            by=request.officer,
            now=now,
        )
    else:
        raise Http404


def _context(request: StaffRequest, shown: Order) -> dict[str, Any]:
    by = request.officer
    return {
        "order": shown,
        "replies": list(shown.replies.all()),
        "today": timezone.localdate(),
        "why_reply": supervision.why_not_reply(shown, by=by),
        "why_accept": supervision.why_not_judge_order(shown, OrderMove.ACCEPT, by=by),
        "why_withdraw": supervision.why_not_judge_order(shown, OrderMove.WITHDRAW, by=by),
    }
