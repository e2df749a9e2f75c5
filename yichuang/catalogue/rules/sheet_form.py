"""Guides written as labels with values: down a sheet, two pairs a row, or label and value on alternate lines.

A sheet holds one guide or several after each other. Inside a guide a table of materials may stand: a row of
titles (序号, 材料名称, 份数 …), then a row for each material until the next label.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.utils.translation import gettext

from .content import MaterialLine, StepLine
from .headers import NAMES, Column, distinct_columns, field_of, plain, unit_in
from .item import Item, Rejected
from .splitting import read_step
from .table_form import read_material_row, read_row, spoken, with_materials, with_steps

_STEP_TITLES = {
    **dict.fromkeys(("环节名称", "环节", "步骤名称", "步骤", "办理环节", "办理步骤", "流程名称"), "step"),
    **dict.fromkeys(("办理时限", "环节时限", "办理时间", "时限", "时间"), "time"),
    **dict.fromkeys(("办理人", "办理人员", "责任人", "办理岗位", "审查标准", "办理结果"), "notes"),
    **dict.fromkeys(("序号", "办理流程", "流程"), "ignored"),
}


class Layout(StrEnum):
    """How a sheet is laid out."""

    TABLE = "table"  # a row of titles, then one matter a row; also whatever is not one of the others
    PAIRS = "pairs"  # a label in one cell, its value in the next
    LINES = "lines"  # a label on one line, its value on those below it
    ACROSS = "across"  # labels down, a guide in each column: not read, the sheet has to be turned


_LEAST = 3  # labels of different kinds that make a sheet of pairs, where other rows stand among them
_NUMBERED = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*)+")
_FRAMED = re.compile(r"^[【〖\[]([^】〗\]]{2,20})[】〗\]]\s*[:：]?\s*")
_INLINE = re.compile(r"^([^:：\n]{2,24}?)\s*[:：]\s*(\S.*)$", re.DOTALL)
_COUNTED = re.compile(r"[\d一二三四五六七八九十]+[.、．)）]?|[（(].{1,3}[)）]")
_TITLE = re.compile(r"(?:指南|清单|目录|一览表|信息表|要素表|登记表)[)）]?$")


def label_field(cell: str) -> str:
    """Return the canonical field of a label (一、事项名称：), "" where the cell is no label that is known."""
    return field_of(_NUMBERED.sub("", cell)) if cell and len(cell) <= 40 else ""


def layout_of(rows: list[list[str]]) -> Layout:
    """Tell the layout of a sheet from its first rows.

    In a table labels stand beside each other in one row; in a sheet of pairs the rows begin with them.
    """
    seen: set[str] = set()
    alone = others = 0
    filled = [[cell for cell in row if cell] for row in _unfolded(rows)]
    for cells in filter(None, filled):
        found = pairs_of(cells) if _begins_pairs(cells) else None
        fields = {label_field(title) for title, _ in found or ()} - {"", "ignored"}
        alone += len(cells) == 1 and bool(fields)
        others += not fields
        seen |= fields
    if not seen & NAMES or len(seen) < 2 or (len(seen) < _LEAST and others > alone):
        return Layout.TABLE
    widths = [len(cells) for cells in filled if cells]
    if _is_across(filled):
        return Layout.ACROSS
    return Layout.LINES if widths.count(1) * 10 >= len(widths) * 9 else Layout.PAIRS


def _is_across(filled: list[list[str]]) -> bool:
    """Whether beside the name, and beside most other labels, several values stand."""
    rows = [cells for cells in filled if cells and label_field(cells[0]) and not material_columns(cells)]
    many = [cells for cells in rows if len(cells) > 2 and not any(map(label_field, cells[1:]))]
    is_odd = sum(len(cells) % 2 for cells in many) * 2 >= len(many)
    named = any(label_field(cells[0]) in NAMES for cells in many)
    return named and len(many) * 2 > len(rows) and (is_odd or len({len(cells) for cells in many}) == 1)


def _begins_pairs(cells: list[str]) -> bool:
    """Whether a row is labels with values, and not a row of titles beside each other."""
    labels = sum(bool(label_field(cell)) for cell in cells)
    starts = any(bool(label_field(cell) or _inline(cell)) for cell in cells[:2])
    return starts and (len(cells) == 1 or labels * 2 <= len(cells))


def _inline(cell: str) -> tuple[str, str] | None:
    """事项名称：养犬登记 in one cell is a label and its value."""
    match = _INLINE.match(_FRAMED.sub(r"\1：", cell))
    return (match[1], match[2]) if match and label_field(match[1]) else None


def pairs_of(cells: list[str]) -> list[tuple[str, str]]:
    """Return the labels of a row, each with its value; [] where there is no label.

    A heading to the left of its labels (基本信息, merged downwards) is passed over; a label that nobody knows
    is one where it stands in the place of one.
    """
    filled = [cell for cell in cells if cell]
    out: list[tuple[str, str]] = []
    at = 0
    while at < len(filled):
        this, after = filled[at], filled[at + 1] if at + 1 < len(filled) else ""
        if pair := _inline(this):
            out.append(pair)
        elif label_field(this):
            is_valued = bool(after) and not label_field(after) and not _inline(after)
            out.append((this, after if is_valued else ""))
            at += is_valued
        elif after and not label_field(after) and not _inline(after) and _is_place_of_label(filled, at):
            out.append((this, after))
            at += 1
        elif out and not label_field(after):
            out[-1] = (out[-1][0], "\n".join(filter(None, (out[-1][1], this))))
        at += 1
    return out if any(label_field(title) for title, _ in out) else []


def _is_place_of_label(filled: list[str], at: int) -> bool:
    """Whether an unknown label may stand here; the second item of a list (2.身份证) is none."""
    is_item = _NUMBERED.match(filled[at]) is not None
    return at % 2 == 0 and len(filled) % 2 == 0 and len(filled[at]) <= 20 and not is_item


def _unfolded(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """One cell that holds a whole guide, a label a line, is read as so many rows."""
    for row in rows:
        filled = [cell for cell in row if cell]
        lines = filled[0].split("\n") if len(filled) == 1 else []
        if sum(bool(_inline(line) or label_field(line)) for line in lines) > 1:
            yield from ([line.strip()] for line in lines)
        else:
            yield row


@dataclass
class Form:
    """One guide as it stands in a sheet: its first row, its labels and values, its table of materials."""

    row: int
    pairs: list[tuple[str, str]] = field(default_factory=list)
    materials: list[tuple[int, tuple[Column, ...], list[str]]] = field(default_factory=list)
    steps: list[tuple[tuple[Column, ...], list[str]]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def has(self, wanted: str) -> bool:
        """Whether a label of this field stood already."""
        return any(label_field(title) == wanted for title, _ in self.pairs)

    def add_text(self, text: str) -> None:
        """A value goes on in the row below."""
        title, value = self.pairs[-1]
        self.pairs[-1] = (title, f"{value}\n{text}" if value else text)


@dataclass
class _Reader:
    """Goes down a sheet row by row."""

    layout: Layout
    form: Form | None = None
    table: tuple[Column, ...] = ()
    opener: str = ""  # the first label of the first guide: where it comes again, the next one begins
    value_at: int = 0

    def read(self, number: int, cells: list[str]) -> Form | None:
        """Take in a row; return the guide that it ended, if it did."""
        if head := material_columns(cells) or step_columns(cells):
            self.table = head
            self.form = self.form or Form(number)
            return None
        if self.table and self.form and not _begins_pairs([cell for cell in cells if cell]):
            if any(column.field == "step" for column in self.table):
                self.form.steps.append((self.table, cells))
            else:
                self._material(number, cells)
            return None
        self.table = ()
        pairs = pairs_of(cells)
        if not pairs:
            self._text(number, cells)
            return None
        return self._pairs(number, cells, pairs)

    def _pairs(self, number: int, cells: list[str], pairs: list[tuple[str, str]]) -> Form | None:
        ended: Form | None = None
        for title, value in pairs:
            name = label_field(title)
            if self.form and self.form.has(name) and name in NAMES | {self.opener} and self._is_whole(name):
                ended, self.form = self.form, None
            self.form = self.form or Form(number)
            self.opener = self.opener or name
            self.form.pairs.append((title, value))
        last = pairs[-1][1]
        self.value_at = cells.index(last) if last in cells else -1
        return ended

    def _is_whole(self, name: str) -> bool:
        return name in NAMES or (self.form is not None and any(self.form.has(n) for n in NAMES))

    def _text(self, number: int, cells: list[str]) -> None:
        """Words without a label that is known: more of the value above, a label with its value, or a title."""
        filled = [(at, cell) for at, cell in enumerate(cells) if cell]
        if self.form is None or not self.form.pairs or not filled:
            return
        is_open = not self.form.pairs[-1][1]
        text = "\n".join(cell for _, cell in filled)
        if self.layout is Layout.LINES:
            self.form.add_text(",".join(cell for _, cell in filled))
        elif filled[0][0] == self.value_at or (is_open and not _TITLE.search(text)):
            self.value_at = filled[0][0]
            self.form.add_text(text)
        elif len(filled) % 2 == 0 and all(len(cell) <= 20 for _, cell in filled[::2]):
            titles = [cell for _, cell in filled[::2]]
            self.form.pairs.extend(zip(titles, [cell for _, cell in filled[1::2]], strict=True))
        elif len(filled) > 1:
            said = gettext("第 %(row)s 行的“%(text)s”没有认识的栏目名，没有读")
            self.form.doubts.append(said % {"row": number, "text": " ".join(text.split())[:30]})

    def _material(self, number: int, cells: list[str]) -> None:
        if self.form is None:
            return
        first = next((at for at, column in enumerate(self.table) if column.title), 0)
        if self.table[first].field == "ignored" and first < len(cells):
            mark = cells[first]
            if mark and not _COUNTED.fullmatch(mark) and not any(cells[len(self.table) - 1 :]):
                # The number was left out and the row moved to the left.
                cells = [*cells[:first], "", *cells[first:]]
                said = gettext("第 %(row)s 行的材料少一格，按右移一格读")
                self.form.doubts.append(said % {"row": number})
        self.form.materials.append((number, self.table, cells))


def material_columns(cells: list[str]) -> tuple[Column, ...]:
    """Return the columns that a row of titles of a table of materials announces; () where it is none."""
    fields = [field_of(cell, materials=True) for cell in cells]
    filled = sum(1 for cell in cells if cell)
    if "material_name" not in fields or sum(map(bool, fields)) < max(2, filled - 1):
        return ()
    named = [Column(name or "ignored", title) for name, title in zip(fields, cells, strict=True)]
    return distinct_columns(named)


def step_columns(cells: list[str]) -> tuple[Column, ...]:
    """Return the columns that a row of titles of a table of steps announces; () where it is none."""
    fields = [_STEP_TITLES.get(plain(cell), "") for cell in cells]
    if "step" not in fields or sum(map(bool, fields)) < 2:
        return ()
    named = [Column(name or "notes", title) for name, title in zip(fields, cells, strict=True)]
    return distinct_columns(named)


def forms(lines: Iterable[tuple[int, list[str]]], layout: Layout) -> Iterator[Form]:
    """Read the guides of a sheet in order; only one is held at a time. `lines`: row numbers and cells."""
    reader = _Reader(layout)
    for number, cells in lines:
        for row in _unfolded([cells]):
            if any(row) and (ended := reader.read(number, row)):
                yield ended
    if reader.form is not None:
        yield reader.form


def read_form(form: Form) -> Item:
    """Return what one guide says; raise `Rejected` where it cannot be a matter."""
    titles = [(_NUMBERED.sub("", title).rstrip(":： "), value) for title, value in form.pairs]
    columns = distinct_columns([Column(label_field(t), t, unit_in(t)) for t, _ in titles])
    if not any(column.field in NAMES for column in columns):
        seen = "、".join(title for title, _ in titles[:3]) or "材料"
        said = gettext("从这一行起只见到“%(seen)s”，没有“事项名称”一栏。")
        raise Rejected(said % {"seen": seen[:60]})
    item = read_row(columns, [value for _, value in titles], spoken(columns))
    lines, doubts = _materials(form)
    if lines:
        item = with_materials(item, tuple(lines))
    if steps := _steps(form):
        item = with_steps(item, steps)
    return replace(item, warnings=(*item.warnings, *form.doubts, *doubts))


def _materials(form: Form) -> tuple[list[MaterialLine], list[str]]:
    lines, doubts = [], []
    for number, columns, cells in form.materials:
        try:
            lines.append(read_material_row(columns, cells)[2])
        except Rejected as wrong:
            doubts.append(
                gettext("第 %(row)s 行%(why)s") % {"row": number, "why": wrong.sentence.rstrip("。")}
            )
    return lines, doubts


def _steps(form: Form) -> tuple[StepLine, ...]:
    out = []
    for columns, cells in form.steps:
        said: dict[str, list[str]] = {"step": [], "time": [], "notes": []}
        for column, cell in zip(columns, cells, strict=False):
            if cell and column.field in said:
                said[column.field].append(f"{column.title}：{cell}" if column.field == "notes" else cell)
        if said["step"]:
            out.append(read_step(said["step"][0], "".join(said["time"]), "\n".join(said["notes"])))
    return tuple(out)
