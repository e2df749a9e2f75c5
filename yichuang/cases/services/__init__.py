"""The only code that writes cases. One public function for each event in the real world."""

from .clocks import recount_provisional, sweep_lights
from .decision import decide, decide_here
from .delivery import Collection, hand_out
from .intake import Intake, accept, discard, draft, follow_guide, sheet_today, take_in
from .materials import attach, mark_material, mark_rest_received, note_typed, set_aside

__all__ = [
    "Collection",
    "Intake",
    "accept",
    "attach",
    "decide",
    "decide_here",
    "discard",
    "draft",
    "follow_guide",
    "hand_out",
    "mark_material",
    "mark_rest_received",
    "note_typed",
    "recount_provisional",
    "set_aside",
    "sheet_today",
    "sweep_lights",
    "take_in",
]
