from .cards import change, raise_by_hand
from .checking import Draw, close_check, draw, look_at_item, rectify
from .orders import Demand, explain_delay, judge, order, reply
from .rules import NewRule, set_rule
from .watches import look_again, watch, watch_day
from .watching import look_at_halls, sweep

__all__ = [
    "Demand",
    "Draw",
    "NewRule",
    "change",
    "close_check",
    "draw",
    "explain_delay",
    "judge",
    "look_again",
    "look_at_halls",
    "look_at_item",
    "order",
    "raise_by_hand",
    "rectify",
    "reply",
    "set_rule",
    "sweep",
    "watch",
    "watch_day",
]
