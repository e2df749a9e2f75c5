"""Reads of papers: what is kept, how it looks printed, whether it is genuine and still holds."""

from .checking import PdfCheck, check_pdf
from .hall import hall_paper_for, hall_papers_for
from .kept import (
    body_of,
    by_code,
    by_halves,
    digest_of,
    for_applicant,
    is_intact,
    of_case,
    title_at,
    validity_of,
)
from .printed import (
    fonts_missing,
    leads_to_rating,
    own_source_at,
    rare_on,
    render_pdf,
    sheet_context,
    sheet_of,
    unprintable,
    verify_url,
)
from .rendering import empty_pdf, house_source, prelude
from .samples import preview

__all__ = [
    "PdfCheck",
    "body_of",
    "by_code",
    "by_halves",
    "check_pdf",
    "digest_of",
    "empty_pdf",
    "fonts_missing",
    "for_applicant",
    "hall_paper_for",
    "hall_papers_for",
    "house_source",
    "is_intact",
    "leads_to_rating",
    "of_case",
    "own_source_at",
    "prelude",
    "preview",
    "rare_on",
    "render_pdf",
    "sheet_context",
    "sheet_of",
    "title_at",
    "unprintable",
    "validity_of",
    "verify_url",
]
