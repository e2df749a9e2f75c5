from .after import Bar, Commitment, CommitmentRule, Delivery
from .case import FROM_BELOW, Bigrams, Case, CaseDay
from .clock import Clock, ClockEntry, ClockEvent
from .law import Gap, IntakeRule, Relay, Request, Supplement, Violation
from .material import Attachment, CaseMaterial

__all__ = [
    "FROM_BELOW",
    "Attachment",
    "Bar",
    "Bigrams",
    "Case",
    "CaseDay",
    "CaseMaterial",
    "Clock",
    "ClockEntry",
    "ClockEvent",
    "Commitment",
    "CommitmentRule",
    "Delivery",
    "Gap",
    "IntakeRule",
    "Relay",
    "Request",
    "Supplement",
    "Violation",
]
