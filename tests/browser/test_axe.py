"""axe-core finds no violation on any page, in normal and in large type (WCAG 2.1 AA; GB/T 37668)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, BrowserContext, Page

from tests.cases.build import a_case, a_draft
from tests.cast import PASSWORD, Hall, a_hall, a_matter
from tests.portal.test_pages import FULL
from yichuang.cases.public import State
from yichuang.papers.public import of_case, verify_url, void

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = AXE_FILE_PATH.read_text(encoding="utf-8")
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
PUBLIC = (
    "/", "/find/?q=食品", "/find/?q=龘龘", "/themes/", "/departments/", "/events/", "/centres/",
    "/matters/sp-xjy/", "/matters/sp-xjy/checklist/", "/windows/5/", "/track/", "/services/", "/privacy/",
    "/accessibility/", "/verify/", "/verify/222222/333333/", "/nowhere/", "/sign-in/",
)  # fmt: skip


def violations(page: Page) -> list[str]:
    """Run axe in the page; the protocol's own evaluation is not bound by the page's CSP."""
    page.evaluate(f"() => {{ {AXE}; }}")
    found = page.evaluate(f"() => axe.run(document, {json.dumps(WCAG)})")
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.fixture(params=["normal", "large"])
def context(request: Any, chromium: Browser, live_server: Any) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=live_server.url, locale="zh-CN")
    context.set_default_timeout(10_000)
    context.add_cookies([{"name": "yc_type", "value": request.param, "url": live_server.url}])
    yield context
    context.close()


def looked_at(page: Page, paths: tuple[str, ...]) -> dict[str, list[str]]:
    wrong = {}
    for path in paths:
        page.goto(path)
        if found := violations(page):
            wrong[path] = found
    return wrong


def test_public_pages_have_no_violation(context: BrowserContext) -> None:
    hall = a_hall()
    a_matter(hall, **FULL)
    assert looked_at(context.new_page(), PUBLIC) == {}


@pytest.mark.parametrize("state", [State.ACCEPTED, State.DECIDED, State.CONCLUDED])
def test_a_followed_case_has_no_violation(context: BrowserContext, state: State) -> None:
    case = a_case(a_hall(), at=state)
    page = context.new_page()
    page.goto("/track/")
    page.fill("#no", "1")
    page.fill("#tail", "0000")
    page.locator("main form button").first.click()
    assert violations(page) == []
    page.fill("#no", case.no)
    page.fill("#tail", "1234")
    page.locator("main form button").first.click()
    assert "/track/case/" in page.url
    assert violations(page) == []


def sign_in(page: Page, hall: Hall, who: str) -> None:
    page.goto("/sign-in/")
    page.fill("#staff_no", hall.staff[who].staff_no)
    page.fill("#password", PASSWORD)
    page.locator("main form button").click()
    if "/seat/" in page.url:
        page.locator("main form button").first.click()


def test_verified_papers_have_no_violation(context: BrowserContext) -> None:
    hall = a_hall()
    case = a_case(hall, at=State.DECIDED)
    page = context.new_page()
    paper = of_case(case.no)[-1]
    address = verify_url(paper, "")
    assert looked_at(page, (address,)) == {}
    void(paper, "核查发现与承诺不符", by=hall.officer("manager"), now=paper.issued_at)
    assert looked_at(page, (address,)) == {}
    page.set_input_files("#file", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 x"})
    page.locator("main form button").last.click()
    assert "和发出的不一样" in page.locator("h1").inner_text()
    assert violations(page) == []


@pytest.mark.ignore_template_errors
def test_the_page_of_layouts_has_no_violation(context: BrowserContext) -> None:
    hall = a_hall()
    page = context.new_page()
    sign_in(page, hall, "manager")
    assert looked_at(page, ("/desk/layouts/",)) == {}
    page.locator("summary").first.click()
    page.fill("#source-window", "#nosuch")
    page.locator("#source-window ~ div button").first.click()
    assert "第 1 行" in page.locator("[role=alert]").first.inner_text()
    assert violations(page) == []


@pytest.mark.ignore_template_errors
def test_the_clerks_pages_have_no_violation(context: BrowserContext) -> None:
    hall = a_hall()
    sheet = a_matter(hall)
    draft, decided = a_draft(hall, sheet), a_case(hall, at=State.DECIDED, sheet=sheet)
    page = context.new_page()
    sign_in(page, hall, "clerk")
    paths = (
        "/desk/window/", f"/desk/intake/{draft.no}/", "/desk/collect/", f"/desk/collect/{decided.no}/",
        "/desk/ledger/", f"/desk/cases/{decided.no}/", f"/desk/cases/{decided.no}/papers/", "/desk/seat/",
        "/desk/password/",
    )  # fmt: skip
    assert looked_at(page, paths) == {}


def test_the_reviewers_pages_have_no_violation(context: BrowserContext) -> None:
    hall = a_hall()
    case = a_case(hall)
    page = context.new_page()
    sign_in(page, hall, "reviewer")
    assert looked_at(page, ("/desk/tasks/", "/desk/tasks/done/", f"/desk/cases/{case.no}/")) == {}
