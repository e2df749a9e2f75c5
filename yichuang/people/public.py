"""The door of people: centres, departments, windows, staff, applicants."""

from .models import (
    Applicant,
    ApprovalSeal,
    Authorisation,
    Centre,
    Consent,
    Department,
    RoleGrant,
    Staff,
    Theme,
    Window,
    WindowAssignment,
)
from .rules.identity import PERSON_IDS, Identity, IdKind, id_check, read_identity, uscc_check
from .rules.roles import ADMIN_ROLES, Level, Role

__all__ = [
    "ADMIN_ROLES",
    "PERSON_IDS",
    "Applicant",
    "ApprovalSeal",
    "Authorisation",
    "Centre",
    "Consent",
    "Department",
    "IdKind",
    "Identity",
    "Level",
    "Role",
    "RoleGrant",
    "Staff",
    "Theme",
    "Window",
    "WindowAssignment",
    "id_check",
    "read_identity",
    "uscc_check",
]
