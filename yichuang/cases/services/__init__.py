"""The only code that writes cases. One public function for each event in the real world."""

from .accepting import accept, deem_accepted
from .clocks import Special, pause, recount_provisional, resume
from .decision import Decision, decide, decide_here
from .delivery import Collection, hand_out
from .ending import terminate, withdraw
from .gaps import Promise, complete
from .intake import HandedIn, discard, draft, follow_guide, set_intake_rule, sheet_today
from .materials import attach, mark_material, mark_rest_received, note_typed, set_aside
from .receiving import Refusal, correct_on_spot, lapse, not_require, receive, refuse, resubmit, supplement
from .requests import answer, ask
from .sweeping import sweep_gaps, sweep_lights, sweep_waiting
from .taking_in import Intake, take_in

__all__ = [
    "Collection",
    "Decision",
    "HandedIn",
    "Intake",
    "Promise",
    "Refusal",
    "Special",
    "accept",
    "answer",
    "ask",
    "attach",
    "complete",
    "correct_on_spot",
    "decide",
    "decide_here",
    "deem_accepted",
    "discard",
    "draft",
    "follow_guide",
    "hand_out",
    "lapse",
    "mark_material",
    "mark_rest_received",
    "not_require",
    "note_typed",
    "pause",
    "receive",
    "recount_provisional",
    "refuse",
    "resubmit",
    "resume",
    "set_aside",
    "set_intake_rule",
    "sheet_today",
    "supplement",
    "sweep_gaps",
    "sweep_lights",
    "sweep_waiting",
    "take_in",
    "terminate",
    "withdraw",
]
