"""Objects of JSON whose keys are the column names of halls (事项名称, task_name), not those of the normal form."""

from typing import Any

from .content import MaterialLine
from .headers import NAMES, Column, distinct_columns, field_of, unit_in
from .item import Item, Rejected
from .table_form import read_material_row, read_row, spoken, with_materials
from .text import tidy


def is_normal(record: Any) -> bool:
    """Whether an object is to be read as the normal form: it has its `name`, or no name that is known."""
    if not isinstance(record, dict) or "name" in record:
        return True
    return not any(field_of(str(key)) in NAMES for key in _flat(record))


def read_object(record: dict[str, Any]) -> Item:
    """Read an object by the titles of its keys; raise `Rejected` where it cannot be a matter."""
    said = _flat(record)
    titles = [tidy(key) for key in said]
    columns = distinct_columns([Column(field_of(title), title, unit_in(title)) for title in titles])
    lines: list[MaterialLine] = []
    cells = []
    for column, value in zip(columns, said.values(), strict=True):
        rows = value if isinstance(value, list) and all(isinstance(row, dict) for row in value) else []
        if rows and column.field in {"materials", "material_name", ""} and _lists_materials(rows[0]):
            lines.extend(map(_material, rows))
            cells.append("")
        else:
            cells.append(_as_cell(value))
    item = read_row(columns, cells, spoken(columns))
    return with_materials(item, tuple(lines)) if lines else item


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """Objects inside the object that only group it (基本信息, 扩展信息) are opened."""
    out: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict) and not field_of(str(key)):
            out |= {inner: said for inner, said in value.items() if inner not in record}
        else:
            out[str(key)] = value
    return out


def _lists_materials(row: dict[str, Any]) -> bool:
    return any(field_of(str(key), materials=True) == "material_name" for key in row) or "名称" in row


def _material(row: dict[str, Any]) -> MaterialLine:
    titles = [tidy(key) for key in row]
    fields = [field_of(t, materials=True) or ("material_name" if t == "名称" else "") for t in titles]
    columns = distinct_columns([Column(name, title) for name, title in zip(fields, titles, strict=True)])
    try:
        return read_material_row(columns, [_as_cell(value) for value in row.values()])[2]
    except Rejected as wrong:
        raise Rejected(f"{wrong.sentence.rstrip('。')}：{str(row)[:60]}") from wrong


def _as_cell(value: Any) -> str:
    """Return a value as the cell of a table would hold it: lists a line each, 是 and 否 for true and false."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "\n".join(filter(None, map(_as_cell, value)))
    if isinstance(value, dict):
        return _of_object(value)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else tidy(value)


def _of_object(value: dict[str, Any]) -> str:
    """A step or a law as an object: its first value, the others behind it in brackets."""
    first, *others = [_as_cell(said) for said in value.values()] or [""]
    behind = "，".join(filter(None, others))
    return f"{first}（{behind}）" if behind else first
