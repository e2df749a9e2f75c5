from .board import BoardNow, Relief, board_now
from .estimates import Waits, estimate_of, forget_learned, newcomers_waits, waits_at
from .hall import HallNow, PublicCall, PublicWindow, hall_now, last_calls
from .lines import Line, ahead_of, calls_since, covers, lines_at, waiting_in, why_behind
from .policy import policy_of
from .windows import (
    Caller,
    WindowView,
    at_window,
    caller_of,
    duties_at,
    duty_of,
    parked_at,
    serves_of,
    themes_of,
    window_of,
    window_view,
)

__all__ = [
    "BoardNow",
    "Caller",
    "HallNow",
    "Line",
    "PublicCall",
    "PublicWindow",
    "Relief",
    "Waits",
    "WindowView",
    "ahead_of",
    "at_window",
    "board_now",
    "caller_of",
    "calls_since",
    "covers",
    "duties_at",
    "duty_of",
    "estimate_of",
    "forget_learned",
    "hall_now",
    "last_calls",
    "lines_at",
    "newcomers_waits",
    "parked_at",
    "policy_of",
    "serves_of",
    "themes_of",
    "waiting_in",
    "waits_at",
    "why_behind",
    "window_of",
    "window_view",
]
