"""Recognising columns by what halls call them: data/headers.tsv, rows of titles, two-row headers."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

_DATA = Path(__file__).resolve().parent.parent / "data"
_LOOK_AT = 25  # titles and statistics above a header never reach further
_GENERIC = {"名称": "", "编码": "code", "代码": "code"}
_CODE_OF = {
    "handling_name": "handling_code",
    "sub_name": "sub_code",
    "name": "code",
    "main_name": "code",
    "code": "code",
}
SIDES = ("promised", "statutory")
NAMES = frozenset({"name", "main_name", "sub_name", "handling_name"})
_KEYS = frozenset({"code", "task_code", "handling_code"})
_OF_MATTERS = frozenset({"agency", "category", "case_kind", "promised", "statutory", "limit"})
_LEVELLED = re.compile(r"(乡镇|街道|县|区|市|省|国家)级(.+)")  # 县级承诺办结时限
_UNIT_IN_TITLE = re.compile(r"[(（〔/]\s*(个?工作日|自然日|日|天|个?月|小时)\s*[)）〕]?")


# What the rows of a table are. All but the first are tied to their matter by a code or name: one material,
# one fee, one question a row, or more columns of a matter.
Holds = Literal["matters", "materials", "fees", "faqs", "more"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its canonical field ("" where unknown), its title as written, its unit if it has one."""

    field: str
    title: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The columns, and how many rows stand above the first row of data."""

    columns: tuple[Column, ...]
    rows: int
    holds: Holds = "matters"

    @property
    def is_materials(self) -> bool:
        """Whether it lists one material a row, tied to its matter by a code or name."""
        return self.holds == "materials"


def plain(title: str) -> str:
    """Return a title for comparing: narrow, lower case, without blanks, brackets and marks."""
    text = "".join(unicodedata.normalize("NFKC", title).split()).lower()
    text = re.sub(r"[(〔\[【][^)〕\]】]*[)〕\]】]", "", text)
    return re.sub(r"[*:;,。、“”\"'?…]|\d+$", "", text)


@cache
def _synonyms(file: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for line in (_DATA / file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            field, titles = line.split("\t")
            table.update({plain(title): field for title in titles.split()})
    return table


def field_of(title: str, *, materials: bool = False) -> str:
    """Return the canonical field of one title; "" where nobody calls it so.

    A limit of one level of government (县级承诺办结时限) is `promised@县`.
    """
    table, wanted = _synonyms("material_headers.tsv" if materials else "headers.tsv"), plain(title)
    if known := table.get(wanted):
        return known
    levelled = _LEVELLED.fullmatch(wanted)
    side = table.get(levelled[2], "") if levelled else ""
    return f"{side}@{levelled[1]}" if levelled and side in SIDES else ""


def find_header(rows: list[list[str]]) -> Header | None:
    """Find the header among the first rows, one row or two; None where there is none.

    Titles and statistics above it (共 项；其中行政许可 项…) are passed over.
    """
    for at, row in enumerate(rows[:_LOOK_AT]):
        if not _is_header(row):
            continue
        below = rows[at + 1] if at + 1 < len(rows) else []
        if _continues(row, below):
            return _build(row, below, at + 2)
        return _build(row, [], at + 1)
    return None


def _known(row: list[str]) -> list[str]:
    return [field for title in row if title and (field := field_of(title) or field_of(title, materials=True))]


def _is_header(row: list[str]) -> bool:
    filled = [title for title in row if title]
    known = _known(row)
    if not known or max(len(title) for title in filled) > 60:
        return False
    names = set(known) & (NAMES | {"material_name"})
    if len(filled) == 1:
        return bool(names) and plain(filled[0]) != "名称"
    distinct = len(set(known))
    if set(known) & _KEYS and distinct >= 3 and distinct * 5 >= len(filled) * 3:
        return True
    return (bool(names) and (distinct >= 3 or distinct * 2 >= len(filled))) or distinct >= 5


def _continues(row: list[str], below: list[str]) -> bool:
    """Whether the row below belongs to the header: its cells are titles too, however few are filled."""
    filled = [title for title in below if title]
    if not filled or max(len(title) for title in filled) > 30:
        return False
    if _stands_under(row, below):
        return True
    known = sum(1 for title in filled if plain(title) in _GENERIC or _known([title]))
    under = sum(1 for at, title in enumerate(below) if title and at < len(row) and not row[at])
    return known * 5 >= len(filled) * 3 and (known >= 2 or bool(under))


def _stands_under(top: list[str], below: list[str]) -> bool:
    """Whether the row below only parts the merged titles above it.

    A title and the blanks or repetitions to its right make a group; a second row of a header fills
    every place of some groups and nothing beside them, but for titles merged down from above.
    """
    groups: list[list[int]] = []
    for at, title in enumerate(top):
        if at and groups and (not title or title == top[at - 1]):
            groups[-1].append(at)
        elif title:
            groups.append([at])
    own = {
        at: title for at, title in enumerate(below) if title and title != (top[at] if at < len(top) else "")
    }
    parted = {at for group in groups if len(group) > 1 and own.keys() >= set(group) for at in group}
    short = all(len(title) <= 12 and not any(c.isdigit() for c in title) for title in own.values())
    return short and len(own) > 1 and own.keys() == parted


def _build(top: list[str], below: list[str], rows: int) -> Header:
    width = max(len(top), len(below))
    upper = _spread(top + [""] * (width - len(top)), below + [""] * (width - len(below)))
    lower = below + [""] * (width - len(below))
    fields = [_field(a, b, materials=False) for a, b in zip(upper, lower, strict=True)]
    holds = _holds(set(fields))
    if holds == "materials":
        fields = [_field(a, b, materials=True) for a, b in zip(upper, lower, strict=True)]
    else:
        # A flat table may carry one material a row beside its matter: 材料名称, 份数, 材料形式 ...
        has_one = "material_name" in fields
        fields = [
            field or (has_one and (more := _field(a, b, materials=True)) and f"material:{more}") or ""
            for field, a, b in zip(fields, upper, lower, strict=True)
        ]
    titles = [_title(a, b) for a, b in zip(upper, lower, strict=True)]
    columns = distinct_columns([Column(f, t, unit_in(t)) for f, t in zip(fields, titles, strict=True)])
    return Header(columns, rows, holds)


def _holds(fields: set[str]) -> Holds:
    is_named, is_keyed = bool(fields & NAMES), bool(fields & _KEYS)
    is_short = len(fields - {""}) <= 4 and "agency" not in fields
    if "material_name" in fields and (not is_named or (is_keyed and is_short)):
        return "materials"
    if "answer" in fields and (is_named or is_keyed) and not fields & _OF_MATTERS:
        return "faqs"
    if is_keyed and not is_named:
        return "fees" if "fee_items" in fields and not fields & _OF_MATTERS else "more"
    return "matters"


def _spread(top: list[str], below: list[str]) -> list[str]:
    """A merged title stands over the blank cells to its right that have a title below."""
    out, last = [], ""
    for a, b in zip(top, below, strict=True):
        last = a or (last if b else "")
        out.append(last)
    return out


def _title(upper: str, lower: str) -> str:
    return f"{upper}/{lower}" if upper and lower and plain(upper) != plain(lower) else upper or lower


def _field(upper: str, lower: str, *, materials: bool) -> str:
    if not lower:
        return field_of(upper, materials=materials)
    if plain(lower) in _GENERIC and upper:
        field = field_of(upper + lower, materials=materials) or field_of(upper, materials=materials)
        if not _GENERIC[plain(lower)]:
            return field
        return _CODE_OF.get(field, "")
    # 办理时限 over 法定 and 承诺 is 法定办理时限 and 承诺办理时限.
    whole = ""
    if upper:
        whole = field_of(upper + lower, materials=materials) or field_of(
            lower + plain(upper), materials=materials
        )
    return whole or field_of(lower, materials=materials) or field_of(upper, materials=materials)


def unit_in(title: str) -> str:
    """Return the unit that a title names: 承诺完成时限(工作日)."""
    match = _UNIT_IN_TITLE.search(title)
    return match[1] if match else ""


# A field that several columns may hold together; of any other the first column counts.
_MANY = frozenset({"", "ignored", "own", "notes", "phone", "basis", "address", "limit"})


def distinct_columns(columns: list[Column]) -> tuple[Column, ...]:
    """Keep the first column of each field; a second one becomes a column that is not known."""
    seen: set[str] = set()
    out = []
    for column in columns:
        taken = column.field in seen and column.field not in _MANY
        out.append(Column("", column.title, column.unit) if taken else column)
        seen.add(column.field)
    return tuple(out)
