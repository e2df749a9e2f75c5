from .announcing import Words, announce, why_not_announce, withdraw
from .blocks import PaperNumber, enter, reserve_block
from .calling import call_next, call_this, recall
from .forgetting import personal_data
from .live import DESK, LIVE, tell_desk, tell_hall
from .noting import note_afterwards
from .policy import set_policy
from .relieving import relieve
from .serving import (
    come_back,
    correct,
    end,
    give_up,
    leave,
    link_case,
    miss,
    park,
    serve,
    transfer,
    undo,
)
from .sheet import Kind, Outcome, Sheet, enter_sheet
from .taking import Visit, Visitor, clear_left_over, take, taken_as
from .windows import set_themes, turn

__all__ = [
    "DESK",
    "LIVE",
    "Kind",
    "Outcome",
    "PaperNumber",
    "Sheet",
    "Visit",
    "Visitor",
    "Words",
    "announce",
    "call_next",
    "call_this",
    "clear_left_over",
    "come_back",
    "correct",
    "end",
    "enter",
    "enter_sheet",
    "give_up",
    "leave",
    "link_case",
    "miss",
    "note_afterwards",
    "park",
    "personal_data",
    "recall",
    "relieve",
    "reserve_block",
    "serve",
    "set_policy",
    "set_themes",
    "take",
    "taken_as",
    "tell_desk",
    "tell_hall",
    "transfer",
    "turn",
    "undo",
    "why_not_announce",
    "withdraw",
]
