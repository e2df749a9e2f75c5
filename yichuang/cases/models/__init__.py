from .after import Bar, Commitment, CommitmentRule, Delivery
from .case import Bigrams, Case, CaseDay
from .clock import Clock, ClockEntry, ClockEvent
from .law import Gap, IntakeRule, Request, Supplement, Violation
from .material import Attachment, CaseMaterial

__all__ = [
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
    "Request",
    "Supplement",
    "Violation",
]
