"""From the rows of a file to records: one matter each, or one reason why not."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from yichuang.kit.refusal import Invalid

from ...rules import normal_form
from ...rules.content import Content, MaterialLine
from ...rules.headers import Header, find_header
from ...rules.item import Item, Rejected
from ...rules.table_form import read_material_row, read_row, spoken, with_materials
from .files import Line, Meter, Sheet, Unreadable, family, json_lines, sheets

_PEEK = 30
_NAME_FIELDS = ("handling_name", "sub_name", "name", "main_name")


@dataclass(frozen=True)
class Record:
    """One record: where it stands in the file, and what it says or why it is rejected.

    `adds_materials`: it only lists the materials of a matter that must be known already.
    """

    row: int
    item: Item | None
    reason: str = ""
    name: str = ""
    adds_materials: bool = False


def records(path: Path, meter: Meter) -> Iterator[Record]:
    """Yield the records of a file in order; raise Invalid where the file as a whole cannot be read."""
    kind = family(path)
    if kind == "json":
        return _from_json(path, meter)
    tables = [table for sheet in sheets(path, kind, meter) if (table := _table(sheet))]
    if not tables:
        raise Invalid(f"“{path.name}”里找不到表头：没有一行写着“事项名称”一类的列名。")
    return _from_tables(tables)


def _from_json(path: Path, meter: Meter) -> Iterator[Record]:
    for number, loaded in json_lines(path, meter):
        if isinstance(loaded, Unreadable):
            yield Record(number, None, str(loaded))
            continue
        name = str(loaded.get("name") or "")[:80] if isinstance(loaded, dict) else ""
        try:
            yield Record(number, normal_form.read(loaded), name=name)
        except Rejected as wrong:
            yield Record(number, None, wrong.sentence, name)


@dataclass
class _Table:
    """A sheet with its header found."""

    sheet: Sheet
    header: Header
    lines: Iterator[Line]
    spoken: frozenset[str] = field(default_factory=frozenset)

    def at(self, *fields: str) -> list[int]:
        """Return the columns that hold these fields."""
        return [n for n, column in enumerate(self.header.columns) if column.field in fields]


def _table(sheet: Sheet) -> _Table | None:
    first = list(islice(sheet.lines, _PEEK))
    grid = [line.cells for line in first]
    _fill_titles(grid, sheet)
    header = find_header(grid)
    if header is None:
        return None
    rest = chain(first[header.rows :], sheet.lines)
    return _Table(sheet, header, _filled(rest, sheet), spoken(header.columns))


def _fill_titles(grid: list[list[str]], sheet: Sheet) -> None:
    """A title merged over several columns stands in its first cell only; repeat it over all of them."""
    for top, left, bottom, right in sheet.merged:
        if top <= len(grid) and right > left and bottom == top and left <= len(grid[top - 1]):
            row = grid[top - 1]
            # Not over the whole width: that is the sheet's own title.
            if right - left + 1 < len(row):
                row[left - 1 : right] = [row[left - 1]] * (min(right, len(row)) - left + 1)


def _filled(lines: Iterator[Line], sheet: Sheet) -> Iterator[Line]:
    """Repeat the value of a cell merged downwards in every row it covers; leave out blank rows."""
    starts: dict[int, list[tuple[int, int]]] = {}
    for top, left, bottom, right in sheet.merged:
        if bottom > top and left == right:
            starts.setdefault(top, []).append((left - 1, bottom))
    held: dict[int, tuple[int, str]] = {}
    for line in lines:
        held = {column: value for column, value in held.items() if line.number <= value[0]}
        for column, (_, value) in held.items():
            if column < len(line.cells):
                line.cells[column] = line.cells[column] or value
        held |= {column: (end, _cell(line, column)) for column, end in starts.get(line.number, ())}
        if any(line.cells):
            yield line


def _from_tables(tables: list[_Table]) -> Iterator[Record]:
    """Matters first; the tables of materials in the same workbook are joined to them by code or name."""
    matters = [table for table in tables if not table.header.is_materials]
    lists = [table for table in tables if table.header.is_materials]
    wanted: dict[str, _Pile] = {}
    for table in lists:
        yield from _gather(table, wanted)
    for table in matters:
        for record in _matters(table):
            yield _joined(record, wanted) if wanted and record.item else record
    for key, pile in wanted.items():
        if not pile.used:
            yield from _alone(key, pile, is_refused=bool(matters))


@dataclass
class _Pile:
    """The materials that a table lists for one matter, and the rows they stand in."""

    rows: list[int] = field(default_factory=list)
    lines: list[MaterialLine] = field(default_factory=list)
    by_code: bool = True
    used: bool = False


def _gather(table: _Table, wanted: dict[str, _Pile]) -> Iterator[Record]:
    for line in table.lines:
        try:
            code, name, material = read_material_row(table.header.columns, line.cells)
        except Rejected as wrong:
            yield Record(line.number, None, wrong.sentence)
            continue
        if not (code or name):
            yield Record(line.number, None, "材料没有写是哪个事项的。")
            continue
        pile = wanted.setdefault(code or name, _Pile(by_code=bool(code)))
        pile.rows.append(line.number)
        pile.lines.append(material)


def _joined(record: Record, wanted: dict[str, _Pile]) -> Record:
    item = record.item
    if item is None:
        return record
    for key in (item.code, item.task_code, item.content.name):
        if key and (pile := wanted.get(key)):
            pile.used = True
            return replace(record, item=with_materials(item, tuple(pile.lines)))
    return record


def _alone(key: str, pile: _Pile, *, is_refused: bool) -> Iterator[Record]:
    """Materials whose matter is not in this file: added to a matter known already, if there is one."""
    if is_refused:
        for row in pile.rows:
            yield Record(row, None, f"材料所属的事项“{key}”不在这份表里。", key)
        return
    content = Content(name=key, materials=tuple(pile.lines))
    item = Item(content=content, code=key if pile.by_code else "", spoken=frozenset({"materials"}))
    yield Record(pile.rows[0], item, name=key, adds_materials=True)


def _matters(table: _Table) -> Iterator[Record]:
    group: list[Line] = []
    for line in table.lines:
        if _is_title(table, line):
            continue
        if group:
            _inherit(table, group[0], line)
        if group and _continues(table, group[0], line):
            group.append(line)
            continue
        if group:
            yield _record(table, group)
        group = [line]
    if group:
        yield _record(table, group)


def _inherit(table: _Table, above: Line, line: Line) -> None:
    """Under a main item that stands only once, as a merged cell leaves it in CSV, rows inherit its name."""
    lower = any(_cell(line, at) for at in table.at("sub_name", "handling_name"))
    columns = table.at("name", "main_name", "code") if lower else []
    if any(_cell(line, at) for at in columns):
        columns = []
    # 一件事名称 stands over the matters that belong to it.
    if not any(_cell(line, at) for at in table.at("bundle")) and any(
        _cell(line, at) for at in table.at("name")
    ):
        columns = [*columns, *table.at("bundle")]
    for at in columns:
        if at < len(line.cells):
            line.cells[at] = _cell(above, at)


def _is_title(table: _Table, line: Line) -> bool:
    """Printed sheets repeat their header on every page."""
    titles = [column.title for column in table.header.columns]
    return line.cells[: len(titles)] == titles


def _continues(table: _Table, first: Line, line: Line) -> bool:
    """Whether this row only adds materials to the matter above it."""
    names = table.at(*_NAME_FIELDS)
    materials = table.at("material_name", "materials")
    if not materials or not any(_cell(line, at) for at in materials):
        return False
    if not any(_cell(line, at) for at in (*names, *table.at("code", "task_code", "agency"))):
        return True
    same_name = all(_cell(line, at) == _cell(first, at) for at in names)
    if table.at("material_name"):
        keys = table.at("code", "task_code", "agency", "place")
        return same_name and all(_cell(line, at) in {"", _cell(first, at)} for at in keys)
    return same_name and any(_is_merged(table, first, line, at) for at in names)


def _is_merged(table: _Table, first: Line, line: Line, at: int) -> bool:
    return any(
        left == right == at + 1 and top == first.number and bottom >= line.number
        for top, left, bottom, right in table.sheet.merged
    )


def _cell(line: Line, at: int) -> str:
    return line.cells[at] if at < len(line.cells) else ""


def _record(table: _Table, group: list[Line]) -> Record:
    first, columns = group[0], table.header.columns
    name = next((n for at in table.at(*_NAME_FIELDS) if (n := _cell(first, at))), "")[:80]
    if own := table.at("own"):  # a long record goes on in cells beyond the last title
        first.cells[own[0] :] = ["".join(first.cells[own[0] :])]
    if any(first.cells[len(columns) :]):
        reason = f"这一行有 {len(first.cells)} 格，表头只有 {len(columns)} 格，列对不上。"
        return Record(first.number, None, reason, name)
    try:
        item = read_row(columns, _with_more(table, group), table.spoken)
        if table.at("material_name"):
            item = with_materials(item, tuple(_lines(table, group)))
    except Rejected as wrong:
        return Record(first.number, None, wrong.sentence, name)
    missing = len(columns) - len(first.cells)
    if missing > 0 and len(first.cells) > 1:
        doubt = f"这一行只有 {len(first.cells)} 格，比表头少 {missing} 格"
        item = replace(item, warnings=(*item.warnings, doubt))
    return Record(first.number, item, name=item.content.name)


def _with_more(table: _Table, group: list[Line]) -> list[str]:
    """Put the material cells of the following rows under that of the first."""
    cells = list(group[0].cells)
    for at in table.at("materials"):
        texts: dict[str, Any] = dict.fromkeys(text for line in group if (text := _cell(line, at)))
        if at < len(cells):
            cells[at] = "\n".join(texts)
    return cells


def _lines(table: _Table, group: list[Line]) -> Iterator[MaterialLine]:
    at = table.at("material_name")[0]
    columns = tuple(
        column
        if column.field == "material_name" or column.field.startswith("material:")
        else replace(column, field="ignored")
        for column in table.header.columns
    )
    for line in group:
        if _cell(line, at):
            yield read_material_row(columns, line.cells)[2]
