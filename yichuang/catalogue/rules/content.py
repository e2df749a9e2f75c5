"""All that one version of a guide says, as a value. Reading, comparing and writing meet here.

None and "" mean that the source is silent; an empty tuple means that it states there is none.
Field names are the columns of `models.Guide`; `materials` and `steps` are its lines.
"""

import hashlib
import json
from dataclasses import dataclass, field, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialLine:
    """One material as the guide lists it. `form` and `necessity` are codes of `words`, or source words."""

    name: str
    form: str = ""
    copies: int | None = None
    carrier: str = ""
    necessity: str = ""
    source: str = ""
    situation: str = ""
    sample: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step of the procedure."""

    name: str
    kind: str = "other"
    role: str = ""
    limit_value: int | None = None
    limit_unit: str = ""
    limit_text: str = ""
    needed: int = 1
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A law and, where the source names it, the article."""

    law: str
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Special:
    """特别程序: a special procedure; `counted` None: the source does not say whether its time counts."""

    name: str
    value: int | None = None
    unit: str = ""
    counted: bool | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Faq:
    """A question that people ask, and the answer."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a guide says. See the module for what None, "" and () mean."""

    name: str
    short_name: str = ""
    category: str = ""
    use_level: str = ""
    case_kind: str = ""
    matter_kind: str = ""
    examination: str = ""
    promised_value: int | None = None
    promised_unit: str = ""
    promised_text: str = ""
    statutory_value: int | None = None
    statutory_unit: str = ""
    statutory_text: str = ""
    limit_raw: dict[str, Any] | None = None
    limit_notes: tuple[str, ...] = ()
    conditions: tuple[str, ...] | None = None
    quantity_limit: str = ""
    fee_charged: bool | None = None
    fee_standard: str = ""
    fee_basis: str = ""
    fee_items: str = ""
    pay_online: bool | None = None
    legal_basis: tuple[Basis, ...] | None = None
    result_name: str = ""
    result_kind: str = ""
    result_validity: str = ""
    result_sample: str = ""
    visits: int | None = None
    visits_reason: str = ""
    delivery: tuple[str, ...] | None = None
    channels: tuple[str, ...] | None = None
    is_online: bool | None = None
    online_depth: str = ""
    scope: str = ""
    audience: str = ""
    person_topics: str = ""
    company_topics: str = ""
    special_procedures: tuple[Special, ...] | None = None
    faqs: tuple[Faq, ...] | None = None
    responsible: str = ""
    phone: str = ""
    complaint_phone: str = ""
    address: str = ""
    hours: str = ""
    theme: str = ""
    notes: str = ""
    source_id: str = ""
    source_place: str = ""
    source_agency: str = ""
    materials: tuple[MaterialLine, ...] | None = None
    steps: tuple[StepLine, ...] | None = None
    extra: dict[str, Any] = field(default_factory=dict)


FIELDS = tuple(f.name for f in fields(Content))
LINES = frozenset({"materials", "steps"})
ROWS: dict[str, type[Any]] = {
    "legal_basis": Basis,
    "special_procedures": Special,
    "faqs": Faq,
    "materials": MaterialLine,
    "steps": StepLine,
}
TEXTS = frozenset({"limit_notes", "conditions", "delivery", "channels"})
_ROW_FIELDS = {cls: tuple(f.name for f in fields(cls)) for cls in ROWS.values()}


def row_as_json(row: Any) -> dict[str, Any]:
    """Return one line (material, step, basis ...) as plain JSON."""
    return {name: getattr(row, name) for name in _ROW_FIELDS[type(row)]}


def as_json(content: Content) -> dict[str, Any]:
    """Return the content as plain JSON values, field by field."""
    plain: dict[str, Any] = {}
    for name in FIELDS:
        value = getattr(content, name)
        if isinstance(value, tuple):
            value = [row_as_json(row) for row in value] if name in ROWS else list(value)
        plain[name] = value
    return plain


def from_json(plain: dict[str, Any]) -> Content:
    """Return the content that `as_json` wrote."""
    values = {name: plain[name] for name in FIELDS if name in plain}
    for name, cls in ROWS.items():
        if values.get(name) is not None:
            values[name] = tuple(cls(**row) for row in values[name])
    for name in TEXTS:
        if values.get(name) is not None:
            values[name] = tuple(values[name])
    return Content(**values)


def digest(content: Content) -> str:
    """Return a SHA-256 over everything that is said: equal contents have equal digests."""
    said = {name: value for name, value in as_json(content).items() if value not in ("", None)}
    body = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()


def settled(old: Content, new: Content) -> Content:
    """Return what is written now, without the source's words about a limit that is another one now.

    The words are shown before the number, and the raw limit is exported: kept, they would go on saying the old one.
    """
    changed: dict[str, Any] = {}
    for side in ("promised", "statutory"):
        value, unit, text = f"{side}_value", f"{side}_unit", f"{side}_text"
        if (getattr(old, value), getattr(old, unit)) == (getattr(new, value), getattr(new, unit)):
            continue
        changed["limit_raw"] = None
        if getattr(old, text) == getattr(new, text):
            changed[text] = ""
    return replace(new, **changed)


def merged(old: Content, new: Content, spoken: frozenset[str]) -> Content:
    """Return `old` with only those fields replaced that the new source can speak about.

    A list without a column for fees does not say that there are none.
    """
    return replace(old, **{name: getattr(new, name) for name in FIELDS if name in spoken})
