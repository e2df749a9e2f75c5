from .case import Case, CaseDay, Clock
from .material import Attachment, CaseMaterial

__all__ = ["Attachment", "Case", "CaseMaterial", "CaseDay", "Clock"]
