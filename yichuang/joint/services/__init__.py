"""The only code that writes joint applications. The parts are cases, and are written by their own room."""

from .course import Minutes, advance, extend, follow_parts, meet, sweep
from .drafts import add_file, begin_draft, forget_drafts, keep, remove_file, throw_away
from .ending import hand_out, withdraw
from .limit import recount
from .offers import offer
from .sending import send
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
    "throw_away",
    "withdraw",
]
