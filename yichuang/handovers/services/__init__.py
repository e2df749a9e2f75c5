"""The only code that writes hand-overs, errands, referrals and official documents."""

from .docs import Incoming, answer_doc, deliver_answer, sign_doc, take_in_doc
from .errands import come_back, go_out, note_seen, refer
from .signing import bring_back, decline, hand, open_handover, receive, sign_all, sweep_late

__all__ = [
    "Incoming",
    "answer_doc",
    "bring_back",
    "come_back",
    "decline",
    "deliver_answer",
    "go_out",
    "hand",
    "note_seen",
    "open_handover",
    "receive",
    "refer",
    "sign_all",
    "sign_doc",
    "sweep_late",
    "take_in_doc",
]
