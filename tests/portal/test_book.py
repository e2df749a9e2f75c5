"""Booking on the portal: plain forms, from the theme to the calendar file and back."""

import re
from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.appointments.build import MORNING, a_plan, an_id
from tests.cast import Hall, a_hall, a_matter
from tests.desk.visits import shown
from yichuang.appointments import public as appointments
from yichuang.appointments.public import Booking, Session, State

pytestmark = pytest.mark.django_db
EVERY_DAY = replace(
    MORNING,
    session=Session.HOME,
    weekdays=(1, 2, 3, 4, 5, 6, 7),
    closes=time(11),
    lead_min_days=1,
    capacity=2,
)
PERSON = {"id_kind": "id_card", "id_number": an_id(), "name": "张三", "phone": "13812341234"}


@pytest.fixture
def hall(db: None) -> Hall:
    """Return a hall in which one place each half hour can be booked on any day, whatever today is."""
    hall = a_hall()
    a_plan(hall, replace(EVERY_DAY, session=Session.MORNING))
    return hall


def buttons(answer: HttpResponse) -> list[str]:
    """Return the times that the page offers."""
    return re.findall(r'name="at" value="([^"]+)"', answer.content.decode())


def key_of(answer: HttpResponse) -> str:
    return re.findall(r'name="key" value="([^"]+)"', answer.content.decode())[0]


def hold(client: Client, hall: Hall, place: int = 0) -> HttpResponse:
    page = client.get(f"/book/times/?theme={hall.theme.pk}")
    fields = {"theme": hall.theme.pk, "at": buttons(page)[place], "key": key_of(page)}
    return client.post("/book/hold/", fields)


def book(client: Client, hall: Hall, **changed: str) -> Booking:
    assert hold(client, hall).status_code == 302
    answer = client.post("/book/form/", {**PERSON, **changed, "do": "book", "key": "send"})
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/book/mine/")
    return Booking.objects.get(state=State.BOOKED)


@pytest.mark.rule("R057")
def test_a_citizen_books_from_the_theme_to_the_number(hall: Hall) -> None:
    client = Client()
    assert "企业注册开办" in shown(client.get("/book/"))
    booking = book(client, hall)
    page = shown(client.get("/book/mine/"))
    assert booking.number in page
    assert "张**" in page
    assert "138****1234" in page
    assert "13812341234" not in page
    assert "带什么" in page


def test_a_matter_brings_its_list_of_materials(hall: Hall) -> None:
    a_matter(hall)
    client = Client()
    assert "食品小经营许可" in shown(client.get("/book/?q=食品"))
    page = client.get("/book/times/?matter=sp-xjy")
    client.post("/book/hold/", {"matter": "sp-xjy", "at": buttons(page)[0], "key": key_of(page)})
    client.post("/book/form/", {**PERSON, "do": "book"})
    assert "经营场所平面图" in shown(client.get("/book/mine/"))


def test_a_page_of_times_costs_few_queries(
    hall: Hall, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    with django_assert_max_num_queries(12):
        client.get(f"/book/times/?theme={hall.theme.pk}")
    book(client, hall)
    with django_assert_max_num_queries(12):
        client.get("/book/mine/")


def test_the_same_button_twice_holds_one_place_and_another_gives_the_first_up(hall: Hall) -> None:
    client = Client()
    page = client.get(f"/book/times/?theme={hall.theme.pk}")
    fields = {"theme": hall.theme.pk, "key": key_of(page)}
    first, second = buttons(page)[:2]
    for at in (first, first, second):
        assert client.post("/book/hold/", {**fields, "at": at}).status_code == 302
    assert sorted(Booking.objects.values_list("state", flat=True)) == [State.HELD, State.LAPSED]
    assert client.post("/book/hold/", {**fields, "at": first}).status_code == 302
    assert Booking.objects.filter(state=State.HELD).count() == 1


def test_a_full_time_is_refused_with_the_next_ones_as_buttons(hall: Hall) -> None:
    first, late = Client(), Client()
    page = late.get(f"/book/times/?theme={hall.theme.pk}")
    wanted = buttons(page)[0]
    assert hold(first, hall).status_code == 302
    answer = late.post("/book/hold/", {"theme": hall.theme.pk, "at": wanted, "key": "k"})
    assert answer.status_code == 409
    assert "刚刚约满" in shown(answer)
    assert wanted not in buttons(answer)
    assert len(buttons(answer)) >= 3


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(hall: Hall) -> None:
    client = Client()
    hold(client, hall)
    answer = client.post("/book/form/", {**PERSON, "id_number": "340524198001010010", "do": "book"})
    assert answer.status_code == 422
    assert "最后一位对不上" in shown(answer)
    assert 'value="13812341234"' in answer.content.decode()
    assert client.post("/book/form/", {**PERSON, "id_kind": "uscc", "do": "book"}).status_code == 422
    assert client.post("/book/form/", {"do": "give-up"})["Location"] == "/book/"
    assert client.get("/book/form/")["Location"] == "/book/"


def test_a_booking_is_found_changed_cancelled_and_wrong_guesses_wait(hall: Hall) -> None:
    booking = book(Client(), hall)
    client = Client()
    assert client.get("/book/mine/")["Location"] == "/book/find/"
    assert client.post("/book/find/", {"no": booking.number}).status_code == 422
    assert "没有查到" in shown(client.post("/book/find/", {"no": booking.number, "tail": "0000"}))
    assert client.post("/book/find/", {"no": booking.number.lower(), "tail": "1234"}).status_code == 302
    page = client.get("/book/mine/change/")
    answer = client.post("/book/mine/change/", {"at": buttons(page)[1], "key": key_of(page)})
    assert answer.status_code == 302
    moved = appointments.booking_of(booking.number)
    assert moved is not None
    assert moved.starts_at > booking.starts_at
    file = client.get("/book/mine/calendar.ics")
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"UID:{booking.number}@localhost" in file.content.decode()
    assert client.post("/book/mine/cancel/", {"key": key_of(client.get("/book/mine/"))}).status_code == 302
    assert "已取消" in shown(client.get("/book/mine/"))
    assert "STATUS:CANCELLED" in client.get("/book/mine/calendar.ics").content.decode()
    assert client.post("/book/mine/cancel/", {}).status_code == 409
    assert client.get("/book/mine/change/").status_code == 409
    for _ in range(6):
        guess = Client().post("/book/find/", {"no": booking.number, "tail": "0000"})
    assert guess.status_code == 429
    assert int(guess["Retry-After"]) > 0


def test_one_address_does_not_hold_place_after_place(hall: Hall) -> None:
    client = Client()
    answers = [hold(client, hall, place=n % 2).status_code for n in range(20)]
    assert answers == [302] * 20
    assert hold(Client(), hall).status_code == 429


@pytest.mark.rule("R024")
def test_a_home_visit_asks_where_to_come(hall: Hall) -> None:
    a_plan(hall, EVERY_DAY)
    client = Client()
    day = (timezone.localdate() + timedelta(days=2)).isoformat()
    page = client.get(f"/book/times/?theme={hall.theme.pk}&day={day}")
    assert "上门服务" in shown(page)
    home = buttons(page)[-1]
    client.post("/book/hold/", {"theme": hall.theme.pk, "at": home, "key": "k"})
    assert "上门的地址" in shown(client.get("/book/form/"))
    assert client.post("/book/form/", {**PERSON, "do": "book"}).status_code == 422
    assert client.post("/book/form/", {**PERSON, "address": "文昌路 9 号", "do": "book"}).status_code == 302


def test_a_centre_without_plans_says_to_come_straight_away() -> None:
    hall = a_hall()
    assert "不用预约" in shown(Client().get("/book/"))
    assert "不用预约" in shown(Client().get(f"/book/times/?theme={hall.theme.pk}"))
    assert Client().get("/book/times/?theme=0").status_code == 404
    assert Client().get(f"/book/times/?theme={hall.theme.pk}&day=2026-99-99").status_code == 200
    assert Client().post("/book/hold/", {"theme": hall.theme.pk, "at": "x|y"}).status_code == 409
