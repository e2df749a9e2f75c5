from .denial import Denial, DenialOpinion
from .hearing import (
    Hearing,
    HearingRule,
    InterestedParty,
)
from .inspection import Inspection, Meeting
from .supervision import SupervisionOrder
from .task import Examination, Signature, Task, WindowReturn

__all__ = [
    "Denial",
    "DenialOpinion",
    "Examination",
    "Hearing",
    "HearingRule",
    "Inspection",
    "InterestedParty",
    "Meeting",
    "Signature",
    "SupervisionOrder",
    "Task",
    "WindowReturn",
]
