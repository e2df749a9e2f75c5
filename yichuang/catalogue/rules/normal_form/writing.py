"""From what a guide says to an object of the normal form."""

import json
from typing import Any

from .. import labels
from ..content import Content, MaterialLine, Special, StepLine
from ..item import Item
from .shape import ALWAYS, FLAGS, LIMIT_COLUMNS, LISTS, SITUATION, TEXTS, TIES, days, raw_limits


def write(item: Item) -> dict[str, Any]:
    """Return the object of the normal form: the usual fields always, the others where they say something."""
    said = item.content
    implied = labels.matter_kind(said.category, said.name)
    derived = raw_limits({name: getattr(said, name) for name in LIMIT_COLUMNS})
    out: dict[str, Any] = dict.fromkeys(ALWAYS)
    out |= {field: getattr(said, column) or None for field, column in TEXTS.items()}
    out |= {field: _listed(getattr(said, column)) for field, column in LISTS.items()}
    out |= {field: getattr(said, column) for field, column in FLAGS.items()}
    out |= {field: getattr(item, attribute) or None for field, attribute in TIES.items()}
    out |= {
        "name": said.name,
        "case_kind": labels.label(said.case_kind, labels.CASE_KINDS) or None,
        "matter_kind": None if said.matter_kind == implied else said.matter_kind,
        "legal_days": days(said.statutory_value, said.statutory_unit),
        "promised_days": days(said.promised_value, said.promised_unit),
        "limit_raw": derived if said.limit_raw is None else said.limit_raw,
        "limit_notes": list(said.limit_notes) or None,
        "materials": None if said.materials is None else [_write_material(row) for row in said.materials],
        "procedure": None if said.steps is None else [_write_step(row) for row in said.steps],
        "special_procedures": _write_specials(said.special_procedures),
        "fee": _write_fee(said),
        "legal_basis": None
        if said.legal_basis is None
        else [{"law": row.law, "article": row.article or None} for row in said.legal_basis],
        "visits": said.visits,
        "faqs": None
        if said.faqs is None
        else [{"question": row.question, "answer": row.answer} for row in said.faqs],
        **said.extra,
    }
    order = {field: at for at, field in enumerate(ALWAYS)}
    kept = {key: value for key, value in out.items() if value is not None or key in order}
    return dict(sorted(kept.items(), key=lambda pair: order.get(pair[0], len(order))))


def as_line(item: Item) -> str:
    """Return the normal form as one line of JSON."""
    return json.dumps(write(item), ensure_ascii=False)


def _listed(value: tuple[str, ...] | None) -> list[str] | None:
    return None if value is None else list(value)


def _write_material(row: MaterialLine) -> dict[str, Any]:
    notes, situation = row.notes, row.situation
    if situation and not notes and SITUATION.search(situation) and len(situation) <= 30:
        notes, situation = situation, ""
    out = {
        "name": row.name,
        "original_or_copy": labels.label(row.form, labels.FORMS) or None,
        "copies": row.copies,
        "form": row.carrier or None,
        "source": row.source or None,
        "required": labels.label(row.necessity, labels.NECESSITIES) or None,
        "notes": notes or None,
    }
    more = {"situation": situation, "sample": row.sample}
    return out | {key: value for key, value in more.items() if value}


def _write_step(row: StepLine) -> dict[str, Any]:
    out: dict[str, Any] = {"step": row.name, "time": row.limit_text or None, "notes": row.notes or None}
    kind = labels.step_kind(row.name)
    if row.kind != kind:
        out["kind"] = row.kind
    if row.role != labels.step_role(kind):
        out["role"] = row.role
    if row.needed != 1:
        out["needed"] = row.needed
    return out


def _write_specials(rows: tuple[Special, ...] | None) -> list[dict[str, Any]] | None:
    if rows is None:
        return None
    return [
        {
            "name": row.name,
            "days": row.value,
            "unit": row.unit or None,
            "counted_in_limit": row.counted,
            "notes": row.notes or None,
        }
        for row in rows
    ]


def _write_fee(said: Content) -> dict[str, Any] | None:
    if said.fee_charged is None and not (said.fee_standard or said.fee_basis or said.fee_items):
        return None
    out = {
        "charged": said.fee_charged,
        "basis": said.fee_basis or None,
        "standard": said.fee_standard or None,
    }
    return out | ({"items": said.fee_items} if said.fee_items else {})
