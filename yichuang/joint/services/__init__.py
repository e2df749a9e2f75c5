"""The only code that writes joint applications. The parts are cases, and are written by their own room."""

from .course import Minutes, advance, extend, follow_parts, meet, sweep
from .drafts import add_file, begin_draft, forget_drafts, keep, remove_file, throw_away
from .ending import hand_out, withdraw
from .limit import recount
from .offers import offer
from .sending import send
from .supplements import forget_uploads, hand_in, take_along, take_back, upload
from .taking_in import accept, begin, mark, note, resubmit, supplement

__all__ = [
    "Minutes",
    "accept",
    "add_file",
    "advance",
    "begin",
    "begin_draft",
    "extend",
    "follow_parts",
    "forget_drafts",
    "forget_uploads",
    "hand_in",
    "hand_out",
    "keep",
    "mark",
    "meet",
    "note",
    "offer",
    "recount",
    "remove_file",
    "resubmit",
    "send",
    "supplement",
    "sweep",
    "take_along",
    "take_back",
    "throw_away",
    "upload",
    "withdraw",
]
