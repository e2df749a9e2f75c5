from .case import Bigrams, Case, CaseDay, Clock
from .material import Attachment, CaseMaterial

__all__ = ["Attachment", "Bigrams", "Case", "CaseDay", "CaseMaterial", "Clock"]
