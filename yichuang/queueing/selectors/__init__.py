from .estimates import Outlook, Prospect, outlook_of, prospect_of, prospects_at
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
    "Caller",
    "Line",
    "Outlook",
    "Prospect",
    "WindowView",
    "ahead_of",
    "at_window",
    "caller_of",
    "calls_since",
    "covers",
    "duties_at",
    "duty_of",
    "lines_at",
    "outlook_of",
    "parked_at",
    "policy_of",
    "prospect_of",
    "prospects_at",
    "serves_of",
    "themes_of",
    "waiting_in",
    "why_behind",
    "window_of",
    "window_view",
]
