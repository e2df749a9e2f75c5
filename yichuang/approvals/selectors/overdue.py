"""Cases whose limit has passed without a decision (R126)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from yichuang.cases.public import Case, Clock, State
from yichuang.people.public import Officer, Role

from ..models import SupervisionOrder
from ..rules.steps import OFFICE_ROLES

MOST = 200


@dataclass(frozen=True)
class Late:
    """One overdue case: the day that was promised or the law's, and whether it was pressed for."""

    case: Case
    due_on: date | None
    is_past_law: bool
    order: SupervisionOrder | None


def overdue(by: Officer, now: datetime) -> list[Late]:
    """Return what is overdue where she looks after it, latest first: the centre's for its manager and
    supervision, her department's for those who review. Two queries, at most MOST rows."""
    centres = by.centres(Role.MANAGER, Role.SUPERVISION)
    departments = by.departments(*OFFICE_ROLES, Role.CHIEF_REP)
    where = Q(case__centre__in=centres) | Q(case__department__in=departments)
    passed = Q(promised_due_at__lt=now) | Q(promised_due_at=None, statutory_due_at__lt=now)
    clocks = (
        Clock.objects.filter(
            where, passed, stopped_at=None, paused_until=None, case__state=State.ACCEPTED, light="red"
        )
        .select_related("case__department")
        .order_by("promised_due_at", "pk")[:MOST]
    )
    found = list(clocks)
    orders = {
        one.case_id: one
        for one in SupervisionOrder.objects.filter(case__in=[clock.case_id for clock in found])
    }
    return [
        Late(
            clock.case,
            clock.promised_due_on or clock.statutory_due_on,
            clock.statutory_due_at is not None and clock.statutory_due_at < now,
            orders.get(clock.case_id),
        )
        for clock in found
    ]
