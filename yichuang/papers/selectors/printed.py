"""A paper as a page of HTML or as a PDF. The same paper always gives the same bytes."""

import json
import logging
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

import typst
from django.utils.safestring import SafeString, mark_safe

from yichuang.people.public import Centre, line_of
from yichuang.worktime.public import local_day

from ..models import OwnLayout, Paper
from ..rules.bodies import Body
from ..rules.cmap import characters
from ..rules.kinds import KINDS, Layout, PaperKind
from ..rules.layouts import addressee_of, blocks_of, foot_of, is_rated_from, signatures_of
from ..rules.marks import qr_svg, seal_svg
from ..rules.sheet import Sheet
from ..rules.validity import halves
from ..rules.wording import long_date
from .kept import body_of
from .rendering import FONTS, font_folders, house_source, to_pdf

FONT_FILES = ("NotoSerifSC-Regular.otf", "NotoSerifSC-Bold.otf", "NotoSansSC-Regular.otf", "coverage.txt")
SEAL_RED = "#c4161c"
log = logging.getLogger(__name__)


def sheet_of(paper: Paper) -> Sheet:
    """Return the paper laid out."""
    body = body_of(paper)
    named, proof = halves(paper.code)
    first, *rest = foot_of(body)
    return Sheet(
        org=paper.issuer,
        title=paper.title,
        docno=paper.number,
        addressee=addressee_of(body, paper.addressee),
        blocks=blocks_of(body),
        foot=(first, f"核验码 {named}-{proof}", *rest),
        signer=paper.issuer,
        signed_on=long_date(local_day(paper.issued_at)),
        signatures=signatures_of(body),
        layout=KINDS[PaperKind(paper.kind)].layout,
    )


def leads_to_rating(paper: Paper) -> bool:
    """Whether the page that a paper's code opens also leads to the rating of its case."""
    return bool(paper.case_no) and is_rated_from(body_of(paper))


def verify_url(paper: Paper, public_url: str) -> str:
    """Return what the paper's QR code opens: the public page that says whether it is genuine."""
    named, proof = halves(paper.code)
    return f"{public_url}/verify/{quote(named)}/{quote(proof)}/"


def sheet_context(paper: Paper, public_url: str) -> dict[str, object]:
    """Return what the template papers/sheet.html shows. `public_url` is the site's address."""
    return {
        "paper": paper,
        "sheet": sheet_of(paper),
        "qr": _svg(qr_svg(verify_url(paper, public_url), "核验二维码")),
        "seal": _svg(seal_svg(paper.issuer, paper.seal_name)) if paper.seal_name else "",
    }


def _svg(markup: str) -> SafeString:
    """Mark our own SVG safe: every name in it was escaped where it was put in."""
    return mark_safe(markup)  # noqa: S308


def sheet_json(sheet: Sheet, seal_name: str, address: str) -> str:
    """Return a sheet as the JSON that templates read, with the pictures of seal and code."""
    data = {
        **asdict(sheet),
        "qr": qr_svg(address, "核验二维码"),
        "seal": seal_svg(sheet.signer, seal_name, SEAL_RED) if seal_name else "",
    }
    return json.dumps(data, ensure_ascii=False)


def render_pdf(paper: Paper, public_url: str) -> bytes:
    """Return the paper as an A4 PDF with text that can be selected: PDF/A-2u where every glyph exists.

    What people typed travels to Typst as JSON data, never as markup. A character that no font here has
    (see `unprintable`) is an empty box; PDF/A forbids that, so such a paper is a plain PDF. It is set with
    the layout that was in force at its centre when it was issued; where that one fails on this paper, with
    the house's: a paper is always printed.
    """
    sheet = sheet_of(paper)
    data = sheet_json(sheet, paper.seal_name, verify_url(paper, public_url))
    layout, issued = Layout(sheet.layout), int(paper.issued_at.timestamp())
    if own := own_source_at(paper.centre_id, layout, paper.issued_at):
        try:
            return to_pdf(data, own, issued)
        except typst.TypstError:
            log.exception("the centre's own layout %s failed on paper %s", layout, paper.code)
    return to_pdf(data, house_source(layout), issued)


def own_source_at(centre_id: int, layout: Layout, at: datetime) -> str:
    """Return a centre's own template (or that of the one it follows) as it was at an instant. Two queries."""
    centre = Centre.objects.select_related("follows__follows__follows").get(pk=centre_id)
    order = {one.pk: at for at, one in enumerate(line_of(centre))}
    found: dict[int, str] = {}
    rows = OwnLayout.objects.filter(centre_id__in=list(order), layout=layout, saved_at__lte=at).order_by(
        "saved_at", "id"
    )
    for row in rows:
        found[row.centre_id] = row.source
    nearest = min(found, key=lambda pk: order[pk], default=None)
    return found[nearest] if nearest is not None else ""


def sample_sheet(body: Body, issuer: str, title: str, layout: Layout) -> str:
    """Return an invented paper as the JSON that a template is tried on."""
    sheet = Sheet(
        org=issuer,
        title=title,
        docno="样字〔2026〕1号",
        addressee=addressee_of(body, "青禾县某某小吃店"),
        blocks=blocks_of(body),
        foot=foot_of(body),
        signer=issuer,
        signed_on="2026年9月24日",
        signatures=signatures_of(body),
        layout=layout,
    )
    return sheet_json(sheet, "行政审批专用章", "https://hall.example/verify/AAAAAA/BBBBBB/")


def fonts_missing() -> list[str]:
    """Return the font files that should be here and are not: for the doctor."""
    return [name for name in FONT_FILES if not (FONTS / name).is_file()]


@lru_cache(maxsize=2)
def _covered(folders: tuple[str, ...]) -> frozenset[str]:
    """Return every character that can be drawn: the shipped text font's, those of the hall's own fonts, and
    what is no letter but a space or the end of a line.

    Read once, as the compiler reads its fonts: another font counts from the next start on.
    """
    lines = (FONTS / "coverage.txt").read_text().splitlines()
    spans = [line.split("-") for line in lines if line and not line.startswith("#")]
    shipped = {code for low, high in spans for code in range(int(low, 16), int(high, 16) + 1)}
    own = [path for folder in folders if folder != str(FONTS) for path in Path(folder).rglob("*.[ot]t[fc]")]
    spaces = range(ord(" ") + 1)
    return frozenset(map(chr, shipped.union(spaces, *(characters(path.read_bytes()) for path in own))))


def unprintable(words: str) -> list[str]:
    """Return the characters that no font here can draw, each once, in order: a rare name's."""
    covered = _covered(font_folders())
    if covered.issuperset(words):
        return []
    return [letter for letter in dict.fromkeys(words) if letter not in covered]


def words_of(paper: Paper) -> str:
    """Return every word that stands on a paper, to be looked through for rare characters."""
    return "".join((paper.title, paper.addressee, json.dumps(paper.body, ensure_ascii=False)))


def rare_on(paper: Paper) -> list[str]:
    """Return the characters of a paper that the shipped fonts cannot draw: told on its page and in the journal."""
    return unprintable(words_of(paper))
