"""The one gate through which a payment changes its state."""

from yichuang.journal.public import Event, Line
from yichuang.kit.refusal import Refused
from yichuang.kit.swapping import swap

from ..models import Bill, Payment
from ..policies import why_not_move
from ..rules import PAYMENT_MOVES, PaymentMove, PaymentState
from ..rules.provider import provider_named


def move_payment(payment: Payment, move: PaymentMove, **changes: object) -> None:
    """Move a payment by its table."""
    if reason := why_not_move(payment, move):
        raise Refused(reason)
    swap(payment, state=PAYMENT_MOVES[PaymentState(payment.state), move], **changes)


def close_pending(bill: Bill) -> list[Line]:
    """Close the order that waits, because the bill is settled otherwise. Returns the journal's lines."""
    waiting = Payment.objects.filter(bill=bill, state=PaymentState.PENDING).first()
    if waiting is None:
        return []
    move_payment(waiting, PaymentMove.CLOSE, look_at=None)
    if provider := provider_named(waiting.provider):
        provider.close(waiting.order_no)
    return [Line(Event.PAYMENT_CLOSED, {"order": waiting.order_no}, thing=waiting)]
