"""A case on its way past its limit, in a real Chromium: warning, yellow, red, order, answer, lifted."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from tests.browser.seats import Hallway, hallway
from tests.cases.build import ID, a_case
from tests.cast import Hall, a_hall, a_matter
from tests.supervision.build import sweep
from yichuang.cases.public import Case
from yichuang.supervision.public import Card, Order

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SWAPPED = ("htmx:afterRequest", "htmx:sendAbort", "htmx:sendError")  # the live part, when its page is left


@pytest.fixture
def way(chromium: Browser, live_server: Any) -> Iterator[Hallway]:
    yield from hallway(chromium, live_server.url)


def the_department_answers(way: Hallway, hall: Hall, case: Case, order: Order, *, scripts: bool) -> None:
    """The approver answers the order and tells the public why."""
    approver = way.of(hall, "approver", scripts=scripts, but=SWAPPED).page
    approver.goto("/desk/orders/")
    approver.click(f"a[href='/desk/orders/{order.pk}/']")
    approver.fill("[name=answer]", "人手不足，今日作出决定")
    approver.click("button[value=answer]")
    expect(approver.locator("main")).to_contain_text("已回复")
    approver.goto(f"/desk/cases/{case.no}/supervise/")
    approver.fill("[name=delay]", "现场核查因暴雨推迟")
    approver.click("button[value=explain]")
    expect(approver.locator("main")).to_contain_text("已向社会公开")


def the_public_reads_why(way: Hallway, case: Case, *, scripts: bool) -> None:
    """Anybody at the public list, the applicant on her own page."""
    citizen = way.seat(scripts=scripts).page
    citizen.goto("/late/")
    expect(citizen.locator("main")).to_contain_text("现场核查因暴雨推迟")
    citizen.goto("/track/")
    citizen.fill("[name=no]", case.no)
    citizen.fill("[name=tail]", ID[-4:])
    citizen.click("main form button[type=submit]")
    expect(citizen.locator("main")).to_contain_text("现场核查因暴雨推迟")


@pytest.mark.rule("R126", "R127")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_case_goes_from_warning_to_red_is_ordered_answered_and_lifted(
    way: Hallway, *, scripts: bool
) -> None:
    hall = a_hall()
    case = a_case(hall, sheet=a_matter(hall), now=timezone.now() - timedelta(days=60))
    due = case.clock.promised_due_at
    assert due is not None
    # No stream runs here: the desk falls back to asking by itself, and the browser says that nobody answers there.
    supervisor = way.of(hall, "supervisor", scripts=scripts, but=(*SWAPPED, "ERR_CONNECTION_REFUSED")).page
    supervisor.goto("/desk/supervision/")
    expect(supervisor.locator("#live")).to_contain_text("没有等人处理的")
    sweep(due - timedelta(hours=1))
    if not scripts:
        supervisor.reload()
    # Without scripts one looks again.
    expect(supervisor.locator(".levels")).to_contain_text("预警", timeout=60_000)
    supervisor.goto("/desk/cards/?level=warning")
    expect(supervisor.locator("#list")).to_contain_text("承诺期限")

    sweep(due + timedelta(hours=1))
    reviewer = way.of(hall, "reviewer", scripts=scripts, but=SWAPPED).page
    reviewer.goto("/desk/cards/")
    yellow = Card.objects.get(case_no=case.no, watch="promise", level="yellow")
    reviewer.click(f"a[href='/desk/cards/{yellow.pk}/']")
    expect(reviewer.locator("main")).to_contain_text("承诺期限一过即黄牌")
    reviewer.fill("[name=words]", "机房检修两小时，有公告")
    reviewer.click("button[value=answer]")
    expect(reviewer.locator("main")).to_contain_text("已答复")

    sweep(timezone.now())
    order = Order.objects.get(case_no=case.no)
    the_department_answers(way, hall, case, order, scripts=scripts)
    supervisor.goto(f"/desk/orders/{order.pk}/")
    supervisor.click("button[value=accept]")
    expect(supervisor.locator("main")).to_contain_text("已认可")
    supervisor.goto(f"/desk/cards/{yellow.pk}/")
    supervisor.fill("[name=words]", "查实有检修公告")
    supervisor.click("button[value=lift]")
    expect(supervisor.locator("h1 ~ span").last).to_contain_text("撤销")

    the_public_reads_why(way, case, scripts=scripts)
