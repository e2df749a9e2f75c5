"""Personal data ends after its term (个人信息保护法 19, 47). A room says what it holds; here is how it is blanked.

What a figure counts stays: a row is never deleted, only who it was is no longer known.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, QuerySet, Value, When

GONE = "*"  # stands where a row has to name somebody and no longer does


def gone(field: str) -> Case:
    """Return what becomes of a field whose being empty is counted: something stays something."""
    return Case(When(**{field: ""}, then=Value("")), default=Value(GONE))


@dataclass(frozen=True)
class Term:
    """Whose term has ended: what a centre holds from before an instant, but for what is still needed."""

    centre_id: int
    before: datetime
    cases: frozenset[str] = frozenset()  # numbers of cases that still run
    visits: frozenset[str] = frozenset()  # codes of visits that something running is about


@dataclass(frozen=True)
class Holding:
    """One kind of personal data past its term: the rows that still have it, and what they become."""

    name: str
    found: QuerySet[Any]
    blanks: dict[str, Any]

    def count(self) -> int:
        """Return how many rows would be blanked. One query."""
        return self.found.count()

    def forget(self, *, limit: int) -> int:
        """Blank up to so many rows in the caller's transaction; return how many. Two statements."""
        keys = list(self.found.order_by("pk").values_list("pk", flat=True)[:limit])
        return self.found.model._default_manager.filter(pk__in=keys).update(**self.blanks) if keys else 0
