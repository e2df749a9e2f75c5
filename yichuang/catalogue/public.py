"""The door of the catalogue: matters, their versioned guides, finding them, files in and out.

- `intake_sheet(guide_id)`: what a published version asks and promises; kept in memory.
- `find` for citizens' words, `suggest` for a clerk's few letters, `published` for lists, `in_order` for ids,
  `guide_page` for the page of one guide with the ten elements, said or missing.
- `why_not_accept_at(matter, centre)`: a matter has one acceptance point (R006).
- Matters: `add_matter`, `arrange`, `stop`, `resume`.
- The way of a guide: `draft`, `edit`, `attach_form`, `remove_form`, `submit`, `withdraw`, `send_back`,
  `publish`, `reviewed`; `why_not(guide, action, by=, today=)` says why a button is dead.
- `checklist` and `completeness`: what the publisher is warned about.
- `import_file(ImportPlan(...))`, `export_file`.
"""

from .models import FormFile, Guide, ImportRun, LifeEvent, MaterialSpec, Matter, StepSpec
from .policies import why_not, why_not_accept_at, why_not_go_up, why_not_manage, why_not_set_upward
from .rules.checklist import Finding
from .rules.codes import Codes
from .rules.content import Basis, Content, Faq, MaterialLine, Special, StepLine
from .rules.elements import Completeness, Element
from .rules.intake import DEFAULT_STEPS, Fee, IntakeSheet, Limit, Material, Step
from .rules.labels import step_kind
from .rules.querying import official_words
from .rules.text import tidy
from .rules.words import (
    MOVES,
    Action,
    CaseKind,
    FormKind,
    LimitUnit,
    MaterialForm,
    MatterKind,
    Necessity,
    State,
    StepKind,
    StepRole,
    Tier,
)
from .selectors.contents import content_of, contents_of
from .selectors.intake import (
    NotPublished,
    current_guide_id,
    deciding_sheet,
    goes_up,
    guide_in_force,
    intake_sheet,
)
from .selectors.pages import (
    GuidePage,
    awaiting_approval,
    checklist,
    completeness,
    due_for_review,
    guide_page,
    guides_since,
    life_events_with_counts,
    published,
    stopped,
    versions,
)
from .selectors.searching import Found, find, in_order, suggest
from .services.exporting import FORMATS as EXPORT_FORMATS
from .services.exporting import export_file
from .services.forms import attach_form, remove_form
from .services.importing import ImportPlan, ImportResult, import_file
from .services.indexing import cut, dictionary
from .services.lifecycle import draft, edit, publish, reviewed, send_back, submit, withdraw
from .services.matters import add_matter, arrange, remove_life_event, resume, set_life_event, stop
from .services.upward import set_goes_up_to

__all__ = [
    "DEFAULT_STEPS",
    "EXPORT_FORMATS",
    "MOVES",
    "Action",
    "Basis",
    "CaseKind",
    "Codes",
    "Completeness",
    "Content",
    "Element",
    "Faq",
    "Fee",
    "Finding",
    "FormFile",
    "FormKind",
    "Found",
    "Guide",
    "GuidePage",
    "ImportPlan",
    "ImportResult",
    "ImportRun",
    "IntakeSheet",
    "LifeEvent",
    "Limit",
    "LimitUnit",
    "Material",
    "MaterialForm",
    "MaterialLine",
    "MaterialSpec",
    "Matter",
    "MatterKind",
    "Necessity",
    "NotPublished",
    "Special",
    "State",
    "Step",
    "StepKind",
    "StepLine",
    "StepRole",
    "StepSpec",
    "Tier",
    "add_matter",
    "arrange",
    "attach_form",
    "awaiting_approval",
    "checklist",
    "completeness",
    "content_of",
    "contents_of",
    "current_guide_id",
    "cut",
    "deciding_sheet",
    "dictionary",
    "draft",
    "due_for_review",
    "edit",
    "export_file",
    "find",
    "goes_up",
    "guide_in_force",
    "guide_page",
    "guides_since",
    "import_file",
    "in_order",
    "intake_sheet",
    "life_events_with_counts",
    "official_words",
    "publish",
    "published",
    "remove_form",
    "remove_life_event",
    "resume",
    "reviewed",
    "send_back",
    "set_goes_up_to",
    "set_life_event",
    "step_kind",
    "stop",
    "stopped",
    "submit",
    "suggest",
    "tidy",
    "versions",
    "why_not",
    "why_not_accept_at",
    "why_not_go_up",
    "why_not_manage",
    "why_not_set_upward",
    "withdraw",
]
