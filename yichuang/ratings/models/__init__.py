from .handling import Flag, Handling, SeatAddress
from .rating import Invitation, Rating, Saying

__all__ = ["Flag", "Handling", "Invitation", "Rating", "Saying", "SeatAddress"]
