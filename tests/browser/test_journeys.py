"""Whole ways through the hall in a real Chromium, as the clerk, the reviewer and the citizen go them."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import PdfDocument

from tests.browser.seats import Hallway, Keyboard, hallway, has_printed
from tests.cases.build import ID, a_case, a_draft
from tests.cast import a_hall, a_matter
from tests.desk.visits import a_picture
from yichuang.cases.public import Attachment, Case, Mark, State
from yichuang.catalogue.public import MaterialLine

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_KEYS = 70
SECONDS_A_KEY = 0.3  # someone who knows the matter, not a fast typist
SECONDS_A_PAGE = 3.0
PAGES = 3


@pytest.fixture
def way(chromium: Browser, live_server: Any) -> Iterator[Hallway]:
    yield from hallway(chromium, live_server.url)


@pytest.mark.rule("R074", "R083")
def test_the_intake_is_done_by_keyboard_alone_in_under_ninety_seconds(way: Hallway) -> None:
    hall = a_hall()
    a_matter(hall)
    page = way.of(hall, "clerk").page
    page.goto("/desk/window/")
    keys = Keyboard(page)

    keys.type("spxjy")
    expect(page.locator(".found-hit")).to_have_count(1)
    keys.press("Enter")
    page.wait_for_url("**/desk/intake/*/")
    expect(page.locator("#id_number")).to_be_focused()
    keys.type(ID)
    keys.press("Tab")
    expect(page.locator("#name")).to_be_focused()
    keys.chinese("张三", "zhangsan")
    keys.press("Tab")
    keys.type("13812341234")
    expect(page.locator("#id_note")).to_contain_text("1980年1月1日")
    keys.press("Escape", "3", "ArrowRight", "0")  # the third is missing, the others are all there
    expect(page.locator("#why-accept")).to_have_text("不能受理：第 3 项未交。")
    keys.press("3", "ArrowLeft")  # it was in the other folder
    expect(page.locator("[data-primary]")).to_be_visible()
    keys.press("Control+Enter")
    page.wait_for_url("**/papers/?print=1")

    expect(page.locator("main")).to_contain_text("受理通知书")
    assert has_printed(page, 1)  # by itself, once the page is there
    case = Case.objects.get()
    assert (case.state, case.applicant_name, case.contact_phone) == (State.ACCEPTED, "张三", "13812341234")
    assert set(case.materials.values_list("mark", flat=True)) == {Mark.RECEIVED}
    assert keys.keys < MOST_KEYS, keys.keys
    assert keys.keys * SECONDS_A_KEY + PAGES * SECONDS_A_PAGE < 90


@pytest.mark.rule("R011", "R111", "R115", "R133", "R139", "R280")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_case_goes_through_every_hand(way: Hallway, scripts: bool) -> None:
    hall = a_hall()
    a_matter(hall)
    clerk = way.sign_in(hall, "clerk", scripts=scripts).page
    clerk.click("main button, main [type=radio]")
    if "/seat/" in clerk.url:
        clerk.click("main button")
    clerk.goto("/desk/window/?q=小经营")
    clerk.click(".found-hit")
    clerk.fill("#id_number", ID)
    clerk.fill("#name", "张三")
    clerk.fill("#phone", "13812341234")
    for order in range(1, 6):
        clerk.click(f"label[for=m{order}ok]")
    if scripts:
        expect(clerk.locator("[data-primary]")).to_be_visible()
    else:
        clerk.click("button[value=save]")
    clerk.click("button[value=accept]")
    expect(clerk.locator("main")).to_contain_text("受理通知书")
    no = Case.objects.get().no

    for who, words, button in (
        ("reviewer", "材料齐全。", "同意，送下一步"),
        ("approver", "准予许可。", "准予，出决定书"),
    ):
        desk = way.sign_in(hall, who, scripts=scripts).page
        desk.click("[data-open]")
        if who == "reviewer":
            for question in ("is_true", "is_lawful", "is_matching", "is_undisputed"):
                desk.click(f"label[for={question}-y]")
        desk.fill("#opinion", words)
        desk.click(f"button:has-text('{button}')")
        expect(desk.locator(".note-said")).to_be_visible()

    clerk.goto("/desk/collect/")
    clerk.click("[data-open]")
    clerk.fill("#id_number", ID)
    clerk.fill("#name", "张三")
    clerk.click("button:has-text('出件并打印')")
    expect(clerk.locator("main")).to_contain_text("送达回执")

    citizen = way.seat(scripts=scripts).page
    citizen.goto("/track/")
    citizen.fill("#no", no)
    citizen.fill("#tail", "001X")
    citizen.click("form.track-form button")
    expect(citizen.locator("main")).to_contain_text("办结")
    assert "张三" not in citizen.content()


def typing(way: Hallway, **more: Any) -> tuple[Page, Case]:
    hall = a_hall()
    case = a_draft(hall)
    page = way.of(hall, "clerk", **more).page
    page.goto(f"/desk/intake/{case.no}/")
    return page, case


def test_a_reload_in_the_middle_of_a_word_keeps_everything(way: Hallway) -> None:
    page, case = typing(way)
    page.fill("#name", "欧阳")
    expect(page.locator("#next")).to_contain_text("已保存")
    page.click("#content")
    page.keyboard.insert_text("卖早点")
    page.reload()  # sooner than the page saves by itself
    expect(page.locator("#name")).to_have_value("欧阳")
    expect(page.locator("#content")).to_have_value("卖早点")
    expect(page.locator("#next")).to_contain_text("已保存")
    case.refresh_from_db()
    assert case.typed["content"] == "卖早点"


def test_a_lost_connection_is_told_and_what_was_typed_is_sent_when_it_is_back(way: Hallway) -> None:
    page, case = typing(way, but=("ERR_INTERNET_DISCONNECTED", "htmx:"))
    page.context.set_offline(True)
    page.fill("#name", "欧阳修")
    expect(page.locator("#refusal .note-red")).to_contain_text("连不上")
    expect(page.locator("#name")).to_have_value("欧阳修")
    page.context.set_offline(False)
    expect(page.locator("#next")).to_contain_text("已保存")
    expect(page.locator("#refusal .note-red")).to_have_count(0)
    case.refresh_from_db()
    assert case.typed["name"] == "欧阳修"


def test_an_ended_session_asks_to_sign_in_and_brings_the_last_word_back(way: Hallway) -> None:
    from tests.cast import PASSWORD

    page, case = typing(way)
    page.context.clear_cookies(name="yc_session")
    page.fill("#name", "司马光")
    page.wait_for_url("**/sign-in/**")
    page.fill("#staff_no", case.taken_by.staff_no)
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/desk/seat/**")
    page.click("main button")
    page.wait_for_url(f"**/desk/intake/{case.no}/")
    expect(page.locator("#name")).to_have_value("司马光")


DROP = """([row, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], "扫描.png", { type: "image/png" }));
  const target = document.querySelector(`[data-row="${row}"]`);
  const how = { dataTransfer: data, bubbles: true, cancelable: true };
  if (EVENT === "drop") { target.dispatchEvent(new DragEvent("drop", how)); }
  else {
    target.querySelector("input[type=radio]:not(.seg-none)").focus();
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  }
}"""


@pytest.mark.rule("R086")
@pytest.mark.parametrize("event", ["drop", "paste"])
def test_a_scan_dropped_or_pasted_on_a_row_is_attached_there(way: Hallway, event: str) -> None:
    page, case = typing(way, but=("422",))
    script = DROP.replace("EVENT", f'"{event}"')
    page.evaluate(script, [2, list(a_picture())])
    expect(page.locator('[data-drop="2"] b')).to_have_text("1")
    page.evaluate(script, [2, list(b"MZ" + bytes(200))])
    expect(page.locator("#refusal")).to_contain_text("只收 PDF")
    held = Attachment.objects.get()
    assert (held.material.order, held.kind, held.material.case_id) == (2, "image/png", case.pk)


def test_no_page_of_the_workbench_makes_the_browser_complain(way: Hallway) -> None:
    hall = a_hall()
    accepted = a_case(hall)
    code = accepted.matter.code
    pages = {
        "clerk": ["/desk/window/", f"/desk/cases/{accepted.no}/", f"/desk/cases/{accepted.no}/papers/",
                  f"/desk/cases/{accepted.no}/reveal/", "/desk/collect/", "/desk/ledger/", "/desk/password/",
                  "/desk/seat/", f"/desk/matters/{code}/", "/api/v1/docs"],
        "reviewer": ["/desk/tasks/", "/desk/tasks/done/", f"/desk/cases/{accepted.no}/", "/desk/matters/"],
        "publisher": [f"/desk/matters/{code}/1/edit/"],
    }  # fmt: skip
    for who, addresses in pages.items():
        page = way.of(hall, who).page
        for address in addresses:
            page.goto(address)
            if address.endswith("/docs"):  # drawn by its library, which fetches first
                page.wait_for_load_state("networkidle")
            assert page.title()


def test_each_paper_prints_on_a_page_of_its_own(way: Hallway) -> None:
    hall = a_hall()
    nine = tuple(MaterialLine(name=f"第{n}份材料的名称", form="original") for n in range(1, 10))
    case = a_case(hall, sheet=a_matter(hall, materials=nine))
    page = way.of(hall, "clerk").page
    page.goto(f"/desk/cases/{case.no}/papers/")
    printed = PdfDocument(page.pdf(prefer_css_page_size=True))
    titles = [sheet.get_textpage().get_text_bounded() for sheet in printed]
    assert len(titles) == 3
    assert "受理通知书" in titles[0]
    assert "签收" in titles[0]  # nine materials, the seal and the signature's line fit one page
