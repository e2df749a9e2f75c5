"""The two tables: a bill, and each attempt to pay it."""

from django.db.models import TextChoices


class BillState(TextChoices):
    """Where a case's bill stands."""

    ASSESSING = "assessing", "待核定"  # quantities are not known yet
    DUE = "due", "待缴费"
    PAID = "paid", "已缴费"
    EXEMPT = "exempt", "已免收"
    CANCELLED = "cancelled", "不用缴"
    REFUNDED = "refunded", "已退费"


class BillMove(TextChoices):
    """What can be done to a bill."""

    ASSESS = "assess", "核定"
    EXEMPT = "exempt", "减免"
    FREE = "free", "全部免收"
    PAY = "pay", "缴费"
    CANCEL = "cancel", "取消"
    REFUND = "refund", "退费"


BILL_MOVES: dict[tuple[BillState, BillMove], BillState] = {
    (BillState.ASSESSING, BillMove.ASSESS): BillState.DUE,
    (BillState.ASSESSING, BillMove.FREE): BillState.EXEMPT,
    (BillState.ASSESSING, BillMove.CANCEL): BillState.CANCELLED,
    (BillState.DUE, BillMove.EXEMPT): BillState.DUE,
    (BillState.DUE, BillMove.FREE): BillState.EXEMPT,
    (BillState.DUE, BillMove.PAY): BillState.PAID,
    (BillState.DUE, BillMove.CANCEL): BillState.CANCELLED,
    (BillState.PAID, BillMove.REFUND): BillState.REFUNDED,
}


class PayWay(TextChoices):
    """How it is paid (R145)."""

    CASH = "cash", "现金"
    CARD = "card", "刷卡"
    ONLINE = "online", "网上支付"


class PaymentState(TextChoices):
    """Where one attempt to pay stands."""

    PENDING = "pending", "等待支付"
    PAID = "paid", "已支付"
    FAILED = "failed", "支付失败"
    CLOSED = "closed", "已关闭"
    REFUNDING = "refunding", "退款中"
    REFUNDED = "refunded", "已退款"


class PaymentMove(TextChoices):
    """What can happen to it."""

    SUCCEED = "succeed", "支付成功"
    SUCCEED_LATE = "succeed_late", "迟到的支付，退回"  # the bill was settled in another way meanwhile
    FAIL = "fail", "支付失败"
    CLOSE = "close", "关闭"
    REFUND = "refund", "退款"
    REFUND_DONE = "refund_done", "退款成功"


PAYMENT_MOVES: dict[tuple[PaymentState, PaymentMove], PaymentState] = {
    (PaymentState.PENDING, PaymentMove.SUCCEED): PaymentState.PAID,
    (PaymentState.PENDING, PaymentMove.SUCCEED_LATE): PaymentState.REFUNDING,
    (PaymentState.PENDING, PaymentMove.FAIL): PaymentState.FAILED,
    (PaymentState.PENDING, PaymentMove.CLOSE): PaymentState.CLOSED,
    (PaymentState.FAILED, PaymentMove.SUCCEED): PaymentState.PAID,  # providers do change their mind
    (PaymentState.FAILED, PaymentMove.SUCCEED_LATE): PaymentState.REFUNDING,
    (PaymentState.CLOSED, PaymentMove.SUCCEED): PaymentState.PAID,  # given up too early; the bill still waits
    (PaymentState.CLOSED, PaymentMove.SUCCEED_LATE): PaymentState.REFUNDING,
    (PaymentState.PAID, PaymentMove.REFUND): PaymentState.REFUNDING,
    (PaymentState.REFUNDING, PaymentMove.REFUND_DONE): PaymentState.REFUNDED,
}
