"""What was posted becomes a Content. What the form does not show, or was not posted, stays as it was."""

from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from yichuang.catalogue.public import (
    Basis,
    Content,
    Faq,
    LimitUnit,
    MaterialLine,
    Special,
    StepLine,
    step_kind,
    tidy,
)
from yichuang.kit.refusal import Invalid
from yichuang.kit.web import whole_number

from .blanks import FAQS, MATERIALS, SECTIONS, SPECIALS, STEPS, Ask, Blank, Table
from .cells import rows_typed

_LINES: dict[str, Any] = {
    MATERIALS.field: MaterialLine,
    STEPS.field: StepLine,
    SPECIALS.field: Special,
    FAQS.field: Faq,
}
_YES_NO = {"yes": True, "no": False}


def content_from(posted: QueryDict, before: Content) -> Content:
    """Read a posted form. Raises `Invalid` with the sentence and the input's id."""
    values: dict[str, Any] = {}
    for blank in (blank for section in SECTIONS for blank in section.blanks):
        if blank.name in posted:
            values[blank.name] = _kept_none(
                _read(blank, str(posted[blank.name])), getattr(before, blank.name)
            )
    for side in ("promised", "statutory"):
        if f"{side}_value" in values:
            number, unit = values[f"{side}_value"], values.get(f"{side}_unit", "")
            values[f"{side}_unit"] = _unit(number, unit, at=f"{side}_value")
    for table in (MATERIALS, STEPS, SPECIALS, FAQS):
        rows = _rows(table, posted, getattr(before, table.field) or ())
        if rows is not None:
            values[table.field] = _kept_none(rows or None, getattr(before, table.field))
    return replace(before, **values)


def _kept_none(read: Any, before: Any) -> Any:
    """An empty box means that the guide is silent; one that stated there is none goes on stating it."""
    return before if read is None and before == () else read


def _read(blank: Blank, typed: str, at: str = "") -> Any:
    text = tidy(typed)
    if blank.ask is Ask.NUMBER:
        return _number(blank, text, at or blank.name)
    if blank.ask is Ask.YES_NO:
        return _YES_NO.get(text)
    if len(text) > blank.most:
        raise Invalid(
            gettext("%(field)s有 %(length)s 个字，最多 %(most)s 个。")
            % {"field": gettext(blank.label), "length": len(text), "most": blank.most},
            field=at or blank.name,
        )
    if blank.ask is Ask.LIST:
        return _basis(text) if blank.name == "legal_basis" else _list(text, blank.name)
    return text if blank.ask is Ask.TEXT else " ".join(text.split())


def _number(blank: Blank, text: str, at: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= blank.most):
        raise Invalid(
            gettext("%(field)s应为整数，最大 %(most)s，现在是“%(text)s”。")
            % {"field": gettext(blank.label), "most": blank.most, "text": text[:20]},
            field=at,
        )
    return int(text)


def _list(text: str, name: str) -> tuple[str, ...] | None:
    found = tuple(line.strip() for line in text.splitlines() if line.strip())
    return found or (() if name == "limit_notes" else None)


def _basis(text: str) -> tuple[Basis, ...] | None:
    """One law a line; the article after the first full-width or plain bar."""
    found = []
    for line in _list(text, "") or ():
        law, _, article = line.replace("｜", "|").partition("|")
        found.append(Basis(law=law.strip(), article=article.strip()))
    return tuple(found) or None


def _unit(number: int | None, unit: str, *, at: str) -> str:
    """Return the unit that goes with a number. Raises `Invalid` where one says that there is no limit."""
    if number is None:
        return unit if unit == LimitUnit.NONE else ""
    if unit == LimitUnit.NONE:
        raise Invalid(gettext("写了时限，单位却选了“无”。没有时限就不要填数字。"), field=at)
    return unit if unit in LimitUnit.values else ""


def _rows(table: Table, posted: QueryDict, before: tuple[Any, ...]) -> tuple[Any, ...] | None:
    typed = rows_typed(table, posted)
    if typed is None:
        return None
    found = []
    for number, (at, texts) in enumerate(typed):
        values = {
            column.name: _read(column, text, f"{table.name_of(column)}-{number}")
            for column, text in zip(table.columns, texts, strict=True)
        }
        first = table.columns[0]
        if not values[first.name]:
            raise Invalid(
                gettext("这一行写了别的，没有写%(field)s。要删去一行，把整行清空。")
                % {"field": gettext(first.label)},
                field=f"{table.name_of(first)}-{number}",
            )
        place = whole_number(at, most=len(before) - 1)
        found.append(_line(table, None if place is None else before[place], values, number))
    return tuple(found)


def _line(table: Table, old: Any, values: dict[str, Any], number: int) -> Any:
    """Return one line; what the form does not show of it comes from the line that it was."""
    if table is STEPS:
        at = f"{table.field}-limit_value-{number}"
        values["limit_unit"] = _unit(values["limit_value"], values["limit_unit"], at=at)
        values["kind"] = values["kind"] or step_kind(values["name"]).value
        values["needed"] = 1 if values["needed"] is None else values["needed"]
        if old and (old.limit_value, old.limit_unit) != (values["limit_value"], values["limit_unit"]):
            values["limit_text"] = ""  # the source's words were about another limit
    return replace(old, **values) if old else _LINES[table.field](**values)
