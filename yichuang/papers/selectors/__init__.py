"""Reads of papers: what is kept, and how it looks printed."""

from .kept import body_of, by_code, digest_of, is_intact, of_case
from .printed import fonts_missing, render_pdf, sheet_context, sheet_of, unprintable

__all__ = [
    "body_of",
    "by_code",
    "digest_of",
    "fonts_missing",
    "is_intact",
    "of_case",
    "render_pdf",
    "sheet_context",
    "sheet_of",
    "unprintable",
]
