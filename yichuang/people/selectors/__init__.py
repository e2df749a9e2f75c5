from .applicants import applicant_by_number
from .centres import (
    centre_setting,
    department_authorises,
    department_card,
    line_of,
    setting_text,
    window_words,
)
from .officers import officer, officer_by_token, people_at, responsible_at

__all__ = [
    "applicant_by_number",
    "centre_setting",
    "department_authorises",
    "department_card",
    "line_of",
    "officer",
    "officer_by_token",
    "people_at",
    "responsible_at",
    "setting_text",
    "window_words",
]
