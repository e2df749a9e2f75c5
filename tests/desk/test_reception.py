"""The reception's page: numbers for others, the right class, back in the line; and the page of machines."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from tests.cast import NOW, Hall, a_matter
from tests.desk.visits import shown, sign_in, text
from tests.devices.build import a_kiosk, a_printer
from tests.queueing.build import a_ticket, an_open_hall
from yichuang.devices import public as devices
from yichuang.devices.public import CheckedItem, Device
from yichuang.devices.public import State as DeviceState
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Channel, State, Ticket

pytestmark = pytest.mark.django_db
AT = "/desk/reception/"
ID = "34052419800101001X"


@pytest.fixture
def hall() -> Hall:
    """Return an open hall with someone at the reception."""
    return an_open_hall()


@pytest.fixture
def desk(hall: Hall) -> Client:
    """Return the receptionist's browser."""
    return sign_in(hall, "reception")


def today(ticket: Ticket) -> Ticket:
    """Put a ticket on the real day, which the pages ask for."""
    Ticket.objects.filter(pk=ticket.pk).update(day_on=timezone.localdate())
    ticket.refresh_from_db()
    return ticket


@pytest.mark.rule("R056")
def test_a_number_is_given_to_someone_who_does_not_use_the_kiosk(hall: Hall, desk: Client) -> None:
    a_matter(hall)
    form = {"theme": hall.theme.pk, "id_number": ID, "id_kind": "id_card", "name": "张三丰", "phone": "13812341234",
            "matter": "sp-xjy", "key": "ordinary"}  # fmt: skip
    page = desk.post(AT, form, follow=True)
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.name, ticket.key) == (Channel.RECEPTION, "张三丰", "ordinary")
    assert [m.name for m in ticket.matters.all()] == ["食品小经营许可"]
    assert "已取 B001。" in shown(page)
    assert ID not in text(page)
    assert "3405**********001X" in shown(page)
    assert 'class="ticket paper-only"' in text(page)


@pytest.mark.rule("R067", "R065")
def test_priority_is_given_with_what_was_seen(hall: Hall, desk: Client) -> None:
    form = {"theme": hall.theme.pk, "key": "disabled"}
    refused = desk.post(AT, form)
    assert refused.status_code == 422
    assert "请写看了什么证件" in shown(refused)
    desk.post(AT, form | {"grounds": "残疾人证 3 级"})
    ticket = Ticket.objects.get()
    assert (ticket.key, ticket.grounds, ticket.is_escorted) == ("disabled", "残疾人证 3 级", True)
    desk.post(AT, form | {"key": "urgent", "grounds": "赶下午的火车"})
    assert Ticket.objects.order_by("-id")[0].key == "urgent"


def test_the_list_says_who_waits_of_what_class_and_how_long(hall: Hall, desk: Client) -> None:
    a_ticket(hall, "veteran")
    page = shown(desk.get(AT))
    assert "在等的" in page
    assert "B001 企业注册开办 优抚对象 陪同" in page


def test_a_number_is_found_as_people_say_it(hall: Hall, desk: Client) -> None:
    today(a_ticket(hall))
    for said in ("B001", "b1", "1", " B001 "):
        assert f"今天的 {said.strip()} 号" in shown(desk.get(AT, {"q": said})), said
    assert "今天没有这个号" in shown(desk.get(AT, {"q": "C9"}))
    assert "今天没有这个号" in shown(desk.get(AT, {"q": "号"}))


@pytest.mark.rule("R067")
def test_a_class_is_corrected_with_the_proof_seen(hall: Hall, desk: Client) -> None:
    ticket = a_ticket(hall)
    at = f"{AT}{ticket.pk}/"
    assert desk.post(at, {"do": "correct", "key": "hardship"}).status_code == 422
    page = desk.post(at, {"do": "correct", "key": "hardship", "grounds": "救助供养证"}, follow=True)
    assert "特困对象" in shown(page)
    ticket.refresh_from_db()
    assert (ticket.key, ticket.grounds) == ("hardship", "救助供养证")


def test_who_missed_the_call_comes_back_and_who_leaves_is_ended(hall: Hall, desk: Client) -> None:
    ticket, by = a_ticket(hall), hall.officer("clerk")
    called = queueing.call_next(by=by, now=NOW)
    assert called is not None
    for _ in range(2):
        queueing.recall(called, by=by, now=NOW)
    queueing.miss(called, by=by, now=NOW)
    today(ticket)
    assert "过号的" in shown(desk.get(AT))
    at = f"{AT}{ticket.pk}/"
    assert "不能改号票" in shown(desk.get(at)), "the sentence stands under the button that is off"
    desk.post(at, {"do": "come_back"})
    ticket.refresh_from_db()
    assert ticket.state == State.WAITING
    assert desk.post(at, {"do": "come_back"}).status_code == 409
    desk.post(at, {"do": "leave", "reason": "改天再来"})
    ticket.refresh_from_db()
    assert (ticket.state, ticket.ended_reason) == (State.LEFT, "改天再来")
    assert desk.post(at, {"do": "nonsense"}).status_code == 409


def test_a_ticket_of_another_hall_is_not_there(hall: Hall, desk: Client) -> None:
    assert desk.get(f"{AT}999999/").status_code == 404


def test_a_reviewer_is_not_at_the_reception(hall: Hall) -> None:
    reviewer = sign_in(hall, "reviewer")
    for address in (AT, f"{AT}1/", "/desk/devices/"):
        assert reviewer.get(address).status_code == 403


def test_work_begins_at_the_reception_for_who_sits_there(desk: Client) -> None:
    assert desk.get("/desk/")["Location"] == AT


def test_a_call_for_help_stands_on_top_until_someone_has_gone(hall: Hall, desk: Client) -> None:
    devices.ask_help(a_kiosk(hall), now=NOW)
    assert "1 号取号机（一楼东门）有人叫导办" in shown(desk.get(AT))
    desk.post(AT, {"do": "helped", "device": Device.objects.get().pk})
    assert "有人叫导办" not in shown(desk.get(AT))


def test_the_pages_with_a_card_field_may_ask_the_reader(hall: Hall, desk: Client, settings: Settings) -> None:
    settings.CARD_READER = "http://127.0.0.1:8009"
    page = desk.get(AT)
    assert page.headers["Content-Security-Policy"].endswith("/halls/ http://127.0.0.1:8009")
    assert 'data-reader="http://127.0.0.1:8009/read"' in text(page)
    assert "8009" not in desk.get("/desk/devices/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("rows", [2, 40])
def test_the_page_costs_few_queries_however_many_wait(hall: Hall, desk: Client, rows: int) -> None:
    for _ in range(rows):
        a_ticket(hall)
    desk.get(AT)
    for address in (f"{AT}?q=1", f"{AT}{Ticket.objects.all()[0].pk}/", "/desk/devices/"):
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(address).status_code == 200
        assert len(seen) <= 12, address


@pytest.mark.rule("R295", "R239")
def test_the_manager_keeps_the_ledger_and_the_mornings_list(hall: Hall) -> None:
    desk, at = sign_in(hall, "manager"), "/desk/devices/"
    assert "还没有登记设备" in shown(desk.get(at))
    printer = {"do": "add", "kind": "printer", "name": "小票机", "place": "东门", "address": "10.0.0.9"}
    assert desk.post(at, printer | {"address": ""}).status_code == 422
    desk.post(at, printer)
    desk.post(at, {"do": "add", "kind": "kiosk", "name": "1 号取号机", "place": "东门"})
    kiosk, paper = Device.objects.get(kind="kiosk"), Device.objects.get(kind="printer")
    desk.post(at, {"do": "attach", "device": kiosk.pk, "printer": paper.pk})
    kiosk.refresh_from_db()
    assert kiosk.printer_id == paper.pk
    desk.post(at, {"do": "change", "device": kiosk.pk, "move": "report", "note": "触摸不灵"})
    assert "1 台没有回音或者报修" in shown(desk.get(at))
    assert "报修：触摸不灵" in shown(desk.get(at))
    desk.post(at, {"do": "tick", "item": "supplies", "is_fine": "0", "note": "只剩一卷"})
    assert "只剩一卷 manager" in shown(desk.get(at))
    assert not CheckedItem.objects.get().is_fine
    for wrong in (
        {"do": "x"},
        {"do": "tick", "item": "x"},
        {"do": "change", "device": kiosk.pk, "move": "answer"},
    ):
        assert desk.post(at, wrong).status_code == 409
    for wrong in ({"do": "add", "kind": "x"}, {"do": "change", "device": "0", "move": "report"}):
        assert desk.post(at, wrong).status_code == 422


@pytest.mark.rule("R295")
def test_a_silent_machine_raises_an_alert_on_the_page(hall: Hall) -> None:
    kiosk = a_kiosk(hall)
    a_printer(hall, "10.0.0.1")
    Device.objects.filter(pk=kiosk.pk).update(state=DeviceState.SILENT)
    assert "1 号取号机（一楼东门）从" in shown(sign_in(hall, "manager").get("/desk/devices/"))


def test_the_reception_ticks_but_does_not_add(hall: Hall, desk: Client) -> None:
    assert "登记一台" not in shown(desk.get("/desk/devices/"))
    refused = desk.post("/desk/devices/", {"do": "add", "kind": "screen", "name": "屏", "place": "厅"})
    assert refused.status_code == 409
    desk.post("/desk/devices/", {"do": "tick", "item": "network", "is_fine": "1"})
    assert CheckedItem.objects.get().is_fine
