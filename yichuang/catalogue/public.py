"""The door of the catalogue: matters, their published guides, and what taking a case in needs.

- `intake_sheet(guide_id)`: what a published version asks and promises; kept in memory.
"""

from .models import FormFile, Guide, LifeEvent, MaterialSpec, Matter, StepSpec
from .rules.intake import DEFAULT_STEPS, Fee, IntakeSheet, Limit, Material, Step
from .rules.words import (
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
from .selectors.intake import NotPublished, intake_sheet
from .services.importing import ImportPlan, ImportResult, import_file

__all__ = [
    "DEFAULT_STEPS",
    "CaseKind",
    "Fee",
    "FormFile",
    "FormKind",
    "Guide",
    "ImportPlan",
    "ImportResult",
    "IntakeSheet",
    "LifeEvent",
    "Limit",
    "LimitUnit",
    "Material",
    "MaterialForm",
    "MaterialSpec",
    "Matter",
    "MatterKind",
    "Necessity",
    "NotPublished",
    "State",
    "Step",
    "StepKind",
    "StepRole",
    "StepSpec",
    "Tier",
    "import_file",
    "intake_sheet",
]
