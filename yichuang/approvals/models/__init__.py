from .denial import Denial, DenialOpinion
from .hearing import Hearing, InterestedParty
from .inspection import Inspection, Meeting
from .supervision import SupervisionOrder
from .task import Examination, Signature, Task, WindowReturn

__all__ = [
    "Denial",
    "DenialOpinion",
    "Examination",
    "Hearing",
    "Inspection",
    "InterestedParty",
    "Meeting",
    "Signature",
    "SupervisionOrder",
    "Task",
    "WindowReturn",
]
