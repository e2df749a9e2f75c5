"""The door of cases.

- `draft`, `note_typed`, `mark_material`, `mark_rest_received`, `attach`, `set_aside`, `accept`,
  `discard`: the window takes in. `take_in(Intake)`: the same at once, for integrators.
- `decide`: called by approvals. `decide_here`: an immediate case at the window. `hand_out`: delivery.
- `why_not…`: the sentence that stands under a button. `can_view`: whose duty shows this case.
- `case_by_no`, `case_page`, `drafts_of`, `to_collect`, `find_cases`, `progress_of`, `often_at`: reads.
- `ruler_of`: the days of a limit, for `kit/ruler.html`.
"""

from .models import Attachment, Case, CaseMaterial, Clock
from .policies import (
    MaterialCheck,
    can_view,
    checks_of,
    why_not,
    why_not_accept,
    why_not_complete,
    why_not_decide_here,
    why_not_mark,
    why_not_take_in,
)
from .rules import MOVES, Action, Light, Limits, Mark, Outcome, State, days_left, limits_for, reading
from .rules.ruler import Ruler, ruler_of
from .selectors import (
    CaseFilter,
    Page,
    Progress,
    case_by_no,
    case_page,
    drafts_of,
    find_cases,
    is_number,
    number_meant,
    often_at,
    progress_of,
    to_collect,
)
from .services import (
    Collection,
    Intake,
    accept,
    attach,
    decide,
    decide_here,
    discard,
    draft,
    follow_guide,
    hand_out,
    mark_material,
    mark_rest_received,
    note_typed,
    set_aside,
    sheet_today,
    sweep_lights,
    take_in,
)
from .services.intake import HandedIn, particulars_of
from .services.letters import fee_words
from .services.materials import TYPED_FIELDS

__all__ = [
    "MOVES",
    "TYPED_FIELDS",
    "Action",
    "Attachment",
    "Case",
    "CaseFilter",
    "CaseMaterial",
    "Clock",
    "Collection",
    "HandedIn",
    "Intake",
    "Light",
    "Limits",
    "Mark",
    "MaterialCheck",
    "Outcome",
    "Page",
    "Progress",
    "Ruler",
    "State",
    "accept",
    "attach",
    "can_view",
    "case_by_no",
    "case_page",
    "checks_of",
    "days_left",
    "decide",
    "decide_here",
    "discard",
    "draft",
    "drafts_of",
    "fee_words",
    "find_cases",
    "follow_guide",
    "hand_out",
    "is_number",
    "limits_for",
    "mark_material",
    "mark_rest_received",
    "note_typed",
    "number_meant",
    "often_at",
    "particulars_of",
    "progress_of",
    "reading",
    "ruler_of",
    "set_aside",
    "sheet_today",
    "sweep_lights",
    "take_in",
    "to_collect",
    "why_not",
    "why_not_accept",
    "why_not_complete",
    "why_not_decide_here",
    "why_not_mark",
    "why_not_take_in",
]
