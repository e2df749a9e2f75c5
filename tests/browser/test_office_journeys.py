"""Ways through the department in a real Chromium: a denial after its report upward, a hearing, an extension."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.browser.seats import Hallway, hallway
from tests.cases.build import a_case
from tests.cast import Hall, a_hall, a_matter
from yichuang.approvals import public as approvals
from yichuang.cases.public import Case, State
from yichuang.worktime.public import calendar

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REFUSED = ("status of 409", "status of 422")  # the browser reports the answers that these journeys provoke


@pytest.fixture
def way(chromium: Browser, live_server: Any) -> Iterator[Hallway]:
    yield from hallway(chromium, live_server.url)


def begun() -> tuple[Hall, Case]:
    hall = a_hall()
    return hall, a_case(hall, sheet=a_matter(hall), now=timezone.now())


def at(page: Page, case: Case, place: str) -> Page:
    page.goto(f"/desk/cases/{case.no}/{place}/")
    return page


@pytest.mark.rule("R146", "R132")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_denial_goes_up_and_comes_to_the_applicant_with_what_she_can_do(
    way: Hallway, scripts: bool
) -> None:
    hall, case = begun()
    reviewer = way.of(hall, "reviewer", scripts=scripts, but=REFUSED).page
    reviewer.goto(f"/desk/cases/{case.no}/")
    reviewer.click(".case-links a:has-text('拟不予')")
    reviewer.fill("#f-facts", "经营场所在居民住宅内。")
    reviewer.fill("#f-reasons", "场所不符合条件。")
    reviewer.click("button[value=register]")
    expect(reviewer.locator(".note-red")).to_contain_text("依据")
    expect(reviewer.locator("#f-facts")).to_have_value("经营场所在居民住宅内。")  # nothing typed is lost
    reviewer.fill("#f-basis", "《食品小经营管理办法》第八条")
    reviewer.click("button[value=register]")
    expect(reviewer.locator(".note-said")).to_contain_text("报上一级")
    for who, said in (("approver", "已同意，报上一级"), ("leader", "决定书已出具")):
        desk = way.of(hall, who, scripts=scripts).page
        desk.goto("/desk/answers/")
        desk.click("[data-open]")
        desk.fill("#f-words", "同意。")
        desk.click("button[value=confirm]")
        expect(desk.locator(".note-said")).to_contain_text(said)
    case.refresh_from_db()
    assert (case.state, case.outcome) == (State.DECIDED, "denied")
    citizen = way.seat(scripts=scripts).page
    citizen.goto("/track/")
    citizen.fill("#no", case.no)
    citizen.fill("#tail", "001X")
    citizen.click("form.track-form button")
    for words in ("决定不予办理", "行政复议", "60 日", "行政诉讼", "6 个月"):
        expect(citizen.locator("main")).to_contain_text(words)


def test_a_hearing_is_told_asked_for_called_and_waited_for(way: Hallway) -> None:
    hall, case = begun()
    reviewer, clerk = way.of(hall, "reviewer", but=REFUSED).page, way.of(hall, "clerk").page
    at(reviewer, case, "hearing").fill("#f-told", "张三")
    reviewer.fill("#f-intended", "拟不予许可")
    reviewer.fill("#f-reason", "场所不符合条件")
    reviewer.click("button[value=tell_right]")
    at(clerk, case, "hearing").click("button[value=ask]")
    expect(clerk.locator("main")).to_contain_text("已申请听证")
    first = calendar().add(timezone.localdate(), 7).on
    at(reviewer, case, "hearing").fill("#f-on", first.isoformat())
    reviewer.fill("#f-time", "9:30")
    reviewer.fill("#f-place", "一楼听证室")
    reviewer.fill("#f-presider", hall.staff["reviewer"].staff_no)
    reviewer.click("button[value=call]")
    expect(reviewer.locator(".note-red")).to_contain_text("主持人不能是审查这一件的人")
    reviewer.fill("#f-presider", hall.staff["chief_rep"].staff_no)
    reviewer.click("button[value=call]")
    expect(reviewer.locator(".note-said")).to_contain_text("听证通知书已出具")
    reviewer.goto(f"/desk/cases/{case.no}/")
    expect(reviewer.locator("main")).to_contain_text("暂停")
    task = approvals.open_task_of(case.pk)
    assert task is not None
    approvals.pass_on(
        task, "同意", examined=approvals.FINE, by=hall.officer("second_reviewer"), now=timezone.now()
    )
    approver = way.of(hall, "approver").page
    approver.goto(f"/desk/cases/{case.no}/")
    expect(approver.locator("#why-decide")).to_contain_text("根据笔录决定")


@pytest.mark.rule("R116")
def test_an_extension_is_asked_for_granted_and_told(way: Hallway) -> None:
    hall, case = begun()
    before = case.clock.statutory_due_on
    reviewer, leader = way.of(hall, "reviewer").page, way.of(hall, "leader").page
    at(reviewer, case, "requests").check("[name=kind][value=extension]")
    reviewer.fill("#f-days", "5")
    reviewer.fill("#f-reason", "需要征求多个部门意见")
    reviewer.click("button[value=ask]")
    leader.goto("/desk/answers/")
    leader.click("[data-open]")
    leader.click("label:has-text('同意') >> nth=0")
    leader.click("button[value=answer]")
    expect(leader.locator(".note-said")).to_contain_text("已答复")
    case.clock.refresh_from_db()
    assert case.clock.statutory_due_on == calendar().add(before, 5).on
