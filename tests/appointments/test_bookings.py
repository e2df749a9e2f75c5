"""Booking, changing, coming: what each writes and refuses."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from tests.appointments.build import (
    MORNING,
    TOMORROW_AT_NINE,
    a_click,
    a_person,
    a_plan,
    again,
    an_id,
    booked,
    held,
)
from tests.cast import NOW, Hall
from tests.queueing.build import a_ticket, an_open_hall, minutes
from yichuang.appointments import public as appointments
from yichuang.appointments.public import Blocking, Booking, Full, Plan, Session, Slot, State, Wish
from yichuang.journal.public import Entry, breaks
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Forbidden, Invalid, Refused, Stale
from yichuang.notices.public import Message
from yichuang.people import public as people
from yichuang.people.public import Shutting, Theme
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Ticket

pytestmark = pytest.mark.django_db
HALF_PAST = TOMORROW_AT_NINE + timedelta(minutes=30)


@pytest.fixture
def hall(db: None) -> Hall:
    """Return a hall whose window is open tomorrow morning too."""
    return an_open_hall()


@pytest.fixture
def plan(hall: Hall) -> Plan:
    """Return mornings with two bookable places each half hour."""
    return a_plan(hall)


def taken() -> list[int]:
    return list(Slot.objects.order_by("starts_at").values_list("taken", flat=True))


@pytest.mark.rule("R057")
def test_a_time_is_chosen_held_and_booked(plan: Plan) -> None:
    place = held(plan)
    assert (place.state, place.held_until) == (State.HELD, NOW + timedelta(minutes=10))
    booking = appointments.book(place, a_person(email="z@example.org"), key="k", by=CITIZEN, now=NOW)
    assert (booking.state, again(booking).name, taken()) == (State.BOOKED, "张三", [1])
    assert list(Entry.objects.filter(subject=booking.subject).values_list("event", flat=True)) == [
        "booking.booked"
    ]
    assert list(breaks()) == []
    letter = Message.objects.get()
    assert letter.address == "z@example.org"
    assert booking.number in letter.body
    assert "9:00" in letter.body


def test_the_last_place_is_not_given_twice_and_the_next_times_are_told(plan: Plan) -> None:
    held(plan), held(plan)
    with pytest.raises(Full, match="最近的空位：9月15日 周二 9:30") as full:
        held(plan)
    assert full.value.free[0].starts_at == HALF_PAST
    assert taken() == [2]


def test_a_place_held_too_long_goes_to_the_next_who_asks(plan: Plan) -> None:
    first, _ = held(plan), held(plan)
    later = NOW + timedelta(minutes=11)
    assert held(plan, now=later).state == State.HELD
    assert (again(first).state, taken()) == (State.LAPSED, [1])
    with pytest.raises(Refused, match="已经放开"):
        appointments.book(again(first), a_person(), key=a_click(), by=CITIZEN, now=later)


def test_a_held_place_that_nobody_wanted_meanwhile_is_still_booked(plan: Plan) -> None:
    assert booked(plan, now=NOW).state == State.BOOKED
    place = held(plan)
    late = appointments.book(place, a_person(2), key=a_click(), by=CITIZEN, now=NOW + timedelta(minutes=30))
    assert late.state == State.BOOKED


def test_a_click_sent_twice_does_nothing_more(hall: Hall, plan: Plan) -> None:
    wish = Wish(plan, TOMORROW_AT_NINE)
    one, two = (appointments.hold(wish, key="same", now=NOW) for _ in range(2))
    assert (one.number, taken()) == (two.number, [1])
    place = again(one)
    for _ in range(2):
        appointments.book(again(place), a_person(), key="send", by=CITIZEN, now=NOW)
    later = Wish(plan, HALF_PAST)
    for _ in range(2):
        appointments.change(again(place), later, key="change", by=CITIZEN, now=NOW)
    for _ in range(2):
        appointments.cancel(again(place), key="cancel", by=CITIZEN, now=NOW)
    assert taken() == [0, 0]
    assert Entry.objects.filter(subject=place.subject).count() == 3


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"id_number": "340524198001010010"}, "id_number"),
        ({"id_number": ""}, "id_number"),
        ({"id_kind": people.IdKind.USCC}, "id_number"),
        ({"name": " "}, "name"),
        ({"phone": "12"}, "phone"),
        ({"email": "nobody"}, "email"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(plan: Plan, changed: dict[str, str], field: str) -> None:
    place = held(plan)
    with pytest.raises(Invalid) as refused:
        appointments.book(place, replace(a_person(), **changed), key=a_click(), by=CITIZEN, now=NOW)
    assert refused.value.field == field
    assert again(place).state == State.HELD


def test_a_person_has_so_many_bookings_and_one_a_day_in_a_line(hall: Hall, plan: Plan) -> None:
    booked(plan)
    with pytest.raises(Refused, match="这一天已经有预约"):
        booked(plan, at=HALF_PAST)
    booked(plan, at=TOMORROW_AT_NINE + timedelta(days=1))
    with pytest.raises(Refused, match="同时最多有 2 个预约"):
        booked(plan, at=TOMORROW_AT_NINE + timedelta(days=2))
    people.set_setting(hall.centre, "booking.per_person", 3, by=hall.officer("manager"), now=NOW)
    assert booked(plan, at=TOMORROW_AT_NINE + timedelta(days=2)).state == State.BOOKED


def test_another_time_frees_the_old_place_and_a_full_one_changes_nothing(hall: Hall, plan: Plan) -> None:
    booking = booked(plan)
    appointments.change(booking, Wish(plan, HALF_PAST), key=a_click(), by=CITIZEN, now=NOW)
    assert (again(booking).starts_at, taken()) == (HALF_PAST, [0, 1])
    held(plan), held(plan)
    with pytest.raises(Full):
        appointments.change(again(booking), Wish(plan, TOMORROW_AT_NINE), key=a_click(), by=CITIZEN, now=NOW)
    assert (again(booking).starts_at, taken()) == (HALF_PAST, [2, 1])
    elsewhere = Theme.objects.create(centre=hall.centre, code="A", name="社会事务")
    other = appointments.set_plan(elsewhere, MORNING, by=hall.officer("manager"), now=NOW)
    found = appointments.plan_of(other.pk)
    assert found is not None
    with pytest.raises(Refused, match="另外预约"):
        appointments.change(again(booking), Wish(found, HALF_PAST), key=a_click(), by=CITIZEN, now=NOW)


def test_a_cancelled_booking_frees_its_place_and_counts_against_nobody(plan: Plan) -> None:
    booking = booked(plan)
    appointments.cancel(booking, key=a_click(), by=CITIZEN, now=NOW)
    assert (again(booking).state, taken()) == (State.CANCELLED, [0])
    assert booked(plan).state == State.BOOKED
    with pytest.raises(Refused, match="已取消，不能取消"):
        appointments.cancel(again(booking), key=a_click(), by=CITIZEN, now=NOW)


@pytest.mark.rule("R058")
def test_who_checks_in_stands_in_one_line_with_the_walk_ins(hall: Hall, plan: Plan) -> None:
    booking = booked(plan)
    walk_in = a_ticket(hall, now=TOMORROW_AT_NINE - minutes(5))
    with pytest.raises(Refused, match="请当天签到"):
        appointments.check_in(again(booking), key=a_click(), by=CITIZEN, now=NOW)
    come = TOMORROW_AT_NINE - minutes(2)
    for _ in range(2):
        appointments.check_in(again(booking), key="come", by=CITIZEN, now=come)
    ticket = Ticket.objects.get(appointment_no=booking.number)
    assert (ticket.channel, ticket.key, again(booking).ticket_label) == ("appointment", "appointment", "B002")
    assert [t.pk for t in queueing.waiting_in(hall.centre.pk)] == [ticket.pk, walk_in.pk]


@pytest.mark.rule("R024")
def test_a_home_visit_asks_for_an_address_and_has_no_ticket(hall: Hall) -> None:
    plan = a_plan(hall, replace(MORNING, session=Session.HOME, walk_in_percent=0))
    with pytest.raises(Invalid, match="请填写地址"):
        booked(plan)
    booking = booked(plan, address="文昌路 9 号")
    with pytest.raises(Refused, match="上门服务不用来大厅"):
        appointments.check_in(again(booking), key=a_click(), by=CITIZEN, now=TOMORROW_AT_NINE)
    appointments.visited(
        again(booking), key=a_click(), by=hall.officer("clerk"), now=TOMORROW_AT_NINE + minutes(30)
    )
    assert again(booking).state == State.CHECKED_IN
    assert not Ticket.objects.exists()
    in_the_hall = a_plan(hall)
    with pytest.raises(Refused, match="不能互换"):
        appointments.change(
            again(booked(plan, 3, address="文昌路 9 号")),
            Wish(in_the_hall, HALF_PAST),
            key=a_click(),
            by=CITIZEN,
            now=NOW,
        )
    with pytest.raises(Refused, match="不是上门服务"):
        appointments.visited(
            again(booked(in_the_hall, 2)), key=a_click(), by=hall.officer("clerk"), now=TOMORROW_AT_NINE
        )


@pytest.mark.rule("R282")
def test_who_does_not_come_three_times_is_told_why_and_until_when_and_then_books_again(plan: Plan) -> None:
    for days in range(3):
        at = TOMORROW_AT_NINE + timedelta(days=days)
        booked(plan, at=at, now=at - timedelta(hours=2))
        assert appointments.sweep(at + timedelta(hours=12)).missed == 0
        assert appointments.sweep(at + timedelta(days=1)).missed == 1
    friday = TOMORROW_AT_NINE + timedelta(days=3)
    with pytest.raises(Refused) as told:
        booked(plan, at=friday, now=friday - timedelta(hours=2))
    assert "3 次预约没有来（9月15日 周二、9月16日 周三、9月17日 周四）" in told.value.sentence
    assert "到 10月17日 周六 为止" in told.value.sentence
    assert "可以直接到大厅取号" in told.value.sentence
    assert booked(plan, 2, friday, now=friday - timedelta(hours=2)).state == State.BOOKED
    lifted = TOMORROW_AT_NINE + timedelta(days=34)
    assert booked(plan, at=lifted, now=lifted - timedelta(hours=2)).state == State.BOOKED


def test_a_manager_excuses_a_no_show_with_a_reason(hall: Hall, plan: Plan) -> None:
    booking = booked(plan)
    appointments.sweep(TOMORROW_AT_NINE + timedelta(days=1))
    manager = hall.officer("manager")
    with pytest.raises(Forbidden):
        appointments.excuse(again(booking), "住院", by=hall.officer("clerk"), now=NOW)
    with pytest.raises(Invalid):
        appointments.excuse(again(booking), " ", by=manager, now=NOW)
    appointments.excuse(again(booking), "住院，有证明", by=manager, now=NOW)
    assert again(booking).state == State.EXCUSED


def test_the_clock_lets_go_reminds_once_and_forgets_clicks(plan: Plan) -> None:
    held(plan)
    booking = booked(plan, email="z@example.org")
    first = appointments.sweep(NOW + timedelta(minutes=10))
    assert (first.lapsed, first.reminded, taken()) == (1, 1, [1])
    again_swept = appointments.sweep(NOW + timedelta(minutes=11))
    assert (again_swept.lapsed, again_swept.reminded) == (0, 0)
    subjects = list(Message.objects.order_by("id").values_list("subject", flat=True))
    assert subjects[1] == f"明天的预约：企业注册开办（{booking.number}）"


def test_days_that_were_blocked_or_shut_are_called_off_and_told(hall: Hall, plan: Plan) -> None:
    manager = hall.officer("manager")
    blocked, shut = booked(plan, email="z@example.org"), booked(plan, 2, TOMORROW_AT_NINE + timedelta(days=1))
    day = TOMORROW_AT_NINE.date()
    blackout = appointments.block_days(hall.centre.pk, Blocking(day, day, "全员培训"), by=manager, now=NOW)
    with pytest.raises(Refused, match="全员培训"):
        held(plan)
    people.shut_hall(
        hall.centre,
        Shutting(day + timedelta(days=1), day + timedelta(days=1), "防御台风", approved_by="张主任"),
        by=manager,
        now=NOW,
    )
    assert appointments.sweep(NOW).called_off == 2
    assert again(shut).state == State.CALLED_OFF
    assert again(blocked).state == State.CALLED_OFF
    assert "原因：全员培训" in Message.objects.get(kind="booking_off").body
    appointments.unblock_days(blackout, by=manager, now=NOW)
    with pytest.raises(Stale):
        appointments.unblock_days(blackout, by=manager, now=NOW)
    assert held(plan).state == State.HELD


def test_only_a_manager_sets_plans_and_an_ended_one_offers_nothing(hall: Hall, plan: Plan) -> None:
    with pytest.raises(Forbidden):
        appointments.set_plan(hall.theme, MORNING, by=hall.officer("clerk"), now=NOW)
    with pytest.raises(Invalid):
        a_plan(hall, replace(MORNING, closes=time(8)))
    booking = booked(plan)
    appointments.end_plan(plan, by=hall.officer("manager"), now=NOW)
    with pytest.raises(Stale):
        appointments.end_plan(plan, by=hall.officer("manager"), now=NOW)
    with pytest.raises(Refused, match="预约安排改了"):
        held(plan)
    assert again(booking).state == State.BOOKED


def test_a_booking_is_found_by_its_number_and_either_last_four(plan: Plan) -> None:
    booking = booked(plan)
    for tail in ("1234", an_id()[-4:], an_id()[-4:].lower()):
        assert appointments.followed(booking.number.lower(), tail) == booking
    assert appointments.followed(booking.number, "9999") is None
    assert appointments.followed(held(plan).number, "") is None


def test_two_who_change_the_same_booking_are_not_both_obeyed(plan: Plan) -> None:
    booking = booked(plan)
    stale = again(booking)
    appointments.change(booking, Wish(plan, HALF_PAST), key=a_click(), by=CITIZEN, now=NOW)
    with pytest.raises(Stale):
        appointments.cancel(stale, key=a_click(), by=CITIZEN, now=NOW)
    assert taken() == [0, 1]
    assert Booking.objects.get(pk=booking.pk).state == State.BOOKED
