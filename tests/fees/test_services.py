"""Announced, paid, told twice, late, given back, settled."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.cases.build import a_case, decide, hand_over
from tests.cast import NOW, Hall, a_hall, a_matter
from tests.fees.build import a_bill, a_matter_with_fee, opened_online, the_bill
from yichuang.cases import public as cases
from yichuang.cases.public import State
from yichuang.catalogue.public import Guide, IntakeSheet, intake_sheet
from yichuang.fees import public as fees
from yichuang.fees.public import (
    Bill,
    BillState,
    Charge,
    Payment,
    PaymentState,
    PayWay,
    Said,
    Settlement,
)
from yichuang.journal.public import Entry, Event
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.notices import public as notices
from yichuang.papers import public as papers
from yichuang.papers.public import PaperKind
from yichuang.people.public import Officer

pytestmark = pytest.mark.django_db


def kinds(no: str) -> list[str]:
    return [p.kind for p in papers.of_case(no)]


def say(payment: Payment, said: Said, **other: object) -> tuple[bytes, str]:
    """Return what the provider says of a payment, signed."""
    facts = {
        "order_no": payment.order_no,
        "said": said.value,
        "amount_fen": payment.amount_fen,
        "transaction": "SB1",
        **other,
    }
    body = json.dumps(facts).encode()
    return body, fees.sign(body)


def told(payment: Payment, said: Said, **other: object) -> Payment:
    """Take in what the provider says, and return the payment as it then stands."""
    fees.receive_callback("sandbox", *say(payment, said, **other), now=NOW)
    return Payment.objects.get(pk=payment.pk)


def ordered(hall: Hall) -> Payment:
    opened_online(hall)
    return fees.order_online(a_bill(hall), by=CITIZEN, now=NOW)


@pytest.mark.rule("R055")
@pytest.mark.rule("R142")
def test_what_is_to_be_paid_is_announced_with_the_acceptance() -> None:
    hall = a_hall()
    bill = a_bill(hall)
    assert (bill.state, bill.total_fen) == (BillState.DUE, 4000)
    assert PaperKind.FEE_NOTICE in kinds(bill.case.no)
    (message,) = [m for m in notices.of_case(bill.case.no) if m.kind == notices.Kind.FEE_DUE]
    assert "40.00 元" in message.body
    assert "现金、刷卡" in message.body


@pytest.mark.rule("R143")
def test_a_guide_without_a_fee_never_has_a_bill() -> None:
    hall = a_hall()
    case = a_case(hall)
    assert fees.bill_of(case.pk) is None
    decide(case, hall)
    hand_over(case, hall)
    assert case.state == State.CONCLUDED


@pytest.mark.rule("R143")
def test_a_fee_whose_published_words_cannot_be_computed_holds_nothing_back() -> None:
    hall = a_hall()
    case = a_case(hall, sheet=a_matter_with_fee(hall, "按规定收取"))
    assert fees.bill_of(case.pk) is None
    decide(case, hall)
    hand_over(case, hall)
    assert case.state == State.CONCLUDED


def test_a_result_waits_for_a_published_fee_and_no_longer() -> None:
    hall = a_hall()
    case = a_case(hall, sheet=a_matter_with_fee(hall))
    decide(case, hall)
    with pytest.raises(Refused, match=r"40\.00 元"):
        hand_over(case, hall)
    fees.pay_at_window(the_bill(case), PayWay.CASH, key="1", by=hall.officer("clerk"), now=NOW)
    hand_over(case, hall)
    assert case.state == State.CONCLUDED


@pytest.mark.rule("R141")
@pytest.mark.rule("R144")
@pytest.mark.rule("R145")
@pytest.mark.parametrize("way", [PayWay.CASH, PayWay.CARD])
def test_a_payment_at_the_window_gives_its_numbered_receipt_at_once(way: PayWay) -> None:
    hall = a_hall()
    bill = a_bill(hall)
    by = hall.officer("clerk")
    payment = fees.pay_at_window(bill, way, key="abc", transaction_no="T1", by=by, now=NOW)
    assert payment.receipt_no is not None
    (receipt,) = [p for p in papers.of_case(bill.case.no) if p.kind == PaperKind.FEE_RECEIPT]
    body = papers.body_of(receipt)
    assert (body.receipt_no, body.way) == (payment.receipt_no, way.label)  # type: ignore[union-attr]
    assert the_bill(bill.case).state == BillState.PAID


def test_a_double_click_is_one_payment() -> None:
    hall = a_hall()
    bill = a_bill(hall)
    by = hall.officer("clerk")
    first = fees.pay_at_window(bill, PayWay.CASH, key="abc", by=by, now=NOW)
    assert fees.pay_at_window(bill, PayWay.CASH, key="abc", by=by, now=NOW) == first
    with pytest.raises(Refused, match="已缴费"):
        fees.pay_at_window(bill, PayWay.CASH, key="another", by=by, now=NOW)


@transaction.atomic
def pay_and_break(bill: Bill, by: Officer) -> None:
    """Pay in a transaction that then fails: its number is given back."""
    fees.pay_at_window(bill, PayWay.CASH, key="1", by=by, now=NOW)
    Payment.objects.filter(bill=bill).update(amount_fen=0)


def test_receipts_are_numbered_without_a_gap() -> None:
    hall = a_hall()
    sheet = a_matter_with_fee(hall)
    by = hall.officer("clerk")
    for _ in range(3):
        bill = the_bill(a_case(hall, sheet=sheet))
        with pytest.raises(IntegrityError):
            pay_and_break(bill, by)
        fees.pay_at_window(bill, PayWay.CASH, key="1", by=by, now=NOW)
    numbers = sorted(int(n[-7:]) for n in Payment.objects.values_list("receipt_no", flat=True) if n)
    assert numbers == [1, 2, 3]


@pytest.mark.rule("R145")
def test_an_online_payment_is_pending_until_the_provider_says_so() -> None:
    hall = a_hall()
    payment = ordered(hall)
    assert payment.state == PaymentState.PENDING
    assert fees.order_online(the_bill(payment.bill.case), by=CITIZEN, now=NOW) == payment  # two tabs
    assert told(payment, Said.PAID).state == PaymentState.PAID
    assert the_bill(payment.bill.case).state == BillState.PAID


def test_the_same_callback_again_is_the_same_payment() -> None:
    hall = a_hall()
    payment = ordered(hall)
    for _ in range(3):
        told(payment, Said.PAID)
    assert kinds(payment.bill.case.no).count(PaperKind.FEE_RECEIPT) == 1
    assert Entry.objects.filter(event=Event.PAYMENT_PAID).count() == 1


def test_a_message_that_the_provider_did_not_sign_changes_nothing() -> None:
    hall = a_hall()
    payment = ordered(hall)
    body, _ = say(payment, Said.PAID)
    with pytest.raises(Forbidden):
        fees.receive_callback("sandbox", body, "forged", now=NOW)
    for name in ("nobody", ""):
        with pytest.raises(Forbidden):
            fees.receive_callback(name, *say(payment, Said.PAID), now=NOW)
    with pytest.raises(Refused, match="金额"):
        told(payment, Said.PAID, amount_fen=1)
    with pytest.raises(Refused, match="没有这笔订单"):
        told(payment, Said.PAID, order_no="1")
    assert Payment.objects.get().state == PaymentState.PENDING


def test_a_failed_payment_can_be_tried_again_and_may_still_succeed() -> None:
    hall = a_hall()
    payment = ordered(hall)
    assert told(payment, Said.FAILED).state == PaymentState.FAILED
    again = fees.order_online(the_bill(payment.bill.case), by=CITIZEN, now=NOW)
    assert again.order_no != payment.order_no
    assert told(again, Said.PAID).state == PaymentState.PAID
    # The first one's money came after all: it goes back, the bill stays as it is.
    assert told(payment, Said.PAID).state == PaymentState.REFUNDING
    assert the_bill(payment.bill.case).state == BillState.PAID


def test_money_that_comes_after_cash_was_taken_goes_back() -> None:
    hall = a_hall()
    payment = ordered(hall)
    bill = the_bill(payment.bill.case)
    fees.pay_at_window(bill, PayWay.CASH, key="1", by=hall.officer("clerk"), now=NOW)
    assert Payment.objects.get(pk=payment.pk).state == PaymentState.CLOSED
    assert told(payment, Said.PAID).state == PaymentState.REFUNDING
    assert told(payment, Said.REFUNDED).state == PaymentState.REFUNDED
    assert the_bill(bill.case).state == BillState.PAID


def test_money_that_comes_after_the_order_was_given_up_still_pays_the_bill() -> None:
    hall = a_hall()
    first = ordered(hall)
    fees.sweep_pending(NOW + timedelta(hours=1))
    assert Payment.objects.get(pk=first.pk).state == PaymentState.CLOSED
    second = fees.order_online(first.bill, by=CITIZEN, now=NOW + timedelta(hours=1))
    assert told(first, Said.PAID).state == PaymentState.PAID
    assert Payment.objects.get(pk=second.pk).state == PaymentState.CLOSED  # she need not pay twice
    assert the_bill(first.bill.case).state == BillState.PAID


def test_money_for_a_bill_that_is_another_by_now_goes_back_and_is_in_no_till() -> None:
    hall = a_hall()
    payment = ordered(hall)
    fees.exempt(payment.bill, 1, "低保户减免", fen=1000, by=hall.officer("clerk"), now=NOW)
    late = told(payment, Said.PAID)
    assert late.state == PaymentState.REFUNDING
    bill = the_bill(payment.bill.case)
    assert (bill.state, bill.total_fen) == (BillState.DUE, 3000)
    assert told(payment, Said.REFUNDED).state == PaymentState.REFUNDED
    takings = fees.takings_of(hall.centre.pk, None, NOW.date())
    assert (list(takings.payments), list(takings.refunds), takings.total_fen) == ([], [], 0)


def test_a_callback_after_the_refund_changes_nothing() -> None:
    hall = a_hall()
    payment = told(ordered(hall), Said.PAID)
    refunding = fees.refund(payment, "多缴", by=hall.officer("manager"), now=NOW)
    assert refunding.state == PaymentState.REFUNDING
    assert told(payment, Said.REFUNDED).state == PaymentState.REFUNDED
    for said in (Said.PAID, Said.FAILED, Said.REFUNDED):
        assert told(payment, said).state == PaymentState.REFUNDED
    assert the_bill(payment.bill.case).state == BillState.REFUNDED


def test_the_receipt_of_money_given_back_no_longer_holds() -> None:
    hall = a_hall()
    bill = a_bill(hall)
    payment = fees.pay_at_window(bill, PayWay.CASH, key="1", by=hall.officer("clerk"), now=NOW)
    with pytest.raises(Refused, match="大厅管理"):
        fees.refund(payment, "多缴", by=hall.officer("clerk"), now=NOW)
    assert fees.refund(payment, "多缴", by=hall.officer("manager"), now=NOW).state == PaymentState.REFUNDED
    (receipt,) = [p for p in papers.of_case(bill.case.no) if p.kind == PaperKind.FEE_RECEIPT]
    assert not papers.validity_of(receipt, NOW.date()).holds


def test_the_provider_is_asked_when_nothing_is_heard() -> None:
    hall = a_hall()
    payment = ordered(hall)
    reference = payment.pay_url.rstrip("/").rsplit("/", 1)[1]
    fees.settle_order(reference, Said.PAID)
    with pytest.raises(Refused, match="不能再付"):
        fees.settle_order(reference, Said.PAID)
    assert fees.sweep_pending(NOW) == 0
    assert fees.sweep_pending(NOW + timedelta(minutes=3)) == 1
    assert Payment.objects.get().state == PaymentState.PAID


def test_an_order_that_nobody_pays_is_closed_and_can_be_placed_anew() -> None:
    hall = a_hall()
    payment = ordered(hall)
    fees.sweep_pending(NOW + timedelta(hours=1))
    assert Payment.objects.get().state == PaymentState.CLOSED
    assert fees.order_online(the_bill(payment.bill.case), by=CITIZEN, now=NOW).pk != payment.pk


def test_without_a_provider_one_pays_at_the_window() -> None:
    hall = a_hall()
    with pytest.raises(Refused, match="到窗口缴费"):
        fees.order_online(a_bill(hall), by=CITIZEN, now=NOW)


@pytest.mark.rule("R142")
def test_alternatives_are_assessed_at_the_window_before_anything_is_due() -> None:
    hall = a_hall()
    bill = a_bill(hall, "住宅类80元/件；非住宅类550元/件；小微企业免收")
    by = hall.officer("clerk")
    assert bill.state == BillState.ASSESSING
    with pytest.raises(Invalid, match="第 1 项"):
        fees.assess(bill, {2: 1}, by=by, now=NOW)
    fees.assess(bill, {1: 2, 2: 0}, by=by, now=NOW)
    bill = the_bill(bill.case)
    assert (bill.state, bill.total_fen) == (BillState.DUE, 16000)


def test_nothing_to_pay_after_assessment_is_nothing_due() -> None:
    hall = a_hall()
    bill = a_bill(hall, "住宅类80元/件；非住宅类550元/件")
    fees.assess(bill, {1: 0, 2: 0}, by=hall.officer("clerk"), now=NOW)
    assert the_bill(bill.case).state == BillState.EXEMPT


def test_an_exemption_has_its_reason_and_can_be_part_of_it() -> None:
    hall = a_hall()
    bill = a_bill(hall)
    by = hall.officer("clerk")
    with pytest.raises(Invalid, match="理由"):
        fees.exempt(bill, 1, " ", by=by, now=NOW)
    fees.exempt(bill, 1, "低保对象减半", fen=2000, by=by, now=NOW)
    assert the_bill(bill.case).total_fen == 2000
    fees.exempt(the_bill(bill.case), 1, "其余由民政承担", by=by, now=NOW)
    assert the_bill(bill.case).state == BillState.EXEMPT


def test_a_case_that_ends_owes_nothing() -> None:
    hall = a_hall()
    payment = ordered(hall)
    case = cases.case_by_no(payment.bill.case.no)
    assert case is not None
    cases.withdraw(case, "不办了", by=hall.officer("clerk"), now=NOW)
    assert the_bill(case).state == BillState.CANCELLED
    assert Payment.objects.get().state == PaymentState.CLOSED


@pytest.mark.rule("R142")
def test_only_the_publisher_sets_what_a_guide_charges_and_only_if_it_says_so() -> None:
    hall = a_hall()
    charged = Guide.objects.get(pk=a_matter_with_fee(hall, "森林植被恢复费每平方米2-10元").guide_id)
    free = Guide.objects.get(pk=a_matter(hall).guide_id)
    charge = Charge("森林植被恢复费", 600, "平方米", "财税〔2015〕122号", asks_quantity=True)
    by = hall.officer("publisher")
    for guide, who in ((free, by), (charged, hall.officer("clerk"))):
        with pytest.raises(Refused):
            fees.set_items(guide, [charge], by=who, now=NOW)
    with pytest.raises(Invalid, match="依据"):
        fees.set_items(charged, [Charge("费", 600)], by=by, now=NOW)
    fees.set_items(charged, [charge], by=by, now=NOW)
    case = a_case(hall, sheet=cases_sheet(charged))
    fees.assess(the_bill(case), {1: 120}, by=hall.officer("clerk"), now=NOW)
    assert the_bill(case).total_fen == 72000


def cases_sheet(guide: Guide) -> IntakeSheet:

    return intake_sheet(guide.pk)


def test_a_day_is_settled_once_with_what_was_taken_and_given_back() -> None:
    hall = a_hall()
    sheet = a_matter_with_fee(hall)
    by, manager = hall.officer("clerk"), hall.officer("manager")
    paid = [
        fees.pay_at_window(the_bill(a_case(hall, sheet=sheet)), PayWay.CASH, key="1", by=by, now=NOW)
        for _ in range(3)
    ]
    fees.refund(paid[0], "多缴", by=manager, now=NOW)
    day = NOW.date()
    settlement = fees.settle(hall.window.pk, day, by=by, now=NOW)
    assert (settlement.count, settlement.total_fen) == (3, 8000)
    with pytest.raises(Refused, match="没有要结的"):
        fees.settle(hall.window.pk, day, by=by, now=NOW)
    # Given back the next day: the next settlement has it.
    tomorrow = NOW + timedelta(days=1)
    fees.refund(paid[1], "多缴", by=manager, now=tomorrow)
    second = fees.settle(hall.window.pk, tomorrow.date(), by=by, now=tomorrow)
    assert (second.count, second.total_fen) == (0, -4000)
    assert Settlement.objects.count() == 2
    sheet_paper = papers.by_code(settlement.paper_code)
    assert sheet_paper is not None
    assert sheet_paper.kind == PaperKind.SETTLEMENT_SHEET


@pytest.mark.rule("R292")
def test_one_window_takes_in_charges_once_and_hands_out() -> None:
    hall = a_hall()
    case = a_case(hall, sheet=a_matter_with_fee(hall))
    by = hall.officer("clerk")
    fees.pay_at_window(the_bill(case), PayWay.CASH, key="1", by=by, now=NOW)
    decide(case, hall)
    hand_over(case, hall)
    assert Payment.objects.filter(bill=case.pk).count() == 1
    assert {case.taken_by_id, case.window_id} == {by.staff_id, hall.window.pk}
