"""Somebody complains on the phone, without a name; it goes to another body and comes back with a result."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.seats import Hallway, hallway
from tests.complaints.build import a_hall_to_complain_of
from yichuang.complaints.public import Complaint

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def way(chromium: Browser, live_server: Any) -> Iterator[Hallway]:
    yield from hallway(chromium, live_server.url)


@pytest.mark.rule("R150", "R160", "R284")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_complaint_that_is_transferred(way: Hallway, *, scripts: bool) -> None:
    hall = a_hall_to_complain_of()
    citizen = way.seat(scripts=scripts).page
    citizen.set_viewport_size({"width": 390, "height": 844})
    citizen.goto("/complain/?centre=qinghe")
    expect(citizen.locator("main")).to_contain_text("0000-7654321")
    citizen.fill("#words", "小区旁边的工地夜里施工，<b>打了几次电话</b>没有人管。")
    citizen.click("main form.apply button.btn-primary")
    expect(citizen.locator("main")).to_contain_text("请把查询码抄下来")
    complaint = Complaint.objects.get()
    code = complaint.spaced_code
    expect(citizen.locator("main")).to_contain_text(code)

    supervisor = way.of(hall, "supervisor", scripts=scripts, but=("422",)).page
    supervisor.goto("/desk/complaints/")
    supervisor.click(f"a[href='/desk/complaints/{complaint.pk}/']")
    expect(supervisor.locator("main")).to_contain_text("<b>打了几次电话</b>")
    supervisor.click("summary:has-text('不归这里管')")
    supervisor.select_option("#f-body", "petition")
    supervisor.click("button[value=transfer]")
    expect(supervisor.locator("[role=alert]")).to_contain_text("请写转给哪个机关")
    if not supervisor.locator("#f-to_name").is_visible():
        supervisor.click("summary:has-text('不归这里管')")
    supervisor.fill("#f-to_name", "青禾市信访局")
    supervisor.fill("#f-reason", "属于信访事项")
    supervisor.click("button[value=transfer]")
    expect(supervisor.locator("main")).to_contain_text("信访工作条例第二十二、二十三条")

    citizen.goto("/complain/find/")
    citizen.fill("#code", code.lower())
    citizen.click("main form button[type=submit]")
    expect(citizen.locator("h1")).to_contain_text("已转其他机关办理")
    expect(citizen.locator("main")).to_contain_text("青禾市信访局")

    supervisor.click("button:has-text('登记对方受理')")
    expect(supervisor.locator("main")).to_contain_text("自受理六十日（第三十四条）")
    supervisor.fill("[name=said]", "工地已停止夜间施工")
    supervisor.click("button:has-text('登记转办结果')")
    expect(supervisor.locator("h1 ~ span").nth(1)).to_contain_text("已办结")
    citizen.reload()
    expect(citizen.locator("main")).to_contain_text("工地已停止夜间施工")
