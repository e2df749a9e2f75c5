from .figures import GROUPS, Figure, Month, errands_in, figures_of, month_of
from .reads import (
    Narrow,
    invitation_by,
    invitation_of,
    just_served_at,
    rating_by_id,
    ratings_for,
    services_of,
)

__all__ = [
    "GROUPS",
    "Figure",
    "Month",
    "Narrow",
    "errands_in",
    "figures_of",
    "invitation_by",
    "invitation_of",
    "just_served_at",
    "month_of",
    "rating_by_id",
    "ratings_for",
    "services_of",
]
