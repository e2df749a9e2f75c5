"""A paper laid out, before it is HTML or PDF: one layout for both, so that they cannot say two things."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Run:
    """A piece of a line."""

    text: str
    is_bold: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, indented by two characters. Level 1 is a heading of the first level (一、)."""

    runs: tuple[Run, ...]
    level: int = 0
    block: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Pair:
    """A label and its value."""

    label: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Pairs:
    """A table of labels and values, one or two pairs in a row."""

    rows: tuple[tuple[Pair, ...], ...]
    block: Literal["pairs"] = "pairs"


@dataclass(frozen=True)
class Grid:
    """A table with a head. `wide` is the column that takes what room is left; the others are centred.

    `row_mm` is the least height of a row, where people write by hand.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: int
    row_mm: int = 0
    block: Literal["grid"] = "grid"


@dataclass(frozen=True)
class Points:
    """A heading with numbered points."""

    heading: str
    points: tuple[str, ...]
    block: Literal["points"] = "points"


Block = Paragraph | Pairs | Grid | Points


@dataclass(frozen=True)
class Sheet:
    """Everything on the page but the QR code and the seal's picture."""

    org: str
    title: str
    docno: str
    addressee: str
    blocks: tuple[Block, ...]
    foot: tuple[str, ...]  # beside the QR code
    signer: str
    signed_on: str
    signatures: tuple[str, ...] = ()  # lines at the bottom to be signed by hand
    layout: str = "window"  # a value of `kinds.Layout`


def text(*pieces: str | Run) -> Paragraph:
    """Return a paragraph of plain and bold pieces."""
    return Paragraph(tuple(piece if isinstance(piece, Run) else Run(piece) for piece in pieces))


def pair(label: str, *pieces: str | Run) -> Pair:
    """Return a label with its value; an empty value is shown as –."""
    runs = tuple(piece if isinstance(piece, Run) else Run(piece) for piece in pieces)
    return Pair(label, runs if any(run.text for run in runs) else (Run("–"),))


def bold(words: str) -> Run:
    """Return a bold piece."""
    return Run(words, is_bold=True)
