"""The door of joint applications.

- `begin`, `note`, `mark`, `accept`: one application for several departments. `meet`, `extend`, `withdraw`.
- `hand_out`: every result at once. `advance` runs by itself when a part is decided.
- `page_of`, `bundles_at`, `bundle_of`: reads. `why_not…`: the sentence under a button.
"""

from .models import Bundle, Meeting, Part, Shared
from .policies import why_not, why_not_accept, why_not_begin, why_not_extend
from .rules import JOINT_EXTENSION, JOINT_LIMIT, MOVES, Action, MeetingKind, SharedLine, State, share
from .selectors import JointPage, bundle_of, bundles_at, page_of, parts_of
from .services import Minutes, accept, begin, extend, hand_out, mark, meet, note, sweep, withdraw

__all__ = [
    "JOINT_EXTENSION",
    "JOINT_LIMIT",
    "MOVES",
    "Action",
    "Bundle",
    "JointPage",
    "Meeting",
    "MeetingKind",
    "Minutes",
    "Part",
    "Shared",
    "SharedLine",
    "State",
    "accept",
    "begin",
    "bundle_of",
    "bundles_at",
    "extend",
    "hand_out",
    "mark",
    "meet",
    "note",
    "page_of",
    "parts_of",
    "share",
    "sweep",
    "why_not",
    "why_not_accept",
    "why_not_begin",
    "why_not_extend",
    "withdraw",
]
