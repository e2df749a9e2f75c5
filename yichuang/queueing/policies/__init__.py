from .sheet import may_enter_for
from .tickets import why_not, why_not_call, why_not_note
from .windows import may_turn, why_not_themes, why_not_turn

__all__ = [
    "may_enter_for",
    "may_turn",
    "why_not",
    "why_not_call",
    "why_not_note",
    "why_not_themes",
    "why_not_turn",
]
