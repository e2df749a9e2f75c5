"""How many may be granted, as a guide words it (行政许可法 57). Pure."""

import re
from dataclasses import dataclass
from datetime import date

_NONE = re.compile(r"^\s*(?:无|没有|不限|不设|否)|无数量限制|没有数量限制|不限数量")
_NUMBER = re.compile(r"\d+")
_BY_YEAR = re.compile(r"每年|年度|全年|一年")


@dataclass(frozen=True)
class Quantity:
    """So many in all, or so many in a year."""

    number: int
    by_year: bool

    def since(self, today: date) -> date | None:
        """Return the first day whose grants count; None when all of them do."""
        return date(today.year, 1, 1) if self.by_year else None


def quantity_of(text: str) -> Quantity | None:
    """Read a guide's quantity limit; None when it names no number or says that there is none."""
    found = _NUMBER.search(text)
    if found is None or _NONE.search(text):
        return None
    number = int(found[0])
    return Quantity(number, bool(_BY_YEAR.search(text))) if 0 < number < 10**9 else None
