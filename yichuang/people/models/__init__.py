from .applicant import Applicant, Consent
from .centre import Centre, Department, Theme, Window
from .staff import ApiToken, ApprovalSeal, Authorisation, RoleGrant, Staff, WindowAssignment

__all__ = [
    "ApiToken",
    "Applicant",
    "ApprovalSeal",
    "Authorisation",
    "Centre",
    "Consent",
    "Department",
    "RoleGrant",
    "Staff",
    "Theme",
    "Window",
    "WindowAssignment",
]
