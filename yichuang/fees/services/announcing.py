"""What has to be paid: set by the publisher, announced at acceptance, exempted with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.cases.public import Case
from yichuang.catalogue.public import Guide, IntakeSheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import Actor
from yichuang.kit.inserting import insert_all
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.swapping import swap
from yichuang.kit.text import within
from yichuang.people.public import Officer

from ..models import Bill, BillLine, FeeItem
from ..policies import why_not_at_window, why_not_bill, why_not_set_items
from ..rules import BILL_MOVES, BillMove, BillState, Tariff
from ..rules.money import MOST_FEN
from ..selectors import tariffs_of
from .letters import write_notice
from .moves import close_pending

MOST_QUANTITY = 1_000_000


@dataclass(frozen=True)
class Charge:
    """One charge as its publisher sets it."""

    name: str
    amount_fen: int
    unit: str = ""
    basis: str = ""
    exemptions: str = ""
    asks_quantity: bool = False


@transaction.atomic
def set_items(guide: Guide, charges: Sequence[Charge], *, by: Officer, now: datetime) -> list[FeeItem]:
    """Set what a guide charges, where its words cannot be computed. Each charge names its basis (R142)."""
    if reason := why_not_set_items(guide, by=by):
        raise Refused(reason)
    for charge in charges:
        _check_charge(charge)
    FeeItem.objects.filter(guide=guide).delete()
    items = [
        FeeItem(
            guide=guide,
            order=order,
            name=within(c.name, 100, field="items"),
            amount_fen=c.amount_fen,
            unit=within(c.unit, 20, field="items"),
            asks_quantity=c.asks_quantity,
            basis=within(c.basis, 300, field="items"),
            exemptions=within(c.exemptions, 500, field="items"),
            set_at=now,
            set_by=by.staff_no,
        )
        for order, c in enumerate(charges, start=1)
    ]
    insert_all(items)
    facts = {"items": [{"name": i.name, "fen": i.amount_fen, "unit": i.unit} for i in items]}
    journal.record(f"guide:{guide.pk}", Event.FEE_ITEMS_SET, by=by, at=now, data=facts)
    return items


def _check_charge(charge: Charge) -> None:
    if not charge.name.strip():
        raise Invalid(gettext("请填写收费项目的名称。"), field="name")
    if not 0 < charge.amount_fen <= MOST_FEN:
        raise Invalid(gettext("收费标准应为大于 0 的金额，最多两位小数。"), field="amount")
    if not charge.basis.strip():
        raise Invalid(gettext("收费必须有依据，请写明文件名称和文号。"), field="basis")


def announce(case: Case, sheet: IntakeSheet, *, by: Actor, now: datetime) -> Bill | None:
    """Make the bill of an accepted case, and announce it where every quantity is known (R055).

    Returns None where the published guide has no charge: then nothing is ever asked for (R143).
    """
    tariffs = tariffs_of(sheet)
    if not tariffs:
        return None
    bill = Bill(case=case, centre_id=case.centre_id, state=BillState.ASSESSING)
    bill.save(force_insert=True)
    lines = [_line(bill, order, tariff) for order, tariff in enumerate(tariffs, start=1)]
    insert_all(lines)
    if all(line.quantity is not None for line in lines):
        _fix(bill, lines, by=by, now=now)
    return bill


def _line(bill: Bill, order: int, tariff: Tariff) -> BillLine:
    return BillLine(
        bill=bill,
        order=order,
        name=tariff.name,
        standard=tariff.standard,
        basis=tariff.basis[:300],
        exemptions=tariff.exemptions[:500],
        unit_fen=tariff.amount_fen,
        quantity=None if tariff.asks_quantity else 1,
    )


@transaction.atomic
def assess(bill: Bill, quantities: Mapping[int, int], *, by: Officer, now: datetime) -> None:
    """Say how many of each charge: the bill is announced. All zero: there is nothing to pay."""
    if reason := why_not_at_window(bill, BillMove.ASSESS, by=by):
        raise Refused(reason)
    lines = list(bill.lines.all())
    for line in lines:
        quantity = quantities.get(line.order, line.quantity)
        if quantity is None or not 0 <= quantity <= MOST_QUANTITY:
            raise Invalid(gettext("第 %(line)s 项请填数量，不收的填 0。") % {"line": line.order}, field="q")
        line.quantity = quantity
    BillLine.objects.bulk_update(lines, ["quantity"])
    _fix(bill, lines, by=by, now=now)


def _fix(bill: Bill, lines: Sequence[BillLine], *, by: Actor, now: datetime) -> None:
    """Write the amount; announce it when there is one."""
    total = sum(line.due_fen for line in lines)
    if total > MOST_FEN:
        raise Invalid(gettext("金额太大，请核对数量。"), field="q")
    move = BillMove.ASSESS if total else BillMove.FREE
    announced = {"announced_at": now, "announced_by": by.actor_id} if total else {}
    following = BILL_MOVES[BillState(bill.state), move]
    swap(bill, state=following, total_fen=total, **announced)
    facts = {"fen": total, "lines": [{"name": x.name, "quantity": x.quantity} for x in lines]}
    papers = write_notice(bill, lines, by=by, now=now) if total else []
    journal.record_all(
        bill.case.subject, [Line(Event.FEE_ANNOUNCED, facts, thing=bill), *papers], by=by, at=now
    )


@transaction.atomic
def exempt(
    bill: Bill, order: int, reason: str, *, fen: int | None = None, by: Officer, now: datetime
) -> None:
    """Take a charge, or part of it, off the bill, with the reason in the guide's own exemptions."""
    bill = _taken(bill)
    if refusal := why_not_at_window(bill, BillMove.EXEMPT, by=by):
        raise Refused(refusal)
    if not reason.strip():
        raise Invalid(gettext("请写明减免的理由和依据。"), field="reason")
    line = next((x for x in bill.lines.all() if x.order == order), None)
    if line is None or not line.quantity:
        raise Invalid(gettext("没有这一项收费。"), field="order")
    off = line.due_fen if fen is None else fen
    if not 0 < off <= line.due_fen:
        raise Invalid(gettext("减免的金额应大于 0，不能超过应收的金额。"), field="amount")
    line.exempted_fen += off
    line.exempted_why, line.exempted_by, line.exempted_at = (
        within(reason, 300, field="reason"),
        by.staff_no,
        now,
    )
    line.save(update_fields=["exempted_fen", "exempted_why", "exempted_by", "exempted_at"])
    total = bill.total_fen - off
    following = BILL_MOVES[BillState(bill.state), BillMove.EXEMPT if total else BillMove.FREE]
    swap(bill, state=following, total_fen=total)
    facts = {"line": line.name, "fen": off, "reason": line.exempted_why, "left": total}
    lines = list(BillLine.objects.filter(bill=bill))
    papers = write_notice(bill, lines, by=by, now=now) if total else []
    more = close_pending(bill)  # it was for another amount
    exempted = Line(Event.FEE_EXEMPTED, facts, thing=bill)
    journal.record_all(bill.case.subject, [exempted, *papers, *more], by=by, at=now)


def _taken(bill: Bill) -> Bill:
    """Take the bill's row: whoever pays or changes it meanwhile waits."""
    return Bill.objects.select_for_update(of=("self",)).select_related("case").get(pk=bill.pk)


def cancel_bill(case: Case, *, by: Actor, now: datetime) -> None:
    """The case ended without a decision: what was not paid is not asked for any more."""
    bill = Bill.objects.select_for_update().filter(pk=case.pk).first()
    if bill is None or why_not_bill(bill, BillMove.CANCEL):
        return
    swap(bill, state=BILL_MOVES[BillState(bill.state), BillMove.CANCEL])
    lines = [Line(Event.FEE_CANCELLED, {}, thing=bill), *close_pending(bill)]
    journal.record_all(case.subject, lines, by=by, at=now)
