"""Pieces that several layouts are made of."""

from collections.abc import Iterable

from ..bodies.parts import Contacts, Limit, MaterialLine, Opinion, Remedies, SupplementItem
from ..sheet import Block, Grid, Pair, Paragraph, bold, pair, text
from ..wording import NONE, in_fours, limit_parts, short_day

PEN_ROOM_MM = 16


def case_row(case_no: str, query_code: str = "") -> tuple[Pair, ...]:
    """The case number, with the code that opens its progress where there is one."""
    row = (pair("办件编号", in_fours(case_no)),)
    return (*row, pair("查询码", bold(query_code))) if query_code else row


def limit_pair(label: str, limit: Limit, *, is_first: bool = False) -> Pair:
    """A limit: its last day, in bold where it binds first, and how it is counted."""
    day, rest = limit_parts(limit)
    return pair(label, bold(day) if is_first and day else day, rest)


def contact_rows(contacts: Contacts) -> list[tuple[Pair, ...]]:
    """The first responsible person, the only one to contact about the result (R078, R079)."""
    rows: list[tuple[Pair, ...]] = []
    if contacts.person:
        rows.append(
            (pair("承办第一责任人", "　".join(filter(None, [contacts.person, contacts.person_phone]))),)
        )
    if contacts.window:
        rows.append((pair("受理窗口", contacts.window),))
    return rows


def materials_grid(materials: tuple[MaterialLine, ...]) -> Grid:
    """The list of materials, numbered as in the published one."""
    rows = tuple(
        (str(m.order), m.name, m.form or NONE, str(m.copies) if m.copies else NONE) for m in materials
    )
    return Grid(("序号", "材料名称", "形式", "份数"), rows, wide=1)


def items_grid(items: tuple[SupplementItem, ...]) -> Grid:
    """What is missing or wrong, and the specification and form wanted of each (R090)."""
    rows = tuple(
        (
            str(item.order),
            item.name,
            item.problem,
            f"{item.wanted}（样表：{item.sample}）" if item.sample else item.wanted,
        )
        for item in items
    )
    return Grid(("序号", "材料名称", "存在的问题", "规格、式样和要求"), rows, wide=3)


def opinions_grid(opinions: tuple[Opinion, ...], who: str) -> Grid:
    """Opinions with room for the pen where one is not there yet. `who` heads the first column."""
    rows = tuple(
        (
            o.who,
            o.opinion + (f"（限 {o.limit}）" if o.limit and not o.opinion else ""),
            o.signed_by,
            short_day(o.signed_on),
        )
        for o in opinions
    )
    return Grid((who, "意见", "签名", "日期"), rows, wide=1, row_mm=PEN_ROOM_MM)


def paragraphs(heading: str, words: Iterable[str]) -> tuple[Block, ...]:
    """A heading in the manner of official documents, and a paragraph for each point."""
    said = [text(line) for line in words if line]
    return (heading_of(heading), *said) if said else ()


def heading_of(words: str) -> Paragraph:
    """A heading of its own line."""
    return Paragraph((bold(words),), level=1)


def remedies_text(remedies: Remedies, paper: str) -> Paragraph:
    """The two ways against a decision: reconsideration (60 days, 行政复议法 20) and a lawsuit
    (6 months, 行政诉讼法 46). Both are told, always (行政许可法 38)."""
    return text(
        f"如不服本{paper}，可以自收到本{paper}之日起六十日内，依照《中华人民共和国行政复议法》向"
        f"{remedies.reviewer or '有管辖权的行政复议机关'}申请行政复议；也可以自收到本{paper}之日起六个月内，"
        f"依照《中华人民共和国行政诉讼法》向{remedies.court or '有管辖权的人民法院'}提起行政诉讼。"
    )


def listed(words: tuple[str, ...]) -> str:
    """Return 甲、乙、丙."""
    return "、".join(words)
