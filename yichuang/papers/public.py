"""The door of papers: numbered, sealed, printable documents.

- `issue(orders, by=, now=)`: number, seal and keep papers in the caller's transaction (two statements);
  then write `lines_for(papers)` with the caller's own journal lines. One `PaperOrder` for each paper.
- The bodies (`AcceptanceNotice`, `MaterialsReceipt`, …) hold values only.
- `of_case(case_no)`, `by_code(code)`, `body_of(paper)`, `is_intact(paper)`: reads.
- `sheet_context(paper, public_url)` for the template `papers/sheet.html`; `render_pdf(paper, public_url)`.
- `qr_svg(url, label)`: an address as the QR code that papers carry.
- `unprintable(text)`: characters that the fonts lack, to be said before printing.
- `mark_printed(paper, by=, now=)`: count a print.
"""

from .models import Paper
from .rules.bodies import (
    AcceptanceNotice,
    ApprovalDocument,
    Body,
    Checklist,
    Contacts,
    DeliveryReceipt,
    Fact,
    Licence,
    Limit,
    MaterialLine,
    MaterialsReceipt,
    OriginalsList,
    RoutingSheet,
    RoutingStep,
)
from .rules.kinds import PaperKind
from .rules.marks import qr_svg
from .selectors import (
    body_of,
    by_code,
    fonts_missing,
    is_intact,
    of_case,
    render_pdf,
    sheet_context,
    unprintable,
)
from .services import PaperOrder, issue, lines_for, mark_printed

__all__ = [
    "AcceptanceNotice",
    "ApprovalDocument",
    "Body",
    "Checklist",
    "Contacts",
    "DeliveryReceipt",
    "Fact",
    "Licence",
    "Limit",
    "MaterialLine",
    "MaterialsReceipt",
    "OriginalsList",
    "Paper",
    "PaperKind",
    "PaperOrder",
    "RoutingSheet",
    "RoutingStep",
    "body_of",
    "by_code",
    "fonts_missing",
    "is_intact",
    "issue",
    "lines_for",
    "mark_printed",
    "of_case",
    "qr_svg",
    "render_pdf",
    "sheet_context",
    "unprintable",
]
