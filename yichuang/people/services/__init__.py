"""The only code that writes people."""

from .applicants import consent_to, disclose_to, identify, reveal
from .centres import found_centre, found_first_centre
from .closings import note_counted, shut_hall, withdraw_closing
from .settings import set_setting
from .staff import (
    change_password,
    end_role,
    give_token,
    grant_role,
    hire,
    note_sign_in,
    note_sign_out,
    sign_in,
)

__all__ = [
    "change_password",
    "consent_to",
    "disclose_to",
    "end_role",
    "found_centre",
    "found_first_centre",
    "give_token",
    "grant_role",
    "hire",
    "identify",
    "note_counted",
    "note_sign_in",
    "note_sign_out",
    "reveal",
    "set_setting",
    "shut_hall",
    "sign_in",
    "withdraw_closing",
]
