"""What the form of a guide draws: texts of the guide, or what was typed, as it was typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from yichuang.catalogue.public import Basis, Content

from .blanks import SECTIONS, TABLES, Ask, Blank, Choices, Table


@dataclass(frozen=True, slots=True)
class Cell:
    """One input: what it asks, what stands in it, and what is wrong with it."""

    blank: Blank
    name: str
    id: str
    text: str
    fault: str = ""

    @property
    def options(self) -> Choices:
        """The choices, and the source's own word where it is none of them: it is not lost by saving."""
        known = self.blank.choices
        return known if self.text in dict(known) else (*known, (self.text, self.text))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; `at` is its place in the guide as it was opened, empty for a new one."""

    at: str
    cells: tuple[Cell, ...]


def sections(
    said: Content, posted: QueryDict, faults: Mapping[str, str]
) -> list[tuple[str, list[list[Cell]]]]:
    """Return the headings with their lines of cells; a fault stands at its cell, by the cell's id."""
    drawn = []
    for section in SECTIONS:
        lines: list[list[Cell]] = []
        for blank in section.blanks:
            cell = _cell(blank, _text(said, posted, blank), faults)
            if blank.is_beside:
                lines[-1].append(cell)
            else:
                lines.append([cell])
        drawn.append((section.title, lines))
    return drawn


def tables(said: Content, posted: QueryDict, faults: Mapping[str, str]) -> list[tuple[Table, list[Row]]]:
    """Return the tables with their rows and a few empty ones to write in."""
    return [(table, list(_rows(table, said, posted, faults))) for table in TABLES]


def _text(said: Content, posted: QueryDict, blank: Blank) -> str:
    if blank.name in posted:
        return str(posted[blank.name])
    return shown(getattr(said, blank.name))


def shown(value: Any) -> str:
    """Return a value of a guide as it stands in an input."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "\n".join(_basis(each) if isinstance(each, Basis) else str(each) for each in value)
    return str(value)


def _basis(row: Basis) -> str:
    return f"{row.law}|{row.article}" if row.article else row.law


def _cell(blank: Blank, text: str, faults: Mapping[str, str]) -> Cell:
    return Cell(blank, blank.name, blank.name, text, faults.get(blank.name, ""))


def _rows(table: Table, said: Content, posted: QueryDict, faults: Mapping[str, str]) -> Iterator[Row]:
    typed = rows_typed(table, posted)
    if typed is None:
        lines = getattr(said, table.field) or ()
        typed = [(str(n), [shown(getattr(x, c.name)) for c in table.columns]) for n, x in enumerate(lines)]
    empty = ["1" if column.name == "needed" else "" for column in table.columns]
    for number, (at, texts) in enumerate([*typed, *[("", empty)] * table.spare]):
        cells = []
        for column, text in zip(table.columns, texts, strict=True):
            name = table.name_of(column)
            cells.append(Cell(column, name, f"{name}-{number}", text, faults.get(f"{name}-{number}", "")))
        yield Row(at, tuple(cells))


def rows_typed(table: Table, posted: QueryDict) -> list[tuple[str, list[str]]] | None:
    """Return the rows of a table that were posted and say something, with their places in the guide as it was
    opened; None where the table was not posted at all."""
    columns = [posted.getlist(table.name_of(column)) for column in table.columns]
    if not columns[0]:
        return None
    places = posted.getlist(table.at)
    rows = []
    for n, first in enumerate(columns[0]):
        texts = [values[n] if n < len(values) else "" for values in columns]
        if first.strip() or any(_is_typed(c, t) for c, t in zip(table.columns[1:], texts[1:], strict=True)):
            rows.append((places[n] if n < len(places) else "", texts))
    return rows


def _is_typed(column: Blank, text: str) -> bool:
    """Whether something was written into a cell: what is chosen or stands there from the beginning does not tell."""
    return column.ask in {Ask.LINE, Ask.TEXT} and bool(text.strip())
