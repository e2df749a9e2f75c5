"""Paying: at the window, or online through a provider; and giving back."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import SYSTEM, Actor
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.kit.swapping import swap
from yichuang.kit.sweeping import sweep_each
from yichuang.kit.text import within
from yichuang.people.public import Officer
from yichuang.worktime.public import local_day

from ..models import Bill, Payment, ReceiptSeries
from ..policies import why_not_at_window, why_not_bill, why_not_move, why_not_refund
from ..rules import BILL_MOVES, BillMove, BillState, PaymentMove, PaymentState, PayWay
from ..rules.provider import BadSignature, Callback, Provider, Said, provider_named
from ..selectors import payments_to_ask, provider_at
from .letters import void_receipt, write_receipt
from .moves import close_pending, move_payment

ASK_AFTER = timedelta(minutes=2)
GIVE_UP_AFTER = timedelta(minutes=30)  # an order that nobody paid is closed, and can be placed anew


def _take(case_id: int) -> Bill:
    """Take the bill's row: one payment of a bill at a time, whoever sends it."""
    return Bill.objects.select_for_update(of=("self",)).select_related("case").get(pk=case_id)


def _order_no(now: datetime) -> str:
    return f"{local_day(now):%Y%m%d}{get_random_string(16, '0123456789')}"


@transaction.atomic
def pay_at_window(
    bill: Bill, way: PayWay, *, key: str, transaction_no: str = "", by: Officer, now: datetime
) -> Payment:
    """Take cash, or note what the card terminal took. The same `key` again is the same payment."""
    bill = _take(bill.pk)
    if same := Payment.objects.filter(key=f"window:{bill.pk}:{key}").first():
        return same
    if way is PayWay.ONLINE:
        raise Invalid(gettext("网上支付由申请人在查进度的页面上办理。"), field="way")
    if reason := why_not_at_window(bill, BillMove.PAY, by=by):
        raise Refused(reason)
    if way is PayWay.CARD and not transaction_no.strip():
        raise Invalid(gettext("请填写刷卡凭条上的流水号。"), field="transaction")
    closed = close_pending(bill)
    payment = Payment(
        bill=bill,
        key=f"window:{bill.pk}:{key}"[:80],
        order_no=_order_no(now),
        way=way,
        amount_fen=bill.total_fen,
        transaction=within(transaction_no, 64, field="transaction"),
        centre_id=bill.centre_id,
        window_id=by.window_id,
        created_at=now,
        created_by=by.staff_no,
    )
    payment.save(force_insert=True)
    _note_paid(payment, bill, more=closed, by=by, now=now)
    return payment


@transaction.atomic
def order_online(bill: Bill, *, by: Actor, now: datetime) -> Payment:
    """Place an order with the centre's provider; while one waits, the same one is given again."""
    bill = _take(bill.pk)
    if reason := why_not_bill(bill, BillMove.PAY):
        raise Refused(reason)
    provider = provider_at(bill.centre_id)
    if provider is None:
        raise Refused(gettext("这个中心没有开通网上支付，请到窗口缴费。"))
    waiting = Payment.objects.filter(bill=bill, state=PaymentState.PENDING).first()
    if waiting is not None:
        return waiting
    order_no = _order_no(now)
    asked = provider.order(order_no, bill.total_fen, bill.case.matter_name, now=now)
    payment = Payment(
        bill=bill,
        key=f"online:{order_no}",
        order_no=order_no,
        way=PayWay.ONLINE,
        amount_fen=bill.total_fen,
        provider=provider.name,
        pay_url=asked.pay_url,
        centre_id=bill.centre_id,
        created_at=now,
        created_by=by.actor_id,
        look_at=now + ASK_AFTER,
    )
    payment.save(force_insert=True)
    facts = {"order": order_no, "fen": payment.amount_fen, "provider": provider.name}
    journal.record(bill.case.subject, Event.PAYMENT_ORDERED, by=by, at=now, data=facts)
    return payment


def receive_callback(provider_name: str, body: bytes, signature: str, *, now: datetime) -> Payment:
    """Take in what a provider says of an order: signed, once or many times, in time or late.

    Raises `Forbidden` for a message that the provider did not sign, `Refused` for an order or an
    amount that is not ours. The same message again changes nothing.
    """
    provider = provider_named(provider_name)
    if provider is None:
        raise Forbidden(gettext("没有这个支付渠道。"))
    try:
        said = provider.read(body, signature)
    except BadSignature as forged:
        raise Forbidden(gettext("支付通知的签名不对。")) from forged
    return _take_in(provider, said, now=now)


def reconcile(payment: Payment, *, now: datetime) -> Payment:
    """Ask the provider what became of a payment, and take its answer in like a callback."""
    provider = provider_named(payment.provider)
    if provider is None or payment.state not in {PaymentState.PENDING, PaymentState.REFUNDING}:
        return payment
    return _take_in(provider, provider.query(payment.order_no), now=now)


@transaction.atomic
def _take_in(provider: Provider, said: Callback, *, now: datetime) -> Payment:
    known = Payment.objects.filter(order_no=said.order_no, provider=provider.name).first()
    if known is None:
        raise Refused(gettext("没有这笔订单。"))
    bill = _take(known.bill_id)
    payment = Payment.objects.get(pk=known.pk)  # as it stands now that the bill is ours
    payment.bill = bill
    if said.amount_fen != payment.amount_fen:
        raise Refused(gettext("支付通知的金额和订单不符，请人工核对。"))
    if said.said is Said.PAID:
        _succeed(payment, bill, provider, said.transaction, now=now)
    elif said.said is Said.FAILED and not why_not_move(payment, PaymentMove.FAIL):
        move_payment(payment, PaymentMove.FAIL, look_at=None)
        _write(payment, Event.PAYMENT_FAILED, now=now)
    elif said.said is Said.REFUNDED and not why_not_move(payment, PaymentMove.REFUND_DONE):
        _note_refunded(payment, bill, by=SYSTEM, now=now)
    return payment


def _succeed(payment: Payment, bill: Bill, provider: Provider, transaction_no: str, *, now: datetime) -> None:
    """Money came in. When the bill no longer waits for it, or for another amount, it goes straight back."""
    is_wanted = bill.state == BillState.DUE and bill.total_fen == payment.amount_fen
    if is_wanted and not why_not_move(payment, PaymentMove.SUCCEED):
        payment.transaction = transaction_no[:64]
        # An order that was given up, or failed, and is paid all the same: one placed since is not needed.
        newer = close_pending(bill) if payment.state != PaymentState.PENDING else []
        _note_paid(payment, bill, more=newer, by=SYSTEM, now=now)
    elif not is_wanted and not why_not_move(payment, PaymentMove.SUCCEED_LATE):
        asked = {
            "refund_why": "到账时这笔费用已经不用缴，自动退回",
            "refund_asked_at": now,
            "refund_asked_by": SYSTEM.actor_id,
        }
        move_payment(
            payment,
            PaymentMove.SUCCEED_LATE,
            transaction=transaction_no[:64],
            look_at=now + ASK_AFTER,
            **asked,
        )
        _write(payment, Event.PAYMENT_REFUNDING, now=now)
        _send_back(payment, bill, provider, by=SYSTEM, now=now)
    # Any other state knows of it already: the same message came again, or after the refund.


def _note_paid(
    payment: Payment, bill: Bill, *, more: list[Line] | None = None, by: Actor, now: datetime
) -> None:
    """Write that the money is there, and give the receipt with its number (R141)."""
    swap(bill, state=BILL_MOVES[BillState(bill.state), BillMove.PAY])
    receipt_no = _receipt_no(payment.centre_id, now)  # last, so that the lock is short
    move_payment(
        payment,
        PaymentMove.SUCCEED,
        paid_at=now,
        receipt_no=receipt_no,
        transaction=payment.transaction,
        look_at=None,
    )
    payment.bill = bill
    facts = {"order": payment.order_no, "fen": payment.amount_fen, "way": payment.way, "receipt": receipt_no}
    paid = Line(Event.PAYMENT_PAID, facts, thing=payment)
    lines = [*(more or []), paid, *write_receipt(payment, by=by, now=now)]
    journal.record_all(bill.case.subject, lines, by=by, at=now)


_NEXT = """
INSERT INTO {table} (centre_id, year, last) VALUES (%s, %s, 1)
ON CONFLICT (centre_id, year) DO UPDATE SET last = {table}.last + 1 RETURNING last
"""


def _receipt_no(centre_id: int, now: datetime) -> str:
    year = local_day(now).year
    with connection.cursor() as cursor:
        cursor.execute(_NEXT.format(table=ReceiptSeries._meta.db_table), [centre_id, year])
        (last,) = cursor.fetchone()
    return f"{centre_id:03d}{year}{last:07d}"


@transaction.atomic
def refund(payment: Payment, reason: str, *, by: Officer, now: datetime) -> Payment:
    """Give the money back, with the reason; online through the provider, at the window in kind."""
    bill = _take(payment.bill_id)
    payment = Payment.objects.get(pk=payment.pk)
    payment.bill = bill
    if refusal := why_not_refund(payment, by=by):
        raise Refused(refusal)
    if not reason.strip():
        raise Invalid(gettext("请写明退费的理由。"), field="reason")
    asked = {
        "refund_why": within(reason, 300, field="reason"),
        "refund_asked_at": now,
        "refund_asked_by": by.staff_no,
    }
    provider = provider_named(payment.provider)
    move_payment(payment, PaymentMove.REFUND, look_at=now + ASK_AFTER if provider else None, **asked)
    swap(bill, state=BILL_MOVES[BillState(bill.state), BillMove.REFUND])
    _write(payment, Event.PAYMENT_REFUNDING, by=by, now=now)
    if provider is None:
        _note_refunded(payment, bill, by=by, now=now)
    else:
        _send_back(payment, bill, provider, by=by, now=now)
    return payment


def _send_back(payment: Payment, bill: Bill, provider: Provider, *, by: Actor, now: datetime) -> None:
    said = provider.refund(payment.order_no, f"R{payment.order_no}", payment.amount_fen, now=now)
    if said is Said.REFUNDED:
        _note_refunded(payment, bill, by=by, now=now)


def _note_refunded(payment: Payment, bill: Bill, *, by: Actor, now: datetime) -> None:
    move_payment(payment, PaymentMove.REFUND_DONE, refunded_at=now, look_at=None)
    payment.bill = bill
    if payment.receipt_no:
        void_receipt(payment, by=by, now=now)
    _write(payment, Event.PAYMENT_REFUNDED, by=by, now=now)


def sweep_pending(now: datetime, *, limit: int = 200) -> int:
    """Ask the provider about orders of which nothing was heard; close those that nobody paid."""
    return sweep_each(payments_to_ask(now, limit=limit), _ask, now)


def _ask(payment: Payment, now: datetime) -> None:
    answered = reconcile(payment, now=now)
    if answered.state == PaymentState.PENDING and now - payment.created_at >= GIVE_UP_AFTER:
        bill = _take(payment.bill_id)
        if lines := close_pending(bill):
            journal.record_all(bill.case.subject, lines, by=SYSTEM, at=now)
    elif answered.look_at is not None:
        swap(answered, look_at=now + ASK_AFTER)


def _write(payment: Payment, event: Event, *, by: Actor = SYSTEM, now: datetime) -> None:
    facts = {"order": payment.order_no, "fen": payment.amount_fen, "why": payment.refund_why}
    journal.record(payment.bill.case.subject, event, by=by, at=now, thing=payment, data=facts)
