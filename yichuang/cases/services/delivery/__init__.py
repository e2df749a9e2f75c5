"""Giving the result to the applicant: at the window, by courier, online (行政许可法 44)."""

from .choosing import Wish, begin_delivery, choose_as_typed, choose_delivery, sweep_deliveries
from .handing import Collection, hand_out
from .online import deliver_online
from .posting import Parcel, come_back, send, sign_for

__all__ = [
    "Collection",
    "Parcel",
    "Wish",
    "begin_delivery",
    "choose_as_typed",
    "choose_delivery",
    "come_back",
    "deliver_online",
    "hand_out",
    "send",
    "sign_for",
    "sweep_deliveries",
]
