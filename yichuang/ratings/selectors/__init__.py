from yichuang.worktime.public import Month, month_of

from .figures import GROUPS, Figure, errands_in, figures_of
from .reads import (
    Narrow,
    invitation_by,
    invitation_of,
    just_served_at,
    rating_by_id,
    ratings_between,
    ratings_for,
    services_of,
)
from .reports import Count, MonthRow, count_of, months_to_report, published_report, report_of

__all__ = [
    "GROUPS",
    "Count",
    "Figure",
    "Month",
    "MonthRow",
    "Narrow",
    "count_of",
    "errands_in",
    "figures_of",
    "invitation_by",
    "invitation_of",
    "just_served_at",
    "month_of",
    "months_to_report",
    "published_report",
    "rating_by_id",
    "ratings_between",
    "ratings_for",
    "report_of",
    "services_of",
]
