"""One thing begun by a citizen on her telephone, in a real Chromium, and looked at at the window."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import on_every_screen
from tests.browser.seats import Hallway, fits_across, hallway
from tests.cases.build import ID
from tests.cast import Hall, a_department, a_hall
from tests.joint.build import LETTER, PDF, SEATS, an_offer, filled_in, three_sheets
from yichuang.cases.public import Case, Mark
from yichuang.cases.public import State as CaseState
from yichuang.joint import public as joint
from yichuang.joint.public import Bundle, State
from yichuang.kit.actor import CITIZEN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TELEPHONE = {"width": 390, "height": 844}
REFUSED = ("status of 422", "status of 409")  # the browser says that the form came back with its faults
NO_SEATS = {f"situation_{joint.SharedLine('', '', 0, '', SEATS.situation).situation_key}": "no"}


@pytest.fixture
def way(chromium: Browser, live_server: Any, tmp_path: Path, settings: Any) -> Iterator[Hallway]:
    settings.UPLOAD_DIR = tmp_path / "uploads"
    yield from hallway(chromium, live_server.url)


def a_street() -> Hall:
    hall = a_hall()
    sheets = three_sheets(hall, a_department(hall.centre, "xfj", "青消防"), more=(SEATS, LETTER))
    an_offer(hall, sheets, {3: [1]})
    return hall


def key(name: str) -> str:
    return joint.SharedLine(name, "", 1, "", "").key


def fill_in(citizen: Page, lease: Path) -> None:
    """Fill the form in as people do: stopped half-way, with a slip, and a change of mind."""
    citizen.fill("#id_number", ID[:-1])
    citizen.fill("#name", "张三")
    with citizen.expect_response("**/form/keep/"):
        citizen.fill("#phone", "13812341234")
    citizen.reload()
    expect(citizen.locator("#name")).to_have_value("张三")  # kept as typed, without any button
    citizen.click("text=下一步：核对")
    expect(citizen.locator(".errors")).to_contain_text("身份证号应为 18 位")
    expect(citizen.locator("#phone")).to_have_value("13812341234")
    citizen.fill("#id_number", ID)
    seats = citizen.locator(".asked-for", has_text="座位布置图")
    expect(seats).to_be_hidden()
    citizen.check("input[name^=situation_][value=yes]")
    expect(seats).to_be_visible()
    citizen.check("input[name^=situation_][value=no]")
    citizen.check(f"input[name=m_{key('租赁合同')}][value=uploaded]")
    citizen.set_input_files(f"[name=file_{key('租赁合同')}]", lease)
    expect(citizen.locator(".files")).to_contain_text("租赁合同.pdf")


def look_at(clerk: Page, bundle: Bundle) -> None:
    """Check every material at the window, and accept the whole."""
    clerk.goto("/desk/joint/")
    expect(clerk.locator(".lead-in")).to_contain_text("网上申请待看 1 件")
    clerk.click("text=开办餐饮店")
    expect(clerk.locator("main")).to_contain_text("租赁合同.pdf")
    for shared in bundle.materials.all():
        mark = "not_needed" if shared.situation or shared.necessity == "optional" else "received"
        clerk.select_option(f"[name=m{shared.order}]", mark)
    clerk.click("button[value=save]")
    clerk.click("button[value=accept]")
    expect(clerk.locator("main")).to_contain_text("已一并受理")


def test_a_citizen_begins_one_thing_on_her_telephone_and_sends_it_once(way: Hallway, tmp_path: Path) -> None:
    a_street()
    citizen = way.seat(but=REFUSED).page
    citizen.set_viewport_size(TELEPHONE)
    citizen.goto("/events/")
    citizen.click("text=开办餐饮店")
    citizen.wait_for_url("**/events/open-restaurant/")
    assert fits_across(citizen)
    citizen.click("main button:has-text('网上申请'):visible")
    citizen.wait_for_url("**/form/")
    assert fits_across(citizen)
    lease = tmp_path / "租赁合同.pdf"
    lease.write_bytes(PDF)
    fill_in(citizen, lease)
    citizen.click("text=下一步：核对")
    citizen.wait_for_url("**/check/")
    expect(citizen.locator("main")).to_contain_text("租赁合同.pdf")
    assert fits_across(citizen)
    citizen.click("text=提交申请")
    expect(citizen.locator(".errors")).to_contain_text("提交前要同意")
    citizen.check("[name=consent]")
    citizen.dblclick("text=提交申请")
    citizen.wait_for_url("**/sent/")
    expect(citizen.locator("main")).to_contain_text(Bundle.objects.get().no)
    assert fits_across(citizen)


@pytest.mark.rule("R102")
def test_the_window_accepts_what_was_sent_in_and_the_citizen_sees_every_department(
    way: Hallway, tmp_path: Path
) -> None:
    hall = a_street()
    draft = filled_in(joint.offers_at(hall.centre.pk)[0], now=timezone.now(), **NO_SEATS)
    joint.add_file(draft, key("租赁合同"), "租赁合同.pdf", [PDF], now=timezone.now())
    bundle = joint.send(draft, by=CITIZEN, now=timezone.now())
    look_at(way.of(hall, "clerk").page, bundle)
    bundle.refresh_from_db()
    assert State(bundle.state) is State.RUNNING
    assert list(Case.objects.order_by("id").values_list("state", flat=True)) == [
        CaseState.ACCEPTED, CaseState.ACCEPTED, CaseState.DRAFT,
    ]  # fmt: skip
    citizen = way.seat().page
    citizen.set_viewport_size(TELEPHONE)
    citizen.goto("/track/")
    citizen.fill("[name=no]", bundle.no)
    citizen.fill("[name=tail]", "1234")
    citizen.click("main form button[type=submit]")
    expect(citizen.locator("h1")).to_contain_text("3 项办好了 0 项")
    expect(citizen.locator("main")).to_contain_text("等第 1 项准予后自动开始")
    assert fits_across(citizen)


def test_without_scripts_the_same_form_works(way: Hallway) -> None:
    a_street()
    citizen = way.seat(scripts=False).page
    citizen.goto("/events/open-restaurant/")
    citizen.click("main button:has-text('网上申请'):visible")
    citizen.fill("#id_number", ID)
    citizen.fill("#name", "张三")
    citizen.fill("#phone", "13812341234")
    citizen.check("input[name^=situation_][value=no]")
    citizen.click("text=下一步：核对")
    citizen.check("[name=consent]")
    citizen.click("text=提交申请")
    expect(citizen.locator("h1")).to_contain_text("申请已收到")
    assert State(Bundle.objects.get().state) is State.RECEIVED


def test_the_manager_offers_one_thing(way: Hallway) -> None:
    hall = a_hall()
    three_sheets(hall, a_department(hall.centre, "xfj", "青消防"))
    manager = way.of(hall, "manager", but=REFUSED).page
    manager.goto("/desk/joint/offers/")
    manager.click("text=设一件新的")
    manager.fill("#code", "open-restaurant")
    manager.fill("#name", "开办餐饮店")
    for words in ("食品", "招牌"):
        manager.fill("#q", words)
        manager.click("button[value=find]:visible >> nth=-1")
        manager.click(".found-hit >> nth=0")
    manager.check("#is_open")
    manager.click("button[value=save]")
    expect(manager.locator(".note-red")).to_contain_text("责任窗口")
    manager.select_option("#window", str(hall.window.pk))
    manager.click("button[value=save]")
    expect(manager.locator("h1")).to_have_text("开办餐饮店")
    manager.goto("/events/open-restaurant/")
    expect(manager.locator("main")).to_contain_text("户外招牌设置")


def test_she_hands_in_what_the_notice_asks_for_on_her_telephone_and_withdraws_there(
    way: Hallway, tmp_path: Path
) -> None:
    hall = a_street()
    clerk, flow = hall.officer("clerk"), 3
    draft = filled_in(joint.offers_at(hall.centre.pk)[0], now=timezone.now(), **NO_SEATS)
    bundle = joint.send(draft, by=CITIZEN, now=timezone.now())
    for shared in joint.page_of(bundle.no).counting:  # type: ignore[union-attr]
        found = Mark.MISSING if shared.order == flow else Mark.RECEIVED
        joint.mark(bundle, shared.order, found, by=clerk)
    joint.supplement(bundle, by=clerk, now=timezone.now())
    citizen = way.seat(but=REFUSED).page
    citizen.set_viewport_size(TELEPHONE)
    citizen.goto("/track/")
    citizen.fill("[name=no]", bundle.no)
    citizen.fill("[name=tail]", "1234")
    citizen.click("main form button[type=submit]")
    expect(citizen.locator("text=在这里上传补正")).to_be_visible()
    assert on_every_screen(citizen) == []
    citizen.click("text=在这里上传补正")
    citizen.click("button:has-text('交上去')")
    expect(citizen.locator(".note-red")).to_contain_text("第 3 项还没有上传")
    paper = tmp_path / "流程图.pdf"
    paper.write_bytes(PDF)
    citizen.set_input_files(f"[name=file_{flow}]", paper)  # choosing is uploading
    expect(citizen.locator(".files")).to_contain_text("流程图.pdf")
    assert fits_across(citizen)
    assert on_every_screen(citizen) == []
    citizen.dblclick("button:has-text('交上去')")
    citizen.wait_for_url("**/track/joint/?handed=1")
    expect(citizen.locator("[role=status]")).to_contain_text("补正材料交到了")
    citizen.click("text=撤回申请")
    expect(citizen.locator("[name=sure]")).to_be_visible()
    assert on_every_screen(citizen) == []
    citizen.check("[name=sure]")
    citizen.dblclick("button:has-text('撤回申请')")
    expect(citizen.locator("h1")).to_contain_text("已撤回")
    assert fits_across(citizen)
    bundle.refresh_from_db()
    assert State(bundle.state) is State.WITHDRAWN
