"""Reads of fees: what a guide charges, a case's bill, what a window has taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yichuang.catalogue.public import IntakeSheet
from yichuang.people.public import Officer, Role, setting_text
from yichuang.worktime.public import end_of

from .models import Bill, FeeItem, Payment, SandboxOrder, Settlement
from .rules import BillState, Tariff, read_standard
from .rules.provider import Provider, provider_named


def tariffs_of(sheet: IntakeSheet) -> tuple[Tariff, ...]:
    """Return what a guide charges: what its publisher set, else what its words come to.

    No query for a guide without a fee, one for the others. Empty: nothing can be charged (R143).
    """
    if sheet.fee.charged is not True:
        return ()
    items = FeeItem.objects.filter(guide=sheet.guide_id)
    if rows := list(items.order_by("order")):
        return tuple(
            Tariff(i.name, i.amount_fen, i.unit, i.basis, i.exemptions, i.asks_quantity) for i in rows
        )
    return read_standard(sheet.fee.standard, sheet.fee.basis)


def items_of(guide_id: int) -> list[FeeItem]:
    """Return what the publisher set for a guide. One query."""
    return list(FeeItem.objects.filter(guide=guide_id).order_by("order"))


def bill_of(case_id: int) -> Bill | None:
    """Return a case's bill with its lines. Two queries."""
    return (
        Bill.objects.filter(pk=case_id)
        .select_related("case__department", "case__applicant", "case__agent", "case__taken_by")
        .prefetch_related("lines")
        .first()
    )


def payments_of(case_id: int) -> list[Payment]:
    """Return every attempt to pay a case's bill, oldest first. One query."""
    return list(Payment.objects.filter(bill=case_id).order_by("id"))


def open_bills(centre_id: int, *, limit: int = 100) -> list[Bill]:
    """Return what is to be assessed or paid at a centre, newest first. Two queries."""
    found = Bill.objects.filter(centre=centre_id, state__in=[BillState.ASSESSING, BillState.DUE])
    return list(found.select_related("case").prefetch_related("lines").order_by("-case_id")[:limit])


def provider_at(centre_id: int) -> Provider | None:
    """Return the online provider that a centre uses; None where it offers no online payment."""
    return provider_named(setting_text(centre_id, "fees.online"))


def payments_to_ask(now: datetime, *, limit: int) -> list[Payment]:
    """Return payments of which the provider is to be asked. Reads the partial index only."""
    return list(Payment.objects.filter(look_at__lte=now).order_by("look_at")[:limit])


@dataclass(frozen=True)
class Takings:
    """What a window took and gave back, and nobody has settled yet."""

    window_id: int | None
    day: date
    payments: Sequence[Payment]
    refunds: Sequence[Payment]

    @property
    def total_fen(self) -> int:
        """What came in, what was given back off."""
        return sum(p.amount_fen for p in self.payments) - sum(p.amount_fen for p in self.refunds)


def takings_of(centre_id: int, window_id: int | None, day: date) -> Takings:
    """Return what a window took and gave back up to the end of a day and has not settled. Two queries."""
    mine = Payment.objects.filter(centre=centre_id, window=window_id).select_related("bill__case")
    paid = mine.filter(settlement=None, paid_at__lte=end_of(day))
    # What came too late and went straight back was never taken, so nothing is taken off.
    refunded = mine.filter(refund_settlement=None, paid_at__isnull=False, refunded_at__lte=end_of(day))
    return Takings(
        window_id, day, list(paid.order_by("paid_at", "id")), list(refunded.order_by("refunded_at"))
    )


def settlements_at(centre_id: int, *, limit: int = 60) -> list[Settlement]:
    """Return a centre's settlements, newest first. One query."""
    return list(Settlement.objects.filter(centre=centre_id).select_related("window")[:limit])


def payments_settled(settlement: Settlement) -> list[Payment]:
    """Return what a settlement covers. One query."""
    return list(settlement.payments.select_related("bill__case").order_by("id"))


def may_settle(by: Officer) -> bool:
    """Whether settling is hers at all."""
    return by.holds(Role.CLERK, Role.MANAGER)


def sandbox_order(reference: str) -> SandboxOrder | None:
    """Return the demonstration provider's order. One query."""
    return SandboxOrder.objects.filter(pk=reference).first()
