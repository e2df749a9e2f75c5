from .applicant import Applicant, Consent
from .centre import Centre, Department, Theme, Window
from .closing import Closing
from .staff import ApiToken, ApprovalSeal, Authorisation, RoleGrant, Staff, WindowAssignment

__all__ = [
    "ApiToken",
    "Applicant",
    "ApprovalSeal",
    "Authorisation",
    "Centre",
    "Closing",
    "Consent",
    "Department",
    "RoleGrant",
    "Staff",
    "Theme",
    "Window",
    "WindowAssignment",
]
