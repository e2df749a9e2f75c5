"""The only code that writes cases. One public function for each event in the real world."""

from .accepting import accept, deem_accepted
from .applying import Application, apply
from .bars import bar_applicant, check_not_barred
from .clocks import Special, pause, recount_provisional, resume
from .closings import recount_closings
from .commitments import (
    Offer,
    accept_on_commitment,
    begin_check,
    drop_commitment,
    find,
    offer_commitment,
    sweep_commitments,
)
from .decision import Decision, decide, decide_here
from .delivery import (
    Collection,
    Parcel,
    Wish,
    begin_delivery,
    choose_delivery,
    come_back,
    deliver_online,
    hand_out,
    send,
    sign_for,
    sweep_deliveries,
)
from .ending import terminate, withdraw
from .gaps import Promise, complete
from .intake import HandedIn, discard, draft, follow_guide, set_intake_rule, sheet_today
from .materials import attach, attach_all, mark_material, mark_rest_received, note_typed, set_aside
from .receiving import (
    Refusal,
    correct_on_spot,
    lapse,
    not_require,
    receive,
    refuse,
    resubmit,
    send_supplement,
    supplement,
)
from .requests import answer, ask
from .sweeping import sweep_gaps, sweep_lights, sweep_waiting
from .taking_in import Intake, take_in
from .upward import send_up
from .violations import violated

__all__ = [
    "Application",
    "Collection",
    "Decision",
    "HandedIn",
    "Intake",
    "Offer",
    "Parcel",
    "Promise",
    "Refusal",
    "Special",
    "Wish",
    "accept",
    "accept_on_commitment",
    "answer",
    "apply",
    "ask",
    "attach",
    "attach_all",
    "bar_applicant",
    "begin_check",
    "begin_delivery",
    "check_not_barred",
    "choose_delivery",
    "come_back",
    "complete",
    "correct_on_spot",
    "decide",
    "decide_here",
    "deem_accepted",
    "deliver_online",
    "discard",
    "draft",
    "drop_commitment",
    "find",
    "follow_guide",
    "hand_out",
    "lapse",
    "mark_material",
    "mark_rest_received",
    "not_require",
    "note_typed",
    "offer_commitment",
    "pause",
    "receive",
    "recount_closings",
    "recount_provisional",
    "refuse",
    "resubmit",
    "resume",
    "send",
    "send_supplement",
    "send_up",
    "set_aside",
    "set_intake_rule",
    "sheet_today",
    "sign_for",
    "supplement",
    "sweep_commitments",
    "sweep_deliveries",
    "sweep_gaps",
    "sweep_lights",
    "sweep_waiting",
    "take_in",
    "terminate",
    "violated",
    "withdraw",
]
