"""The slip of a number as bytes for a printer that speaks ESC/POS, 80 mm wide. Pure: nothing is sent here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from escpos.printer import Dummy

CHINESE_ON = b"\x1c&"  # FS &: what follows may be double bytes
CODE = "gb18030"  # what printers sold in China have in their memory


@dataclass(frozen=True)
class Slip:
    """What is on the paper, in the reader's language. `lines` are pairs of a name and what it is."""

    hall: str
    number: str
    where: str
    lines: tuple[tuple[str, str], ...]
    address: str  # of the phone's page
    hint: str


def as_escpos(slip: Slip) -> bytes:
    """Return what the printer is sent: the number four times as large, the address as a QR code."""
    # Reads the properties of all printers it knows, a third of a second: not at the start of every process.
    from escpos.printer import Dummy

    paper = Dummy()
    paper.hw("INIT")
    paper._raw(CHINESE_ON)
    paper.set(align="center")
    _say(paper, slip.hall)
    paper.set(align="center", bold=True, custom_size=True, width=4, height=4)
    _say(paper, slip.number)
    paper.set(align="center", bold=True, normal_textsize=True)
    _say(paper, slip.where)
    paper.set(align="left", bold=False)
    _say(paper, "-" * 42)
    for name, what in slip.lines:
        _say(paper, f"{name}  {what}")
    _say(paper, "-" * 42)
    paper.set(align="center")
    paper.qr(slip.address, native=True, size=6)
    _say(paper, slip.hint)
    paper.cut()
    return bytes(paper.output)


def _say(paper: "Dummy", text: str) -> None:
    # The library's own text goes through the code pages of western printers; Chinese ones want plain bytes.
    paper._raw(text.encode(CODE, errors="replace") + b"\n")
