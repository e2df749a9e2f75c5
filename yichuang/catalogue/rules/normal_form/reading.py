"""From an object of the normal form to what it says."""

import re
from dataclasses import dataclass
from typing import Any

from .. import labels
from ..content import Basis, Content, Faq, MaterialLine, Special, StepLine
from ..item import Item, Rejected, checked_name
from ..limits import Reading, parse_limit, unit_from
from ..splitting import (
    read_basis,
    read_faqs,
    read_list,
    read_material,
    read_materials,
    read_step,
    read_steps,
    split_items,
)
from ..text import says_nothing, tidy
from ..words import LimitUnit
from .shape import FLAGS, LISTS, OTHERS, SITUATION, TEXTS, TIES, days, raw_limits

_ON_THE_SPOT_UNITS = frozenset({"即时", "当日", "当场", "即办", "当天"})


@dataclass
class _Reader:
    """Collects the doubts of one record while its fields are read."""

    record: dict[str, Any]
    warnings: list[str]

    def text(self, name: str) -> str:
        value = self.record.get(name)
        if value is None:
            return ""
        if isinstance(value, dict | list):
            raise Rejected(f"“{name}”应是文字。")
        return tidy(value)

    def flag(self, name: str, value: Any) -> bool | None:
        if value is None or isinstance(value, bool):
            return value
        answer = labels.yes_no(str(value))
        if answer is None and str(value).strip():
            self.warnings.append(f"“{name}”填的是“{str(value)[:20]}”，看不出是或否")
        return answer

    def count(self, name: str, value: Any) -> int | None:
        if value is None or value == "" or isinstance(value, bool):
            return None
        match = re.fullmatch(r"\D{0,4}(\d{1,4})(?:\.0+)?\s*\D{0,3}", tidy(value))
        if match is None or int(match[1]) > 999:
            self.warnings.append(f"“{name}”填的是“{str(value)[:20]}”，不是一个合理的数")
            return None
        return int(match[1])


def read(record: Any) -> Item:
    """Read one object; raise `Rejected` where it cannot be a guide."""
    if not isinstance(record, dict):
        raise Rejected("这一行不是一个 JSON 对象。")
    name = checked_name(record.get("name"))
    reader = _Reader(record, [])
    values: dict[str, Any] = {column: reader.text(field) for field, column in TEXTS.items()}
    values |= {column: _texts(record.get(field), field) for field, column in LISTS.items()}
    values |= {column: reader.flag(field, record.get(field)) for field, column in FLAGS.items()}
    values |= _limits(reader) | _fee(reader)
    content = Content(
        name=name,
        case_kind=labels.case_kind(reader.text("case_kind")),
        matter_kind=reader.text("matter_kind") or labels.matter_kind(values["category"], name),
        visits=reader.count("到现场次数", record.get("visits")),
        limit_notes=_texts(record.get("limit_notes"), "limit_notes") or (),
        materials=_materials(reader),
        steps=_steps(record.get("procedure")),
        special_procedures=_specials(reader),
        legal_basis=_basis(record.get("legal_basis")),
        faqs=_faqs(record.get("faqs")),
        extra=_extra(record, values),
        **values,
    )
    ties: dict[str, Any] = {attribute: reader.text(field) for field, attribute in TIES.items()}
    return Item(content=content, warnings=tuple(dict.fromkeys(reader.warnings)), **ties)


def _texts(value: Any, field: str) -> tuple[str, ...] | None:
    if value is None:
        return None
    if isinstance(value, str):
        return (
            tuple(split_items(value))
            if field == "conditions" and not says_nothing(value)
            else read_list(value)
        )
    if isinstance(value, list) and not any(isinstance(x, dict | list) for x in value):
        return tuple(tidy(x) for x in value if x is not None)
    raise Rejected(f"“{field}”应是一列文字。")


def _limits(reader: _Reader) -> dict[str, Any]:
    raw = reader.record.get("limit_raw")
    if raw is not None and not isinstance(raw, dict):
        raise Rejected("“limit_raw”应是一个对象。")
    values: dict[str, Any] = {}
    for side, field, column in (
        ("legal", "legal_days", "statutory"),
        ("promised", "promised_days", "promised"),
    ):
        said = (raw or {}).get(side)
        if isinstance(said, dict):
            reading = _stated(said)
        else:
            count = reader.record.get(field)
            reading = parse_limit("" if count is None else count, unit_hint="工作日")
        reader.warnings.extend(reading.doubts)
        values[f"{column}_value"] = reading.value
        values[f"{column}_unit"] = str(reading.unit.value)
        values[f"{column}_text"] = reading.text
    # What follows from the columns is not kept twice, so that writing and reading agree.
    return values | {"limit_raw": None if raw == raw_limits(values) else _plain(raw)}


def _stated(said: dict[str, Any]) -> Reading:
    """A limit that the source gives as value, unit and text; the text alone where there is no value."""
    value, unit, text = said.get("value"), tidy(said.get("unit") or ""), tidy(said.get("text") or "")
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 3660:
        return parse_limit(text if value is None else f"{value}{unit}")
    if value == 0 or unit in _ON_THE_SPOT_UNITS:
        return Reading(0, LimitUnit.WORKING_DAY, text)
    reading = parse_limit(f"{value}{unit}")
    if unit_from(unit) is LimitUnit.NATURAL_DAY or not unit:
        return Reading(value, reading.unit, text, doubts=reading.doubts)
    return Reading(reading.value, reading.unit, text)


def _fee(reader: _Reader) -> dict[str, Any]:
    fee = reader.record.get("fee")
    if isinstance(fee, str | bool):
        fee = {"charged": fee, "standard": fee if isinstance(fee, str) and len(fee) > 4 else None}
    if fee is None:
        fee = {}
    if not isinstance(fee, dict):
        raise Rejected("“fee”应是一个对象。")
    return {
        "fee_charged": reader.flag("收费", fee.get("charged")),
        "fee_standard": tidy(fee.get("standard") or ""),
        "fee_basis": tidy(fee.get("basis") or ""),
        "fee_items": tidy(fee.get("items") or ""),
    }


def _rows(value: Any, field: str) -> list[Any]:
    if not isinstance(value, list):
        raise Rejected(f"“{field}”应是一个列表。")
    return value


def _materials(reader: _Reader) -> tuple[MaterialLine, ...] | None:
    value = reader.record.get("materials")
    if value is None:
        return None
    if isinstance(value, str):
        return read_materials(value)
    return tuple(_material(row, reader) for row in _rows(value, "materials"))


def _material(row: Any, reader: _Reader) -> MaterialLine:
    if isinstance(row, str):
        return read_material(tidy(row))
    if not isinstance(row, dict) or not tidy(row.get("name") or ""):
        raise Rejected("有一份材料没有名称。")
    said = {key: tidy(value) for key, value in row.items() if isinstance(value, str | int | float)}
    notes, situation = said.get("notes", ""), said.get("situation", "")
    if notes and not situation and SITUATION.search(notes) and len(notes) <= 30:
        notes, situation = "", notes
    return MaterialLine(
        name=said["name"],
        form=labels.form(said.get("original_or_copy", "")),
        copies=reader.count("份数", row.get("copies")),
        carrier=said.get("form", ""),
        necessity=_necessity(row.get("required")),
        source=said.get("source", ""),
        situation=situation,
        sample=said.get("sample", ""),
        notes=notes,
    )


def _necessity(value: Any) -> str:
    if isinstance(value, bool):
        return "required" if value else "optional"
    return labels.necessity(tidy(value or ""))


def _steps(value: Any) -> tuple[StepLine, ...] | None:
    if value is None:
        return None
    if isinstance(value, str):
        return read_steps(value)
    return tuple(_step(row) for row in _rows(value, "procedure"))


def _step(row: Any) -> StepLine:
    if isinstance(row, str):
        return read_step(row)
    if not isinstance(row, dict) or not tidy(row.get("step") or ""):
        raise Rejected("有一个环节没有名称。")
    name, time = tidy(row["step"]), tidy(row.get("time") or "")
    kind = labels.step_kind(name)
    reading = parse_limit(time)
    return StepLine(
        name=name,
        kind=tidy(row.get("kind") or kind.value),
        role=tidy(row.get("role") or labels.step_role(kind)),
        limit_value=reading.value,
        limit_unit=str(reading.unit.value) if reading.value is not None else "",
        limit_text=time,
        needed=row["needed"] if isinstance(row.get("needed"), int) else 1,
        notes=tidy(row.get("notes") or ""),
    )


def _specials(reader: _Reader) -> tuple[Special, ...] | None:
    value = reader.record.get("special_procedures")
    if value is None:
        return None
    if isinstance(value, str):
        return () if says_nothing(value) else tuple(Special(name=item) for item in split_items(value))
    return tuple(_special(row, reader) for row in _rows(value, "special_procedures"))


def _special(row: Any, reader: _Reader) -> Special:
    if isinstance(row, str):
        return Special(name=tidy(row))
    if not isinstance(row, dict) or not tidy(row.get("name") or ""):
        raise Rejected("有一个特别程序没有名称。")
    return Special(
        name=tidy(row["name"]),
        value=reader.count("特别程序天数", row.get("days")),
        unit=tidy(row.get("unit") or ""),
        counted=reader.flag("是否计入时限", row.get("counted_in_limit")),
        notes=tidy(row.get("notes") or ""),
    )


def _basis(value: Any) -> tuple[Basis, ...] | None:
    if value is None:
        return None
    if isinstance(value, str):
        return read_basis(value)
    out: list[Basis] = []
    for row in _rows(value, "legal_basis"):
        if isinstance(row, str):
            out.extend(read_basis(row))
        elif isinstance(row, dict) and tidy(row.get("law") or ""):
            out.append(Basis(law=tidy(row["law"]), article=tidy(row.get("article") or "")))
        else:
            raise Rejected("有一条设定依据没有法名。")
    return tuple(out)


def _faqs(value: Any) -> tuple[Faq, ...] | None:
    if value is None:
        return None
    if isinstance(value, str):
        return read_faqs(value)
    rows = [row for row in _rows(value, "faqs") if isinstance(row, dict) and row.get("question")]
    return tuple(Faq(question=tidy(r["question"]), answer=tidy(r.get("answer") or "")) for r in rows)


def _extra(record: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Keep the fields that have no place here, and day counts that do not follow from the limits."""
    known = set(TEXTS) | set(LISTS) | set(FLAGS) | set(TIES) | OTHERS
    extra = {key: _plain(value) for key, value in record.items() if key not in known and value is not None}
    if record.get("limit_raw") is not None:
        for field, column in (("legal_days", "statutory"), ("promised_days", "promised")):
            derived = days(values[f"{column}_value"], values[f"{column}_unit"])
            if field in record and record[field] != derived:
                extra[field] = record[field]
    return extra


def _plain(value: Any) -> Any:
    """PostgreSQL's JSON refuses NUL and lone surrogates; leave control characters out at any depth."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, list):
        return [_plain(x) for x in value]
    if isinstance(value, dict):
        return {tidy(key): _plain(x) for key, x in value.items()}
    return value
