"""Tables that stand beside the matters and speak of them by code: fees, questions, further columns."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext

from . import labels
from .content import Content, Faq, MaterialLine, merged
from .headers import Column
from .item import Item, Rejected
from .table_form import Row, code_in, read_row, spoken

_FEE_FIELDS = frozenset({"fee_charged", "fee_items", "fee_standard", "fee_basis"})


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee: what for, how much, by what right. `charged` None: the table does not say whether."""

    item: str
    standard: str = ""
    basis: str = ""
    charged: bool | None = None


def read_key(columns: tuple[Column, ...], cells: list[str]) -> tuple[str, str]:
    """Return (code, name) of the matter that a row speaks of; the code of the handling item comes first."""
    row = Row(columns, cells)
    code = code_in(row, "handling_code", "code", "task_code")
    return code, " ".join(row.get("name").split())


def read_fee_row(columns: tuple[Column, ...], cells: list[str]) -> Fee:
    """Read one row of a table of fees; what has no place of its own stands behind the standard."""
    row = Row(columns, cells)
    if not row.get("fee_items"):
        raise Rejected(gettext("没有收费项目名称。"))
    more = [f"{title}：{cell}" for title, cell in row.extra.items()]
    said = row.get("fee_charged")
    return Fee(
        item=row.get("fee_items"),
        standard="；".join(filter(None, (row.get("fee_standard"), *more))),
        basis=row.get("fee_basis") or row.get("basis"),
        charged=labels.yes_no(said) if said else None,
    )


def read_faq_row(columns: tuple[Column, ...], cells: list[str]) -> Faq:
    """Read one question with its answer."""
    row = Row(columns, cells)
    question = row.get("question") or row.get("faqs")
    if not question:
        raise Rejected(gettext("没有写问题。"))
    return Faq(question=question, answer=row.get("answer"))


def with_lists(
    item: Item, materials: tuple[MaterialLine, ...], fees: tuple[Fee, ...], faqs: tuple[Faq, ...]
) -> Item:
    """Return the item with these lists in the place of its own; an empty one says nothing."""
    content, said = item.content, set(item.spoken)
    if materials:
        content, said = replace(content, materials=materials), said | {"materials"}
    if faqs:
        content, said = replace(content, faqs=faqs), said | {"faqs"}
    if fees:
        content, said = _with_fees(content, fees), said | _FEE_FIELDS
    return replace(item, content=content, spoken=frozenset(said))


def _with_fees(content: Content, fees: tuple[Fee, ...]) -> Content:
    charged = [fee.charged for fee in fees if fee.charged is not None]
    many = len(fees) > 1
    return replace(
        content,
        fee_charged=any(charged) if charged else True,
        fee_items="\n".join(fee.item for fee in fees),
        fee_standard="\n".join(
            f"{fee.item}：{fee.standard}" if many else fee.standard for fee in fees if fee.standard
        ),
        fee_basis="\n".join(dict.fromkeys(fee.basis for fee in fees if fee.basis)),
    )


def with_columns(item: Item, columns: tuple[Column, ...], cells: list[str]) -> Item:
    """Return the item with further columns of the same matter; where both speak, the first table counts."""
    named = (*columns, Column("name", ""))
    padded = [*cells, *[""] * (len(columns) - len(cells))][: len(columns)]
    more = read_row(named, [*padded, item.content.name], spoken(columns))
    adds = more.spoken - item.spoken | {"extra"}
    extra = {**more.content.extra, **item.content.extra}
    content = merged(item.content, replace(more.content, extra=extra), frozenset(adds))
    warnings = tuple(dict.fromkeys((*item.warnings, *more.warnings)))
    return replace(
        item,
        content=content,
        spoken=item.spoken | adds,
        warnings=warnings,
        task_code=item.task_code or more.task_code,
        catalog_code=item.catalog_code or more.catalog_code,
    )
