"""The clerk's strip: from the call to the intake of the same person, by plain forms."""

import pytest
from django.test import Client

from tests.cast import NOW, Hall, a_hall, a_matter
from tests.desk.visits import shown, sign_in, text
from tests.queueing.build import a_ticket
from yichuang.cases.public import Case
from yichuang.catalogue.public import Matter
from yichuang.kit.actor import CITIZEN
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Channel, Duty, State, Ticket, Visit, Visitor, WindowDuty

pytestmark = pytest.mark.django_db
ID = "34052419800101001X"


@pytest.fixture
def hall() -> Hall:
    """Return a hall whose clerk has not opened her window."""
    return a_hall()


@pytest.fixture
def desk(hall: Hall) -> Client:
    """Return the clerk's browser, at her window."""
    return sign_in(hall, "clerk")


def opened(desk: Client) -> Client:
    """Open the window."""
    desk.post("/desk/calls/turn/", {"turn": "open"})
    return desk


def visit(hall: Hall) -> Ticket:
    """Return a ticket of someone known who came for a matter."""
    matter = Matter.objects.get(pk=a_matter(hall).matter_id)
    who = Visitor("id_card", ID, "张三", "13812341234")
    return queueing.take(Visit(hall.theme, (matter,), who), channel=Channel.KIOSK, by=CITIZEN, now=NOW)


def move(desk: Client, ticket: Ticket, what: str, **fields: str) -> object:
    """Press a button of the strip."""
    return desk.post(f"/desk/calls/{ticket.pk}/{what}/", fields)


def test_a_closed_window_offers_to_open_and_an_open_one_to_call(hall: Hall, desk: Client) -> None:
    assert "开窗，开始叫号" in shown(desk.get("/desk/window/"))
    page = shown(opened(desk).get("/desk/window/"))
    assert "叫下一位" in page
    assert "没有人等" in page
    desk.post("/desk/calls/next/")
    assert "现在没有人等。" in shown(desk.get("/desk/window/"))


@pytest.mark.rule("R100", "R056")
def test_from_the_call_the_clerk_goes_into_the_intake_of_the_same_person(hall: Hall, desk: Client) -> None:
    ticket = visit(hall)
    opened(desk).post("/desk/calls/next/")
    page = shown(desk.get("/desk/window/"))
    assert "B001" in page
    assert "人来了，开始办" in page
    into = move(desk, ticket, "serve")
    case = Case.objects.get()
    assert into["Location"] == f"/desk/intake/{case.no}/"  # type: ignore[index]
    assert case.ticket == ticket.code
    assert (case.typed["id_number"], case.typed["name"]) == (ID, "张三")
    intake = text(desk.get(f"/desk/intake/{case.no}/"))
    assert 'class="tk">B001' in intake
    assert ID in intake
    assert [m.case_no for m in ticket.matters.all()] == [case.no]


def test_what_is_not_taken_in_here_is_said_and_the_visit_goes_on(hall: Hall, desk: Client) -> None:
    elsewhere = Matter.objects.get(pk=a_matter(a_hall("linxi"), "of-linxi").matter_id)
    visit_of = Visit(hall.theme, (elsewhere,))
    ticket = queueing.take(visit_of, channel=Channel.KIOSK, by=CITIZEN, now=NOW)
    opened(desk).post("/desk/calls/next/")
    page = desk.post(f"/desk/calls/{ticket.pk}/serve/", follow=True)
    assert page.status_code == 200
    assert "这里不能收件" in shown(page)
    ticket.refresh_from_db()
    assert ticket.state == State.SERVING
    assert not Case.objects.exists()


def test_a_matter_found_at_the_window_belongs_to_the_visit_too(hall: Hall, desk: Client) -> None:
    sheet = a_matter(hall)
    ticket = a_ticket(hall, id_number=ID)
    opened(desk).post("/desk/calls/next/")
    move(desk, ticket, "serve")
    desk.post("/desk/begin/", {"matter": sheet.matter_code})
    case = Case.objects.get()
    assert (case.ticket, case.typed["id_number"]) == (ticket.code, ID)
    assert [m.name for m in ticket.matters.all()] == [sheet.name]
    move(desk, ticket, "end")
    desk.post("/desk/begin/", {"matter": sheet.matter_code})
    assert Case.objects.order_by("-id")[0].ticket == ""


def test_ending_and_calling_the_next_is_one_key(hall: Hall, desk: Client) -> None:
    first, second = a_ticket(hall), a_ticket(hall)
    opened(desk).post("/desk/calls/next/")
    move(desk, first, "serve")
    desk.post("/desk/calls/next/")
    assert dict(Ticket.objects.values_list("pk", "state")) == {first.pk: State.DONE, second.pk: State.CALLED}


def test_parking_transferring_and_missing_from_the_strip(hall: Hall, desk: Client) -> None:
    first, second = a_ticket(hall), a_ticket(hall)
    opened(desk).post("/desk/calls/next/")
    assert move(desk, first, "miss").status_code == 409  # type: ignore[attr-defined]
    move(desk, first, "serve")
    assert move(desk, first, "park").status_code == 422  # type: ignore[attr-defined]
    move(desk, first, "park", reason="去复印")
    assert "叫回 B001" in shown(desk.get("/desk/window/"))
    move(desk, first, "call")
    move(desk, first, "serve")
    assert move(desk, first, "transfer", to="x", reason="x").status_code == 422  # type: ignore[attr-defined]
    move(desk, first, "transfer", to=f"theme-{hall.theme.pk}", reason="办别的")
    assert {t.pk for t in queueing.waiting_in(hall.centre.pk)} == {first.pk, second.pk}


@pytest.mark.rule("R234", "R235")
def test_the_window_is_paused_from_the_desk_with_its_sign(hall: Hall, desk: Client) -> None:
    opened(desk)
    assert desk.post("/desk/calls/turn/", {"turn": "pause"}).status_code == 409
    desk.post("/desk/calls/turn/", {"turn": "pause", "sign": "请到 6 号窗口"})
    assert WindowDuty.objects.get().state == Duty.PAUSED
    page = shown(desk.get("/desk/window/"))
    assert "请到 6 号窗口" in page
    assert "恢复叫号" in page


def test_bad_input_gets_a_sentence_and_changes_nothing(hall: Hall, desk: Client) -> None:
    ticket = a_ticket(hall)
    opened(desk)
    assert desk.post("/desk/calls/turn/", {"turn": "explode"}).status_code == 409
    assert move(desk, ticket, "explode").status_code == 404  # type: ignore[attr-defined]
    assert desk.post("/desk/calls/999999/serve/").status_code == 404
    assert move(desk, ticket, "serve").status_code == 409  # type: ignore[attr-defined]
    other = a_hall("linxi")
    theirs = a_ticket(other)
    assert move(desk, theirs, "call", reason="x").status_code == 404  # type: ignore[attr-defined]
    assert set(Ticket.objects.values_list("state", flat=True)) == {State.WAITING}


def test_a_part_shows_what_the_page_shows(hall: Hall, desk: Client) -> None:
    a_ticket(hall)
    opened(desk).post("/desk/calls/next/")
    part = text(desk.get("/desk/calls/", headers={"HX-Request": "true"}))
    assert part.strip().startswith('<section class="now-serving strip"')
    assert "B001" in part
