"""Who may do what to a case under review, and why not. One rule, one sentence, every surface."""

from .denials import why_not_deny, why_not_register
from .gates import why_not_decide
from .hearings import (
    days_to_hold,
    why_not_call,
    why_not_hearing,
    why_not_order,
    why_not_party,
    why_not_record,
    why_not_rule,
    why_not_tell_right,
)
from .office import (
    why_not_here,
    why_not_meeting,
    why_not_special,
    why_not_waive_inspection,
)
from .steps import (
    countersign_of,
    why_not,
    why_not_answer_return,
    why_not_examined,
    why_not_name_signers,
    why_not_pass_yet,
    why_not_send_in,
    why_not_sign,
    why_not_words,
)

__all__ = [
    "countersign_of",
    "days_to_hold",
    "why_not",
    "why_not_answer_return",
    "why_not_call",
    "why_not_decide",
    "why_not_deny",
    "why_not_examined",
    "why_not_hearing",
    "why_not_here",
    "why_not_meeting",
    "why_not_name_signers",
    "why_not_order",
    "why_not_party",
    "why_not_pass_yet",
    "why_not_record",
    "why_not_register",
    "why_not_rule",
    "why_not_send_in",
    "why_not_sign",
    "why_not_special",
    "why_not_tell_right",
    "why_not_waive_inspection",
    "why_not_words",
]
