"""Reads of orders, of what is overdue, and of what the public is told about it (R126; 优化营商环境条例 36)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q

from yichuang.approvals.public import OFFICE_ROLES
from yichuang.cases.public import Case, Clock, Light, State
from yichuang.people.public import Officer, Role

from ..models import DelayReason, Order, Reply, SpotCheck
from ..policies import LOOKERS, OF_THE_DEPARTMENT
from ..rules import OrderKind, OrderState

MOST = 200
_WITH = ("department", "staff", "card", "centre")
_REPLIES = Prefetch("replies", Reply.objects.select_related("by", "judged_by"))


def order_by_id(order_id: int) -> Order | None:
    """Return an order with its replies. Two queries."""
    return Order.objects.select_related(*_WITH).prefetch_related(_REPLIES).filter(pk=order_id).first()


def orders_of_case(case_no: str) -> list[Order]:
    """Return the orders about a case with their replies, oldest first. Two queries."""
    found = Order.objects.filter(case_no=case_no).select_related(*_WITH).prefetch_related(_REPLIES)
    return list(found.order_by("pk"))


def orders_for(by: Officer, *, limit: int = MOST) -> list[Order]:
    """Return what was ordered at the centres she looks after, of her, or of her departments; the open ones
    first, by their last day. One query."""
    hers = Q(staff=by.staff_id) | Q(department__in=by.departments(*OF_THE_DEPARTMENT))
    hers |= Q(centre__in=by.centres(*LOOKERS))
    found = list(Order.objects.filter(hers).select_related(*_WITH).order_by("-pk")[:limit])
    return sorted(found, key=lambda one: (one.state != OrderState.OPEN, one.reply_by_on))


def orders_answered(centre_id: int) -> int:
    """Return how many orders of a centre were answered and wait for supervision's word. One query."""
    return Order.objects.filter(centre=centre_id, state=OrderState.ANSWERED).count()


@dataclass(frozen=True)
class Late:
    """One overdue case: the day that was promised or the law's, whether it was pressed for, what was told."""

    case: Case
    due_on: date | None
    is_past_law: bool
    order: Order | None
    reason: DelayReason | None


def overdue(by: Officer, now: datetime) -> list[Late]:
    """Return what is overdue where she looks after it, latest first: the centre's for its manager and
    supervision, her department's for those who review. Three queries, at most MOST rows."""
    where = Q(case__centre__in=by.centres(Role.MANAGER, Role.SUPERVISION))
    where |= Q(case__department__in=by.departments(*OFFICE_ROLES, Role.CHIEF_REP))
    return _late(where, now)


def overdue_at(centre_ids: Sequence[int], now: datetime) -> list[Late]:
    """Return what is overdue at some centres, as the public may know it. Three queries."""
    return _late(Q(case__centre__in=list(centre_ids)), now)


def _late(where: Q, now: datetime) -> list[Late]:
    clocks = list(
        Clock.objects.filter(
            where, stopped_at=None, paused_until=None, light=Light.RED, case__state=State.ACCEPTED
        )
        .select_related("case__department")
        .order_by("promised_due_at", "pk")[:MOST]
    )
    numbers = [clock.case.no for clock in clocks]
    pressed = Order.objects.filter(case_no__in=numbers, kind=OrderKind.DECIDE_NOW).order_by("pk")
    orders = {one.case_no: one for one in pressed}
    reasons = {one.case_no: one for one in DelayReason.objects.filter(case_no__in=numbers).order_by("pk")}
    return [
        Late(
            clock.case,
            clock.promised_due_on or clock.statutory_due_on,
            clock.statutory_due_at is not None and clock.statutory_due_at < now,
            orders.get(clock.case.no),
            reasons.get(clock.case.no),
        )
        for clock in clocks
    ]


def delay_reasons_of(case_no: str) -> list[DelayReason]:
    """Return what the public was told of a case's delay, oldest first. One query."""
    return list(DelayReason.objects.filter(case_no=case_no))


def spot_checks_at(centre_id: int, *, limit: int = 100) -> list[SpotCheck]:
    """Return a centre's spot checks, the newest first. One query."""
    found = SpotCheck.objects.filter(centre=centre_id).select_related("department", "drawn_by")
    return list(found.order_by("-pk")[:limit])


def spot_check_by_id(check_id: int) -> SpotCheck | None:
    """Return a spot check with its cases. Two queries."""
    shown = SpotCheck.objects.select_related("department", "drawn_by", "centre")
    return shown.prefetch_related("items__looked_by", "items__order").filter(pk=check_id).first()
