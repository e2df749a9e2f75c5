"""The words and the arithmetic of a case. No queries, no clock, no request."""

from .clock import Light, Limits, Reading, days_left, limits_for, reading
from .states import MOVES, OPEN_STATES, Action, Mark, Outcome, State

__all__ = [
    "MOVES",
    "OPEN_STATES",
    "Action",
    "Light",
    "Limits",
    "Mark",
    "Outcome",
    "Reading",
    "State",
    "days_left",
    "limits_for",
    "reading",
]
