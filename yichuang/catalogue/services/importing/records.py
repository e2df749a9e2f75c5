"""From the rows of a file to records: one matter each, or one reason why not."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from yichuang.kit.refusal import Invalid

from ...rules import normal_form
from ...rules.content import MaterialLine
from ...rules.headers import Column, Header, find_header
from ...rules.item import Rejected
from ...rules.object_form import is_normal, read_object
from ...rules.sheet_form import Layout, forms, layout_of, read_form
from ...rules.table_form import read_material_row, read_row, spoken, with_materials
from ...rules.variants import split_by_limit
from .files import Line, Meter, Sheet, Unreadable, family, json_lines, sheets
from .joining import Piles, Record, gather

_PEEK = 30
_NAME_FIELDS = ("handling_name", "sub_name", "name", "main_name")


def records(path: Path, meter: Meter) -> Iterator[Record]:
    """Yield the records of a file in order; raise Invalid where the file as a whole cannot be read."""
    return _split(_read(path, meter))


def _read(path: Path, meter: Meter) -> Iterator[Record]:
    kind = family(path)
    if kind == "json":
        return _from_json(path, meter)
    tables, strange = [], []
    for sheet in sheets(path, kind, meter):
        table = _table(sheet)
        if isinstance(table, _Table):
            tables.append(table)
        elif table is not None:
            strange.append(table)
    if not tables:
        sentence = gettext(
            "“%(file)s”里找不到表头：没有一行写着“事项名称”一类的列名，也没有“事项名称”在左、内容在右的栏目。"
        )
        raise Invalid(sentence % {"file": path.name})
    return _from_sheets(tables, strange)


def _from_json(path: Path, meter: Meter) -> Iterator[Record]:
    for number, loaded in json_lines(path, meter):
        if isinstance(loaded, Unreadable):
            yield Record(number, None, str(loaded))
            continue
        name = str(loaded.get("name") or "")[:80] if isinstance(loaded, dict) else ""
        read = normal_form.read if is_normal(loaded) else read_object
        try:
            yield Record(number, read(loaded), name=name)
        except Rejected as wrong:
            yield Record(number, None, wrong.sentence, name)


@dataclass
class _Table:
    """A sheet whose layout is known: a table with its header found, or labels with values and no header."""

    sheet: Sheet
    layout: Layout
    lines: Iterator[Line]
    header: Header | None = None
    spoken: frozenset[str] = field(default_factory=frozenset)

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.header.columns if self.header else ()

    @property
    def holds(self) -> str:
        return self.header.holds if self.header else ""

    def at(self, *fields: str) -> list[int]:
        """Return the columns that hold these fields."""
        return [n for n, column in enumerate(self.columns) if column.field in fields]


def _table(sheet: Sheet) -> _Table | Record | None:
    """Look at the beginning of a sheet; a record with the reason where it cannot be read, None where it is blank."""
    first = list(islice(sheet.lines, _PEEK))
    grid = [line.cells for line in first]
    layout = layout_of(grid)
    if layout is not Layout.TABLE:
        return _Table(sheet, layout, chain(first, sheet.lines))
    _fill_titles(grid, sheet)
    header = find_header(grid)
    if header is None:
        return _strange(sheet, first)
    rest = chain(first[header.rows :], sheet.lines)
    return _Table(sheet, layout, _filled(rest, sheet), header, spoken(header.columns))


def _strange(sheet: Sheet, first: list[Line]) -> Record | None:
    line = next((line for line in first if any(line.cells)), None)
    if line is None:
        return None
    sentence = gettext(
        "工作表“%(sheet)s”没有读：这一行是“%(seen)s”，前 %(rows)s 行里没有“事项名称”一类的列名或栏目。"
    )
    seen = " ".join(" ".join(filter(None, line.cells)).split())[:40]
    return Record(line.number, None, sentence % {"sheet": sheet.name, "seen": seen, "rows": _PEEK})


def _split(stream: Iterator[Record]) -> Iterator[Record]:
    """A guide whose limits differ by situation becomes one matter for each of them."""
    for record in stream:
        for item in split_by_limit(record.item) if record.item else [None]:
            yield replace(record, item=item, name=item.content.name if item else record.name)


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


def _from_sheets(tables: list[_Table], strange: list[Record]) -> Iterator[Record]:
    """Matters first; the other tables of the same workbook are joined to them by code or name."""
    matters = [table for table in tables if table.layout is not Layout.TABLE or table.holds == "matters"]
    yield from strange
    piles = Piles()
    for table in tables:
        if table not in matters and table.header:
            yield from gather(table.header, table.lines, piles)
    for table in matters:
        for record in _forms(table) if table.header is None else _matters(table):
            yield piles.joined(record)
    yield from piles.left_over(is_refused=bool(matters))


def _forms(table: _Table) -> Iterator[Record]:
    if table.layout is Layout.ACROSS:
        sentence = gettext(
            "工作表“%(sheet)s”没有读：栏目名在左，右边每行有几格内容，像是一列一个事项。请把行和列互换，或每栏只留一格内容。"
        )
        first = next(line.number for line in table.lines if any(line.cells))
        yield Record(first, None, sentence % {"sheet": table.sheet.name})
        return
    for form in forms(((line.number, line.cells) for line in table.lines), table.layout):
        try:
            item = read_form(form)
        except Rejected as wrong:
            yield Record(form.row, None, wrong.sentence)
        else:
            yield Record(form.row, item, name=item.content.name)


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
    titles = [column.title for column in table.columns]
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
    first, columns = group[0], table.columns
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
        for column in table.columns
    )
    for line in group:
        if _cell(line, at):
            yield read_material_row(columns, line.cells)[2]
