from yichuang.worktime.public import Month, month_of

from .figures import GROUPS, Figure, errands_in, figures_of
from .reads import (
    Narrow,
    invitation_by,
    invitation_of,
    just_served_at,
    rating_by_id,
    ratings_for,
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
]
