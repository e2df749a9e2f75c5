"""The papers and messages of fees."""

from collections.abc import Sequence
from datetime import datetime

from yichuang.cases.public import contact_of, heading, issued, tell
from yichuang.journal.public import Line
from yichuang.kit.actor import Actor
from yichuang.notices.public import FeeDue
from yichuang.papers import public as papers
from yichuang.papers.public import FeeLine, FeeNotice, FeeReceipt, PaperKind
from yichuang.worktime.public import local_day

from ..models import Bill, BillLine, Payment
from ..rules import PayWay, yuan
from ..selectors import provider_at


def ways_at(centre_id: int) -> tuple[str, ...]:
    """Return how one can pay at a centre (R145)."""
    ways = [PayWay.CASH.label, PayWay.CARD.label]
    if provider_at(centre_id) is not None:
        ways.append(PayWay.ONLINE.label)
    return tuple(str(way) for way in ways)


def _fee_lines(lines: Sequence[BillLine]) -> tuple[FeeLine, ...]:
    return tuple(
        FeeLine(line.name, line.standard, line.basis, line.due_fen, line.exempted_why)
        for line in lines
        if line.quantity
    )


def write_notice(bill: Bill, lines: Sequence[BillLine], *, by: Actor, now: datetime) -> list[Line]:
    """Issue the notice of what is to be paid and tell the applicant, with nothing beside it (R055, R142)."""
    case = bill.case
    ways = ways_at(bill.centre_id)
    body = FeeNotice(**heading(case), fees=_fee_lines(lines), ways=ways, payment_code=case.no)
    items = tuple(
        f"{line.name}：{line.standard}"
        + (f" × {line.quantity}" if (line.quantity or 0) > 1 else "")
        + f" = {yuan(line.due_fen)}"
        for line in lines
        if line.quantity
    )
    context = FeeDue(
        matter=case.matter_name,
        case_no=case.no,
        amount=yuan(bill.total_fen),
        items=items,
        ways=ways,
        **contact_of(case),
    )
    told = tell(case, context, now=now, mark=f"fee_due{bill.version}")
    return [*issued(case, body, by=by, now=now), *told]


def write_receipt(payment: Payment, *, by: Actor, now: datetime) -> list[Line]:
    """Issue the receipt of a payment with its non-tax number (R141, R144)."""
    case = payment.bill.case
    body = FeeReceipt(
        **heading(case),
        payer=case.applicant_name,
        fees=_fee_lines(list(payment.bill.lines.all())),
        paid_on=local_day(payment.paid_at or now),
        way=str(PayWay(payment.way).label),
        receipt_no=payment.receipt_no or "",
        collected_by="" if payment.way == PayWay.ONLINE else by.actor_name,
        transaction=payment.transaction,
    )
    return issued(case, body, by=by, now=now)


def void_receipt(payment: Payment, *, by: Actor, now: datetime) -> None:
    """Say of the receipt, wherever it is looked up, that the money was given back."""
    for paper in papers.of_case(payment.bill.case.no):
        if paper.kind != PaperKind.FEE_RECEIPT:
            continue
        body = papers.body_of(paper)
        if isinstance(body, FeeReceipt) and body.receipt_no == payment.receipt_no:
            papers.void(paper, f"已退费：{payment.refund_why}", by=by, now=now)
