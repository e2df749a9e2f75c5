from .applicant import Applicant, Consent
from .centre import Centre, Department, Theme, Window
from .staff import ApprovalSeal, Authorisation, RoleGrant, Staff, WindowAssignment

__all__ = [
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
