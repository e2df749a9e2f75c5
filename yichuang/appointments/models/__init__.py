from .booking import Booking, Click
from .plan import Blackout, Plan, Slot

__all__ = ["Blackout", "Booking", "Click", "Plan", "Slot"]
