"""Special procedures (特别程序, 中间环节) as tables write them: names, limits, and whether their time counts."""

import re
from itertools import repeat

from . import labels
from .cells import Cells
from .content import Special
from .limits import parse_limit
from .splitting import split_items
from .text import says_nothing
from .words import LimitUnit

_UNITS = {
    LimitUnit.WORKING_DAY: "工作日",
    LimitUnit.NATURAL_DAY: "日",
    LimitUnit.MONTH: "个月",
    LimitUnit.HOUR: "小时",
}
_ASIDE = re.compile(r"[(（]([^()（）]*(?:计入|不计|除外|工作日|日|天|月)[^()（）]*)[)）]")
_NOT_COUNTED = re.compile(r"不计|不算|除外|不包括|另计")
_COUNTED = re.compile(r"计入|计算在内|包括在内")


def read_specials(row: Cells) -> tuple[Special, ...] | None:
    """Return a row's special procedures: None where it is silent, () where it states there are none."""
    cell = row.get("special")
    if not cell:
        return None
    if says_nothing(cell):
        return ()
    names = split_items(cell)
    limits, counted, notes = (
        _beside(row, f"special_{what}", len(names)) for what in ("limit", "counted", "notes")
    )
    return tuple(_special(*each) for each in zip(names, limits, counted, notes, strict=False))


def _beside(row: Cells, field: str, wanted: int) -> list[str]:
    """Return what a column says of each procedure; one word counts for all of them."""
    parts = split_items(row.get(field)) if row.get(field) else []
    if len(parts) == wanted:
        return parts
    if len(parts) <= 1:
        return list(repeat(parts[0] if parts else "", wanted))
    row.warnings.append("特别程序的时限或是否计入，与名称的个数对不上，没有分到各项")
    row.extra[field] = row.get(field)
    return [""] * wanted


def _special(name: str, limit: str, counted: str, notes: str) -> Special:
    aside = _ASIDE.search(name)
    words = aside[1] if aside else ""
    reading = parse_limit(limit or words)
    unit = _UNITS.get(reading.unit, "")
    whether = labels.yes_no(counted) if counted else _counted_in(words)
    return Special(
        name=_ASIDE.sub("", name).strip() or name,
        value=reading.value if unit else None,
        unit=unit if reading.value is not None else "",
        counted=whether,
        notes="；".join(filter(None, [words, notes, "" if unit or not limit else limit])),
    )


def _counted_in(words: str) -> bool | None:
    if _NOT_COUNTED.search(words):
        return False
    return True if _COUNTED.search(words) else None
