"""The words and the arithmetic of a case. No queries, no clock, no request."""

from .clock import AN_INSTANT, Light, Limits, Reading, days_left, limits_for, reading
from .ledger import Extension, History, Pause, end_of_limit
from .states import (
    BEFORE_ACCEPTANCE,
    ENDED_EARLY,
    MOVES,
    OFFICE_ACTIONS,
    OPEN_STATES,
    Action,
    Mark,
    Outcome,
    State,
)

__all__ = [
    "AN_INSTANT",
    "BEFORE_ACCEPTANCE",
    "ENDED_EARLY",
    "MOVES",
    "OFFICE_ACTIONS",
    "OPEN_STATES",
    "Action",
    "Extension",
    "History",
    "Light",
    "Limits",
    "Mark",
    "Outcome",
    "Pause",
    "Reading",
    "State",
    "days_left",
    "end_of_limit",
    "limits_for",
    "reading",
]
