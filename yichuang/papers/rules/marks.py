"""The QR code and the seal's picture, as SVG made here: nothing is fetched, nothing is random."""

from html import escape

import segno

QUIET = 2  # modules of white around the code; the paper itself is white
ARC_DEGREES = 230  # how much of the rim the name may take
WIDEST_STEP = 24
RIM_FONT, RIM_Y = 15.5, 27.0
STAR = "m80 54 6.2 18.9H106L90 84.6l6.1 18.9L80 91.8l-16.1 11.7L70 84.6 54 72.9h19.8z"
FAMILY = "'Noto Serif SC','Noto Serif CJK SC',SimSun,serif"
SAMPLE = "（样章）"


def qr_svg(url: str, label: str = "查询二维码") -> str:
    """Return the QR code of an address, error level M, dark modules as one path."""
    matrix = segno.make(url, error="m", micro=False).matrix
    path = "".join(_runs(row, y) for y, row in enumerate(matrix))
    size = len(matrix) + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="{-QUIET} {-QUIET} {size} {size}" '
        f'role="img" aria-label="{escape(label)}" shape-rendering="crispEdges"><path d="{path}"/></svg>'
    )


def _runs(row: bytearray, y: int) -> str:
    """Return the dark stretches of one row."""
    parts, x = [], 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            parts.append(f"M{x} {y}h{end - x}v1h{x - end}z")
        x = end + 1
    return "".join(parts)


def seal_svg(owner: str, name: str, colour: str = "currentColor") -> str:
    """Return a picture of a department's seal: its name on the rim, a star, what the seal is for.

    It is a sample and says so to screen readers: it stands in until a provider of electronic seals is
    connected, and has no legal force of its own.
    """
    step = min(WIDEST_STEP, ARC_DEGREES / max(len(owner), 1))
    size = min(RIM_FONT, RIM_FONT * step / 15)
    rim = "".join(
        f'<text transform="rotate({(at - (len(owner) - 1) / 2) * step:.2f} 80 80)" x="80" y="{RIM_Y}">'
        f"{escape(letter)}</text>"
        for at, letter in enumerate(owner)
    )
    below = min(13.0, 100 / max(len(name), 1))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="seal" viewBox="0 0 160 160" role="img" '
        f'aria-label="{escape(owner + name)}{SAMPLE}">'
        f'<circle cx="80" cy="80" r="76" fill="none" stroke="{colour}" stroke-width="4"/>'
        f'<path fill="{colour}" d="{STAR}"/>'
        f'<g fill="{colour}" text-anchor="middle" font-family="{FAMILY}">'
        f'<g font-size="{size:.2f}">{rim}</g>'
        f'<text x="80" y="130" font-size="{below:.2f}">{escape(name)}</text></g></svg>'
    )
