"""A paper as a page of HTML or as a PDF. The same paper always gives the same bytes."""

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from yichuang.worktime.public import local_day

from ..models import Paper
from ..rules.layouts import blocks_of, foot_of, signatures_of
from ..rules.marks import qr_svg, seal_svg
from ..rules.sheet import Sheet
from ..rules.wording import long_date
from .kept import body_of

ROOM = Path(__file__).resolve().parent.parent
FONTS = ROOM / "fonts"
FONT_FILES = ("NotoSerifSC-Regular.otf", "NotoSerifSC-Bold.otf", "NotoSansSC-Regular.otf", "coverage.txt")
SEAL_RED = "#c4161c"


def sheet_of(paper: Paper) -> Sheet:
    """Return the paper laid out."""
    body = body_of(paper)
    return Sheet(
        org=paper.issuer,
        title=paper.title,
        docno=paper.number,
        addressee=paper.addressee,
        blocks=blocks_of(body),
        foot=foot_of(body),
        signer=paper.issuer,
        signed_on=long_date(local_day(paper.issued_at)),
        signatures=signatures_of(body),
    )


def sheet_context(paper: Paper, public_url: str) -> dict[str, object]:
    """Return what the template papers/sheet.html shows. `public_url` is what the QR code opens."""
    return {
        "paper": paper,
        "sheet": sheet_of(paper),
        "qr": _svg(qr_svg(public_url)),
        "seal": _svg(seal_svg(paper.issuer, paper.seal_name)) if paper.seal_name else "",
    }


def _svg(markup: str) -> SafeString:
    """Mark our own SVG safe: every name in it was escaped where it was put in."""
    return mark_safe(markup)  # noqa: S308


def render_pdf(paper: Paper, public_url: str) -> bytes:
    """Return the paper as an A4 PDF with text that can be selected: PDF/A-2u where every glyph exists.

    What people typed travels to Typst as JSON data, never as markup. A character that no font here has
    (see `unprintable`) is an empty box; PDF/A forbids that, so such a paper is a plain PDF.
    """
    data = {
        **asdict(sheet_of(paper)),
        "qr": qr_svg(public_url),
        "seal": seal_svg(paper.issuer, paper.seal_name, SEAL_RED) if paper.seal_name else "",
    }
    text = json.dumps(data, ensure_ascii=False)
    issued = int(paper.issued_at.timestamp())
    try:
        return _compile(text, issued, ["a-2u"])
    except typst.TypstError:
        return _compile(text, issued, [])


def _compile(sheet: str, issued: int, standards: "list[typst.PDFStandard]") -> bytes:
    made = _compiler(_font_folders()).compile(
        input=(ROOM / "typst" / "sheet.typ").read_bytes(),
        format="pdf",
        sys_inputs={"sheet": sheet},
        timestamp=issued,
        pdf_standards=standards,
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst gave several files for one paper")
    return made


def fonts_missing() -> list[str]:
    """Return the font files that should be here and are not: for the doctor."""
    return [name for name in FONT_FILES if not (FONTS / name).is_file()]


def _font_folders() -> tuple[str, ...]:
    """Our fonts, then the hall's own: that is where fonts for rarer characters are put."""
    own = Path(settings.DATA_DIR) / "fonts"
    return (str(FONTS), str(own)) if own.is_dir() else (str(FONTS),)


@lru_cache(maxsize=2)
def _compiler(folders: tuple[str, ...]) -> typst.Compiler:
    """Return a compiler that sees these fonts only. Loading them takes a while, so it is kept."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


@lru_cache(maxsize=1)
def _covered() -> frozenset[int]:
    """Return every character that the shipped text font can draw."""
    lines = (FONTS / "coverage.txt").read_text().splitlines()
    spans = [line.split("-") for line in lines if line and not line.startswith("#")]
    return frozenset(code for low, high in spans for code in range(int(low, 16), int(high, 16) + 1))


def unprintable(words: str) -> list[str]:
    """Return the characters that the shipped fonts cannot draw, each once, in order: a rare name's."""
    return [letter for letter in dict.fromkeys(words) if ord(letter) not in _covered() and letter > " "]
