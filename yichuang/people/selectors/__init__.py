from .applicants import applicant_by_number
from .centres import centre_setting, department_authorises, department_card, line_of, setting_text
from .officers import officer, people_at

__all__ = [
    "applicant_by_number",
    "centre_setting",
    "department_authorises",
    "department_card",
    "line_of",
    "officer",
    "people_at",
    "setting_text",
]
