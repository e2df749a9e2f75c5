"""A person and a clerk in the hall, each at her own screen: from the number to the acceptance, and the byways."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.browser.seats import Hallway, hallway
from tests.cases.build import ID
from tests.cast import Hall, a_hall, a_matter, a_person
from tests.devices.build import a_kiosk
from tests.queueing.build import a_second_window, a_ticket
from yichuang.cases.public import Case
from yichuang.cases.public import State as CaseState
from yichuang.people.public import Role, Theme
from yichuang.queueing import public as queueing
from yichuang.queueing.public import State, Ticket

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def way(chromium: Browser, live_server: Any) -> Iterator[Hallway]:
    yield from hallway(chromium, live_server.url)


@pytest.fixture
def hall() -> Hall:
    """A hall with a reception, a kiosk, and a window that nobody has opened."""
    hall = a_hall()
    hall.staff["reception"] = a_person(hall, "recep", "reception", Role.RECEPTION, None)
    a_kiosk(hall)
    return hall


def at_the_window(way: Hallway, hall: Hall, *, but: tuple[str, ...] = ()) -> Page:
    """Open the window by its key, and look at it."""
    clerk = way.of(hall, "clerk", but=but).page
    clerk.goto("/desk/window/")
    clerk.keyboard.press("F9")
    expect(clerk.locator("#strip")).to_contain_text("叫下一位")
    return clerk


def called(clerk: Page, number: str) -> None:
    """Call the next one by its key: it is this one."""
    clerk.keyboard.press("F9")
    expect(clerk.locator("#strip .tk")).to_have_text(number)


def on_the_phone(way: Hallway, ticket: Ticket) -> Page:
    """Open a number's page."""
    phone = way.seat().page
    phone.set_viewport_size({"width": 390, "height": 844})
    phone.goto(f"/t/{ticket.code}/")
    return phone


def says(phone: Page, words: str) -> None:
    """The phone says so; that it asks by itself every fifteen seconds is shown beside the kiosk."""
    phone.reload()
    expect(phone.locator(".verdict")).to_contain_text(words)


@pytest.mark.rule("R056", "R060", "R063", "R100")
def test_from_the_number_on_the_phone_to_the_acceptance(way: Hallway, hall: Hall) -> None:
    a_matter(hall)
    clerk = at_the_window(way, hall)
    kiosk = way.seat().page
    kiosk.goto("/kiosk/kiosk-1/find/?q=spxjy")
    kiosk.click(".hits a")
    kiosk.fill("[name=id_number]", ID)
    kiosk.click("button:has-text('取 号')")
    expect(kiosk.locator("h1")).to_contain_text("B001")
    ticket = Ticket.objects.get()
    phone = on_the_phone(way, ticket)
    says(phone, "下一个就是您")

    called(clerk, "B001")
    says(phone, "请到 5 号窗口")
    clerk.keyboard.press("F9")  # she has come
    clerk.wait_for_url("**/desk/intake/*/")
    expect(clerk.locator("#id_number")).to_have_value(ID)
    expect(clerk.locator("h1, .now-serving").first).to_be_visible()
    clerk.fill("#name", "张三")
    clerk.fill("#phone", "13812341234")
    for order in range(1, 6):
        clerk.click(f"label[for=m{order}ok]")
    expect(clerk.locator("[data-primary]")).to_be_visible()
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_url("**/papers/?print=1")
    says(phone, "正在 5 号窗口办理")

    clerk.goto("/desk/window/")
    clerk.click("#strip button:text-is('办完')")
    expect(clerk.locator("#strip")).to_contain_text("没有人等")
    says(phone, "办完了")
    case = Case.objects.get()
    ticket.refresh_from_db()
    assert (case.state, case.ticket, case.applicant_name) == (CaseState.ACCEPTED, ticket.code, "张三")
    assert (ticket.state, ticket.calls) == (State.DONE, 1)
    assert ticket.matters.get().case_no == case.no


@pytest.mark.rule("R065", "R066", "R067")
def test_the_green_channel_is_given_at_the_reception_and_called_first(way: Hallway, hall: Hall) -> None:
    clerk = at_the_window(way, hall)
    first = a_ticket(hall, now=timezone.now())
    reception = way.of(hall, "reception").page
    reception.goto("/desk/reception/")
    reception.check("[name=theme]")
    reception.select_option("#key", "disabled")
    reception.fill("#grounds", "残疾人证 2 级")
    reception.keyboard.press("Control+Enter")
    expect(reception.locator(".note-said")).to_contain_text("B002")
    ahead = Ticket.objects.exclude(pk=first.pk).get()

    ordinary = on_the_phone(way, first)
    says(ordinary, "前面还有 1 人")
    expect(ordinary.locator(".why-list")).to_contain_text("残疾")
    says(on_the_phone(way, ahead), "下一个就是您")
    called(clerk, "B002")
    expect(clerk.locator("#strip")).to_contain_text("残疾")


def test_who_missed_the_call_comes_back_at_the_reception_and_is_called_again(
    way: Hallway, hall: Hall
) -> None:
    clerk = at_the_window(way, hall)
    ticket = a_ticket(hall, now=timezone.now())
    phone = on_the_phone(way, ticket)
    called(clerk, "B001")
    for calls in (2, 3):
        clerk.keyboard.press("F8")
        expect(clerk.locator("#strip")).to_contain_text(f"已叫 {calls} 次")
    clerk.click("#strip button:text-is('过号')")
    expect(clerk.locator("#strip")).to_contain_text("没有人等")
    says(phone, "过号了")

    reception = way.of(hall, "reception").page
    reception.goto("/desk/reception/?q=b1")
    reception.click("[data-open]")
    with reception.expect_navigation():
        reception.click("button:has-text('人回来了，排回去')")
    says(phone, "下一个就是您")
    clerk.reload()
    called(clerk, "B001")
    clerk.keyboard.press("F9")
    expect(clerk.locator("#strip")).to_contain_text("办理中")
    says(phone, "正在 5 号窗口办理")


def test_a_visit_goes_on_at_another_window_with_its_number(way: Hallway, hall: Hall) -> None:
    other = Theme.objects.create(centre=hall.centre, code="C", name="社会保障")
    clerk = at_the_window(way, hall, but=("422",))  # what is asked for without its reason
    neighbour = a_second_window(hall, 6, theme=other, now=timezone.now())
    ticket = a_ticket(hall, now=timezone.now())
    phone = on_the_phone(way, ticket)
    called(clerk, "B001")
    clerk.keyboard.press("F9")
    expect(clerk.locator("#strip")).to_contain_text("办理中")
    clerk.click("text=挂起、转走")
    clerk.click("text=转到别的窗口或者主题")
    clerk.check(f"#to-t{other.pk}")
    clerk.keyboard.press("Control+Enter")
    expect(clerk.locator("main")).to_contain_text("请写")  # a transfer says what for
    clerk.check(f"#to-t{other.pk}")
    clerk.fill("#reason", "参保登记")
    clerk.keyboard.press("Control+Enter")
    expect(clerk.locator("main")).to_contain_text("B001 已转走")
    says(phone, "下一个就是您")
    assert queueing.call_next(by=neighbour, now=timezone.now()) == ticket
    says(phone, "请到 6 号窗口")
