from .denial import Denial, DenialOpinion
from .hearing import (
    Hearing,
    HearingRule,
    InterestedParty,
)
from .inspection import (
    Inspection,
    InspectionWaiver,
    Meeting,
)
from .task import Examination, Signature, Task, WindowReturn

__all__ = [
    "Denial",
    "DenialOpinion",
    "Examination",
    "Hearing",
    "HearingRule",
    "Inspection",
    "InspectionWaiver",
    "InterestedParty",
    "Meeting",
    "Signature",
    "Task",
    "WindowReturn",
]
