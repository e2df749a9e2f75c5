"""The only code that writes fees. Every payment takes its bill's row first, so that two meet one after the other."""

from .announcing import Charge, announce, assess, cancel_bill, exempt, set_items
from .paying import (
    order_online,
    pay_at_window,
    receive_callback,
    reconcile,
    refund,
    sweep_pending,
)
from .settling import settle

__all__ = [
    "Charge",
    "announce",
    "assess",
    "cancel_bill",
    "exempt",
    "order_online",
    "pay_at_window",
    "receive_callback",
    "reconcile",
    "refund",
    "set_items",
    "settle",
    "sweep_pending",
]
