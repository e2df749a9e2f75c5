"""Who may answer, appeal and judge; what can be ordered, of whom, and when. Each gives the sentence, or nothing."""

from datetime import datetime

from django.utils.translation import gettext

from yichuang.approvals.public import OFFICE_ROLES
from yichuang.cases.public import Case
from yichuang.cases.public import State as CaseState
from yichuang.people.public import Officer, Role

from .models import Card, Order, SpotCheck
from .rules import MOVES, ORDER_MOVES, SHAPES, Move, OrderKind, OrderMove, OrderState, State, Watch

JUDGES = (Role.SUPERVISION,)
LOOKERS = (Role.SUPERVISION, Role.MANAGER)
OF_THE_DEPARTMENT = (*OFFICE_ROLES, Role.CHIEF_REP)


def can_view(card: Card, *, by: Officer) -> bool:
    """Whether this card is hers to see: as supervision or manager, as the one answerable, as her department."""
    return by.holds(*LOOKERS, centre_id=card.centre_id) or is_answerable(card, by=by)


def is_answerable(card: Card, *, by: Officer) -> bool:
    """Whether she answers for what a card is about."""
    if card.staff_id == by.staff_id:
        return True
    if card.department_id is None:
        return by.holds(Role.MANAGER, centre_id=card.centre_id)
    return by.holds(*OF_THE_DEPARTMENT, department_id=card.department_id)


def why_not(card: Card, move: Move, *, by: Officer) -> str:
    """Say why this cannot be done with a card now; an empty string means go ahead. No query."""
    if (State(card.state), move) not in MOVES:
        return gettext("这张牌现在是“%(state)s”，不能再%(move)s。") % {
            "state": gettext(card.get_state_display()),
            "move": gettext(str(move.label)),
        }
    if move in (Move.ANSWER, Move.APPEAL):
        return "" if is_answerable(card, by=by) else gettext("由责任人或者责任部门答复、申诉。")
    if not by.holds(*JUDGES, centre_id=card.centre_id):
        return gettext("维持还是撤销，由中心督查科决定。")
    if card.staff_id == by.staff_id:
        return gettext("自己的牌不能由自己裁定。")
    return ""


def why_not_raise(watch: Watch, *, by: Officer) -> str:
    """Say why she cannot raise a card by hand."""
    if not SHAPES[watch].by_hand:
        return gettext("这一项由时钟监察，不用人工发牌。")
    return "" if by.holds(*JUDGES, centre_id=by.centre_id) else gettext("由中心督查科发牌。")


def why_not_set_rule(*, by: Officer) -> str:
    """Say why she cannot change what is watched."""
    return "" if by.holds(*JUDGES, centre_id=by.centre_id) else gettext("监察规则由中心督查科定。")


def why_not_order(kind: OrderKind, case: Case | None, *, by: Officer, now: datetime) -> str:
    """Say why no order can go out: only the supervision section's, and one to decide now only when it is late."""
    centre_id = case.centre_id if case is not None else by.centre_id
    if not by.holds(*JUDGES, centre_id=centre_id):
        return gettext("督办单由中心督查科发出。")
    if kind is not OrderKind.DECIDE_NOW or case is None:
        return ""
    if CaseState(case.state) is not CaseState.ACCEPTED:
        return gettext("这一件%(state)s，不用督办。") % {"state": gettext(case.get_state_display())}
    if not is_late(case, now):
        return gettext("这一件没有超期，不用督办。")
    open_ones = Order.objects.filter(
        case_no=case.no, kind=OrderKind.DECIDE_NOW, state__in=[OrderState.OPEN, OrderState.ANSWERED]
    )
    return gettext("已经督办，正在等部门答复。") if open_ones.exists() else ""


def is_late(case: Case, now: datetime) -> bool:
    """Whether the promise, or without one the law's limit, has passed and the clock is not stopped."""
    clock = case.clock_if_any
    if clock is None or clock.paused_until is not None:
        return False
    due_at = clock.promised_due_at or clock.statutory_due_at
    return due_at is not None and now > due_at


def is_ordered(order: Order, *, by: Officer) -> bool:
    """Whether the order is to her, or to her department."""
    if order.staff_id is not None and order.staff_id == by.staff_id:
        return True
    return order.department_id is not None and by.holds(*OF_THE_DEPARTMENT, department_id=order.department_id)


def can_view_order(order: Order, *, by: Officer) -> bool:
    """Whether this order is hers to see."""
    return by.holds(*LOOKERS, centre_id=order.centre_id) or is_ordered(order, by=by)


def why_not_reply(order: Order, *, by: Officer) -> str:
    """Say why this person cannot answer an order: those who were ordered do."""
    if (OrderState(order.state), OrderMove.ANSWER) not in ORDER_MOVES:
        return gettext("这张督办单已经答复过了。")
    return "" if is_ordered(order, by=by) else gettext("督办单由承办部门答复。")


def why_not_judge_order(order: Order, move: OrderMove, *, by: Officer) -> str:
    """Say why what was answered cannot be judged so now."""
    if (OrderState(order.state), move) not in ORDER_MOVES:
        return gettext("这张督办单现在是“%(state)s”，不能%(move)s。") % {
            "state": gettext(order.get_state_display()),
            "move": gettext(str(move.label)),
        }
    if not by.holds(*JUDGES, centre_id=order.centre_id):
        return gettext("督办单由中心督查科认可或者退回。")
    return ""


def why_not_explain(case: Case, *, by: Officer, now: datetime) -> str:
    """Say why she cannot tell the public why a case is late: the department does, when it is."""
    if not by.holds(*OF_THE_DEPARTMENT, department_id=case.department_id):
        return gettext("超期的原因由承办部门说明。")
    if CaseState(case.state) is not CaseState.ACCEPTED or not is_late(case, now):
        return gettext("这一件没有超期，不用说明。")
    return ""


def why_not_check(*, by: Officer) -> str:
    """Say why she cannot draw cases for a spot check or look at them."""
    return "" if by.holds(*JUDGES, centre_id=by.centre_id) else gettext("抽查由中心督查科做。")


def why_not_look(check: SpotCheck, *, by: Officer) -> str:
    """Say why nothing can be entered into a spot check."""
    if check.closed_at is not None:
        return gettext("这次抽查已经结束。")
    if not by.holds(*JUDGES, centre_id=check.centre_id):
        return gettext("抽查由中心督查科做。")
    return ""
