from .bookings import (
    BookedSlot,
    booking_of,
    bookings_of_person,
    bookings_on,
    count_on,
    followed,
    open_bookings_of,
)
from .offers import Day, Free, Offer, days_of, matters_with_plans, next_free, offer_of, themes_with_plans
from .penalties import penalty_at
from .plans import blackouts_at, plan_of, plans_at

__all__ = [
    "BookedSlot",
    "Day",
    "Free",
    "Offer",
    "blackouts_at",
    "booking_of",
    "bookings_of_person",
    "bookings_on",
    "count_on",
    "days_of",
    "followed",
    "matters_with_plans",
    "next_free",
    "offer_of",
    "open_bookings_of",
    "penalty_at",
    "plan_of",
    "plans_at",
    "themes_with_plans",
]
