"""The only code that writes hand-overs, errands and referrals."""

from .errands import come_back, go_out, note_seen, refer
from .signing import bring_back, decline, hand, open_handover, receive, sign_all, sweep_late

__all__ = [
    "bring_back",
    "come_back",
    "decline",
    "go_out",
    "hand",
    "note_seen",
    "open_handover",
    "receive",
    "refer",
    "sign_all",
    "sweep_late",
]
