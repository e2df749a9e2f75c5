from .complaint import Complaint, Handling, RunningTerm
from .elsewhere import Opening, OpinionBox, Transfer
from .rectification import Rectification, RectificationReply
from .report import MonthlyReport
from .unresolved import Unresolved, UnresolvedStep

__all__ = [
    "Complaint",
    "Handling",
    "MonthlyReport",
    "Opening",
    "OpinionBox",
    "Rectification",
    "RectificationReply",
    "RunningTerm",
    "Transfer",
    "Unresolved",
    "UnresolvedStep",
]
