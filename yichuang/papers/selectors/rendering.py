"""Typst: a laid-out paper as PDF bytes. What people typed is data; a centre's own layout has no files."""

import json
import logging
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from django.conf import settings

from ..rules.kinds import Layout
from ..rules.templates import Fault, explain

ROOM = Path(__file__).resolve().parent.parent
TYPST = ROOM / "typst"
FONTS = ROOM / "fonts"
TRY_SECONDS = 30
NOWHERE = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
log = logging.getLogger(__name__)


@lru_cache(maxsize=8)
def house_source(layout: Layout) -> str:
    """Return the house's own template of a layout: what a centre may start from."""
    return (TYPST / f"{layout}.typ").read_text()


@lru_cache(maxsize=1)
def prelude() -> str:
    """Return what stands above every template: the paper's data, and the pieces to set it with."""
    return (TYPST / "common.typ").read_text()


def to_pdf(sheet: str, source: str, issued: int) -> bytes:
    """Compile a sheet (JSON) with a template: PDF/A-2u where every glyph exists, else a plain PDF.

    `issued`: the paper's instant, so that the same paper gives the same bytes.
    """
    try:
        return _compile(sheet, source, issued, ["a-2u"])
    except typst.TypstError:
        return _compile(sheet, source, issued, [])


def _compile(sheet: str, source: str, issued: int, standards: "list[typst.PDFStandard]") -> bytes:
    made = _compiler(font_folders()).compile(
        input=(prelude() + source).encode(),
        format="pdf",
        sys_inputs={"sheet": sheet},
        timestamp=issued,
        pdf_standards=standards,
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst gave several files for one paper")
    return made


def empty_pdf() -> bytes:
    """Return a page with nothing on it: the floor that a paper's time is measured against."""
    made = _compiler(font_folders()).compile(
        input=b'#set page("a4")\n', format="pdf", sys_inputs={}, timestamp=0
    )
    return made if isinstance(made, bytes) else b""


def font_folders() -> tuple[str, ...]:
    """Our fonts, then the hall's own: that is where fonts for rarer characters are put."""
    own = Path(settings.DATA_DIR) / "fonts"
    return (str(FONTS), str(own)) if own.is_dir() else (str(FONTS),)


@lru_cache(maxsize=2)
def _compiler(folders: tuple[str, ...]) -> typst.Compiler:
    """Return a compiler that sees these fonts and no files. Loading them takes a while, so it is kept."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
    return typst.Compiler(
        root=_nothing(), font_paths=fonts, ignore_system_fonts=True, package_path=_nothing()
    )


@lru_cache(maxsize=1)
def _nothing() -> str:
    """Return an empty folder: all that a template could read."""
    place = Path(settings.DATA_DIR) / "nothing"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return str(place)


def try_out(source: str, sheets: list[str]) -> Fault | None:
    """Compile a template against sample sheets in a process with little time and memory and no network."""
    for sheet in sheets:
        if fault := _try_one(source, sheet):
            return fault
    return None


def _try_one(source: str, sheet: str) -> Fault | None:
    with TemporaryDirectory(prefix="yichuang-layout-") as root:
        asked = {"source": prelude() + source, "sheet": sheet, "fonts": list(font_folders()), "root": root}
        try:
            done = subprocess.run(
                [sys.executable, "-I", str(TYPST / "try_out.py")],
                input=json.dumps(asked),
                capture_output=True,
                text=True,
                timeout=TRY_SECONDS,
                env=NOWHERE,  # none of ours: the child has no secret, and no way out
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Fault("模板一直排不完")
    if done.returncode or not done.stdout:
        log.warning("trying a layout ended with %s: %s", done.returncode, done.stderr[-500:])
        return Fault("模板排版时耗尽了时间或内存")
    said = json.loads(done.stdout)
    return None if said["ok"] else explain(said["message"], said["diagnostic"], prelude().count("\n"))
