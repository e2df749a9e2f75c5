from .case import FROM_BELOW, Bigrams, Case, CaseDay
from .clock import Clock, ClockEntry, ClockEvent
from .law import Gap, IntakeRule, Relay, Request, Supplement, Violation
from .material import Attachment, CaseMaterial

__all__ = [
    "FROM_BELOW",
    "Attachment",
    "Bigrams",
    "Case",
    "CaseDay",
    "CaseMaterial",
    "Clock",
    "ClockEntry",
    "ClockEvent",
    "Gap",
    "IntakeRule",
    "Relay",
    "Request",
    "Supplement",
    "Violation",
]
