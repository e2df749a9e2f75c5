"""From the kiosk to paper and to the phone, in a real Chromium, upright and lying, with a card on the reader."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from tests.appointments.build import a_plan, booked, due
from tests.browser.seats import Hallway, hallway, has_printed, holds
from tests.cast import Hall, a_matter
from tests.desk.visits import a_world
from tests.devices.build import Paper, a_kiosk, a_printer, a_screen
from tests.queueing.build import a_ticket, an_open_hall
from yichuang.appointments import public as appointments
from yichuang.devices.management.commands.card_reader_simulator import bridge
from yichuang.devices.public import Card, Device
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Channel, State, Ticket

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
UPRIGHT, LYING, PHONE = (1080, 1920), (1920, 1080), (390, 844)
OLD = "11010519491231002X"
HOME = "/kiosk/kiosk-1/"


@pytest.fixture
def way(chromium: Browser, live_server: Any) -> Iterator[Hallway]:
    yield from hallway(chromium, live_server.url)


@pytest.fixture
def reader(live_server: Any, settings: Settings) -> Iterator[None]:
    """Put an old person's card on the reader of every machine."""
    server = bridge(0, lambda: Card(OLD, "李四"), origin=live_server.url)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.CARD_READER = f"http://127.0.0.1:{server.server_port}"
    yield
    server.shutdown()
    thread.join()
    server.server_close()


def on(way: Hallway, size: tuple[int, int], *, scripts: bool = True) -> Page:
    """Open a screen of that size."""
    page = way.seat(scripts=scripts).page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    return page


def fits(page: Page) -> bool:
    """Whether everything can be read and reached without scrolling, as a kiosk must be."""
    return holds(
        page,
        "document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth",
    )


@pytest.mark.rule("R056", "R060", "R066", "R069")
@pytest.mark.parametrize("size", [UPRIGHT, LYING], ids=["upright", "lying"])
@pytest.mark.usefixtures("reader")
def test_from_a_card_to_paper_and_to_the_phone(way: Hallway, size: tuple[int, int]) -> None:
    hall = an_open_hall(now=timezone.now())
    a_matter(hall)
    a_kiosk(hall)
    first = a_ticket(hall, now=timezone.now())
    kiosk = on(way, size)
    kiosk.goto(HOME)
    assert fits(kiosk)
    kiosk.click(".btn-find")
    for letter in "spxjy":
        kiosk.click(f".pad button:text-is('{letter}')")
    kiosk.click(".hits a")
    expect(kiosk.locator(".brought")).to_contain_text("设立申请书")
    assert fits(kiosk)
    kiosk.click("[data-read-card]")
    expect(kiosk.locator("#card-said")).to_contain_text("1101**********002X")
    assert OLD not in kiosk.locator("body").inner_text()
    kiosk.click("button:has-text('取 号')")
    expect(kiosk.locator("h1")).to_contain_text("B002")
    expect(kiosk.locator("main")).to_contain_text("绿色通道：老年人")
    assert fits(kiosk)
    assert has_printed(kiosk, 1)
    kiosk.emulate_media(media="print")
    expect(kiosk.locator(".ticket.paper-only")).to_be_visible()
    assert not kiosk.locator(".kiosk-body").is_visible()
    _follow_on_the_phone(way, hall, first)


def _follow_on_the_phone(way: Hallway, hall: Hall, first: Ticket) -> None:
    mine = Ticket.objects.exclude(pk=first.pk).get()
    phone = on(way, PHONE)
    phone.clock.install()
    phone.goto(f"/t/{mine.code}/")
    expect(phone.locator(".verdict")).to_contain_text("下一个就是您")
    called = queueing.call_next(by=hall.officer("clerk"), now=timezone.now())
    assert called == mine, "the old come first"
    phone.clock.fast_forward(20_000)  # no stream runs here: it asks by itself
    expect(phone.locator(".verdict")).to_contain_text("请到 5 号窗口")


def finger_sized(page: Page) -> bool:
    """Whether everything that is pressed is at least 60 pixels high."""
    return holds(
        page,
        "[...document.querySelectorAll('a, button, input:not([type=hidden])')].every("
        "(one) => !one.checkVisibility() || one.getBoundingClientRect().height >= 60)",
    )


@pytest.mark.rule("R058", "R069")
@pytest.mark.parametrize("size", [UPRIGHT, LYING], ids=["upright", "lying"])
@pytest.mark.usefixtures("reader")
def test_from_a_card_to_what_was_booked_and_to_paper(way: Hallway, size: tuple[int, int]) -> None:
    hall = an_open_hall(now=timezone.now())
    a_kiosk(hall)
    plan = a_plan(hall)
    walk_in = a_ticket(hall, now=timezone.now())
    booking = booked(plan, id_number=OLD)
    due(booking)
    kiosk = on(way, size)
    kiosk.goto(HOME)
    assert fits(kiosk)
    kiosk.click("text=我有预约")
    expect(kiosk.locator("#given")).to_be_focused()
    assert fits(kiosk)
    assert finger_sized(kiosk)
    kiosk.click("[data-read-card]")
    expect(kiosk.locator("h1")).to_contain_text("B002")
    assert OLD not in kiosk.locator("body").inner_text()
    expect(kiosk.locator("main")).to_contain_text("按预约的时间排")
    assert fits(kiosk)
    assert has_printed(kiosk, 1)
    mine = Ticket.objects.get(appointment_no=booking.number)
    assert queueing.waiting_in(hall.centre.pk) == [mine, walk_in]
    kiosk.goto(f"{HOME}booked/")
    kiosk.keyboard.type(f"https://hall.example/book/find/?no={booking.number}")  # as a scanner does
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator("main")).to_contain_text("您已经签到过，还是这个号")
    assert fits(kiosk)
    assert finger_sized(kiosk)
    assert has_printed(kiosk, 0)
    kiosk.click("text=再打一张小票")
    expect(kiosk.locator(".ticket.paper-only")).to_have_count(1)
    assert has_printed(kiosk, 1)


def test_without_scripts_or_a_reader_a_booking_number_is_typed(way: Hallway) -> None:
    hall = an_open_hall(now=timezone.now())
    a_kiosk(hall)
    booking = due(booked(a_plan(hall)))
    kiosk = way.seat(scripts=False, but=("422",)).page
    kiosk.goto(HOME)
    kiosk.click("text=我有预约")
    kiosk.fill("#given", "1234")
    kiosk.press("#given", "Enter")
    expect(kiosk.locator("[role=alert]:visible")).to_contain_text("没有查到")
    kiosk.fill("#given", booking.number)
    kiosk.click("button:has-text('签到取号')")
    expect(kiosk.locator("h1")).to_contain_text("B001")


@pytest.mark.rule("R058")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_from_the_halls_changing_code_to_a_number_on_the_phone(way: Hallway, *, scripts: bool) -> None:
    hall = an_open_hall(now=timezone.now())
    a_screen(hall)
    booking = due(booked(a_plan(hall)))
    screen = on(way, LYING)
    screen.goto(f"/screens/{hall.centre.code}/check-in/screen-1/")
    expect(screen.locator("#code svg")).to_be_visible()
    assert fits(screen)
    phone = way.seat(scripts=scripts, but=("422",)).page
    phone.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    phone.goto(f"/here/{hall.centre.code}/{appointments.hall_code(hall.centre.pk, timezone.now())}/")
    phone.fill("#given", "1234")
    phone.click("button:has-text('签到取号')")
    expect(phone.locator("[role=alert]:visible")).to_contain_text("没有查到")
    phone.fill("#given", booking.number)
    phone.click("button:has-text('签到取号')")
    expect(phone.locator(".verdict")).to_contain_text("下一个就是您")
    assert Ticket.objects.get().channel == Channel.APPOINTMENT


def test_on_the_keys_of_the_screen_a_booking_number_is_typed(way: Hallway) -> None:
    hall = an_open_hall(now=timezone.now())
    a_kiosk(hall)
    booking = due(booked(a_plan(hall)))
    kiosk = on(way, UPRIGHT)
    kiosk.goto(f"{HOME}booked/")
    for digit in booking.number[1:]:
        kiosk.click(f".pad button:text-is('{digit}')")
    kiosk.click("button:has-text('签到取号')")
    expect(kiosk.locator("h1")).to_contain_text("B001")


def test_without_scripts_a_number_is_taken_and_given_back(way: Hallway) -> None:
    hall = an_open_hall(now=timezone.now())
    a_kiosk(hall)
    kiosk = on(way, UPRIGHT, scripts=False)
    kiosk.goto(HOME)
    kiosk.click(".pick label")
    kiosk.click("button:has-text('下一步')")
    kiosk.click("button:has-text('取 号')")
    expect(kiosk.locator("h1")).to_contain_text("B001")
    phone = on(way, PHONE, scripts=False)
    phone.goto(f"/t/{Ticket.objects.get().code}/")
    phone.click("text=不办了，退号")
    phone.click("button:has-text('退号')")
    expect(phone.locator(".verdict")).to_contain_text("这个号已经退了")
    assert Ticket.objects.get().state == State.LEFT


def test_the_kiosk_prints_on_the_network_and_returns_to_the_start_by_itself(way: Hallway) -> None:
    hall = an_open_hall(now=timezone.now())
    paper = Paper()
    a_kiosk(hall, printer=a_printer(hall, paper.address))
    kiosk = on(way, LYING)
    kiosk.clock.install()
    kiosk.goto(HOME)
    kiosk.click(".pick label")
    kiosk.click("button:has-text('下一步')")
    kiosk.click("button:has-text('取 号')")
    expect(kiosk.locator("h1")).to_contain_text("B001")
    assert b"B001" in paper.printed()
    assert has_printed(kiosk, 0), "the paper came from the printer"
    kiosk.clock.run_for(21_000)
    kiosk.wait_for_url(f"**{HOME}")
    assert Device.objects.get(kind="kiosk").heard_at is not None


@pytest.mark.rule("R265")
def test_while_the_server_is_away_numbers_come_from_the_block_and_are_entered_afterwards(
    way: Hallway,
) -> None:
    hall = an_open_hall(now=timezone.now())
    a_kiosk(hall)
    kiosk = way.seat(but=("ERR_INTERNET_DISCONNECTED",)).page
    kiosk.clock.install()
    kiosk.goto(HOME)
    assert holds(kiosk, "Object.keys(localStorage).length > 0")  # it was told its block
    kiosk.context.set_offline(True)
    kiosk.evaluate("window.dispatchEvent(new Event('offline'))")
    expect(kiosk.locator("#lost")).to_be_visible()
    for label in ("B9000", "B9001"):
        kiosk.click(".pick label")
        kiosk.click("button:has-text('下一步')")
        expect(kiosk.locator("#away [data-away-no]")).to_have_text(label)
        kiosk.click("[data-away-done]")
    assert has_printed(kiosk, 2)
    assert not Ticket.objects.exists()
    kiosk.context.set_offline(False)
    kiosk.clock.fast_forward(5_000)  # it asks by itself
    expect(kiosk.locator("#lost")).to_be_hidden()
    emptied = "localStorage[Object.keys(localStorage).find((key) => key.endsWith('given'))] === '[]'"
    assert holds(kiosk, emptied)
    tickets = list(Ticket.objects.order_by("number"))
    assert [(t.label, t.channel) for t in tickets] == [("B9000", Channel.BLOCK), ("B9001", Channel.BLOCK)]
    assert tickets[0].came_at < tickets[1].came_at


@pytest.mark.rule("R265")
def test_a_kiosk_started_again_while_the_server_is_away_goes_on_with_its_numbers(way: Hallway) -> None:
    hall = an_open_hall(now=timezone.now())
    a_kiosk(hall)
    before = way.seat(but=("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")).page
    before.goto(HOME)
    assert holds(before, "Object.keys(localStorage).length > 0")  # it was told its block
    assert holds(before, "navigator.serviceWorker.controller !== null")
    context = before.context
    context.set_offline(True)
    before.close()
    heard_at = Device.objects.get(kind="kiosk").heard_at
    kiosk = context.new_page()
    kiosk.clock.install()
    kiosk.set_viewport_size({"width": UPRIGHT[0], "height": UPRIGHT[1]})
    kiosk.goto(HOME)
    expect(kiosk.locator("#lost")).to_be_visible()
    expect(kiosk.locator(".pick .q").first).to_be_hidden()
    assert kiosk.evaluate("getComputedStyle(document.querySelector('.kiosk-head')).display") == "flex"
    kiosk.click(".pick label")
    kiosk.click("button:has-text('下一步')")
    expect(kiosk.locator("#away [data-away-no]")).to_have_text("B9000")
    kiosk.goto(f"{HOME}?fresh=1")
    kiosk.click(".pick label")
    kiosk.click("button:has-text('下一步')")
    expect(kiosk.locator("#away [data-away-no]")).to_have_text("B9001")
    assert Device.objects.get(kind="kiosk").heard_at == heard_at, "nothing came from the server"
    assert not Ticket.objects.exists()
    context.set_offline(False)
    kiosk.clock.fast_forward(5_000)  # it asks by itself
    expect(kiosk.locator("#lost")).to_be_hidden()
    assert holds(
        kiosk, "localStorage[Object.keys(localStorage).find((key) => key.endsWith('given'))] === '[]'"
    )
    assert [t.label for t in Ticket.objects.order_by("number")] == ["B9000", "B9001"]


def test_the_third_step_is_shown_when_the_number_is_taken(way: Hallway) -> None:
    hall = an_open_hall(now=timezone.now())
    a_kiosk(hall)
    kiosk = on(way, UPRIGHT)
    kiosk.goto(HOME)
    step = kiosk.locator(".steps [aria-current=step]")
    expect(step).to_have_text("1　选主题")
    kiosk.click(".pick label")
    kiosk.click("button:has-text('下一步')")
    expect(step).to_have_text("2　取号")
    kiosk.click("button:has-text('取 号')")
    expect(step).to_have_text("3　等叫号，到窗口办")


@pytest.mark.rule("R069")
@pytest.mark.usefixtures("reader")
def test_f4_at_the_desk_reads_the_card_and_the_server_checks_it(way: Hallway) -> None:
    world = a_world()
    desk = way.of(world.hall, "clerk").page
    desk.goto(f"/desk/intake/{world.draft.no}/")
    desk.locator("body").press("F4")
    expect(desk.locator("#id_number")).to_have_value(OLD)
    expect(desk.locator("#id_number")).to_have_attribute("type", "password")
    expect(desk.locator("#who")).to_contain_text("号码正确")
    expect(desk.locator("#name")).not_to_have_value("")
