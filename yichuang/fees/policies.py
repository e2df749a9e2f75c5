"""Why a fee cannot be set, announced, taken or given back now."""

from django.utils.translation import gettext

from yichuang.catalogue.public import Guide
from yichuang.people.public import Officer, Role

from .models import Bill, Payment
from .rules import BILL_MOVES, PAYMENT_MOVES, BillMove, BillState, PaymentMove, PaymentState, yuan


def why_not_bill(bill: Bill, move: BillMove) -> str:
    """Say that the table of a bill has no such move."""
    if (BillState(bill.state), move) in BILL_MOVES:
        return ""
    words = {"state": gettext(bill.get_state_display()), "move": gettext(move.label)}
    return gettext("这笔费用%(state)s，不能%(move)s。") % words


def why_not_at_window(bill: Bill, move: BillMove, *, by: Officer) -> str:
    """Say why this person cannot do this to a bill at the window."""
    if reason := why_not_bill(bill, move):
        return reason
    if not by.holds(Role.CLERK, centre_id=bill.centre_id):
        return gettext("收费只在本中心的综合窗口办理。")
    return ""


def why_not_move(payment: Payment, move: PaymentMove) -> str:
    """Say that the table of payments has no such move."""
    if (PaymentState(payment.state), move) in PAYMENT_MOVES:
        return ""
    words = {"state": gettext(payment.get_state_display()), "move": gettext(move.label)}
    return gettext("这笔支付%(state)s，不能%(move)s。") % words


def why_not_refund(payment: Payment, *, by: Officer) -> str:
    """Say why this person cannot give the money back: not the one who took it."""
    if reason := why_not_move(payment, PaymentMove.REFUND):
        return reason
    if not by.holds(Role.MANAGER, centre_id=payment.centre_id):
        return gettext("退费由大厅管理人员办理。")
    if payment.created_by == by.staff_no:
        return gettext("收费和退费要由两个人办。")
    return ""


def why_not_set_items(guide: Guide, *, by: Officer) -> str:
    """Say why this person cannot set the charges of a guide: only what is published is charged (R142, R143)."""
    if guide.fee_charged is not True:
        return gettext("这份指南公布的是不收费，或者没有写明，不能设收费项目。")
    if not by.holds(Role.PUBLISHER, department_id=guide.matter.department_id):
        return gettext("收费项目由本部门的事项管理员设置。")
    return ""


def why_unpaid(bill: Bill | None) -> str:
    """Say that a published fee has to be paid before the result is given out; nothing else may hold it.

    What nobody has assessed is the hall's own omission: the result does not wait for it.
    """
    if bill is None or bill.state != BillState.DUE:
        return ""
    return gettext("按公布的标准应缴 %(amount)s，还没有缴。缴费或者办理减免以后出件。") % {
        "amount": yuan(bill.total_fen)
    }
