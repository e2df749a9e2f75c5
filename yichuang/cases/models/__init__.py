from .case import Case, CaseSeries, Clock
from .material import Attachment, CaseMaterial

__all__ = ["Attachment", "Case", "CaseMaterial", "CaseSeries", "Clock"]
