"""The screens as they are served: the hall as it is, for anybody, with scripts off."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import NOW, a_hall
from tests.desk.visits import shown
from tests.devices.build import a_kiosk, a_screen
from tests.queueing.build import a_second_window, a_ticket, an_open_hall
from yichuang.devices import public as devices
from yichuang.devices.public import Device
from yichuang.devices.public import State as DeviceState
from yichuang.kit.actor import CITIZEN
from yichuang.people.public import IdKind, Window
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Channel, Turn, Visit, Visitor

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R063")
def test_the_hall_screen_shows_calls_and_lines_and_never_a_name() -> None:
    hall, now = an_open_hall(now=timezone.now()), timezone.now()
    who = Visitor(IdKind.ID_CARD, "11010519491231002X", "张三丰", "13800001111")
    queueing.take(Visit(hall.theme, visitor=who), channel=Channel.KIOSK, by=CITIZEN, now=now)
    queueing.call_next(by=hall.officer("clerk"), now=now)
    a_ticket(hall, now=now)
    answer = Client().get("/screens/qinghe/")
    words = shown(answer)
    assert "B001" in words
    assert "5 号窗口" in words
    assert "企业注册开办" in words
    for secret in ("张", "三丰", "1949", "1380000"):
        assert secret not in answer.content.decode()


def test_only_the_last_five_calls_stand_there_the_newest_first() -> None:
    hall = an_open_hall(now=timezone.now())
    clerk = hall.officer("clerk")
    for _ in range(7):
        now = timezone.now()
        ticket = a_ticket(hall, now=now)
        queueing.call_next(by=clerk, now=now)
        ticket.refresh_from_db()
        queueing.leave(ticket, "不办了", by=clerk, now=now)
    words = shown(Client().get("/screens/qinghe/"))
    assert "B002" not in words
    assert words.index("B007") < words.index("B003")


@pytest.mark.rule("R063")
@pytest.mark.parametrize("place", ["", "zone/B/", "window/5/"])
def test_yesterdays_calls_are_not_todays(place: str) -> None:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    hall = an_open_hall(now=midnight - timedelta(hours=9))
    clerk, before = hall.officer("clerk"), midnight - timedelta(seconds=1)
    a_ticket(hall, now=before)
    queueing.call_next(by=clerk, now=before)
    assert [call.ticket for call in queueing.last_calls(hall.centre.pk, now=before)] == ["B001"]
    assert queueing.last_calls(hall.centre.pk, now=midnight) == []
    assert Client().get(f"/screens/qinghe/{place}").content.decode().count('data-ticket="B001"') == 0


@pytest.mark.rule("R234")
def test_a_paused_window_shows_its_sign_and_who_covers_it() -> None:
    hall = an_open_hall()
    a_second_window(hall)
    queueing.turn(hall.window, Turn.PAUSE, sign="稍候，十点回来", by=hall.officer("clerk"), now=NOW)
    words = shown(Client().get("/screens/qinghe/window/5/"))
    assert "稍候，十点回来" in words
    assert "请到 6 号窗口" in words


def test_a_window_that_was_never_opened_says_so() -> None:
    hall = an_open_hall()
    Window.objects.create(centre=hall.centre, number=9, theme=hall.theme)
    assert "没有开" in shown(Client().get("/screens/qinghe/window/9/"))


@pytest.mark.parametrize("zone", ["B", "二楼东厅"])
def test_a_zone_is_a_theme_or_a_place(zone: str) -> None:
    hall = an_open_hall()
    Window.objects.filter(pk=hall.window.pk).update(place="二楼东厅")
    a_ticket(hall)
    assert "企业注册开办" in shown(Client().get(f"/screens/qinghe/zone/{zone}/"))


@pytest.mark.parametrize("address", ["nowhere/", "qinghe/zone/Q/", "qinghe/window/77/"])
def test_what_is_not_there_is_not_shown(address: str) -> None:
    an_open_hall()
    assert Client().get(f"/screens/{address}").status_code == 404


def test_a_page_may_connect_to_the_stream_on_the_next_port_and_nowhere_else() -> None:
    an_open_hall()
    answer = Client().get("/screens/qinghe/")
    assert "connect-src 'self' http://testserver:8001/halls/" in answer.headers["Content-Security-Policy"]
    assert 'data-live="http://testserver:8001/halls/' in answer.content.decode()


@pytest.mark.parametrize(
    ("url", "allowed"),
    [("https://hall.example.cn/live/", "'self' https://hall.example.cn/live/halls/"), ("/live", "'self'")],
)
def test_behind_a_proxy_the_setting_says_where(settings: object, url: str, allowed: str) -> None:
    settings.LIVE_URL = url  # type: ignore[attr-defined]
    hall = an_open_hall()
    answer = Client().get("/screens/qinghe/")
    assert answer.headers["Content-Security-Policy"].endswith(f"connect-src {allowed}")
    assert f'data-live="{url.rstrip("/")}/halls/{hall.centre.pk}"' in answer.content.decode()


def test_a_screen_may_be_white_and_may_be_silent() -> None:
    hall = an_open_hall()
    page = Client().get("/screens/qinghe/?look=day&voice=off").content.decode()
    assert 'data-look="day"' in page
    assert 'data-voice="off"' in page
    assert hall.centre.name in page


def test_a_screen_takes_the_same_few_queries_however_many_wait(django_assert_num_queries: object) -> None:
    hall = an_open_hall(now=timezone.now())
    for _ in range(5):
        a_ticket(hall)
    Client().get("/screens/qinghe/")
    with django_assert_num_queries(6):  # type: ignore[operator]
        Client().get("/screens/qinghe/")


@pytest.mark.rule("R295")
@pytest.mark.parametrize("place", ["", "zone/B/", "window/5/"])
def test_a_screen_of_the_ledger_is_heard_and_missed_when_it_is_dark(place: str) -> None:
    hall = an_open_hall()
    screen = a_screen(hall)
    client = Client()
    page = client.get(f"/screens/qinghe/{place}?device=screen-1").content.decode()
    assert 'data-beat="/screens/qinghe/heartbeat/screen-1/"' in page
    assert "csrfmiddlewaretoken" in page
    heard = Device.objects.get(pk=screen.pk).heard_at
    assert heard is not None
    assert devices.watch(heard + timedelta(minutes=4)) == 1
    assert Device.objects.get(pk=screen.pk).state == DeviceState.SILENT
    assert client.post("/screens/qinghe/heartbeat/screen-1/").status_code == 204
    assert Device.objects.get(pk=screen.pk).state == DeviceState.WORKING


def test_a_screen_without_a_code_is_not_in_the_ledger_and_says_nothing() -> None:
    an_open_hall()
    page = Client().get("/screens/qinghe/").content.decode()
    assert "data-beat" not in page
    assert "csrfmiddlewaretoken" not in page


def test_a_code_that_is_no_screen_of_this_centre_is_noticed_at_once() -> None:
    hall = an_open_hall()
    a_kiosk(hall)
    a_screen(a_hall("lancheng"), code="screen-2")
    for code in ("nothing", "kiosk-1", "screen-2"):
        assert Client().get(f"/screens/qinghe/?device={code}").status_code == 404, code
        assert Client().post(f"/screens/qinghe/heartbeat/{code}/").status_code == 404, code
