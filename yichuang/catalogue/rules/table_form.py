"""From the cells of a table, by canonical field, to what the row says."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from . import labels, normal_form
from .cells import Cells
from .content import FIELDS, Content, MaterialLine, StepLine
from .headers import Column
from .item import Item, Rejected, checked_name
from .levels import take_own_level
from .limits import Reading, parse_limit, split_sides, unit_from
from .specials import read_specials
from .splitting import read_basis, read_faqs, read_list, read_materials, read_steps, split_items
from .text import says_nothing
from .words import LimitUnit

# Canonical column → field of the content, where the cell is taken as it stands.
_TEXTS = {
    "short_name": "short_name",
    "examination": "examination",
    "quantity_limit": "quantity_limit",
    "fee_standard": "fee_standard",
    "fee_basis": "fee_basis",
    "fee_items": "fee_items",
    "visits_reason": "visits_reason",
    "online_depth": "online_depth",
    "scope": "scope",
    "audience": "audience",
    "person_topics": "person_topics",
    "company_topics": "company_topics",
    "theme": "theme",
    "result_name": "result_name",
    "result_sample": "result_sample",
    "result_validity": "result_validity",
    "responsible": "responsible",
    "phone": "phone",
    "complaint_phone": "complaint_phone",
    "address": "address",
    "hours": "hours",
    "notes": "notes",
    "agency": "source_agency",
    "place": "source_place",
    "source_id": "source_id",
}
_LISTS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "conditions": ("conditions", lambda cell: () if says_nothing(cell) else tuple(split_items(cell))),
    "materials": ("materials", read_materials),
    "steps": ("steps", read_steps),
    "basis": ("legal_basis", read_basis),
    "faqs": ("faqs", read_faqs),
    "channels": ("channels", read_list),
    "delivery": ("delivery", read_list),
}
_CODED = {
    "category": ("category", labels.CATEGORY_CODES),
    "use_level": ("use_level", labels.LEVELS),
    "result_kind": ("result_kind", labels.RESULT_KINDS),
}
_FLAGS = {"fee_charged": "fee_charged", "pay_online": "pay_online", "is_online": "is_online"}
_SPEAKS = (
    {column: {field} for column, field in _TEXTS.items()}
    | {column: {field} for column, (field, _) in _LISTS.items()}
    | {column: {field} for column, (field, _) in _CODED.items()}
    | {column: {field} for column, field in _FLAGS.items()}
    | {
        "case_kind": {"case_kind"},
        "category": {"category", "matter_kind"},
        "visits": {"visits"},
        "visits_most": {"visits"},
        "special": {"special_procedures"},
        "fee": {"fee_charged", "fee_standard"},
        "promised": {"promised_value", "promised_unit", "promised_text", "limit_notes", "limit_raw"},
        "statutory": {"statutory_value", "statutory_unit", "statutory_text", "limit_notes", "limit_raw"},
        "material_name": {"materials"},
        "bundle": {"extra"},
        "": {"extra"},
    }
)
_SPEAKS["limit"] = _SPEAKS["promised"] | _SPEAKS["statutory"] | {"hours"}
_CLOCK = re.compile(r"\d[:：]\d\d|上午|下午|周[一二三四五六日]|星期|夏|冬|工作时间|节假日|\d点")


def says_hours(cell: str) -> bool:
    """Whether a cell says when the hall is open, and not how long a matter takes."""
    return bool(_CLOCK.search(cell)) and parse_limit(cell).value is None


def visits_at_most(cell: str) -> str:
    """Return how often one comes, where a column says that it is at most once (最多跑一次)."""
    return {True: "1", False: "", None: cell}[labels.yes_no(cell)]


def spoken(columns: tuple[Column, ...]) -> frozenset[str]:
    """Return the fields that a table with these columns can speak about."""
    fields = {"name"}
    for column in columns:
        fields |= _SPEAKS.get(column.field.partition("@")[0], set())
    return frozenset(fields & set(FIELDS))


class Row(Cells):
    """One row of a table: cells by canonical field, and the doubts found while reading."""

    def __init__(self, columns: tuple[Column, ...], cells: list[str]) -> None:
        super().__init__()
        for column, cell in zip(columns, cells, strict=False):
            # 办理时间 is a limit here and the opening hours there.
            name = "hours" if column.field == "limit" and says_hours(cell) else column.field
            if name == "visits_most":
                name, cell = "visits", visits_at_most(cell)  # noqa: PLW2901
            if cell and name == "":
                self.extra[column.title[:60]] = cell
            elif cell and name != "ignored":
                before = self.cells.get(name)
                joint = "" if name == "own" else "\n"
                self.cells[name] = f"{before}{joint}{cell}" if before else cell
                self.units[name] = column.unit


def read_row(columns: tuple[Column, ...], cells: list[str], said: frozenset[str]) -> Item:
    """Read one row; raise `Rejected` where it cannot be a matter. `said`: what `spoken` gave."""
    row = Row(columns, cells)
    if own := row.get("own"):
        return read_own(own)
    name, main, sub = _names(row)
    values: dict[str, Any] = {field: row.get(column) for column, field in _TEXTS.items()}
    for column, (field, read) in _LISTS.items():
        values[field] = read(row.get(column)) if row.get(column) else None
    for column, (field, codes) in _CODED.items():
        values[field] = codes.get(row.get(column).strip(), row.get(column))
    values |= {field: _flag(row, column) for column, field in _FLAGS.items()}
    take_own_level(row)
    values |= _limits(row)
    values |= _fee(row, values)
    values["special_procedures"] = read_specials(row)
    code = code_in(row, "handling_code", "sub_code")
    if not code and (row.get("sub_name") or row.get("handling_name")) and (shared := code_in(row, "code")):
        row.extra["主项编码"] = shared  # several items share it, so none is found again by it
    elif not code:
        code = code_in(row, "code")
    if row.get("bundle"):
        row.extra["一件事"] = row.get("bundle")
    content = Content(
        name=name,
        case_kind=labels.case_kind(row.get("case_kind")),
        matter_kind=labels.matter_kind(values["category"], name),
        visits=_count(row, "visits"),
        extra=dict(row.extra),
        **values,
    )
    return Item(
        content=content,
        code=code,
        task_code=code_in(row, "task_code"),
        catalog_code=code_in(row, "catalog_code"),
        main_name=main,
        sub_name=sub,
        centre_code=row.get("centre"),
        spoken=said,
        warnings=tuple(dict.fromkeys(row.warnings)),
    )


def code_in(row: Row, *fields: str) -> str:
    """Return the first code that these fields hold; raise `Rejected` for one too long to be one."""
    for field in fields:
        if code := "".join(row.get(field).split()):
            if len(code) > 50:
                raise Rejected(f"编码“{code[:20]}…”超过 50 个字符。")
            return code
    return ""


_NUMBERED = re.compile(r"^\s*(?:\d{1,3}\s*[.、．](?!\d)|[（(]\d{1,3}[)）])\s*")


def _names(row: Row) -> tuple[str, str, str]:
    """The deepest name is the matter's; those above it are its main item and sub-item."""
    own, main = row.get("name"), row.get("main_name")
    sub, handling = row.get("sub_name"), row.get("handling_name")
    sub, handling = ("" if says_nothing(x) else x for x in (sub, handling))
    main = main or (own if sub or handling else "")
    deepest = handling or sub or own or main
    name = checked_name(_NUMBERED.sub("", deepest))
    above = [_NUMBERED.sub("", " ".join(x.split())) for x in (main, sub)]
    return name, *(x if x != name else "" for x in above)  # type: ignore[return-value]


def _flag(row: Row, column: str) -> bool | None:
    cell = row.get(column)
    answer = labels.yes_no(cell) if cell else None
    if cell and answer is None:
        row.warnings.append(f"“{cell[:20]}”看不出是或否")
    return answer


def _count(row: Row, column: str) -> int | None:
    cell = row.get(column)
    if not cell:
        return None
    match = re.search(r"\d{1,3}(?!\d)", cell)
    if match is None and not says_nothing(cell):
        row.warnings.append(f"到现场次数填的是“{cell[:20]}”，不是数字")
    return int(match[0]) if match else None


def _limits(row: Row) -> dict[str, Any]:
    promised = _limit(row, "promised")
    statutory = _limit(row, "statutory")
    out: dict[str, Any] = {}
    if row.get("limit"):
        by_law, promise = split_sides(row.get("limit"))
        promised = promised if row.get("promised") else promise
        statutory = statutory if row.get("statutory") else by_law
    for side, reading in (("promised", promised), ("statutory", statutory)):
        row.warnings.extend(reading.doubts)
        out |= {
            f"{side}_value": reading.value,
            f"{side}_unit": str(reading.unit.value),
            f"{side}_text": reading.text,
        }
    notes = (*promised.notes, *statutory.notes, row.get("promised_note"), row.get("statutory_note"))
    return out | {"limit_notes": tuple(dict.fromkeys(note for note in notes if note))}


def _limit(row: Row, side: str) -> Reading:
    cell, unit = row.get(side), row.get(f"{side}_unit") or row.units.get(side, "")
    reading = parse_limit(cell, unit_hint=unit, wanted="promised" if side == "promised" else "statutory")
    if reading.value is None and unit_from(unit) is not LimitUnit.UNSAID and cell:
        again = parse_limit(cell + unit)
        return again if again.value is not None else reading
    return reading


def _fee(row: Row, values: dict[str, Any]) -> dict[str, Any]:
    cell = row.get("fee")
    charged = values["fee_charged"]
    standard = values["fee_standard"]
    if cell:
        if charged is None:
            charged = not (says_nothing(cell) or re.match(r"不收|免费|0元?$", cell))
        standard = standard or ("" if says_nothing(cell) or cell in {"不收费", "免费"} else cell)
    elif charged is None and standard:
        charged = not (says_nothing(standard) or re.match(r"不收|免费", standard))
    return {"fee_charged": charged, "fee_standard": standard}


def read_material_row(columns: tuple[Column, ...], cells: list[str]) -> tuple[str, str, MaterialLine]:
    """Read one row of a table of materials: (code, name of the matter, the material)."""
    row = Row(tuple(replace(c, field=c.field.removeprefix("material:")) for c in columns), cells)
    name = " ".join(row.get("material_name").split())
    if not name:
        raise Rejected("没有材料名称。")
    copies = re.search(r"\d{1,3}", row.get("copies"))
    # 材料形式 is 原件 here and 纸质 there; the platform has 材料类型 beside it.
    shape = row.get("shape")
    is_carrier = bool(row.get("form")) or labels.CARRIERS.get(shape, shape) in labels.CARRIERS.values()
    carrier = row.get("carrier") or (shape if is_carrier else "")
    notes = [row.get("notes"), row.get("spec"), *(f"{k}：{v}" for k, v in row.extra.items())]
    line = MaterialLine(
        name=name,
        form=labels.form(row.get("form") or ("" if is_carrier else shape)),
        copies=int(copies[0]) if copies else None,
        carrier=labels.CARRIERS.get(carrier, carrier),
        necessity=labels.necessity(row.get("necessity")),
        source=labels.SOURCES.get(row.get("source"), row.get("source")),
        situation=row.get("situation"),
        sample=row.get("sample"),
        notes="\n".join(note for note in notes if note),
    )
    return code_in(row, "handling_code", "code"), " ".join(row.get("name").split()), line


def with_materials(item: Item, lines: tuple[MaterialLine, ...]) -> Item:
    """Return the item with these materials in the place of its own."""
    content = replace(item.content, materials=lines)
    return replace(item, content=content, spoken=item.spoken | {"materials"})


def with_steps(item: Item, lines: tuple[StepLine, ...]) -> Item:
    """Return the item with these steps in the place of its own."""
    content = replace(item.content, steps=lines)
    return replace(item, content=content, spoken=item.spoken | {"steps"})


def read_own(cell: str) -> Item:
    """Read the whole record from the last column of the product's own tables (`OWN_COLUMN`)."""
    try:
        record = json.loads(cell)
    except ValueError as wrong:
        raise Rejected("“完整记录”一栏已损坏。请重新导出，或删去这一栏再导入。") from wrong
    return normal_form.read(record)
