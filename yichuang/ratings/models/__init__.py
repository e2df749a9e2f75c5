from .handling import Flag, Handling, SeatAddress, StaffDevice
from .own import OwnNote
from .rating import Invitation, Rating, Saying
from .report import MonthlyReport

__all__ = [
    "Flag",
    "Handling",
    "Invitation",
    "MonthlyReport",
    "OwnNote",
    "Rating",
    "Saying",
    "SeatAddress",
    "StaffDevice",
]
