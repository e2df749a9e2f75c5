"""What is owed and paid, for the random histories: at the window, online, late, twice, off the bill, given back."""

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.cases.inside import SELDOM
from tests.cases.machine import OneCase
from tests.cases.told import Order, Owed
from yichuang.cases.public import State
from yichuang.fees import public as fees
from yichuang.fees.public import Bill, Payment, PaymentState, PayWay, Said, SandboxOrder
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Refused
from yichuang.worktime.public import local_day

ASKED_AFTER = timedelta(minutes=2)
GIVEN_UP_AFTER = timedelta(minutes=30)
_AS_IT_IS = """
SELECT b.state, b.total_fen,
  (SELECT coalesce(sum(p.amount_fen), 0) FROM fees_payment p WHERE p.bill_id = b.case_id AND p.state = 'paid'),
  (SELECT count(*) FROM fees_payment p WHERE p.bill_id = b.case_id AND p.state = 'pending'),
  (SELECT count(*) FROM fees_payment p WHERE p.bill_id = b.case_id AND p.state = 'refunding')
FROM fees_bill b WHERE b.case_id = %s
"""


class Owing(OneCase):
    """The money of one case."""

    @property
    def owed(self) -> Owed:
        assert self.told.owed is not None
        return self.told.owed

    def bill(self) -> Bill:
        found = fees.bill_of(self.told.case.pk)
        assert found is not None
        return found

    def is_due(self) -> bool:
        return self.told.owed is not None and self.told.owed.state == "due"

    @precondition(lambda self: self.told.owed is not None)
    @rule(by_card=st.booleans())
    def pay_at_the_window(self, by_card: bool) -> None:
        way = PayWay.CARD if by_card else PayWay.CASH
        key = str(len(self.owed.orders))

        def pay() -> Payment:
            return fees.pay_at_window(
                self.bill(), way, key=key, transaction_no="t1", by=self.clerk, now=self.now
            )

        if not self.is_due():
            if self.owed.state not in {"paid", "refunded"}:
                with pytest.raises(Refused):
                    pay()
            return
        assert pay().pk == pay().pk  # pressed twice, it is paid once
        self.owed.in_cash = self.owed.total
        self.owed.settle("paid")
        self.told.papers["fee_receipt"] += 1

    @precondition(lambda self: self.is_due())
    @rule()
    def order_online(self) -> None:
        payment = fees.order_online(self.bill(), by=CITIZEN, now=self.now)
        if self.owed.pending is None:
            self.owed.orders.append(Order(payment.order_no, self.owed.total, self.now))
        assert self.owed.pending is not None
        assert self.owed.pending.no == payment.order_no

    @precondition(lambda self: self.told.owed is not None and self.told.owed.pending)
    @rule(heard=st.booleans())
    def the_payer_pays_there(self, heard: bool) -> None:
        """She pays at the provider's; our side may hear of it only much later."""
        order = self.owed.pending
        assert order is not None
        SandboxOrder.objects.filter(order_no=order.no).update(said=Said.PAID)
        order.is_paid_there = True
        if heard:
            self.our_side_hears(order)

    @precondition(lambda self: any(order.is_paid_there for order in self.orders()))
    @rule()
    def the_message_comes_again(self) -> None:
        for order in self.orders():
            if order.is_paid_there:
                self.our_side_hears(order)

    def orders(self) -> list[Order]:
        return self.told.owed.orders if self.told.owed else []

    def our_side_hears(self, order: Order) -> None:
        body = fees.message(order.no)
        for _ in range(2):
            fees.receive_callback("sandbox", body, fees.sign(body), now=self.now)
        if order.state == "refunding":
            order.state = "refunded"
        else:
            self.money_came(order)

    def money_came(self, order: Order) -> None:
        """It counts while the bill waits for it, however late; else it goes straight back."""
        if order.state in {"paid", "refunding", "refunded"}:
            return
        if self.is_due() and order.fen == self.owed.total:  # the bill may be another by now
            if self.owed.pending is not order:
                self.owed.close()
            order.state, self.owed.state = "paid", "paid"
            self.told.papers["fee_receipt"] += 1
        else:
            order.state, order.back_at = "refunding", self.now

    @precondition(lambda self: self.is_due())
    @rule(part=st.booleans(), sure=SELDOM)
    def take_off_the_bill(self, part: bool, sure: bool) -> None:
        if not sure:
            return
        off = 1000 if part and self.owed.total > 1000 else None
        fees.exempt(self.bill(), 1, "低保户减免", fen=off, by=self.clerk, now=self.now)
        self.owed.close()
        self.owed.total -= off or self.owed.total
        if self.owed.total:
            self.told.papers["fee_notice"] += 1
        else:
            self.owed.settle("exempt")

    @precondition(lambda self: self.told.owed is not None and self.told.owed.state == "paid")
    @rule(sure=SELDOM)
    def give_back(self, sure: bool) -> None:
        if not sure:
            return
        payment = Payment.objects.get(bill=self.told.case.pk, state=PaymentState.PAID)
        fees.refund(payment, "多收", by=self.officer("manager"), now=self.now)
        self.owed.state, self.owed.in_cash = "refunded", 0
        for order in self.owed.orders:
            if order.state == "paid":
                order.state, order.back_at = "refunding", self.now

    def money_is_asked_after(self) -> None:
        """The clock asks the provider: what was paid comes in, what nobody paid is closed, refunds arrive."""
        fees.sweep_pending(self.now)
        for order in self.orders():
            waited = self.now - (order.back_at or order.placed_at)
            if waited < ASKED_AFTER:
                continue
            if order.state == "refunding":
                order.state = "refunded"
            elif order.state == "pending" and order.is_paid_there:
                self.money_came(order)
            elif order.state == "pending" and waited >= GIVEN_UP_AFTER:
                order.state = "closed"

    def settle_the_day(self) -> None:
        """Close every till: what was settled is what came in, less what went back, to the fen."""
        day = local_day(self.now)
        centre, window = self.hall.centre.pk, self.hall.window.pk
        for till, by in ((window, self.clerk), (None, self.officer("manager"))):
            takings = fees.takings_of(centre, till, day)
            assert takings.total_fen == sum(p.amount_fen for p in takings.payments) - sum(
                p.amount_fen for p in takings.refunds
            )
            if takings.payments or takings.refunds:
                fees.settle(till, day, by=by, now=self.now)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT (SELECT coalesce(sum(total_fen), 0) FROM fees_settlement),"
                " (SELECT coalesce(sum(amount_fen), 0) FROM fees_payment WHERE state = 'paid')"
                " + (SELECT coalesce(sum(amount_fen), 0) FROM fees_payment"
                "    WHERE state = 'refunding' AND paid_at IS NOT NULL)"
            )
            settled, held = cursor.fetchone()
        assert settled == held

    @invariant()
    def the_money_is_as_told(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_AS_IT_IS, [self.told.case.pk])
            row = cursor.fetchone()
        owed = self.told.owed
        if owed is None:
            assert row is None
            return
        state, total, held, pending, refunding = row
        assert (state, held) == (owed.state, owed.held())
        assert total == owed.total
        assert pending == (owed.pending is not None)
        assert refunding == sum(order.state == "refunding" for order in owed.orders)
        if state == "paid":
            assert held == total

    def is_kept_back(self) -> bool:
        """Whether a result waits for the fee."""
        return self.is_at(State.DECIDED) and self.is_due()
