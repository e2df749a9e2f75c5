"""The form of a guide: what is posted becomes a Content; fields that the form does not show stay."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from yichuang.catalogue.public import Basis, Content, Faq, LimitUnit, MaterialLine, StepLine
from yichuang.kit.refusal import Invalid

SPARE_ROWS = 4
SPARE_FAQS = 2
_TEXTS = (
    "name", "category", "case_kind", "quantity_limit", "fee_standard", "fee_basis", "result_name", "result_kind",
    "result_validity", "responsible", "phone", "complaint_phone",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row of the form, and its number as it was typed: it may be none."""

    line: MaterialLine | StepLine
    number: str = ""


def rows_for(said: Content, posted: QueryDict | None = None) -> dict[str, list[Any]]:
    """Return the rows that the form shows, with a few empty ones to write in: those of the guide, or those that
    were posted, as they were typed."""
    typed = posted if posted and "material_name" in posted else None
    materials = _typed_materials(typed) if typed else [Row(m, _shown(m.copies)) for m in said.materials or ()]
    steps = _typed_steps(typed) if typed else [Row(s, _shown(s.limit_value)) for s in said.steps or ()]
    return {
        "materials": [*materials, *[Row(MaterialLine(name=""))] * SPARE_ROWS],
        "faqs": [*(said.faqs or ()), *[Faq(question="")] * SPARE_FAQS],
        "steps": [*steps, *[Row(StepLine(name=""))] * SPARE_ROWS],
    }


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)


def _typed_materials(posted: QueryDict) -> list[Row]:
    return [
        Row(
            MaterialLine(
                name=name,
                form=_at(posted, "material_form", index),
                necessity=_at(posted, "material_necessity", index),
                situation=_at(posted, "material_situation", index),
            ),
            _at(posted, "material_copies", index),
        )
        for index, name in enumerate(posted.getlist("material_name"))
        if name.strip()
    ]


def _typed_steps(posted: QueryDict) -> list[Row]:
    return [
        Row(StepLine(name=name, role=_at(posted, "step_role", index)), _at(posted, "step_days", index))
        for index, name in enumerate(posted.getlist("step_name"))
        if name.strip()
    ]


def typed_so_far(posted: QueryDict, before: Content) -> Content:
    """Return what was typed for the page to be drawn again, when a number of it is none: that one is left out,
    and shown as it was typed."""
    numbers = dict.fromkeys(("promised_value", "statutory_value", "visits", "material_copies", "step_days"))
    readable = posted.copy()
    for name in numbers:
        readable.setlist(name, [text if _is_number(text) else "" for text in posted.getlist(name)])
    return content_from(readable, before)


def _is_number(text: str) -> bool:
    return text.strip().isascii() and text.strip().isdigit() and len(text.strip()) < 4


def content_from(posted: QueryDict, before: Content) -> Content:
    """Read a posted form. Raises `Invalid` with the sentence and the field."""
    texts: dict[str, Any] = {name: posted.get(name, "").strip() for name in _TEXTS}
    return replace(
        before,
        **texts,
        promised_value=_number(posted, "promised_value", gettext("承诺时限")),
        promised_unit=_unit(posted, "promised_unit"),
        statutory_value=_number(posted, "statutory_value", gettext("法定时限")),
        statutory_unit=_unit(posted, "statutory_unit"),
        conditions=_lines(posted.get("conditions", "")),
        legal_basis=_basis(posted.get("legal_basis", "")),
        fee_charged={"yes": True, "no": False}.get(posted.get("fee_charged", "")),
        visits=_number(posted, "visits", gettext("到现场次数")),
        materials=_materials(posted, before),
        steps=_steps(posted, before),
        faqs=_faqs(posted, before),
    )


def _number(posted: QueryDict, name: str, words: str) -> int | None:
    text = posted.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise Invalid(
            gettext("%(field)s应为整数，现在是“%(text)s”。") % {"field": words, "text": text}, field=name
        )
    return int(text)


def _unit(posted: QueryDict, name: str) -> str:
    unit = posted.get(name, "")
    return unit if unit in LimitUnit.values else ""


def _lines(text: str) -> tuple[str, ...] | None:
    """An empty box means that the guide is silent, not that there are no conditions."""
    return tuple(line.strip() for line in text.splitlines() if line.strip()) or None


def _basis(text: str) -> tuple[Basis, ...] | None:
    """One law a line; the article after the last full-width or plain bar."""
    found = []
    for line in _lines(text) or ():
        law, _, article = line.replace("｜", "|").partition("|")
        found.append(Basis(law=law.strip(), article=article.strip()))
    return tuple(found) or None


def _faqs(posted: QueryDict, before: Content) -> tuple[Faq, ...] | None:
    """Questions with their answers; a row whose question was emptied is gone."""
    if "faq_question" not in posted:
        return before.faqs
    rows = zip(posted.getlist("faq_question"), posted.getlist("faq_answer"), strict=False)
    return tuple(Faq(question=q.strip(), answer=a.strip()) for q, a in rows if q.strip()) or None


def _materials(posted: QueryDict, before: Content) -> tuple[MaterialLine, ...] | None:
    old = before.materials or ()
    rows = []
    for index, name in enumerate(posted.getlist("material_name")):
        if not name.strip():
            continue
        kept = old[index] if index < len(old) else MaterialLine(name=name)
        rows.append(
            replace(
                kept,
                name=name.strip(),
                form=_at(posted, "material_form", index),
                copies=_count(_at(posted, "material_copies", index)),
                necessity=_at(posted, "material_necessity", index),
                situation=_at(posted, "material_situation", index),
            )
        )
    return tuple(rows) or None


def _steps(posted: QueryDict, before: Content) -> tuple[StepLine, ...] | None:
    old = before.steps or ()
    rows = []
    for index, name in enumerate(posted.getlist("step_name")):
        if not name.strip():
            continue
        role = _at(posted, "step_role", index)
        kept = old[index] if index < len(old) else StepLine(name=name)
        limit = _count(_at(posted, "step_days", index))
        rows.append(
            replace(
                kept,
                name=name.strip(),
                role=role,
                kind=kept.kind if kept.role == role else _KINDS.get(role, "other"),
                limit_value=limit,
                limit_unit=LimitUnit.WORKING_DAY.value if limit is not None else "",
            )
        )
    return tuple(rows) or None


_KINDS = {"reviewer": "review", "approver": "decide", "window": "accept"}


def _at(posted: QueryDict, name: str, index: int) -> str:
    values = posted.getlist(name)
    return values[index].strip() if index < len(values) else ""


def _count(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        raise Invalid(gettext("份数和天数应为整数，现在是“%(text)s”。") % {"text": text}, field="materials")
    return int(text)
