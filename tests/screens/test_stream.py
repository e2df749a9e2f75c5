"""The live stream as a real process beside a real PostgreSQL."""

import http.client
import json
from collections.abc import Iterator
from datetime import timedelta
from http.client import HTTPResponse
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests.queueing.build import a_second_window, a_ticket, an_open_hall
from tests.screens.server import READER, Stream, a_stream
from yichuang.kit.actor import CITIZEN
from yichuang.people.public import IdKind
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Channel, Turn, Visit, Visitor
from yichuang.screens.stream.listening import NAME
from yichuang.supervision import public as supervision
from yichuang.supervision.public import Demand, OrderMove
from yichuang.worktime.public import local_day

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stream(transactional_db: None) -> Iterator[Stream]:
    with a_stream() as running:
        yield running


def events(answer: HTTPResponse) -> Iterator[tuple[str, Any]]:
    """Yield each event's name and data."""
    name = ""
    for line in answer:
        word, _, rest = line.decode().rstrip("\n").partition(": ")
        if word == "event":
            name = rest
        elif word == "data":
            yield name, json.loads(rest)


def halls(answer: HTTPResponse) -> Iterator[Any]:
    """Yield what is said about the hall; beats are passed over."""
    return (facts for name, facts in events(answer) if name == "hall")


@pytest.mark.rule("R063")
def test_a_call_is_heard_at_once_and_never_a_name(stream: Stream) -> None:
    now = timezone.now()
    hall = an_open_hall(now=now)
    who = Visitor(IdKind.ID_CARD, "11010519491231002X", "张三丰", "13800001111")
    visit = Visit(hall.theme, visitor=who)
    queueing.take(visit, channel=Channel.KIOSK, by=CITIZEN, now=now)
    answer = stream.listen(hall.centre.pk)
    said = halls(answer)
    first = next(said)
    assert first["calls"] == []
    assert first["lines"] == [{"theme": hall.theme.pk, "waiting": 1, "windows": [5]}]
    queueing.call_next(by=hall.officer("clerk"), now=timezone.now())
    second = next(said)
    assert [(call["ticket"], call["window"], call["words"]) for call in second["calls"]] == [
        ("B001", 5, "请B001号到5号窗口")
    ]
    assert second["lines"][0]["waiting"] == 0
    assert second["windows"][0]["ticket"] == "B001"
    for secret in ("张", "三丰", "1949", "1380000"):
        assert secret not in json.dumps([first, second], ensure_ascii=False)


@pytest.mark.rule("R126")
def test_supervisions_desk_hears_an_order_its_reply_and_the_word_on_it(stream: Stream) -> None:
    now = timezone.now()
    hall = an_open_hall(now=now)
    said = (name for name, _ in events(stream.listen(hall.centre.pk)) if name in ("hall", "desk"))
    assert next(said) == "hall"
    supervisor, clerk = hall.officer("supervisor"), hall.officer("clerk")
    demand = Demand("物品归位", local_day(now), staff_id=hall.staff["clerk"].pk, about="5 号窗口")
    order = supervision.order(demand, by=supervisor, now=now)
    assert next(said) == "desk"
    supervision.reply(order, "已归位", by=clerk, now=now)
    assert next(said) == "desk"
    supervision.judge(order, OrderMove.ACCEPT, "", by=supervisor, now=now)
    assert next(said) == "desk"


@pytest.mark.rule("R234")
def test_a_paused_window_is_heard_with_its_sign(stream: Stream) -> None:
    now = timezone.now()
    hall = an_open_hall(now=now)
    said = halls(stream.listen(hall.centre.pk))
    next(said)
    queueing.turn(hall.window, Turn.PAUSE, sign="请到 6 号窗口", by=hall.officer("clerk"), now=now)
    window = next(said)["windows"][0]
    assert (window["number"], window["state"], window["sign"]) == (5, "paused", "请到 6 号窗口")


def test_who_comes_late_gets_the_calls_of_two_minutes(stream: Stream) -> None:
    now = timezone.now()
    hall = an_open_hall(now=now)
    other = a_second_window(hall, now=now)
    for _ in range(2):
        a_ticket(hall, now=now)
    queueing.call_next(by=hall.officer("clerk"), now=now - timedelta(minutes=5))
    queueing.call_next(by=other, now=now)
    assert [call["ticket"] for call in next(halls(stream.listen(hall.centre.pk)))["calls"]] == ["B002"]


def test_the_stream_goes_on_when_the_database_cuts_its_connections(stream: Stream) -> None:
    now = timezone.now()
    hall = an_open_hall(now=now)
    a_ticket(hall, now=now)
    said = halls(stream.listen(hall.centre.pk))
    next(said)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name = ANY(%s)",
            [[READER, NAME]],
        )
        assert len(cursor.fetchall()) >= 2
    queueing.call_next(by=hall.officer("clerk"), now=timezone.now())
    assert [call["ticket"] for call in next(said)["calls"]] == ["B001"]


def test_a_hall_that_changes_nothing_beats(stream: Stream) -> None:
    hall = an_open_hall(now=timezone.now())
    said = events(stream.listen(hall.centre.pk))
    assert next(said)[0] == "hall"
    # The window's opening may still be on its way; after that nothing happens, and the hall beats.
    assert any(next(said)[0] == "beat" for _ in range(2))


def test_there_is_nothing_else_on_this_port(stream: Stream) -> None:
    for path in ("/", "/halls/", "/halls/x", "/halls/999999999", "/desk/"):
        client = http.client.HTTPConnection("127.0.0.1", stream.port, timeout=5)
        client.request("GET", path)
        assert client.getresponse().status == 404, path
        client.close()
