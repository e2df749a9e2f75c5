"""Writes yichuang/papers/fonts/*.otf: the Simplified Chinese faces of Noto CJK, cut to what papers need.

    python -m venv /tmp/fonts && /tmp/fonts/bin/pip install fonttools
    /tmp/fonts/bin/python tools/make_fonts.py /usr/share/fonts/opentype/noto

The argument is the folder of Debian's package fonts-noto-cjk. fontTools is not a requirement of the
product, so it lives in an environment of its own.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

OUT = Path(__file__).resolve().parent.parent / "yichuang" / "papers" / "fonts"
FACES = (
    ("NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC", "Noto Serif SC", "Regular"),
    ("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", "Noto Serif SC", "Bold"),
    ("NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", "Noto Sans SC", "Regular"),
)
BOLD_KEEP = (  # titles and dates are bold, names never: the common ideographs will do
    (0x0020, 0x024F),
    (0x2000, 0x2BFF),
    (0x3000, 0x30FF),
    (0x4E00, 0x9FFF),
    (0xFF00, 0xFFEF),
)
KEEP = (
    (0x0020, 0x024F),  # Latin
    (0x02B0, 0x036F),  # tone marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x045F),  # Cyrillic
    (0x2000, 0x2BFF),  # punctuation, signs, box drawing, geometric shapes
    (0x2E80, 0x30FF),  # radicals, CJK punctuation, kana
    (0x3100, 0x312F),  # bopomofo
    (0x31C0, 0x4DBF),  # strokes, enclosed, Extension A
    (0x4E00, 0x9FFF),  # unified ideographs
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFE10, 0xFE4F),  # vertical and compatibility forms
    (0xFF00, 0xFFEF),  # full-width forms
    (0x1F100, 0x1F2FF),  # enclosed
    (0x20000, 0x323AF),  # Extensions B to H: what the font has of them
)
FAMILY_NAMES = {1, 3, 4, 6, 16, 18}


def main(source: Path) -> None:
    for file, face, family, style in FACES:
        font = _face(TTCollection(source / file), face)
        kept = _cut(font, BOLD_KEEP if style == "Bold" else KEEP)
        _rename(font, face, family, style)
        target = OUT / f"{family.replace(' ', '')}-{style}.otf"
        font.save(target)
        if style == "Regular" and "Serif" in family:
            _write_coverage(font)
        print(f"{target.name}: {kept} characters, {target.stat().st_size / 1e6:.1f} MB")  # noqa: T201


def _face(collection: TTCollection, name: str) -> TTFont:
    for font in collection.fonts:
        if name in {str(font["name"].getDebugName(1)), str(font["name"].getDebugName(16))}:
            return font
    raise SystemExit(f"{name} is not in the collection")


def _cut(font: TTFont, ranges: tuple[tuple[int, int], ...]) -> int:
    options = Options()
    options.layout_features = []  # papers are set horizontally; no alternates, no vertical forms
    options.hinting = False  # printers and screens of today do not need it; a quarter of the size
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GSUB", "GPOS", "GDEF", "DSIG"]
    wanted = {code for code in font.getBestCmap() if any(low <= code <= high for low, high in ranges)}
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    return len(wanted)


def _write_coverage(font: TTFont) -> None:
    """Write which characters the text font has, as ranges, so that the product knows without fontTools."""
    spans: list[list[int]] = []
    for code in sorted(font.getBestCmap()):
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    lines = [f"{low:04X}-{high:04X}" for low, high in spans]
    (OUT / "coverage.txt").write_text("# Characters of NotoSerifSC-Regular.otf\n" + "\n".join(lines) + "\n")


def _rename(font: TTFont, face: str, family: str, style: str) -> None:
    """Give the cut its own family name, so that it is never taken for the whole font."""
    short = face.replace(" ", "")
    for record in font["name"].names:
        if record.nameID in FAMILY_NAMES:
            text = str(record).replace(face, family).replace(short, family.replace(" ", ""))
            record.string = text
    font["name"].setName(family, 1, 3, 1, 0x409)
    font["name"].setName(style, 2, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames[0] = f"{family.replace(' ', '')}-{style}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
