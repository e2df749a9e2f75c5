"""The door of licences.

- `licences_for(by)`, `licence_by_key`, `licence_of_case`, `licences_of`, `ask_of`, `asks_of`: reads.
  `register`: the public register of grants (行政许可法 40).
- `ask_about(case, licence, kind)`: a case about a licence; its decision does it.
- `revoke`, `cancel`, `suspend`, `restore`: the department's approver; `why_not`. `sweep_licences`: the clock.
"""

from .models import Licence, LicenceAsk
from .policies import last_day_to_ask, why_not, why_not_ask, why_not_move
from .rules import MOVES, AskKind, LicenceMove, LicenceState, Term, is_certificate, read_validity
from .selectors import (
    ask_of,
    asks_of,
    licence_by_key,
    licence_of_case,
    licences_for,
    licences_of,
    register,
)
from .services import Reasons, ask_about, cancel, restore, revoke, suspend, sweep_licences

__all__ = [
    "MOVES",
    "AskKind",
    "Licence",
    "LicenceAsk",
    "LicenceMove",
    "LicenceState",
    "Reasons",
    "Term",
    "ask_about",
    "ask_of",
    "asks_of",
    "cancel",
    "is_certificate",
    "last_day_to_ask",
    "licence_by_key",
    "licence_of_case",
    "licences_for",
    "licences_of",
    "read_validity",
    "register",
    "restore",
    "revoke",
    "suspend",
    "sweep_licences",
    "why_not",
    "why_not_ask",
    "why_not_move",
]
