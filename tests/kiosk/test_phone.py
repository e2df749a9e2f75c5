"""The number's page on the phone, in every state of the number."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW, Hall
from tests.desk.visits import HTMX, part, shown, text
from tests.queueing.build import a_ticket, an_open_hall, minutes
from yichuang.queueing import public as queueing
from yichuang.queueing.public import State, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    """Return a hall with one open window."""
    return an_open_hall()


def page(ticket: Ticket) -> str:
    return shown(Client().get(f"/t/{ticket.code}/"))


def called(hall: Hall, *, now: object = NOW) -> Ticket:
    ticket = queueing.call_next(by=hall.officer("clerk"), now=now)  # type: ignore[arg-type]
    assert ticket is not None
    return ticket


@pytest.mark.rule("R060")
def test_who_waits_sees_how_many_are_ahead_where_and_how_long(hall: Hall) -> None:
    first, second = a_ticket(hall), a_ticket(hall)
    assert "下一个就是您" in page(first)
    assert "前面还有 1 人" in page(second)
    assert "5 号窗口" in page(second)
    assert re.search(r"约 \d+–\d+ 分钟", page(second))


def test_who_is_called_is_sent_to_the_window_in_large_words(hall: Hall) -> None:
    a_ticket(hall)
    ticket = called(hall)
    assert "请到 5 号窗口" in page(ticket)
    assert "phone-called" in text(Client().get(f"/t/{ticket.code}/"))


def test_the_phone_follows_the_number_to_its_end(hall: Hall) -> None:
    a_ticket(hall)
    by, ticket = hall.officer("clerk"), called(hall)
    queueing.serve(ticket, by=by, now=NOW)
    assert "正在 5 号窗口办理" in page(ticket)
    queueing.park(ticket, "去复印", by=by, now=NOW)
    assert "号给您留着" in page(ticket)
    queueing.end(ticket, by=by, now=NOW)
    assert "办完了" in page(ticket)
    assert "hx-get" not in text(Client().get(f"/t/{ticket.code}/")), "what is over is not asked for again"


def test_who_missed_the_call_reads_what_to_do(hall: Hall) -> None:
    a_ticket(hall)
    by, ticket = hall.officer("clerk"), called(hall)
    queueing.recall(ticket, by=by, now=NOW)
    queueing.recall(ticket, by=by, now=NOW)
    queueing.miss(ticket, by=by, now=NOW)
    assert "过号了" in page(ticket)
    assert "今天到导办台说一声就能恢复，再等 2 位" in page(ticket)


def test_the_phone_says_why_someone_came_before(hall: Hall) -> None:
    mine = a_ticket(hall)
    a_ticket(hall, "disabled", now=NOW + minutes(5))
    called(hall, now=NOW + minutes(6))
    assert "为什么有人在我前面" in page(mine)
    assert "B002 是“残疾人”，按提前 30 分钟来排" in page(mine)


def test_a_number_is_given_back_after_a_question(hall: Hall) -> None:
    ticket, client = a_ticket(hall), Client()
    assert "退掉 B001 吗" in shown(client.get(f"/t/{ticket.code}/give-back/"))
    assert client.post(f"/t/{ticket.code}/give-back/")["Location"] == f"/t/{ticket.code}/"
    ticket.refresh_from_db()
    assert ticket.state == State.LEFT
    assert "这个号已经退了" in page(ticket)
    again = client.post(f"/t/{ticket.code}/give-back/")
    assert again.status_code == 409
    assert "不用退" in shown(again)


def test_what_is_swapped_in_is_what_a_reload_shows(hall: Hall) -> None:
    ticket = a_ticket(hall)
    whole, swapped = Client().get(f"/t/{ticket.code}/"), Client().get(f"/t/{ticket.code}/", headers=HTMX)
    assert "<html" not in text(swapped)
    seen = [
        [each for each in part(answer, "now") if "秒自己更新" not in str(each)] for answer in (whole, swapped)
    ]
    assert seen[0] == seen[1]
    assert '<noscript><meta http-equiv="refresh" content="15"></noscript>' in text(whole)


def test_a_code_that_nobody_was_given_shows_nothing(hall: Hall) -> None:
    a_ticket(hall)
    assert Client().get("/t/1/").status_code == 404
    assert Client().get("/t/1/give-back/").status_code == 404


def test_the_page_names_nobody_and_is_not_listed(hall: Hall) -> None:
    ticket = a_ticket(hall, id_number="34052419800101001X")
    answer = Client().get(f"/t/{ticket.code}/")
    assert "3405" not in text(answer)
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_page_costs_few_queries(hall: Hall) -> None:
    mine = a_ticket(hall)
    for n in range(4):
        a_ticket(hall, "disabled", now=NOW + minutes(n))
    called(hall, now=NOW + minutes(6))
    Client().get(f"/t/{mine.code}/")
    with CaptureQueriesContext(connection) as seen:
        Client().get(f"/t/{mine.code}/")
    assert len(seen) <= 12
