"""Ratings in a real Chromium: a bad one from the tablet to its end, at the kiosk, by paper; links that are forged."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.browser.seats import Hallway, hallway
from tests.cases.build import ID
from tests.cast import NOW, Hall
from tests.devices.build import a_kiosk
from tests.ratings.build import PHONE, a_concluded_case, a_hall_that_serves
from yichuang.catalogue.public import Matter
from yichuang.devices import public as devices
from yichuang.kit.actor import CITIZEN
from yichuang.notices.public import CentreWording
from yichuang.papers import public as papers
from yichuang.people.public import IdKind
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Channel as TicketChannel
from yichuang.queueing.public import Ticket, Visit, Visitor
from yichuang.ratings.public import Channel, Rating, State

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SWAPPED = ("htmx:afterRequest", "htmx:sendAbort", "htmx:sendError")  # the live part, when its page is left
REFUSED = ("404", "409", "410", "422")  # the browser notes every answer that is not 200


@pytest.fixture
def way(chromium: Browser, live_server: Any) -> Iterator[Hallway]:
    yield from hallway(chromium, live_server.url)


def someone_is_served(hall: Hall, matter: Matter) -> Ticket:
    """Somebody who gave ID and telephone sits at the window."""
    now, by = timezone.now(), hall.officer("clerk")
    visit = Visit(hall.theme, visitor=Visitor(IdKind.ID_CARD, ID, "李四", PHONE), matters=(matter,))
    queueing.take(visit, channel=TicketChannel.KIOSK, by=CITIZEN, now=now)
    ticket = queueing.call_next(by=by, now=now)
    assert ticket is not None
    queueing.serve(ticket, by=by, now=now)
    return ticket


def a_tablet(way: Hallway, hall: Hall, *, scripts: bool) -> Page:
    """Put a tablet up at the window."""
    machine = devices.Machine("评价器", devices.Kind.RATING, "5 号窗口", code="tablet-1", window=hall.window)
    devices.add(machine, by=hall.officer("manager"), now=NOW)
    tablet = way.seat(scripts=scripts, but=(*SWAPPED, *REFUSED)).page
    tablet.set_viewport_size({"width": 800, "height": 1280})
    tablet.goto("/window-rating/tablet-1/")
    expect(tablet.locator("#now")).to_contain_text("办完以后，请在这里评价")
    return tablet


def the_clerk_asks_and_the_tablet_is_pressed(
    way: Hallway, hall: Hall, tablet: Page, *, scripts: bool
) -> None:
    """The tablet wakes while she still sits there; a bad level asks why."""
    clerk = way.of(hall, "clerk", scripts=scripts, but=SWAPPED).page
    clerk.goto("/desk/window/")
    clerk.click("#strip form[action$='ask-rating/'] button")
    expect(clerk.locator("main")).to_contain_text("评价器已经亮起")
    if not scripts:
        tablet.reload()
    expect(tablet.locator("h1")).to_have_text("这次办得怎么样？", timeout=15_000)
    tablet.click("button[value=dissatisfied]")
    expect(tablet.locator("main")).to_contain_text("哪里不好")
    tablet.click("text=提交评价")
    expect(tablet.locator("[role=alert]")).to_contain_text("哪里不满意")
    tablet.fill("[name=words]", "等了两个小时")
    tablet.click("text=提交评价")
    expect(tablet.locator("h1")).to_have_text("谢谢您")


def handled(page: Page, rating: Rating, move: str, words: str, shows: str) -> None:
    """Do one thing about the rating by its form."""
    page.goto(f"/desk/ratings/{rating.pk}/")
    page.fill("[name=words]", words)
    page.click(f"button[value={move}]")
    expect(page.locator("h1 ~ span").last).to_contain_text(shows)


@pytest.mark.rule("R163", "R166", "R167")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_bad_rating_at_the_window_is_taken_up_put_right_called_back_and_closed(
    way: Hallway, *, scripts: bool
) -> None:
    hall, matter = a_hall_that_serves(now=timezone.now())
    ticket = someone_is_served(hall, matter)
    tablet = a_tablet(way, hall, scripts=scripts)
    the_clerk_asks_and_the_tablet_is_pressed(way, hall, tablet, scripts=scripts)
    rating = Rating.objects.get()
    assert (rating.state, rating.channel, rating.is_named) == (State.BAD, Channel.DEVICE, False)

    queueing.end(ticket, by=hall.officer("clerk"), now=timezone.now())
    phone = way.seat(scripts=scripts, but=SWAPPED).page
    phone.set_viewport_size({"width": 390, "height": 844})
    phone.goto(f"/t/{ticket.code}/")
    phone.click("text=评价这次办事")
    expect(phone.locator("[name=words]")).to_have_value("等了两个小时")
    phone.fill("[name=phone]", PHONE)
    phone.click("text=提交评价")
    expect(phone.locator("h1")).to_contain_text("谢谢您")

    reviewer = way.of(hall, "reviewer", scripts=scripts, but=SWAPPED).page
    reviewer.goto("/desk/ratings/")
    expect(reviewer.locator("#list")).to_contain_text("等了两个小时")
    handled(reviewer, rating, "open", "由审批股处理", "已受理")
    handled(reviewer, rating, "verify", "属实，当天少开一个窗口", "已核实")
    handled(reviewer, rating, "rectify", "午间增开窗口", "已整改")
    expect(reviewer.locator("main")).not_to_contain_text(PHONE)
    supervisor = way.of(hall, "supervisor", scripts=scripts, but=SWAPPED).page
    supervisor.goto(f"/desk/ratings/{rating.pk}/")
    expect(supervisor.locator("main")).to_contain_text(PHONE)
    handled(supervisor, rating, "call_back", "说明了改进，对方认可", "已回访")
    handled(supervisor, rating, "close", "满意", "已办结")
    supervisor.goto(f"/desk/chain/rating/{rating.pk}/")
    expect(supervisor.locator(".chain-rating")).to_contain_text("已办结")


@pytest.mark.rule("R166")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_at_the_kiosk_the_number_and_the_last_four_lead_to_the_rating(way: Hallway, *, scripts: bool) -> None:
    hall, matter = a_hall_that_serves(now=timezone.now())
    a_kiosk(hall)
    ticket = someone_is_served(hall, matter)
    queueing.end(ticket, by=hall.officer("clerk"), now=timezone.now())
    kiosk = way.seat(scripts=scripts, but=(*SWAPPED, *REFUSED)).page
    kiosk.set_viewport_size({"width": 1080, "height": 1920})
    kiosk.goto("/kiosk/kiosk-1/")
    kiosk.click("text=办完了，在这里评价")
    kiosk.fill("#given", ticket.label)
    kiosk.fill("#tail", "0000")
    kiosk.click("text=找到这次办事")
    expect(kiosk.locator(".note-red:visible")).to_contain_text("没有对上")
    kiosk.fill("#given", ticket.label)
    kiosk.fill("#tail", PHONE[-4:])
    kiosk.click("text=找到这次办事")
    kiosk.click("button[value=very_satisfied]")
    expect(kiosk.locator("h1")).to_have_text("谢谢您")
    assert Rating.objects.get().channel == Channel.KIOSK


@pytest.mark.rule("R166")
def test_a_papers_code_leads_its_holder_to_the_rating_and_a_forged_link_leads_nowhere(way: Hallway) -> None:
    hall, _matter = a_hall_that_serves(now=timezone.now())
    invitation = a_concluded_case(hall, now=timezone.now())
    holder = way.seat(but=REFUSED).page
    holder.set_viewport_size({"width": 390, "height": 844})
    for forged in ("/rate/forged/", f"/rate/{invitation.code[:-1]}/", "/rate/<script>/"):
        holder.goto(forged)
        expect(holder.locator("main")).to_contain_text("链接不对")
        assert holder.locator("form[method=post] [name=level]").count() == 0
    paper = papers.of_case(invitation.case_no)[0]
    holder.goto(papers.verify_url(paper, ""))
    holder.click("text=评价这件事")
    holder.fill("[name=tail]", "0000")
    holder.click("text=去评价")
    expect(holder.locator("[role=alert]")).to_contain_text("对不上")
    holder.fill("[name=tail]", ID[-4:])
    holder.click("text=去评价")
    expect(holder.locator("h1")).to_have_text("这次办得怎么样？")
    holder.check("#l-satisfied")
    holder.click("text=提交评价")
    expect(holder.locator("h1")).to_contain_text("谢谢您")
    assert Rating.objects.get().invitation_id == invitation.pk


@pytest.mark.rule("R135")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_words_with_an_unknown_variable_get_a_sentence_and_nothing_typed_is_lost(
    way: Hallway, *, scripts: bool
) -> None:
    hall, _matter = a_hall_that_serves(now=timezone.now())
    manager = way.of(hall, "manager", scripts=scripts, but=(*SWAPPED, *REFUSED)).page
    manager.goto("/desk/messages/rating_asked/zh/")
    expect(manager.locator("main")).to_contain_text("{rate_url}")
    typed = {
        "subject": "请评价 {about}",
        "body": "办完了，{nonsense}。\n{rate_url}",
        "sms": "评价 {rate_url}",
    }
    for name, words in typed.items():
        manager.fill(f"#{name}", words)
    manager.click("button[value=save]")
    expect(manager.locator("#f-body")).to_contain_text("nonsense")
    for name, words in typed.items():
        expect(manager.locator(f"#{name}")).to_have_value(words)
    assert not CentreWording.objects.exists()
    manager.fill("#body", "办完了，{about}。{rate_url}")
    manager.click("button[value=save]")
    expect(manager.locator("main")).to_contain_text("第 1 版")
    assert CentreWording.objects.get().body == "办完了，{about}。{rate_url}"
