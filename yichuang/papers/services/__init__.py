"""The only code that writes papers: issued, rendered, voided, and the centre's own layouts."""

from .hall import departments_for, issue_of_hall, void_of_hall, why_not_of_hall, why_not_void_of_hall
from .issuing import PaperOrder, issue, lines_for, mark_printed
from .layouts import house_again, save_layout
from .rendering import pdf_of, set_of
from .signing import ensure_key
from .voiding import void

__all__ = [
    "PaperOrder",
    "departments_for",
    "ensure_key",
    "house_again",
    "issue",
    "issue_of_hall",
    "lines_for",
    "mark_printed",
    "pdf_of",
    "save_layout",
    "set_of",
    "void",
    "void_of_hall",
    "why_not_of_hall",
    "why_not_void_of_hall",
]
