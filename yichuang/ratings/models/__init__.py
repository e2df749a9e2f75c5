from .handling import Flag, Handling, SeatAddress
from .own import OwnNote
from .rating import Invitation, Rating, Saying

__all__ = ["Flag", "Handling", "Invitation", "OwnNote", "Rating", "Saying", "SeatAddress"]
