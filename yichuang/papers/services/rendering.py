"""The bytes of a paper: made once, kept, and the same ever after."""

from datetime import datetime
from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext

from yichuang.kit import files
from yichuang.kit.refusal import Refused

from ..models import Paper, Rendition
from ..rules.kinds import KINDS, Layout, PaperKind
from ..selectors.printed import render_pdf
from .signing import sign


def pdf_of(paper: Paper, *, now: datetime) -> bytes:
    """Return a paper's PDF: the bytes that were first made of it, for ever (R140).

    The first call makes them, signs a certificate, and keeps the file under its hash. So neither a new
    version of this program nor a changed template, title or address alters a paper that is out. Raises
    Refused when the kept file is gone and cannot be made again byte by byte.
    """
    rendition = Rendition.objects.filter(pk=paper.pk).first()
    return _kept(paper, rendition) if rendition else _first(paper, now)


def set_of(papers: list[Paper], *, now: datetime) -> bytes:
    """Return several papers as one PDF, to print a case's whole set at once, each as it was sent out.

    A signature does not survive being bound in: the set is for the printer, never for keeping.
    """
    from pypdf import PdfReader, PdfWriter  # only here

    writer = PdfWriter()
    for paper in papers:
        for page in PdfReader(BytesIO(pdf_of(paper, now=now))).pages:
            writer.add_page(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _first(paper: Paper, now: datetime) -> bytes:
    made = render_pdf(paper, settings.PUBLIC_URL)
    is_signed = KINDS[PaperKind(paper.kind)].layout is Layout.CERTIFICATE
    if is_signed:
        made = sign(made, paper.title, now=now)
    stored = files.keep(settings.PAPERS_DIR, f"{paper.code}.pdf", [made])
    row = Rendition(paper=paper, sha256=stored.sha256, size=stored.size, is_signed=is_signed, made_at=now)
    # Two processes may make it at once; one row stays, and both send what it names.
    Rendition.objects.bulk_create([row], ignore_conflicts=True)
    return _kept(paper, Rendition.objects.get(pk=paper.pk))


def _kept(paper: Paper, rendition: Rendition) -> bytes:
    path = files.path_of(settings.PAPERS_DIR, rendition.sha256)
    if path.is_file():
        content = path.read_bytes()
        if files.digest(content) == rendition.sha256:
            return content
    if not rendition.is_signed:
        made = render_pdf(paper, settings.PUBLIC_URL)
        if files.digest(made) == rendition.sha256:
            path.unlink(missing_ok=True)
            files.keep(settings.PAPERS_DIR, f"{paper.code}.pdf", [made])
            return made
    raise Refused(
        gettext("%(paper)s 的文件丢失或者损坏，请管理员从备份里恢复 papers 文件夹。") % {"paper": paper}
    )
