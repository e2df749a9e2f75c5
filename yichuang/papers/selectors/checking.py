"""Is this PDF one of ours, byte by byte, and does its signature hold?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yichuang.kit.files import digest

from ..models import Paper

if TYPE_CHECKING:
    from .pades import SignatureCheck


@dataclass(frozen=True)
class PdfCheck:
    """What an uploaded PDF is: the paper whose bytes it has, and its signature, each if there is one."""

    paper: Paper | None
    signature: "SignatureCheck | None"


def check_pdf(content: bytes) -> PdfCheck:
    """Compare a PDF with every one that was sent out, and check its signature. One query."""
    from .pades import signature_of  # loaded by the first check: see there

    papers = Paper.objects.select_related("centre", "department", "voiding__replaced_by")
    paper = papers.filter(rendition__sha256=digest(content)).first()
    return PdfCheck(paper, signature_of(content))
