"""The result reaches the applicant: at the window, by courier, online; and late is seen."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.cases.build import a_case, a_draft, decide, filled, hand_over
from tests.cast import NOW, Hall, a_hall, a_matter
from yichuang.cases import public as cases
from yichuang.cases.public import (
    DELIVERY_ACTIONS,
    DELIVERY_MOVES,
    MOVES,
    Action,
    Case,
    Delivery,
    DeliveryState,
    DeliveryWay,
    Parcel,
    State,
    Violation,
    ViolationKind,
    Wish,
    why_not_step,
)
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Invalid, Refused
from yichuang.notices import public as notices
from yichuang.papers import public as papers
from yichuang.papers.public import PaperKind

pytestmark = pytest.mark.django_db
HOME = Wish(DeliveryWay.COURIER, "张三", "13812341234", "青禾市文昌路 2 号")
PARCEL = Parcel("顺丰速运", "SF1234567890", date(2026, 9, 17))


def by_courier(hall: Hall) -> Case:
    """Decide a case whose applicant wants the result sent."""
    case = a_case(hall, at=State.DECIDED)
    cases.choose_delivery(case, HOME, by=CITIZEN, now=NOW)
    return case


@pytest.mark.parametrize("state", DeliveryState)
@pytest.mark.parametrize("action", sorted(DELIVERY_ACTIONS))
def test_a_delivery_moves_only_as_listed(state: DeliveryState, action: Action) -> None:
    assert bool(why_not_step(Delivery(state=state), action)) is ((state, action) not in DELIVERY_MOVES)


def test_every_way_of_delivery_starts_from_a_decision_and_no_other_state() -> None:
    assert {state for state, action in MOVES if action in DELIVERY_ACTIONS} == {State.DECIDED}


def test_the_result_is_due_ten_working_days_after_the_decision() -> None:
    case = a_case(a_hall(), at=State.DECIDED)
    assert Delivery.objects.get(pk=case.pk).due_on == date(2026, 9, 28)  # a make-up Sunday, a holiday


@pytest.mark.rule("R136")
def test_a_parcel_has_its_number_and_day_told_and_is_done_when_signed_for() -> None:
    hall = a_hall()
    case = by_courier(hall)
    by = hall.officer("clerk")
    cases.send(case, PARCEL, by=by, now=NOW)
    assert case.state == State.DECIDED
    (message,) = [m for m in notices.of_case(case.no) if m.kind == notices.Kind.SENT]
    assert "SF1234567890" in message.body
    assert "2026年9月17日" in message.body
    assert PaperKind.COURIER_WAYBILL in {p.kind for p in papers.of_case(case.no)}
    with pytest.raises(Refused, match="已寄出"):
        hand_over(case, hall)
    with pytest.raises(Refused, match="已寄出"):
        cases.send(case, PARCEL, by=by, now=NOW)
    with pytest.raises(Invalid, match="签收人"):
        cases.sign_for(case, " ", by=by, now=NOW)
    cases.sign_for(case, "张三", by=by, now=NOW + timedelta(days=2))
    assert (case.state, case.collected_by) == (State.CONCLUDED, "张三")


def test_a_parcel_that_came_back_waits_at_the_window_or_is_sent_again() -> None:
    hall = a_hall()
    case = by_courier(hall)
    by = hall.officer("clerk")
    cases.send(case, PARCEL, by=by, now=NOW)
    cases.come_back(case, "无人接收", by=by, now=NOW)
    assert notices.Kind.CAME_BACK in {m.kind for m in notices.of_case(case.no)}
    cases.send(case, Parcel("邮政速递", "EM1"), by=by, now=NOW)
    cases.come_back(case, "地址不详", by=by, now=NOW)
    hand_over(case, hall)
    assert Delivery.objects.get(pk=case.pk).state == DeliveryState.DONE


@pytest.mark.parametrize(
    ("parcel", "field"),
    [
        (Parcel("", "SF1"), "carrier"),
        (Parcel("顺丰", "号码 1"), "waybill_no"),
        (Parcel("顺丰", "SF1", date(2026, 9, 1)), "expected_on"),
    ],
)
def test_what_cannot_be_right_on_a_waybill_is_said(parcel: Parcel, field: str) -> None:
    hall = a_hall()
    with pytest.raises(Invalid) as wrong:
        cases.send(by_courier(hall), parcel, by=hall.officer("clerk"), now=NOW)
    assert wrong.value.field == field


def test_without_a_confirmed_address_nothing_is_sent() -> None:
    hall = a_hall()
    case = a_case(hall, at=State.DECIDED)
    with pytest.raises(Refused, match="没有选邮寄"):
        cases.send(case, PARCEL, by=hall.officer("clerk"), now=NOW)
    with pytest.raises(Invalid, match="收件地址"):
        cases.choose_delivery(case, Wish(DeliveryWay.COURIER, "张三", "138"), by=CITIZEN, now=NOW)


@pytest.mark.rule("R140")
def test_a_result_that_is_downloaded_is_delivered_and_only_once() -> None:
    hall = a_hall()
    case = a_case(hall, at=State.DECIDED)
    with pytest.raises(Refused, match="不是网上下载"):
        cases.deliver_online(case, by=CITIZEN, now=NOW)
    cases.choose_delivery(case, Wish(DeliveryWay.ONLINE), by=CITIZEN, now=NOW)
    cases.deliver_online(case, by=CITIZEN, now=NOW)
    assert (case.state, case.concluded_by) == (State.CONCLUDED, "citizen")
    with pytest.raises(Refused, match="已办结"):
        cases.deliver_online(case, by=CITIZEN, now=NOW)


@pytest.mark.rule("R137")
def test_originals_cannot_go_through_a_wire() -> None:
    hall = a_hall()
    case = a_case(hall, at=State.DECIDED)
    case.materials.filter(order=1).update(is_original=True)
    with pytest.raises(Refused, match="原件"):
        cases.choose_delivery(case, Wish(DeliveryWay.ONLINE), by=CITIZEN, now=NOW)


def test_the_way_can_be_chosen_before_the_decision_and_keeps_its_address() -> None:
    hall = a_hall()
    case = a_case(hall, sheet=a_matter(hall))
    cases.choose_delivery(case, HOME, by=hall.officer("clerk"), now=NOW)
    cases.decide(case, cases.Decision(cases.Outcome.GRANTED, "同意"), by=hall.officer("approver"), now=NOW)
    delivery = Delivery.objects.get(pk=case.pk)
    assert (delivery.way, delivery.address, delivery.due_on) == (
        DeliveryWay.COURIER,
        HOME.address,
        date(2026, 9, 28),
    )


def test_a_parcel_that_was_not_sent_in_time_is_a_violation_and_what_waits_for_the_applicant_is_not() -> None:
    hall = a_hall()
    sheet = a_matter(hall)
    late = a_case(hall, at=State.DECIDED, sheet=sheet)
    cases.choose_delivery(late, HOME, by=CITIZEN, now=NOW)
    a_case(hall, at=State.DECIDED, sheet=sheet)
    after = NOW + timedelta(days=20)
    assert cases.sweep_deliveries(NOW) == 0
    assert cases.sweep_deliveries(after) == 2
    (violation,) = Violation.objects.all()
    assert (violation.kind, violation.case_id) == (ViolationKind.LATE_DELIVERY, late.pk)
    assert len(cases.late_deliveries(hall.centre.pk, after.date())) == 2


@pytest.mark.rule("R136")
def test_the_clerk_types_the_address_at_intake_and_what_is_left_empty_is_the_applicants() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall, way="courier", address="文昌路 2 号", receiver="李四")
    cases.accept(case, by=hall.officer("clerk"), now=NOW)
    delivery = Delivery.objects.get(case=case)
    assert (delivery.way, delivery.receiver, delivery.phone) == ("courier", "李四", "13812341234")
    assert (delivery.address, delivery.chosen_by) == ("文昌路 2 号", hall.staff["clerk"].staff_no)
    decide(case, hall)
    delivery.refresh_from_db()
    assert (delivery.way, delivery.due_on is not None) == ("courier", True)


@pytest.mark.parametrize("take_in", [cases.accept, cases.receive])
def test_a_courier_without_an_address_is_not_taken_in(take_in: Callable[..., object]) -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall, way="courier")
    with pytest.raises(Invalid, match="收件地址") as refused:
        take_in(case, by=hall.officer("clerk"), now=NOW)
    assert refused.value.field == "receiver_address"
    cases.note_typed(case, {"way": ""}, by=hall.officer("clerk"))
    case.refresh_from_db()
    take_in(case, by=hall.officer("clerk"), now=NOW)
    assert not Delivery.objects.exists()


def test_what_was_chosen_stays_while_a_supplement_is_awaited() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall, way="courier", receiver_address="文昌路 2 号")
    by = hall.officer("clerk")
    cases.mark_material(case, 1, cases.Mark.MISSING, by=by)
    cases.supplement(case, by=by, now=NOW)
    assert Delivery.objects.get(case=case).address == "文昌路 2 号"
