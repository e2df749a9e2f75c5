"""Records, and joining what several tables of one workbook say of the same matter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext

from ...rules.content import Content, Faq, MaterialLine
from ...rules.headers import Column, Header
from ...rules.item import Item, Rejected
from ...rules.side_form import Fee, read_faq_row, read_fee_row, read_key, with_columns, with_lists
from ...rules.table_form import read_material_row
from .files import Line


@dataclass(frozen=True)
class Record:
    """One record: where it stands in the file, and what it says or why it is rejected.

    `adds_only`: it only adds materials, fees or questions to a matter that must be known already.
    """

    row: int
    item: Item | None
    reason: str = ""
    name: str = ""
    adds_only: bool = False


@dataclass
class Pile:
    """What the side tables say of one matter, and the rows that they say it in."""

    by_code: bool
    rows: list[int] = field(default_factory=list)
    materials: list[MaterialLine] = field(default_factory=list)
    fees: list[Fee] = field(default_factory=list)
    faqs: list[Faq] = field(default_factory=list)
    more: list[tuple[tuple[Column, ...], list[str]]] = field(default_factory=list)
    used: bool = False

    def added_to(self, item: Item) -> Item:
        """Return the item with what the side tables say of it."""
        for columns, cells in self.more:
            item = with_columns(item, columns, cells)
        return with_lists(item, tuple(self.materials), tuple(self.fees), tuple(self.faqs))


@dataclass
class Piles:
    """The side tables of a workbook, by the code or name of their matters."""

    by_key: dict[str, Pile] = field(default_factory=dict)

    def at(self, code: str, name: str) -> Pile:
        """Return the pile of a matter."""
        return self.by_key.setdefault(code or name, Pile(by_code=bool(code)))

    def joined(self, record: Record) -> Record:
        """Return the record with what the side tables say; the closest key speaks last."""
        item = record.item
        if item is None or not self.by_key:
            return record
        try:
            for key in dict.fromkeys((item.content.name, item.task_code, item.code)):
                if key and (pile := self.by_key.get(key)):
                    pile.used = True
                    item = pile.added_to(item)
        except Rejected as wrong:
            return replace(record, item=None, reason=wrong.sentence)
        return replace(record, item=item)

    def left_over(self, *, is_refused: bool) -> Iterator[Record]:
        """What no matter of this file took: added to a matter known already, if there is one."""
        for key, pile in self.by_key.items():
            if pile.used:
                continue
            if is_refused or pile.more:
                reason = gettext("所属的事项“%(key)s”不在这份表里。") % {"key": key}
                yield from (Record(row, None, reason, key) for row in pile.rows)
            else:
                bare = Item(content=Content(name=key), code=key if pile.by_code else "", spoken=frozenset())
                yield Record(pile.rows[0], pile.added_to(bare), name=key, adds_only=True)


def gather(header: Header, lines: Iterable[Line], piles: Piles) -> Iterator[Record]:
    """Sort the rows of a side table by their matters; yield those that cannot be sorted."""
    for line in lines:
        try:
            _sort(header, line, piles)
        except Rejected as wrong:
            yield Record(line.number, None, wrong.sentence)


def _sort(header: Header, line: Line, piles: Piles) -> None:
    code, name = read_key(header.columns, line.cells)
    if not (code or name):
        raise Rejected(gettext("没有写是哪个事项的：要有事项的编码或名称。"))
    if header.holds == "materials":
        pile, material = piles.at(code, name), read_material_row(header.columns, line.cells)[2]
        pile.materials.append(material)
    elif header.holds == "fees":
        pile, fee = piles.at(code, name), read_fee_row(header.columns, line.cells)
        pile.fees.append(fee)
    elif header.holds == "faqs":
        pile, faq = piles.at(code, name), read_faq_row(header.columns, line.cells)
        pile.faqs.append(faq)
    else:
        pile = piles.at(code, name)
        pile.more.append((header.columns, line.cells))
    pile.rows.append(line.number)
