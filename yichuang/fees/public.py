"""The door of fees. Money is a whole number of fen.

- `tariffs_of(sheet)`: what a guide charges. `set_items`, `items_of`: its publisher's.
- `bill_of(case_id)`, `open_bills`, `payments_of`: reads. `assess`, `exempt`: at the window.
- `pay_at_window`, `order_online`, `receive_callback`, `reconcile`, `refund`: paying. `why_not…`.
- `settle`, `takings_of`, `settlements_at`, `payments_settled`: the day's end. `sweep_pending`: the clock.
- `register`, `Provider`: what a real payment provider implements. `settle_order`, `sandbox_order`: the
  demonstration's.
"""

from .models import Bill, BillLine, FeeItem, Payment, SandboxOrder, Settlement
from .policies import (
    why_not_at_window,
    why_not_bill,
    why_not_move,
    why_not_refund,
    why_not_set_items,
    why_unpaid,
)
from .rules import (
    BILL_MOVES,
    PAYMENT_MOVES,
    BillMove,
    BillState,
    PaymentMove,
    PaymentState,
    PayWay,
    Tariff,
    fen_of,
    read_standard,
    yuan,
)
from .rules.provider import Asked, BadSignature, Callback, Provider, Said, provider_named, register
from .selectors import (
    Takings,
    bill_of,
    items_of,
    may_settle,
    open_bills,
    payments_of,
    payments_settled,
    provider_at,
    sandbox_order,
    settlements_at,
    takings_of,
    tariffs_of,
)
from .services import (
    Charge,
    assess,
    exempt,
    order_online,
    pay_at_window,
    receive_callback,
    reconcile,
    refund,
    set_items,
    settle,
    sweep_pending,
)
from .services.sandbox import message, settle_order, sign

__all__ = [
    "BILL_MOVES",
    "PAYMENT_MOVES",
    "Asked",
    "BadSignature",
    "Bill",
    "BillLine",
    "BillMove",
    "BillState",
    "Callback",
    "Charge",
    "FeeItem",
    "PayWay",
    "Payment",
    "PaymentMove",
    "PaymentState",
    "Provider",
    "Said",
    "SandboxOrder",
    "Settlement",
    "Takings",
    "Tariff",
    "assess",
    "bill_of",
    "exempt",
    "fen_of",
    "items_of",
    "may_settle",
    "message",
    "open_bills",
    "order_online",
    "pay_at_window",
    "payments_of",
    "payments_settled",
    "provider_at",
    "provider_named",
    "read_standard",
    "receive_callback",
    "reconcile",
    "refund",
    "register",
    "sandbox_order",
    "set_items",
    "settle",
    "settle_order",
    "settlements_at",
    "sign",
    "sweep_pending",
    "takings_of",
    "tariffs_of",
    "why_not_at_window",
    "why_not_bill",
    "why_not_move",
    "why_not_refund",
    "why_not_set_items",
    "why_unpaid",
    "yuan",
]
