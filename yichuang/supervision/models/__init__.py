from .card import Card
from .check import SpotCheck, SpotItem
from .order import DelayReason, Order, Reply
from .rule import RuleVersion
from .watched import Watched

__all__ = ["Card", "DelayReason", "Order", "Reply", "RuleVersion", "SpotCheck", "SpotItem", "Watched"]
