"""The only code that writes licences."""

from .asking import ask_about
from .ending import cancel, restore, revoke, suspend, sweep_licences
from .granting import settle_case, settle_ended
from .letters import Reasons

__all__ = [
    "Reasons",
    "ask_about",
    "cancel",
    "restore",
    "revoke",
    "settle_case",
    "settle_ended",
    "suspend",
    "sweep_licences",
]
