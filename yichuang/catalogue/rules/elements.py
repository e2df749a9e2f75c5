"""The ten elements that every matter makes public (R026; 000 i 7.2 a–j), said or missing."""

from dataclasses import dataclass

from . import labels
from .content import Basis, Content, MaterialLine, StepLine
from .limits import render
from .words import LimitUnit


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its title, what the guide says, and what of it the source is silent about."""

    letter: str
    title: str
    lines: tuple[str, ...]
    lacking: tuple[str, ...] = ()

    @property
    def is_missing(self) -> bool:
        """Whether nothing at all is said."""
        return not self.lines


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of the ten elements is said, 0 to 100, and the names of what is not."""

    score: int
    missing: tuple[str, ...]


def elements(
    said: Content, *, department: str = "", complaint_phone: str = "", has_samples: bool = False
) -> tuple[Element, ...]:
    """Return the ten elements in the order of the standard. Nothing is invented for a silent source.

    `has_samples`: filled-in samples can be downloaded, whatever the list of materials says of them.
    """
    return (
        Element("a", "事项名称", (said.name,)),
        Element("b", "设立依据", tuple(map(_basis, said.legal_basis or ()))),
        Element("c", "法定批准条件", _listed(said.conditions)),
        Element("d", "数量限制", _some(said.quantity_limit)),
        Element("e", "办理程序", _listed(_steps(said.steps))),
        _time(said),
        _materials(said, has_samples=has_samples),
        _fee(said),
        _people(said, department, complaint_phone),
        Element("j", "办理结果", _some(said.result_name, said.result_kind, said.result_validity)),
    )


def completeness(ten: tuple[Element, ...]) -> Completeness:
    """Score the ten elements: 10 each, 5 where a part of one is not said."""
    score = sum(0 if e.is_missing else 5 if e.lacking else 10 for e in ten)
    missing = [e.title for e in ten if e.is_missing] + [x for e in ten if e.lines for x in e.lacking]
    return Completeness(score, tuple(missing))


def _some(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _listed(rows: tuple[str, ...] | None) -> tuple[str, ...]:
    """A list that is stated to be empty says 无; a silent source says nothing."""
    return () if rows is None else rows or ("无",)


def _basis(row: Basis) -> str:
    law = row.law if row.law.startswith("《") or "《" in row.law else f"《{row.law}》"
    return law + row.article


def _steps(rows: tuple[StepLine, ...] | None) -> tuple[str, ...] | None:
    if rows is None:
        return None
    return tuple(row.name + (f"（{row.limit_text}）" if row.limit_text else "") for row in rows)


def _time(said: Content) -> Element:
    lines = []
    for word, value, unit, text in (
        ("承诺时限", said.promised_value, said.promised_unit, said.promised_text),
        ("法定时限", said.statutory_value, said.statutory_unit, said.statutory_text),
    ):
        shown = text or render(value, LimitUnit(unit))
        if shown:
            lines.append(f"{word}：{shown}")
    lacking = () if len(lines) == 2 else ("承诺时限",) if not said.promised_unit else ("法定时限",)
    return Element("f", "办理时限", tuple(lines), lacking if lines else ())


def _materials(said: Content, *, has_samples: bool) -> Element:
    if said.materials is None:
        return Element("g", "申请材料", ())
    samples = has_samples or any(row.sample for row in said.materials)
    lacking = () if samples or not said.materials else ("示范文本",)
    return Element("g", "申请材料", _listed(tuple(map(_material, said.materials))), lacking)


def _material(row: MaterialLine) -> str:
    said = [labels.label(row.form, labels.FORMS)] if row.form else []
    if row.copies is not None:
        said.append(f"{row.copies} 份")
    return row.name + (f"（{'，'.join(said)}）" if said else "")


def _fee(said: Content) -> Element:
    if said.fee_charged is False:
        return Element("h", "收费项目、依据及标准", ("不收费",))
    lines = _some(said.fee_items, said.fee_standard, said.fee_basis)
    if said.fee_charged and not lines:
        lines = ("收费",)
    wanted = (("收费依据", said.fee_basis), ("收费标准", said.fee_standard))
    return Element("h", "收费项目、依据及标准", lines, tuple(word for word, text in wanted if not text))


def _people(said: Content, department: str, complaint_phone: str) -> Element:
    complaint = said.complaint_phone or complaint_phone
    lines = _some(
        department or said.source_agency,
        said.responsible and f"责任人：{said.responsible}",
        complaint and f"监督投诉电话：{complaint}",
    )
    wanted = (("责任人", said.responsible), ("监督投诉电话", complaint))
    return Element("i", "承办部门、责任人、监督投诉电话", lines, tuple(w for w, text in wanted if not text))
