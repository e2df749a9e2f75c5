from .cases import case_by_no, case_page, drafts_of, lights_due, to_collect
from .find import CaseFilter, Page, find_cases, is_number, number_meant
from .often import often_at
from .track import Progress, progress_of

__all__ = [
    "CaseFilter",
    "Page",
    "Progress",
    "case_by_no",
    "case_page",
    "drafts_of",
    "find_cases",
    "is_number",
    "lights_due",
    "number_meant",
    "often_at",
    "progress_of",
    "to_collect",
]
