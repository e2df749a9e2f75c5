from .applicants import applicant_by_number
from .centres import (
    centre_card,
    centre_setting,
    department_authorises,
    department_card,
    line_of,
    setting_text,
    window_card,
    window_words,
)
from .closings import (
    closings_at,
    closings_of,
    closings_to_count,
    count_below,
    covered_by,
    days_outside_limits,
    forget_closings,
    hours_at,
)
from .officers import officer, officer_by_token, people_at, responsible_at

__all__ = [
    "applicant_by_number",
    "centre_card",
    "centre_setting",
    "closings_at",
    "closings_of",
    "closings_to_count",
    "count_below",
    "covered_by",
    "days_outside_limits",
    "department_authorises",
    "department_card",
    "forget_closings",
    "hours_at",
    "line_of",
    "officer",
    "officer_by_token",
    "people_at",
    "responsible_at",
    "setting_text",
    "window_card",
    "window_words",
]
