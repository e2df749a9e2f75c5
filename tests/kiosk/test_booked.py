"""The touch page for those who have booked: number or card, one booking or two, and every way to be told no."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from tests.appointments.build import TOMORROW_AT_NINE, a_plan, again, an_id, booked, due, held
from tests.cast import NOW, Hall, a_hall
from tests.desk.visits import shown, text
from tests.devices.build import Paper, a_dead_address, a_kiosk, a_printer
from tests.queueing.build import a_ticket, an_open_hall
from yichuang.appointments import public as appointments
from yichuang.appointments.public import Booking, Plan, State
from yichuang.devices.public import Device
from yichuang.journal.public import Entry, Event
from yichuang.kiosk.services import actor_of, check_in
from yichuang.kit.actor import CITIZEN
from yichuang.people.public import Theme
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Channel, Ticket

pytestmark = pytest.mark.django_db
HOME = "/kiosk/kiosk-1/"
BOOKED = f"{HOME}booked/"


@pytest.fixture
def hall() -> Hall:
    """Return an open hall with one kiosk."""
    hall = an_open_hall(now=timezone.now())
    a_kiosk(hall)
    return hall


@pytest.fixture
def plan(hall: Hall) -> Plan:
    """Return what can be booked there."""
    return a_plan(hall)


def give(text: str) -> str:
    """Type something, press 签到取号; return what the page says in the end."""
    return shown(Client().post(BOOKED, {"given": text}, follow=True))


def refused(text: str) -> str:
    """Type something; return the page that refuses it."""
    answer = Client().post(BOOKED, {"given": text})
    assert answer.status_code in {409, 422}, answer.status_code
    assert not Ticket.objects.exists()
    return shown(answer)


@pytest.mark.rule("R058", "R057")
@pytest.mark.parametrize("typed", ["{no}", "{digits}", "https://x.example/book/find/?no={no}"])
def test_a_number_typed_or_scanned_becomes_a_ticket_with_the_priority_of_a_booking(
    hall: Hall, plan: Plan, typed: str
) -> None:
    assert "我有预约" in shown(Client().get(HOME))
    walk_in = a_ticket(hall, now=timezone.now())
    booking = due(booked(plan))
    page = give(typed.format(no=booking.number, digits=booking.number[1:]))
    assert "您的号是 B002" in page
    assert "按预约的时间排，比现场取号的先叫" in page
    assert "绿色通道" not in page
    ticket = Ticket.objects.get(appointment_no=booking.number)
    assert (ticket.channel, ticket.key, ticket.name) == (Channel.APPOINTMENT, "appointment", "张三")
    assert [t.pk for t in queueing.waiting_in(hall.centre.pk)] == [ticket.pk, walk_in.pk]
    entry = Entry.objects.get(subject=booking.subject, event=Event.BOOKING_CHECKED_IN)
    assert entry.by == f"device:{Device.objects.get().pk}"


@pytest.mark.rule("R058", "R069")
def test_a_card_finds_what_its_person_has_booked_today(hall: Hall, plan: Plan, settings: Settings) -> None:
    settings.CARD_READER = "http://127.0.0.1:8009"
    assert 'data-reader="http://127.0.0.1:8009/read"' in text(Client().get(BOOKED))
    booked(plan, 2)
    booking = due(booked(plan))
    assert "您的号是 B001" in give(an_id())
    assert again(booking).state == State.CHECKED_IN


def test_a_booking_number_tells_no_name_and_no_more_of_an_id_than_a_ticket_does(plan: Plan) -> None:
    booking = due(booked(plan))
    page = text(Client().post(BOOKED, {"given": booking.number}, follow=True))
    for secret in ("张", booking.id_number[-4:], booking.phone[-4:], booking.number):
        assert secret not in page
    wrong = text(Client().post(BOOKED, {"given": an_id(7)}))
    assert an_id(7) not in wrong, "the next person must not read it"


def test_of_two_bookings_one_is_chosen(hall: Hall, plan: Plan) -> None:
    other = Theme.objects.create(centre=hall.centre, code="C", name="不动产登记")
    first, second = due(booked(plan)), booked(a_plan(Hall(hall.centre, hall.department, hall.other_department,
        other, hall.window, hall.staff)), at=TOMORROW_AT_NINE + timedelta(days=1))  # fmt: skip
    second = due(second, timezone.now() + timedelta(seconds=1))
    client = Client()
    page = client.post(BOOKED, {"given": an_id()})
    assert "今天有 2 个预约，先办哪一个？" in shown(page)
    assert "不动产登记" in shown(page)
    assert "张" not in text(page)
    assert not Ticket.objects.exists()
    buttons = re.findall(r'name="given" value="(Y\d+)"', text(page))
    assert buttons == [first.number, second.number]
    assert "您的号是 C001" in shown(client.post(BOOKED, {"given": buttons[1]}, follow=True))
    assert "已签到，C001" in shown(client.post(BOOKED, {"given": an_id()}))


def test_who_checks_in_again_sees_the_same_ticket_and_may_print_it_again(plan: Plan) -> None:
    booking = due(booked(plan))
    client = Client()
    client.post(BOOKED, {"given": booking.number})
    again_there = client.post(BOOKED, {"given": an_id()}, follow=True)
    assert "您已经签到过，还是这个号" in shown(again_there)
    assert "data-print-now" not in text(again_there), "not printed unasked"
    assert Ticket.objects.count() == 1
    ticket = Ticket.objects.get()
    printed = client.post(f"{HOME}tickets/{ticket.code}/paper/", follow=True)
    assert "data-print-now" in text(printed)
    queueing.give_up(ticket, now=timezone.now())
    over = client.post(BOOKED, {"given": booking.number}, follow=True)
    assert "这个号已经退了，还要办的请重新取号" in shown(over)
    assert "再打一张" not in shown(over)
    assert client.post(f"{HOME}tickets/nothing/paper/").status_code == 404


def test_the_slip_goes_to_the_network_printer_and_says_that_it_was_booked(hall: Hall, plan: Plan) -> None:
    paper = Paper()
    kiosk = Device.objects.get()
    kiosk.printer = a_printer(hall, paper.address)
    kiosk.save()
    booking = due(booked(plan))
    assert "请拿好小票" in give(booking.number)
    sent = paper.printed()
    assert b"B001" in sent
    assert "预约".encode("gb18030") in sent
    Device.objects.filter(pk=kiosk.printer.pk).update(address=a_dead_address())
    answer = Client().post(f"{HOME}tickets/{again(booking).ticket_code}/paper/", follow=True)
    assert "打印机没有回音" in shown(answer)


def test_who_comes_late_the_same_day_waits_like_one_who_has_just_come(plan: Plan) -> None:
    booking, kiosk = again(booked(plan)), Device.objects.get()
    ticket, is_new = check_in(booking, by=actor_of(kiosk), now=TOMORROW_AT_NINE + timedelta(minutes=20))
    assert (ticket.key, ticket.channel, is_new) == ("ordinary", Channel.APPOINTMENT, True)
    page = shown(Client().get(f"{HOME}tickets/{ticket.code}/"))
    assert "没有按约好的时间到，按实际到的时间排" in page


def test_two_presses_at_once_are_one_ticket(plan: Plan) -> None:
    number, kiosk = booked(plan).number, Device.objects.get()
    seen = [appointments.booking_of(number) for _ in range(2)]
    found = [check_in(one, by=actor_of(kiosk), now=TOMORROW_AT_NINE) for one in seen if one]
    assert [is_new for _, is_new in found] == [True, False]
    assert found[0][0] == found[1][0] == Ticket.objects.get()


def test_another_day_is_named_by_number_and_by_card(plan: Plan) -> None:
    booking = due(booked(plan), timezone.now() + timedelta(days=2))
    for given in (booking.number, an_id()):
        assert "今天还早。请当天签到" in refused(given)
    due(booking, timezone.now() - timedelta(days=2))
    page = refused(booking.number)
    assert "已经过了，不能再签到。请现场取号" in page
    assert "没有预约也能办：退回选主题，现场取号" in page


def test_a_cancelled_booking_and_one_that_was_never_finished_give_no_ticket(plan: Plan) -> None:
    booking = booked(plan)
    appointments.cancel(again(booking), key="", by=CITIZEN, now=NOW)
    due(booking)
    assert f"预约 {booking.number} 已取消，不能签到" in refused(booking.number)
    assert "没有查到" in refused(due(held(plan)).number), "who holds a place has not booked"


def test_another_centres_booking_is_sent_there(hall: Hall, plan: Plan) -> None:
    elsewhere = a_hall("lancheng")
    booking = due(booked(a_plan(elsewhere)))
    assert "在lancheng政务服务中心，请到那里签到" in refused(booking.number)
    due(booking, timezone.now() + timedelta(hours=1))
    assert "请到那里签到" in refused(an_id())


def test_what_is_unknown_is_said_with_what_to_do(plan: Plan) -> None:
    assert "没有查到。预约号是 Y 后面十位数字" in refused("Y0000000000")
    assert "没有查到" in refused("1234")
    assert "请输入预约号或者身份证号" in refused("  ")
    assert "最后一位对不上" in refused("340524198001010011")
    assert "这个身份证今天在这里没有预约" in refused(an_id(5))


@pytest.mark.rule("R282")
def test_who_may_not_book_for_a_while_is_told_so_by_the_card(plan: Plan) -> None:
    for days in range(3):
        at = TOMORROW_AT_NINE + timedelta(days=days)
        missed = due(
            booked(plan, at=at, now=at - timedelta(hours=2)), timezone.now() - timedelta(days=3 - days)
        )
        Booking.objects.filter(pk=missed.pk).update(state=State.NO_SHOW, ended_at=timezone.now())
    page = refused(an_id())
    assert "3 次预约没有来" in page
    assert "可以直接到大厅取号" in page


def test_what_the_queue_refuses_is_shown_and_the_booking_stands(hall: Hall, plan: Plan) -> None:
    booking = due(booked(plan))
    a_ticket(hall, id_number=an_id(), now=timezone.now())
    answer = Client().post(BOOKED, {"given": booking.number})
    assert answer.status_code == 409
    assert Ticket.objects.count() == 1
    assert again(booking).state == State.BOOKED


def test_a_hall_where_nothing_can_be_booked_does_not_ask(hall: Hall) -> None:
    assert "我有预约" not in shown(Client().get(HOME))
    assert Client().get(BOOKED).status_code == 200
    assert Client().get("/kiosk/elsewhere/booked/").status_code == 404


def test_the_phone_says_that_it_was_booked(plan: Plan) -> None:
    booking = due(booked(plan))
    give(booking.number)
    page = shown(Client().get(f"/t/{again(booking).ticket_code}/"))
    assert "按预约的时间排" in page
    assert "绿色通道" not in page


def test_a_card_costs_few_queries_however_many_have_booked(plan: Plan) -> None:
    due(booked(plan, 2))
    for _ in range(2):  # settings are read once
        with CaptureQueriesContext(connection) as seen:
            assert Client().post(BOOKED, {"given": an_id(9)}).status_code == 422
    assert len(seen) <= 8, [q["sql"] for q in seen]  # two of them count wrong ones
