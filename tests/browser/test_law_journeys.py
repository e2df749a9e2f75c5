"""The ways beside the plain one, in a real Chromium: supplement, promise, refusal, several, above, courier."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.browser.seats import Hallway, hallway
from tests.cases.build import ID, a_draft, decide, filled
from tests.cases.test_upward import two_halls
from tests.cast import MATERIALS, Hall, a_department, a_hall, a_matter
from tests.desk.visits import a_picture
from tests.joint.build import decide as decide_part
from tests.joint.build import three_sheets
from yichuang.cases import public as cases
from yichuang.cases.public import Case, State
from yichuang.catalogue.public import MaterialLine
from yichuang.joint import public as joint
from yichuang.people import public as people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Saving as one types is cut short when the page is left: htmx says so on the console.
DEFERRABLE = MaterialLine(name="健康证明", form="copy", copies=1, necessity="deferrable")


@pytest.fixture
def way(chromium: Browser, live_server: Any) -> Iterator[Hallway]:
    yield from hallway(chromium, live_server.url)


def begun(hall: Hall, **content: object) -> Case:
    return filled(a_draft(hall, a_matter(hall, **content), now=timezone.now()), hall)


def follow(page: Page, case: Case) -> None:
    """Follow a case as its applicant does."""
    page.goto("/track/")
    page.fill("[name=no]", case.no)
    page.fill("[name=tail]", ID[-4:])
    page.click("main form button[type=submit]")


def test_what_is_missing_is_told_once_and_what_comes_is_accepted(way: Hallway) -> None:
    hall = a_hall()
    case = begun(hall)
    clerk, citizen = way.of(hall, "clerk").page, way.seat().page
    clerk.goto(f"/desk/intake/{case.no}/")
    clerk.click("label[for=m1bad]")
    clerk.fill("[name=m1_note]", "没有签名，请申请人本人签名")
    clerk.click("label[for=m3miss]")
    expect(clerk.locator("#why-accept")).to_contain_text("第 1 项有误")
    clerk.click("button[value=supplement]")
    clerk.wait_for_url("**/papers/?print=1")
    expect(clerk.locator("main")).to_contain_text("补正材料告知书")
    expect(clerk.locator("main")).to_contain_text("没有签名，请申请人本人签名")

    follow(citizen, case)
    expect(citizen.locator("h1")).to_have_text("请补正材料")
    expect(citizen.locator("main")).to_contain_text("经营场所平面图")

    clerk.goto("/desk/window/")
    clerk.click(f"a[href='/desk/intake/{case.no}/']")
    clerk.click("button[value=resubmit]")
    clerk.goto(f"/desk/intake/{case.no}/")
    clerk.keyboard.press("0")  # the rest received
    expect(clerk.locator("[data-primary]")).to_be_visible()
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_url("**/papers/?print=1")
    expect(clerk.locator("main")).to_contain_text("受理通知书")


def test_a_promise_is_taken_at_the_window_and_lapses_by_itself(way: Hallway) -> None:
    hall = a_hall()
    now = timezone.now()
    manager = hall.officer("manager")
    people.set_setting(hall.centre, "intake.mode", "accept_with_gap", by=manager, now=now)
    case = begun(hall, materials=(*MATERIALS, DEFERRABLE))
    clerk, citizen = way.of(hall, "clerk").page, way.seat().page
    clerk.goto(f"/desk/intake/{case.no}/")
    clerk.click("label[for=m6miss]")
    expect(clerk.locator("#next")).to_contain_text("第 6 项可以容缺")
    until = timezone.localdate(now) + timedelta(days=5)
    clerk.fill("#promise_until", until.isoformat())
    with clerk.expect_response(lambda answer: answer.request.method == "POST"):
        clerk.check("[name=promise_signed]")
    clerk.wait_for_timeout(300)  # the save has drawn the panel anew: what was entered stands there still
    expect(clerk.locator("[name=promise_signed]")).to_be_checked()
    clerk.click("button[value=accept]")
    clerk.wait_for_url("**/papers/?print=1")
    expect(clerk.locator("main")).to_contain_text("容缺受理承诺书")
    expect(clerk.locator("main")).to_contain_text("容缺受理通知书")

    follow(citizen, case)
    expect(citizen.locator("main")).to_contain_text("健康证明")
    cases.sweep_gaps(now + timedelta(days=4))
    cases.sweep_gaps(now + timedelta(days=30))
    citizen.reload()
    expect(citizen.locator("h1")).to_have_text("已撤回")
    expect(citizen.locator("main")).to_contain_text("容缺受理终止办理通知书")


def test_what_is_not_ours_is_refused_with_whom_to_go_to(way: Hallway) -> None:
    hall = a_hall()
    case = begun(hall)
    clerk, citizen = way.of(hall, "clerk", but=("422",)).page, way.seat().page
    clerk.goto(f"/desk/intake/{case.no}/")
    clerk.click("#next summary >> nth=0")
    clerk.click("button[value=refuse]")  # without a reason: said beside the field, nothing lost
    expect(clerk.locator("#next")).to_contain_text("请写明理由")
    clerk.fill("#reason", "烟草专卖零售许可不由本单位办理。")
    clerk.fill("#referred_to", "青禾市烟草专卖局，文昌路 8 号")
    clerk.click("button[value=refuse]")
    clerk.wait_for_url("**/papers/?print=1")
    expect(clerk.locator("main")).to_contain_text("不予受理决定书")

    follow(citizen, case)
    expect(citizen.locator("main")).to_contain_text("青禾市烟草专卖局")
    expect(citizen.locator("main")).to_contain_text("行政复议")
    case.refresh_from_db()
    assert State(case.state) is State.REFUSED


def test_three_departments_work_on_one_application_and_its_results_are_collected_at_once(
    way: Hallway,
) -> None:
    hall = a_hall()
    sheets = three_sheets(hall, a_department(hall.centre, "xfj", "青消防"))
    clerk = way.of(hall, "clerk").page
    clerk.goto("/desk/joint/")
    clerk.click("text=收一件联办 >> nth=-1")
    for code in ("食品", "招牌", "消防"):
        clerk.fill("#q", code)
        clerk.press("#q", "Enter")
        clerk.click(".found-hit >> nth=0")
    clerk.fill("#name", "开办餐饮店")
    clerk.check(f"[name=after_{sheets[2].matter_code}][value={sheets[0].matter_code}]")
    clerk.click("button:has-text('开始收件')")
    clerk.wait_for_url("**/desk/joint/L*/")
    clerk.fill("#id_number", ID)
    clerk.fill("#name", "张三")
    clerk.fill("#phone", "13812341234")
    for order in range(1, 6):
        clerk.select_option(f"[name=m{order}]", "received")
    clerk.click("button[value=save]")
    clerk.click("button[value=accept]")
    expect(clerk.locator("main")).to_contain_text("已一并受理")
    expect(clerk.locator("main")).to_contain_text("等前置事项")
    found = joint.page_of(clerk.url.rstrip("/").rpartition("/")[2])
    assert found is not None
    for part in found.parts:
        part.case.refresh_from_db()
        decide_part(part.case, hall, now=timezone.now())
    clerk.reload()
    expect(clerk.locator(".lead-in")).to_contain_text("全部办好")
    clerk.fill("#collector", "张三")
    clerk.fill("#collector_number", ID)
    clerk.click("button[value=hand_out]")
    expect(clerk.locator("main")).to_contain_text("全部结果已一次交给领取人")
    assert set(Case.objects.values_list("state", flat=True)) == {State.CONCLUDED}


def pass_step(way: Hallway, hall: Hall, who: str, words: str, button: str) -> Page:
    """Open one's first task, examine it where that is asked, and press a button."""
    desk = way.of(hall, who).page
    desk.goto("/desk/tasks/")
    desk.click("[data-open]")
    expect(desk.locator("#opinion")).to_be_visible()  # the task's own page, before its questions are counted
    for question in ("is_true", "is_lawful", "is_matching", "is_undisputed"):
        if desk.locator(f"label[for={question}-y]").count():
            desk.click(f"label[for={question}-y]")
    desk.fill("#opinion", words)
    expect(desk.locator("main")).to_contain_text("已保存", timeout=15_000)
    # Sending up takes every material and paper with it: longer than a page, on a machine with other work.
    with desk.expect_navigation(timeout=30_000):
        desk.click(f"button:has-text('{button}')")
    expect(desk.locator(".note-said")).to_be_visible()
    return desk


def attach_to_the_first_line(clerk: Page, case: Case, name: str) -> None:
    """Attach a picture to the first material and come back to the intake."""
    clerk.goto(f"/desk/intake/{case.no}/")
    clerk.click('[data-drop="1"]')
    clerk.set_input_files("[name=file]", {"name": name, "mimeType": "image/png", "buffer": a_picture()})
    with clerk.expect_navigation():  # leaving earlier would take the upload back
        clerk.click("main form button")
    clerk.goto(f"/desk/intake/{case.no}/")
    expect(clerk.locator('[data-drop="1"] b')).to_have_text("1")


@pytest.mark.rule("R104")
def test_the_opinion_and_every_material_go_up_and_the_result_comes_back_to_the_window(way: Hallway) -> None:
    two = two_halls()
    case = filled(a_draft(two.low, two.sheet, now=timezone.now()), two.low)
    clerk = way.of(two.low, "clerk").page
    attach_to_the_first_line(clerk, case, "申请书.png")
    clerk.check("[name=m2_original]")
    expect(clerk.locator("#next")).to_contain_text("已保存")
    clerk.click("button[value=accept]")
    clerk.wait_for_url("**/papers/?print=1")

    pass_step(way, two.low, "reviewer", "材料齐全，现场相符。", "同意，送下一步")
    below = pass_step(way, two.low, "approver", "材料齐全，建议准予。", "签发初审意见，上报")
    below.goto(f"/desk/cases/{case.no}/")
    expect(below.locator("main")).to_contain_text("已上报")
    citizen = way.seat().page
    follow(citizen, case)
    expect(citizen.locator("main")).to_contain_text("等上级决定")

    above = Case.objects.get(relayed__case=case)
    reviewer = way.of(two.high, "reviewer").page
    reviewer.goto(f"/desk/cases/{above.no}/")
    expect(reviewer.locator("main")).to_contain_text("材料齐全，建议准予。")  # the opinion from below
    for line in MATERIALS:
        expect(reviewer.locator("main")).to_contain_text(line.name)
    expect(reviewer.locator("a[href^='?open=1.']")).to_have_text("申请书.png")
    pass_step(way, two.high, "reviewer", "同意初审意见。", "同意，送下一步")
    pass_step(way, two.high, "approver", "准予许可。", "准予，出决定书")

    citizen.reload()
    expect(citizen.locator("h1")).to_contain_text("可以领取")
    clerk.goto("/desk/collect/")
    clerk.click(f"a[href='/desk/collect/{case.no}/']")
    expect(clerk.locator("main")).to_contain_text("食品小经营许可证")
    clerk.fill("#id_number", ID)
    clerk.fill("#name", "张三")
    clerk.check("[name=original]")
    clerk.click("button:has-text('出件并打印')")
    expect(clerk.locator("main")).to_contain_text("送达回执")
    for one in (case, above):
        one.refresh_from_db()
        assert State(one.state) is State.CONCLUDED


@pytest.mark.rule("R136")
def test_the_address_is_taken_down_at_intake_and_the_courier_brings_the_result(way: Hallway) -> None:
    hall = a_hall()
    case = begun(hall)
    clerk, citizen = way.of(hall, "clerk").page, way.seat().page
    clerk.goto(f"/desk/intake/{case.no}/")
    clerk.click("#delivery summary")
    clerk.select_option("#way", "courier")
    clerk.fill("#receiver_address", "青禾市文昌路 2 号")
    expect(clerk.locator("#next")).to_contain_text("已保存")
    clerk.click("button[value=accept]")
    clerk.wait_for_url("**/papers/?print=1")
    case.refresh_from_db()
    decide(case, hall, now=timezone.now())

    clerk.goto(f"/desk/collect/{case.no}/")
    expect(clerk.locator("#address")).to_have_value("青禾市文昌路 2 号")
    expect(clerk.locator("#receiver")).to_have_value("张三")
    clerk.fill("#carrier", "顺丰速运")
    clerk.fill("#waybill_no", "SF1234567890")
    expected = timezone.localdate() + timedelta(days=3)
    clerk.fill("#expected_on", expected.isoformat())
    clerk.click("button[value=send]")
    expect(clerk.locator("main")).to_contain_text("SF1234567890")

    follow(citizen, case)
    expect(citizen.locator("main")).to_contain_text("SF1234567890")
    expect(citizen.locator("main")).to_contain_text(f"{expected.month}月{expected.day}日")
    clerk.fill("#signed", "张三")
    clerk.click("button[value=sign_for]")
    expect(clerk.locator("main")).to_contain_text("已登记签收，办结")
    citizen.reload()
    expect(citizen.locator("main")).to_contain_text("办结")
    case.refresh_from_db()
    assert State(case.state) is State.CONCLUDED
