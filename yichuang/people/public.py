"""The door of people: centres, departments, windows, staff, applicants.

- `Officer`: a signed-in person with today's roles; every service above takes one as `by`.
- `officer(staff_id, on=)`: one query. `sign_in`, `note_sign_in`, `change_password`.
- `identify(Particulars)`: the applicant of a number, known again or recorded (R069, R070).
- `reveal`, `consent_to`, `disclose_to`: personal data leaves its mask only with a trace (R258, R259).
- `centre_setting`, `setting_text`: a centre's settings, inherited from the one it follows (R001).
- `shut_hall`, `withdraw_closing`: a hall stays shut. `hours_at`: opening hours with closings.
  `days_outside_limits`: what a government notice takes out of legal limits.
- `department_authorises`: may the window decide this matter itself (R010)?
"""

from .models import (
    ApiToken,
    Applicant,
    ApprovalSeal,
    Authorisation,
    Centre,
    Closing,
    Consent,
    Department,
    RoleGrant,
    Staff,
    Theme,
    Window,
    WindowAssignment,
)
from .rules.identity import PERSON_IDS, Identity, IdKind, id_check, read_identity, uscc_check
from .rules.officer import Grant, Officer
from .rules.passwords import why_weak
from .rules.roles import ADMIN_ROLES, STANDARD_THEMES, Level, Role
from .rules.settings import CENTRE_SETTINGS, SettingSpec, declare_settings
from .selectors import (
    applicant_by_number,
    centre_setting,
    closings_of,
    closings_to_count,
    count_below,
    covered_by,
    days_outside_limits,
    department_authorises,
    department_card,
    forget_closings,
    hours_at,
    line_of,
    officer,
    officer_by_token,
    people_at,
    responsible_at,
    setting_text,
    window_words,
)
from .services import (
    change_password,
    consent_to,
    disclose_to,
    end_role,
    found_centre,
    found_first_centre,
    give_token,
    grant_role,
    hire,
    identify,
    note_counted,
    note_sign_in,
    note_sign_out,
    reveal,
    set_setting,
    shut_hall,
    sign_in,
    withdraw_closing,
)
from .services.applicants import Particulars
from .services.closings import Shutting
from .services.staff import Hire

__all__ = [
    "ADMIN_ROLES",
    "CENTRE_SETTINGS",
    "PERSON_IDS",
    "STANDARD_THEMES",
    "ApiToken",
    "Applicant",
    "ApprovalSeal",
    "Authorisation",
    "Centre",
    "Closing",
    "Consent",
    "Department",
    "Grant",
    "Hire",
    "IdKind",
    "Identity",
    "Level",
    "Officer",
    "Particulars",
    "Role",
    "RoleGrant",
    "SettingSpec",
    "Shutting",
    "Staff",
    "Theme",
    "Window",
    "WindowAssignment",
    "applicant_by_number",
    "centre_setting",
    "change_password",
    "closings_of",
    "closings_to_count",
    "consent_to",
    "count_below",
    "covered_by",
    "days_outside_limits",
    "declare_settings",
    "department_authorises",
    "department_card",
    "disclose_to",
    "end_role",
    "forget_closings",
    "found_centre",
    "found_first_centre",
    "give_token",
    "grant_role",
    "hire",
    "hours_at",
    "id_check",
    "identify",
    "line_of",
    "note_counted",
    "note_sign_in",
    "note_sign_out",
    "officer",
    "officer_by_token",
    "people_at",
    "read_identity",
    "responsible_at",
    "reveal",
    "set_setting",
    "setting_text",
    "shut_hall",
    "sign_in",
    "uscc_check",
    "why_weak",
    "window_words",
    "withdraw_closing",
]
