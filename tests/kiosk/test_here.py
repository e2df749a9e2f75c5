"""Checking in on one's own phone by the code on the hall's screen: only there, only now, and not by trying numbers."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.appointments.build import TOMORROW_AT_NINE, a_plan, again, an_id, booked, due
from tests.cast import NOW, Hall, a_hall
from tests.desk.visits import shown, text
from tests.devices.build import a_kiosk, a_screen
from tests.queueing.build import an_open_hall
from yichuang.appointments import public as appointments
from yichuang.appointments.public import Plan, State
from yichuang.appointments.rules.presence import FORM_S, SHOWN_S
from yichuang.kit.actor import CITIZEN
from yichuang.queueing.public import Channel, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    hall = an_open_hall(now=timezone.now())
    a_screen(hall)
    return hall


@pytest.fixture
def plan(hall: Hall) -> Plan:
    return a_plan(hall)


def here(hall: Hall, *, ago_s: int = 0) -> str:
    """Return the address that the hall's code led to so long ago."""
    code = appointments.hall_code(hall.centre.pk, timezone.now() - timedelta(seconds=ago_s))
    return f"/here/{hall.centre.code}/{code}/"


def give(hall: Hall, given: str, client: Client | None = None) -> str:
    """Scan the code, type something; return what the phone says in the end."""
    client = client or Client()
    mark = re.findall(r'name="mark" value="([^"]+)"', text(client.get(here(hall))))[0]
    return shown(client.post(here(hall), {"mark": mark, "given": given}, follow=True))


@pytest.mark.rule("R057", "R058")
def test_who_scans_the_halls_code_and_types_the_number_has_a_ticket_on_the_phone(
    hall: Hall, plan: Plan
) -> None:
    booking = due(booked(plan))
    assert "B001" in give(hall, booking.number)
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.key) == (Channel.APPOINTMENT, "appointment")
    assert again(booking).state == State.CHECKED_IN
    assert "B001" in give(hall, an_id()), "once more, it is the same ticket"
    assert Ticket.objects.count() == 1


@pytest.mark.rule("R058")
def test_the_code_of_a_while_ago_or_of_another_hall_opens_nothing(hall: Hall, plan: Plan) -> None:
    booking = due(booked(plan))
    assert Client().get(here(hall, ago_s=SHOWN_S)).status_code == 200, "scanned as it changed"
    elsewhere = a_hall("lancheng")
    other = here(elsewhere).replace(elsewhere.centre.code, hall.centre.code)
    for address in (here(hall, ago_s=2 * SHOWN_S), other, f"/here/{hall.centre.code}/0000000000000000/"):
        answer = Client().get(address)
        assert answer.status_code == 403
        assert "请扫大厅签到屏上现在的码" in shown(answer)
        assert Client().post(address, {"given": booking.number}).status_code == 403
    assert not Ticket.objects.exists()


def test_who_types_slowly_may_finish_but_a_kept_page_is_no_proof(
    hall: Hall, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    booking, client = due(booked(plan)), Client()
    old = here(hall, ago_s=3 * SHOWN_S)
    mark = appointments.new_presence(hall.centre.pk)
    elsewhere = appointments.new_presence(a_hall("lancheng").centre.pk)
    assert client.post(old, {"mark": elsewhere, "given": booking.number}).status_code == 403
    with monkeypatch.context() as later:
        later.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp() + FORM_S + 1)
        assert client.post(old, {"mark": mark, "given": booking.number}).status_code == 403
    assert not Ticket.objects.exists()
    assert client.post(old, {"mark": mark, "given": booking.number}).status_code == 302


def test_every_refusal_says_what_to_do(hall: Hall, plan: Plan) -> None:
    assert "请输入预约号或者身份证号" in give(hall, " ")
    page = give(hall, "1234")
    assert "没有查到" in page
    assert "到取号机或者导办台现场取号" in page
    early = due(booked(plan), timezone.now() + timedelta(days=2))
    assert "请当天签到" in give(hall, early.number)
    gone = booked(plan, 2, at=TOMORROW_AT_NINE)
    appointments.cancel(again(gone), key="", by=CITIZEN, now=NOW)
    assert "已取消" in give(hall, due(gone).number)


@pytest.mark.rule("R058")
@pytest.mark.parametrize("place", ["phone", "kiosk"])
def test_who_tries_numbers_is_slowed_down_and_told_until_when(hall: Hall, plan: Plan, place: str) -> None:
    a_kiosk(hall)
    booking, client = due(booked(plan)), Client()
    address = here(hall) if place == "phone" else "/kiosk/kiosk-1/booked/"
    mark = appointments.new_presence(hall.centre.pk)
    for n in range(10):
        answer = client.post(address, {"mark": mark, "given": f"Y{n:010d}"})
        assert answer.status_code == 422
    waits = client.post(address, {"mark": mark, "given": booking.number})
    assert waits.status_code == 429
    assert 0 < int(waits.headers["Retry-After"]) <= 16
    assert "错的次数多了，这一次没有查" in shown(waits)
    assert not Ticket.objects.exists()


def test_the_check_in_screen_shows_a_code_that_leads_here_and_is_the_ledgers_own(hall: Hall) -> None:
    screen = f"/screens/{hall.centre.code}/check-in/screen-1/"
    page = Client().get(screen)
    assert "<svg" in text(page)
    assert "有预约的，扫码签到" in shown(page)
    assert page.headers["Cache-Control"].startswith("max-age=0")
    assert Client().get(f"/screens/{hall.centre.code}/check-in/unknown/").status_code == 404
    assert "签到屏" not in shown(Client().get(f"/screens/{hall.centre.code}/")), (
        "the public screen has no code"
    )


def test_a_code_changes_with_time_and_hall_and_says_neither(hall: Hall) -> None:
    codes = [appointments.hall_code(1, NOW + timedelta(seconds=SHOWN_S * n)) for n in range(20)]
    assert len(set(codes)) == 20
    assert appointments.hall_code(2, NOW) != codes[0]
    assert all(re.fullmatch("[0-9a-f]{16}", code) for code in codes)
