"""How axe-core is asked about every page, in normal and in large type (WCAG 2.1 AA; GB/T 37668).

The pages are found, not listed: every route of the URL configuration is asked for with what the hall holds, by
everyone of the cast. A route that nobody gets an answer from fails, so that a new page cannot be forgotten.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import NamedTuple

from axe_playwright_python.base import AXE_FILE_PATH
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.cast import Hall
from tests.desk.visits import text
from tests.furnished import CAST, ENOUGH, FOR_ANYONE, NOT_FURNISHED, Values, addresses_of, everyone, furnished
from tests.house.test_urls import addresses

AXE = AXE_FILE_PATH.read_text(encoding="utf-8")


# The style sheets are our own, and no page plays anything: nothing has to be read beforehand.
ANY = {"resultTypes": ["violations"], "preload": False}


WCAG = {**ANY, "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


CONTRAST = {**ANY, "runOnly": {"type": "rule", "values": ["color-contrast"]}}


ALL_ELSE = {**WCAG, "rules": {"color-contrast": {"enabled": False}}}


# A telephone shows the same in both types: the smaller asks more of colours, the larger leaves less room.
LOOKS = (("normal", 1366, 768, WCAG), ("normal", 390, 844, CONTRAST), ("large", 390, 844, ALL_ELSE))


# As the server does it for who has chosen large type; but for the link that changes it nothing else differs.
SET_TYPE = "(size) => { document.documentElement.dataset.type = size; }"


class Visit(NamedTuple):
    """A page to look at, and in whose browser."""

    who: str
    address: str


REFUSED = (
    Visit("visitor", "/nowhere/"),
    Visit("clerk", "/desk/nowhere/"),
    Visit("clerk", "/desk/tasks/"),
)


def kinds(page: str) -> set[str]:
    """Return the kinds of elements in a page's own part: what axe can judge differently."""
    main = page[page.find("<main") :]
    return set(re.findall(r"<\w+|\s(?:class|type|role|aria-\w+|autocomplete)=\"[^\"]*\"|\sdisabled", main))


def visits(route: str, values: Values, browsers: dict[str, Client]) -> list[Visit] | None:
    """Return the pages of a route, each of which shows something that those before it do not.

    None where nobody gets an answer; empty where the answers are no pages but actions and files.
    """
    if FOR_ANYONE.match(route):
        browsers = {"visitor": browsers["visitor"]}
    seen: set[str] = set()
    in_vain: Counter[str] = Counter()
    found, is_answered = [], False
    for address, (who, browser) in product(addresses_of(route, values), browsers.items()):
        if in_vain[who] == ENOUGH:
            continue
        answer = browser.get(address)
        in_vain[who] += is_answered and answer.status_code in {403, 404}
        body = text(answer)  # read whatever it is: a file that is not read stays open
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        # An action or a file, for everyone and about everything.
        if answer.status_code == 405 or (answer.status_code == 200 and not is_page):
            return []
        is_answered |= answer.status_code in {200, 302}
        if answer.status_code == 200 and not (new := kinds(body)) <= seen:
            seen |= new
            found.append(Visit(who, address))
    return found if is_answered else None


def violations(page: Page, asked: Mapping[str, object]) -> list[str]:
    """Run axe in the page; the protocol's own evaluation is not bound by the page's CSP."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"() => {{ {AXE}; }}")
    found = page.evaluate(f"() => axe.run(document, {json.dumps(asked)}).then((said) => said.violations)")
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def on_every_screen(page: Page) -> list[str]:
    """Return what axe finds on a desk's screen and on a telephone's, there in large type too; loaded once."""
    found = []
    for size, width, height, asked in LOOKS:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(SET_TYPE, size)
        found += [f"{size}, {width}: {words}" for words in violations(page, asked)]
    page.evaluate(SET_TYPE, "normal")
    return found


def page_of(chromium: Browser, url: str, browser: Client) -> Page:
    """Open a window with the cookies of a test's browser."""
    context = chromium.new_context(base_url=url, locale="zh-CN")
    context.set_default_timeout(30_000)
    kept = {name: cookie.value for name, cookie in browser.cookies.items()}
    context.add_cookies([{"name": name, "value": value, "url": url} for name, value in kept.items()])
    return context.new_page()


Found = dict[Visit, list[str]]


def check(chromium: Browser, url: str, hall: Hall, uploads: Path, *, of_the_desk: bool) -> Found:
    """Look at every page of the desk, or at every other one; return what axe found and where."""
    values, followed = furnished(hall, uploads)
    browsers = {who: one for who, one in everyone(hall, followed).items() if (who in CAST) is of_the_desk}
    # The description for machines is drawn by its library; actions leave no page behind.
    routes = [r for r in addresses() if not r.startswith("api/") and r.startswith("desk/") is of_the_desk]
    assert routes
    found = {route: visits(route, values, browsers) for route in routes}
    assert {route for route, pages in found.items() if pages is None} <= NOT_FURNISHED, "nothing stands there"
    wanted = [visit for pages in found.values() for visit in pages or ()] + [
        visit for visit in REFUSED if visit.who in browsers
    ]
    wrong: Found = {}
    for who, browser in browsers.items():
        page = page_of(chromium, url, browser)
        for visit in wanted:
            if visit.who == who:
                page.goto(visit.address)
                if said := on_every_screen(page):
                    wrong[visit] = said
        page.context.close()
    return wrong
