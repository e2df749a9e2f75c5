"""Reads of the journal: the story of a subject, its seals, and the proof that nothing was changed."""

from .proof import Fault, FaultKind, Proof, breaks, prove
from .seals import (
    DaySeal,
    Lag,
    lag,
    last_seals,
    last_verification,
    latest_seals,
    seal_by_mark,
    seals_of_day,
)
from .story import Tip, lines_about, lines_by, story, tip

__all__ = [
    "DaySeal",
    "Fault",
    "FaultKind",
    "Lag",
    "Proof",
    "Tip",
    "breaks",
    "lag",
    "last_seals",
    "last_verification",
    "latest_seals",
    "lines_about",
    "lines_by",
    "prove",
    "seal_by_mark",
    "seals_of_day",
    "story",
    "tip",
]
