"""An enquiry that goes through three hands, and the supervisor's desk while it happens, in a real Chromium."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from tests.browser.seats import Hallway, Keyboard, fits_across, hallway
from tests.cases.build import a_case
from tests.cast import Hall, a_hall, a_matter
from tests.screens.server import a_stream, free_port
from tests.supervision.build import sweep
from yichuang.catalogue import public as catalogue
from yichuang.enquiries import public as enquiries
from yichuang.enquiries.public import Enquiry, State, Told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"wide": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}


@pytest.fixture
def way(chromium: Browser, live_server: Any) -> Iterator[Hallway]:
    yield from hallway(chromium, live_server.url)


def shot(page: Page, name: str) -> None:
    """Keep what is seen in two sizes where somebody wants to look at it; nothing is wider than the screen."""
    for size, measures in SIZES.items():
        page.set_viewport_size(measures)  # type: ignore[arg-type]
        assert fits_across(page), (name, size)
        if folder := os.environ.get("YICHUANG_TEST_SHOTS"):
            page.screenshot(path=Path(folder) / f"{name}-{size}.png")
    page.set_viewport_size(SIZES["wide"])  # type: ignore[arg-type]


def rings(hall: Hall) -> None:
    """Somebody rings and is answered after two rings; somebody else rings in vain."""
    now = timezone.now()
    told = Told(
        exchange_id="x-1", extension="801", caller="13812345678", rings=2, rang_at=now - timedelta(minutes=1),
        picked_up_at=now,
    )  # fmt: skip
    vain = Told(
        exchange_id="x-2", extension="801", caller="13900001111", rings=6, rang_at=now - timedelta(minutes=9),
        ended_at=now,
    )  # fmt: skip
    for one in (told, vain):
        enquiries.report_call(one, by=hall.officer("manager"), now=now)


def handed_on(page: Page, to: str, place: str) -> None:
    page.click("details:has([name=to]) summary")
    page.select_option("[name=to]", to)
    page.fill("[name=place]", place)
    page.click("button[value=hand_on]")
    expect(page.locator("main")).to_contain_text(place)


def proposed(page: Page) -> None:
    """Propose the answer as a FAQ, in general words."""
    page.click("details:has([name=faq_question]) summary")
    shot(page, "enquiry")
    page.fill("[name=faq_question]", "饭店开在二楼行不行？")
    page.fill("[name=faq_answer]", "有独立的出入口就行。")
    page.click("form:has([name=faq_question]) button")
    expect(page.locator("main")).to_contain_text("等事项管理员看")


def the_others_look(way: Hallway, hall: Hall, clerk: Page) -> None:
    """The calls to ring back, and what lies before the publisher."""
    clerk.goto("/desk/telephone/")
    expect(clerk.locator("main")).to_contain_text("139****1111")
    shot(clerk, "telephone")
    publisher = way.of(hall, "publisher").page
    publisher.goto("/desk/faqs/")
    expect(publisher.locator("[name=question]")).to_have_value("饭店开在二楼行不行？")
    shot(publisher, "faqs")


@pytest.mark.rule("R042", "R047", "R052")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_call_is_registered_handed_on_twice_arrives_and_is_answered(way: Hallway, *, scripts: bool) -> None:
    hall = a_hall()
    a_matter(hall)
    enquiries.index_new()
    rings(hall)
    first = way.of(hall, "second_clerk", scripts=scripts).page
    first.goto("/desk/enquiries/")
    boxes = [each.bounding_box() for each in first.locator(".choices label").all()]
    assert len({box["y"] for box in boxes if box}) == 1  # three channels stand in one line
    shot(first, "enquiries")
    first.click("a[href^='/desk/enquiries/?call=']")
    expect(first.locator("#rings")).to_contain_text("138****5678，三十天内第 1 次")
    first.fill("[name=words]", "开饭店要什么证，店在二楼行不行？")
    first.click("main form button[data-primary]")
    handed_on(first, f"window:{hall.window.pk}", "二楼东侧")
    no = Enquiry.objects.get().no

    clerk = way.of(hall, "clerk", scripts=scripts).page
    clerk.goto(f"/desk/enquiries/{no}/")
    handed_on(clerk, f"department:{hall.department.pk}", "三楼 305 室")
    reviewer = way.of(hall, "reviewer", scripts=scripts).page
    reviewer.goto("/desk/enquiries/")
    reviewer.click(f"a[href='/desk/enquiries/{no}/']")
    reviewer.click("button[value=take]")
    reviewer.fill("[name=answer]", "二楼可以，有独立的出入口就行。")
    reviewer.click("button[value=answer]")
    reviewer.goto(f"/desk/enquiries/{no}/")
    expect(reviewer.locator("main")).to_contain_text("二楼可以")
    proposed(reviewer)
    if scripts:
        the_others_look(way, hall, first)
    first.goto(f"/desk/enquiries/{no}/")
    expect(first.locator("main ol")).to_contain_text("接到了")
    kept = Enquiry.objects.get()
    assert kept.state == State.ANSWERED
    assert kept.call is not None


@pytest.mark.rule("R041", "R046")
@pytest.mark.parametrize(("last", "channel"), [("Enter", "visit"), ("F6", "phone"), ("F7", "message")])
def test_a_visit_a_call_or_a_message_is_registered_in_three_keys(
    way: Hallway, last: str, channel: str
) -> None:
    hall = a_hall()
    sheet = a_matter(hall)
    initials = catalogue.Matter.objects.get(pk=sheet.matter_id).initials[:2]
    clerk = way.of(hall, "second_clerk").page
    clerk.goto("/desk/enquiries/")
    keys = Keyboard(clerk)
    keys.type(initials)
    keys.press(last)
    clerk.wait_for_url("**/desk/enquiries/*/")
    assert keys.keys == 3
    kept = Enquiry.objects.get()
    assert (kept.channel, kept.matter_id) == (channel, sheet.matter_id)


@pytest.mark.rule("R127")
def test_the_supervisors_desk_shows_a_card_when_it_arises(way: Hallway, settings: Settings) -> None:
    hall = a_hall()
    case = a_case(hall, sheet=a_matter(hall), now=timezone.now() - timedelta(days=60))
    due = case.clock.promised_due_at
    assert due is not None
    settings.LIVE_PORT = free_port()
    with a_stream(settings.LIVE_PORT):
        desk = way.of(hall, "supervisor", but=("htmx:", "ERR_")).page
        desk.goto("/desk/supervision/")
        with desk.expect_response(lambda answer: "days=" in answer.url, timeout=15_000):
            pass  # the stream is heard: the page asked once to make good what it may have missed
        for instant, level in ((due - timedelta(hours=1), "预警"), (timezone.now(), "红牌")):
            sweep(instant)
            expect(desk.locator(".watch-cols")).to_contain_text(level, timeout=5_000)
        shot(desk, "supervision")
        desk.goto("about:blank")
