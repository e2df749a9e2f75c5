"""The only code that writes review. One public function for each event in the real world."""

from .countersigning import name_signers, sign
from .denials import (
    Grounds,
    confirm_denial,
    drop_denials,
    register_denial,
    revise_denial,
    send_back_denial,
    withdraw_denial,
)
from .hearing_days import recount_hearings
from .hearings import (
    Call,
    HearingNotes,
    Party,
    Present,
    Right,
    ask_hearing,
    call_hearing,
    note_party_answer,
    record_hearing,
    tell_hearing_right,
    tell_party,
    waive_hearing,
)
from .hearings_by_law import Ordered, lift_hearing_rule, order_hearing, set_hearing_rule
from .inspections import (
    Seen,
    record_inspection,
    waive_inspection,
)
from .meetings import Held, Minutes, ask_meeting, call_off_meeting, hold_meeting, minute_meeting
from .special import end_special, start_special
from .steps import decide, drop_open, move_due, note_draft, open_step, pass_on, send_back, sweep_lights
from .urgent import call_out
from .window import answer_return, return_to_window, send_in

__all__ = [
    "Call",
    "Grounds",
    "HearingNotes",
    "Held",
    "Minutes",
    "Ordered",
    "Party",
    "Present",
    "Right",
    "Seen",
    "answer_return",
    "ask_hearing",
    "ask_meeting",
    "call_hearing",
    "call_off_meeting",
    "call_out",
    "confirm_denial",
    "decide",
    "drop_denials",
    "drop_open",
    "end_special",
    "hold_meeting",
    "lift_hearing_rule",
    "minute_meeting",
    "move_due",
    "name_signers",
    "note_draft",
    "note_party_answer",
    "open_step",
    "order_hearing",
    "pass_on",
    "record_hearing",
    "record_inspection",
    "recount_hearings",
    "register_denial",
    "return_to_window",
    "revise_denial",
    "send_back",
    "send_back_denial",
    "send_in",
    "set_hearing_rule",
    "sign",
    "start_special",
    "sweep_lights",
    "tell_hearing_right",
    "tell_party",
    "waive_hearing",
    "waive_inspection",
    "withdraw_denial",
]
