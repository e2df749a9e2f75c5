"""The screens in a real browser beside the real live stream."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from tests.cast import Hall
from tests.desk.visits import sign_in
from tests.devices.build import a_screen
from tests.queueing.build import a_second_window, a_ticket, an_open_hall
from tests.queueing.test_board import a_closed_window
from tests.screens.server import Stream, a_stream, free_port
from yichuang.devices.public import Device
from yichuang.people.public import Theme
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Ticket, Turn

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# Speaks nothing and notes what it was told to; an utterance takes a moment, as a voice does.
NOTES_WORDS = """
window.spoken = []; window.atOnce = 0; let now = 0;
Object.defineProperty(window, "speechSynthesis", {value: {cancel() {}, speak(words) {
  now += 1; window.atOnce = Math.max(window.atOnce, now);
  window.spoken.push([words.text, words.lang]);
  setTimeout(() => { now -= 1; words.onend(); }, 150);
}}});
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
LANDSCAPE, PORTRAIT = {"width": 1920, "height": 1080}, {"width": 1080, "height": 1920}
MM_A_PIXEL = 55 * 25.4 * 9 / (16**2 + 9**2) ** 0.5 / 1080  # a 55-inch screen of 1080 lines
DIGIT, HAN = 0.72, 0.9  # how high a character is, in em


def until(is_so: Callable[[], bool], *, seconds: float = 20) -> None:
    """Look until it is so: the page's own waiting is forbidden by its policy, which evaluates no text."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def stream(live_server: Any, settings: Settings) -> Iterator[Stream]:
    port = free_port()
    settings.LIVE_PORT = port
    with a_stream(port) as running:
        yield running


@pytest.fixture
def screen(chromium: Browser, live_server: Any) -> Iterator[Page]:
    """A screen on a box whose zone is not the hall's."""
    context = chromium.new_context(
        base_url=live_server.url, locale="zh-CN", viewport=LANDSCAPE, timezone_id="America/New_York"
    )
    context.set_default_timeout(15_000)
    context.add_init_script(NOTES_WORDS)
    yield context.new_page()
    context.close()


def a_busy_hall() -> Hall:
    """Return a hall with four lines, some windows, and people who wait."""
    now = timezone.now()
    hall = an_open_hall(now=now)
    for order, (code, name) in enumerate((("A", "社会事务"), ("C", "工程建设项目"), ("D", "其他事务")), 1):
        theme = Theme.objects.create(centre=hall.centre, code=code, name=name, order=order)
        a_second_window(hall, 10 + order, theme=theme, now=now)
    for _ in range(9):
        someone_waits(hall, 20)
    return hall


def someone_waits(hall: Hall, minutes: int) -> None:
    """Somebody of today has waited so long, even where the day itself is younger."""
    came = timezone.now() - timedelta(minutes=minutes)
    taken = a_ticket(hall, now=timezone.now())
    Ticket.objects.filter(pk=taken.pk).update(came_at=came, stands_at=came, since_at=came)


@pytest.mark.rule("R063")
def test_two_windows_call_at_once_and_one_screen_shows_and_speaks_both(stream: Stream, screen: Page) -> None:
    hall = a_busy_hall()
    other = a_second_window(hall, now=timezone.now())
    screen.goto(f"/screens/{hall.centre.code}/")
    time.sleep(1)  # the stream is open
    began = time.monotonic()
    for by in (hall.officer("clerk"), other):
        queueing.call_next(by=by, now=timezone.now())
    until(lambda: screen.locator("#prev li").count() == 2)
    assert screen.text_content("#now-ticket") == "B001"
    until(lambda: screen.evaluate("window.spoken.length") == 4)
    assert (
        time.monotonic() - began >= 8
    )  # the first stands for eight seconds; the second has not taken its place
    assert screen.text_content("#now-ticket") == "B002"
    first, second = ["请B001号到5号窗口", "zh-CN"], ["请B002号到6号窗口", "zh-CN"]
    assert screen.evaluate("window.spoken") == [first, first, second, second]
    assert screen.evaluate("window.atOnce") == 1
    assert screen.locator("#prev li span:first-child").all_text_contents() == ["B002", "B001"]
    assert "7" in (screen.text_content(f'[data-line="{hall.theme.pk}"] [data-waiting]') or "")


def test_a_screen_says_that_it_is_old_and_misses_no_call_when_the_stream_is_back(
    live_server: Any, settings: Settings, screen: Page
) -> None:
    hall = a_busy_hall()
    port = settings.LIVE_PORT = free_port()
    screen.clock.install()
    with a_stream(port):
        screen.goto(f"/screens/{hall.centre.code}/")
        time.sleep(1)
    screen.clock.fast_forward(15_000)
    screen.wait_for_selector("#stale", state="visible")
    queueing.call_next(by=hall.officer("clerk"), now=timezone.now())
    with a_stream(port):
        screen.wait_for_selector("#stale", state="hidden")
        until(lambda: screen.evaluate("window.spoken.length") == 2)
    assert screen.text_content("#now-ticket") == "B001"


@pytest.mark.rule("R235")
def test_a_window_screen_shows_its_number_and_when_paused_where_to_go(stream: Stream, screen: Page) -> None:
    hall = a_busy_hall()
    a_second_window(hall, now=timezone.now())
    clerk = hall.officer("clerk")
    screen.goto(f"/screens/{hall.centre.code}/window/5/")
    time.sleep(0.5)
    called = queueing.call_next(by=clerk, now=timezone.now())
    assert called is not None
    until(lambda: screen.text_content("#now-ticket") == "B001")
    queueing.undo(called, by=clerk, now=timezone.now())
    queueing.turn(hall.window, Turn.PAUSE, sign="稍候，十点回来", by=clerk, now=timezone.now())
    screen.wait_for_selector("#cover", state="visible")
    assert screen.text_content("#sign") == "稍候，十点回来"
    assert screen.text_content("#cover") == "请到 6 号窗口"


def test_the_clock_is_the_halls_whatever_the_box_believes(stream: Stream, screen: Page) -> None:
    hall = a_busy_hall()
    screen.add_init_script("Date.now = () => 0;")  # a box whose battery is empty
    screen.goto(f"/screens/{hall.centre.code}/")
    time.sleep(1.5)  # it has ticked by itself
    assert screen.text_content(".none-yet") == "今天还没有叫号"
    assert screen.is_visible(".none-yet")
    called = queueing.call_next(by=hall.officer("clerk"), now=timezone.now())
    assert called is not None
    until(lambda: screen.locator("#prev li").count() == 1)
    assert not screen.is_visible(".none-yet")
    assert called.called_at is not None
    assert screen.text_content("#prev li span:last-child") == clock(called.called_at)
    until(lambda: screen.text_content("#clock") == clock(timezone.now()))  # it ticks once a second


def clock(instant: datetime) -> str:
    """What a clock of the hall shows at an instant."""
    here = timezone.localtime(instant)
    return f"{here.hour}:{here.minute:02d}"


def test_a_zone_speaks_of_its_own_themes_only(stream: Stream, screen: Page) -> None:
    hall = a_busy_hall()
    screen.goto(f"/screens/{hall.centre.code}/zone/A/")
    time.sleep(0.5)
    queueing.call_next(by=hall.officer("clerk"), now=timezone.now())
    time.sleep(1)
    assert screen.evaluate("window.spoken") == []
    assert screen.locator("[data-line]").count() == 1


@pytest.mark.parametrize("look", ["deep", "day"])
def test_calls_can_be_read_from_eight_metres_and_the_rest_from_four(
    live_server: Any, screen: Page, look: str
) -> None:
    hall = a_busy_hall()
    for by in (hall.officer("clerk"), a_second_window(hall, 6, now=timezone.now())):
        queueing.call_next(by=by, now=timezone.now())
    screen.goto(f"/screens/{hall.centre.code}/?look={look}")
    far = ["#now-ticket", "#now-window", "#prev li span:nth-child(1)", "#prev li span:nth-child(2)"]
    near = [".th", ".wn", "[data-waiting]", "#prev li span:nth-child(3)", "footer span", "h1", "#clock"]
    for metres, places in ((8, far), (4, near)):
        for place in places:
            size = screen.eval_on_selector(place, "e => parseFloat(getComputedStyle(e).fontSize)")
            share = HAN if place in {".th", ".wn", "footer span", "h1"} else DIGIT
            assert size * share * MM_A_PIXEL >= metres * 1000 / 200, (place, size)


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_nothing_runs_over_the_edge(live_server: Any, screen: Page, size: Any) -> None:
    hall = a_busy_hall()
    clerks = [
        hall.officer("clerk"),
        *(a_second_window(hall, n, now=timezone.now()) for n in (26, 27, 28, 29)),
    ]
    for by in clerks:
        queueing.call_next(by=by, now=timezone.now())
    screen.set_viewport_size(size)
    for address in ("", "zone/B/", "window/26/"):
        screen.goto(f"/screens/{hall.centre.code}/{address}")
        over = screen.evaluate(
            "Array.from(document.querySelectorAll('main *')).filter(e => e.getClientRects().length && "
            "!e.closest('h1') && e.scrollWidth > e.clientWidth + 2 && e.clientWidth).map(e => e.outerHTML)"
        )
        assert over == [], address
        low = screen.evaluate(
            "Array.from(document.querySelectorAll('main *')).filter(e => e.getBoundingClientRect().bottom "
            "> innerHeight + 1).map(e => e.outerHTML)"
        )
        assert low == [], address


@pytest.mark.rule("R059", "R062")
def test_the_board_follows_the_hall_by_itself_and_one_click_opens_a_window(
    stream: Stream, screen: Page, live_server: Any
) -> None:
    hall = a_busy_hall()
    a_closed_window(hall, came_in=timezone.now())
    someone_waits(hall, 45)
    session = sign_in(hall, "manager").cookies["yc_session"].value
    screen.context.add_cookies([{"name": "yc_session", "value": session, "url": live_server.url}])
    screen.clock.install()
    screen.goto("/desk/board/")
    screen.clock.pause_at(timezone.now() + timedelta(seconds=1))
    began = screen.evaluate("Date.now()")
    assert "有，1 人等了 30 分钟以上" in screen.inner_text("#board")
    time.sleep(0.5)
    a_ticket(hall, now=timezone.now())

    def follows() -> bool:
        screen.clock.run_for(20)
        return "11 人取号" in screen.inner_text("#board")

    until(follows)  # by the stream: the page's own clock has not come to the ten seconds of asking by itself
    assert screen.evaluate("Date.now()") - began < 10_000
    screen.get_by_role("button", name="开 14 号窗口").click()
    screen.wait_for_url("**/desk/board/")
    until(lambda: "加开 14 号窗口，闲着的人 值班。" in screen.inner_text("#board"))


@pytest.mark.rule("R295")
@pytest.mark.usefixtures("stream")
def test_a_screen_of_the_ledger_says_each_minute_that_it_is_there(live_server: Any, screen: Page) -> None:
    device = a_screen(a_busy_hall())
    screen.clock.install()
    screen.goto(f"{live_server.url}/screens/qinghe/?device=screen-1")
    Device.objects.filter(pk=device.pk).update(heard_at=None)
    screen.clock.fast_forward(61_000)
    until(lambda: Device.objects.get(pk=device.pk).heard_at is not None)


@pytest.mark.rule("R014")
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, {"width": 1366, "height": 768}])
def test_what_a_manager_writes_covers_no_line(live_server: Any, screen: Page, size: Any) -> None:
    hall, now = a_busy_hall(), timezone.now()
    queueing.call_next(by=hall.officer("clerk"), now=now)
    for text, is_urgent in (
        ("因系统停电，2 号至 8 号窗口暂停办理，预计 11 点恢复", True),
        ("周六照常办理", False),
    ):
        words = queueing.Words(text, now, now + timedelta(hours=1), is_urgent=is_urgent)
        queueing.announce(words, by=hall.officer("manager"), now=now)
    screen.set_viewport_size(size)
    screen.goto(f"/screens/{hall.centre.code}/")
    edge = screen.eval_on_selector("#said", "e => e.getBoundingClientRect().top")
    assert 0 < edge < size["height"]
    for place in ("[data-line]:last-child", "#prev li:last-child", "#now"):
        assert screen.eval_on_selector(place, "e => e.getBoundingClientRect().bottom") <= edge + 1, place


@pytest.mark.rule("R014")
def test_what_a_manager_writes_is_shown_at_once_and_goes_by_itself(stream: Stream, screen: Page) -> None:
    hall, now = a_busy_hall(), timezone.now()
    screen.goto(f"/screens/{hall.centre.code}/")
    time.sleep(1)  # the stream is open
    assert screen.locator("#said").is_hidden()
    words = queueing.Words("系统停电，正在恢复", now, now + timedelta(seconds=8), is_urgent=True)
    queueing.announce(words, by=hall.officer("manager"), now=now)
    until(lambda: screen.locator("#said .urgent").all_text_contents() == ["系统停电，正在恢复"], seconds=7)
    until(lambda: screen.locator("#said").is_hidden(), seconds=15)
    assert timezone.now() >= words.until_at
