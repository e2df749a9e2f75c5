"""Duties that were not kept: recorded once, against the one who had them."""

from datetime import datetime

from yichuang.journal.public import Event, Line
from yichuang.kit.inserting import insert_new

from ..models import Case, Violation
from ..rules.violations import ViolationKind


def violated(
    case: Case,
    kind: ViolationKind,
    *,
    now: datetime,
    staff_id: int | None = None,
    number: int = 1,
    words: str = "",
) -> Line:
    """Record a broken duty and return its journal line, which the caller writes with its own.

    The same duty broken again in the same way is the same record: a sweep may run twice.
    """
    row = Violation(
        case=case,
        kind=kind,
        number=number,
        staff_id=staff_id,
        window_id=case.window_id,
        at=now,
        words=words[:500],
    )
    insert_new([row], unique=("case_id", "kind", "number"))
    facts = {"kind": kind.value, "number": number, "staff": staff_id, "window": case.window_id}
    return Line(Event.VIOLATION_RECORDED, facts, thing=case)
