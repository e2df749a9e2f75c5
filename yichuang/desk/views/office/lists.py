"""What waits for my word, what departments handed back to the window, what is overdue; pressing for it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Case, days_left
from yichuang.kit.web import page
from yichuang.people.public import Role
from yichuang.supervision import public as supervision
from yichuang.supervision.public import Demand, Order, OrderKind, OrderState
from yichuang.worktime.public import calendar

from ...duties import ANSWER_ROLES, OVERDUE_ROLES
from ...shell import StaffRequest, for_staff, shell
from .acting import a_date, act, text


@for_staff(*ANSWER_ROLES)
@require_GET
def answers(request: StaffRequest) -> HttpResponse:
    """Requests, intended denials and countersigns that wait for this person."""
    by = request.officer
    context = shell(
        request,
        "answers",
        asked=cases.requests_for(by),
        denials=approvals.denials_for(by),
        signatures=approvals.signatures_for(by),
    )
    return page(request, "desk/office/answers.html", context)


@for_staff(Role.CLERK)
@require_GET
def returned(request: StaffRequest) -> HttpResponse:
    """What departments handed back to this centre's windows."""
    rows = approvals.returned_to(request.officer.centre_id)
    return page(request, "desk/office/returned.html", shell(request, "returned", rows=rows))


@for_staff(*OVERDUE_ROLES)
@require_GET
def overdue(request: StaffRequest) -> HttpResponse:
    """What is overdue: only a person decides it (R126)."""
    now = timezone.now()
    days, today = calendar(), timezone.localdate(now)
    rows = [
        {"late": late, "left": days_left(late.due_on, today, days) if late.due_on else None}
        for late in supervision.overdue(request.officer, now)
    ]
    return page(request, "desk/office/overdue.html", shell(request, "overdue", rows=rows))


def _order(request: StaffRequest, case: Case) -> str:
    demand = Demand(text(request, "required"), a_date(request, "reply_by"), kind=OrderKind.DECIDE_NOW)
    supervision.order(demand, case=case, by=request.officer, now=timezone.now())
    return gettext("督办单已出具。")


def _answer(request: StaffRequest, case: Case) -> str:
    waiting = _waiting(supervision.orders_of_case(case.no))
    if waiting is None:
        raise Http404
    supervision.reply(waiting, text(request, "answer"), by=request.officer, now=timezone.now())
    return gettext("已答复督办。")


def _explain(request: StaffRequest, case: Case) -> str:
    supervision.explain_delay(case, text(request, "delay"), by=request.officer, now=timezone.now())
    return gettext("已向社会公开超期的原因。")


def _waiting(orders: list[Order]) -> Order | None:
    return next((one for one in orders if one.state == OrderState.OPEN), None)


def _orders(request: StaffRequest, case: Case) -> dict[str, Any]:
    by, now = request.officer, timezone.now()
    orders = supervision.orders_of_case(case.no)
    waiting = _waiting(orders)
    return {
        "orders": orders,
        "cards": [card for card in supervision.cards_of_case(case.no) if supervision.can_view(card, by=by)],
        "reasons": supervision.delay_reasons_of(case.no),
        "waiting": waiting,
        "why_order": supervision.why_not_order(OrderKind.DECIDE_NOW, case, by=by, now=now),
        "why_answer": supervision.why_not_reply(waiting, by=by) if waiting else "-",
        "why_explain": supervision.why_not_explain(case, by=by, now=now),
    }


@for_staff()
@require_http_methods(["GET", "POST"])
def supervise(request: StaffRequest, no: str) -> HttpResponse:
    """Orders to handle an overdue case at once, and the department's answers (R126)."""
    deeds = {"order": _order, "answer": _answer, "explain": _explain}
    return act(request, no, "desk/office/supervise.html", deeds, _orders)
