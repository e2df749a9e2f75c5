"""The only code that writes papers: issued, rendered, voided, and the centre's own layouts."""

from .issuing import PaperOrder, issue, lines_for, mark_printed
from .layouts import house_again, save_layout
from .rendering import pdf_of, set_of
from .signing import ensure_key
from .voiding import void

__all__ = [
    "PaperOrder",
    "ensure_key",
    "house_again",
    "issue",
    "lines_for",
    "mark_printed",
    "pdf_of",
    "save_layout",
    "set_of",
    "void",
]
