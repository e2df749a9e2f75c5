"""The words and the arithmetic of fees. No queries, no clock, no request."""

from .money import fen_of, yuan
from .states import (
    BILL_MOVES,
    PAYMENT_MOVES,
    BillMove,
    BillState,
    PaymentMove,
    PaymentState,
    PayWay,
)
from .tariff import Tariff, read_standard

__all__ = [
    "BILL_MOVES",
    "PAYMENT_MOVES",
    "BillMove",
    "BillState",
    "PayWay",
    "PaymentMove",
    "PaymentState",
    "Tariff",
    "fen_of",
    "read_standard",
    "yuan",
]
