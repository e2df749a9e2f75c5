"""What a spot check is drawn from: cases, steps, fees of a span of days (R131). Other rooms hold the truth."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from yichuang.approvals.public import Task
from yichuang.cases.public import Case
from yichuang.fees.public import Payment, yuan
from yichuang.worktime.public import local_day

from ..rules.checklist import DrawnFrom

MOST_POPULATION = 100_000


@dataclass(frozen=True)
class Span:
    """Of which centre, of one department or of all, from when until when."""

    centre_id: int
    department_id: int | None
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True)
class Drawn:
    """One thing that was drawn: the case it belongs to, and of a step or a fee which one."""

    thing: str
    case_no: str
    matter_name: str
    about: str = ""


def population(of: DrawnFrom, span: Span) -> list[int]:
    """Return the keys of everything that can be drawn, in their order. One query."""
    return list(_FOUND[of](span).order_by("pk").values_list("pk", flat=True)[:MOST_POPULATION])


def drawn(of: DrawnFrom, keys: Sequence[int]) -> Iterable[Drawn]:
    """Return the things of these keys, in their order. One query."""
    return _TOLD[of](keys)


def _cases(span: Span, **when: Any) -> "QuerySet[Case]":
    found = Case.objects.filter(centre=span.centre_id, **when)
    return found.filter(department=span.department_id) if span.department_id else found


def _accepted(span: Span) -> "QuerySet[Case]":
    return _cases(span, accepted_at__range=(span.from_at, span.until_at))


def _not_accepted(span: Span) -> "QuerySet[Case]":
    """Refused, not required, returned, withdrawn: whoever came went away without an acceptance."""
    return _cases(span, accepted_at=None, ended_at__range=(span.from_at, span.until_at))


def _steps(span: Span) -> "QuerySet[Task]":
    found = Task.objects.filter(
        case__centre=span.centre_id, closed_at__range=(span.from_at, span.until_at), closed_by__isnull=False
    )
    return found.filter(department=span.department_id) if span.department_id else found


def _fees(span: Span) -> "QuerySet[Payment]":
    found = Payment.objects.filter(centre=span.centre_id, paid_at__range=(span.from_at, span.until_at))
    return found.filter(bill__case__department=span.department_id) if span.department_id else found


def _told_cases(keys: Sequence[int]) -> list[Drawn]:
    return [Drawn("", one.no, one.matter_name) for one in Case.objects.filter(pk__in=keys).order_by("pk")]


def _told_steps(keys: Sequence[int]) -> list[Drawn]:
    found = Task.objects.filter(pk__in=keys).select_related("case", "closed_by").order_by("pk")
    return [
        Drawn(f"task:{one.pk}", one.case.no, one.case.matter_name, f"{one.name}　{_whose(one)}")
        for one in found
    ]


def _whose(task: Task) -> str:
    at = local_day(task.closed_at).isoformat() if task.closed_at else ""
    return f"{task.closed_by.name if task.closed_by else ''}　{at}".strip()


def _told_fees(keys: Sequence[int]) -> list[Drawn]:
    found = Payment.objects.filter(pk__in=keys).select_related("bill__case").order_by("pk")
    return [
        Drawn(
            f"payment:{one.pk}",
            one.bill.case.no,
            one.bill.case.matter_name,
            f"{yuan(one.amount_fen)} 元　{one.receipt_no or ''}　{timezone.localtime(one.paid_at):%Y-%m-%d}",
        )
        for one in found
    ]


_FOUND: dict[DrawnFrom, Callable[[Span], "QuerySet[Any]"]] = {
    DrawnFrom.ACCEPTED: _accepted,
    DrawnFrom.NOT_ACCEPTED: _not_accepted,
    DrawnFrom.STEP: _steps,
    DrawnFrom.FEE: _fees,
}
_TOLD: dict[DrawnFrom, Callable[[Sequence[int]], list[Drawn]]] = {
    DrawnFrom.ACCEPTED: _told_cases,
    DrawnFrom.NOT_ACCEPTED: _told_cases,
    DrawnFrom.STEP: _told_steps,
    DrawnFrom.FEE: _told_fees,
}
