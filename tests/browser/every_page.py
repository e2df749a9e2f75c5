"""What is asked of every page there is: axe-core finds nothing, and its forms answer nonsense as they should."""

import re
from pathlib import Path
from typing import NamedTuple

from django.test import Client
from playwright.sync_api import Browser, Page

from tests.browser.axe import on_every_screen
from tests.cast import Hall
from tests.furnished import CAST, NOT_FURNISHED, everyone, furnished
from tests.house.test_urls import addresses
from tests.nonsense import Forms
from tests.walk import Walk


class Visit(NamedTuple):
    """A page to look at, and in whose browser."""

    who: str
    address: str


class Seen(NamedTuple):
    """What is wrong: by axe, page by page, and with the answers of forms; how many buttons were pressed."""

    violations: dict[Visit, list[str]]
    complaints: list[str]
    presses: int


REFUSED = (
    Visit("visitor", "/nowhere/"),
    Visit("clerk", "/desk/nowhere/"),
    Visit("clerk", "/desk/tasks/"),
)


def kinds(page: str) -> set[str]:
    """Return the kinds of elements in a page's own part: what axe can judge differently."""
    main = page[page.find("<main") :]
    return set(re.findall(r"<\w+|\s(?:class|type|role|aria-\w+|autocomplete)=\"[^\"]*\"|\sdisabled", main))


def look(chromium: Browser, url: str, hall: Hall, uploads: Path, *, of_the_desk: bool) -> Seen:
    """Look at every page of the desk, or at every other one."""
    values, followed = furnished(hall, uploads)
    # Who works here has her pages at the desk, everyone else has his elsewhere.
    browsers = {who: one for who, one in everyone(hall, followed).items() if (who in CAST) is of_the_desk}
    # The description for machines is drawn by its library; actions leave no page behind.
    routes = [r for r in addresses() if not r.startswith("api/") and r.startswith("desk/") is of_the_desk]
    assert routes
    walk, forms = Walk(values, browsers), Forms()
    wanted = [visit for visit in REFUSED if visit.who in browsers]
    for route in routes:
        seen: set[str] = set()
        for page in walk.pages(route):
            forms.see(page)
            if not (new := kinds(page.html)) <= seen:  # it shows something that those before it do not
                seen |= new
                wanted.append(Visit(page.who, page.address))
    assert walk.silent <= NOT_FURNISHED, "nothing stands there"
    violations = axed(chromium, url, browsers, wanted)
    return Seen(violations, list(forms.complaints(browsers)), len(forms.presses))


def axed(
    chromium: Browser, url: str, browsers: dict[str, Client], wanted: list[Visit]
) -> dict[Visit, list[str]]:
    """Ask axe about these pages."""
    wrong = {}
    for who, browser in browsers.items():
        page = page_of(chromium, url, browser)
        for visit in wanted:
            if visit.who == who:
                page.goto(visit.address)
                if said := on_every_screen(page):
                    wrong[visit] = said
        page.context.close()
    return wrong


def page_of(chromium: Browser, url: str, browser: Client) -> Page:
    """Open a window with the cookies of a test's browser."""
    context = chromium.new_context(base_url=url, locale="zh-CN")
    context.set_default_timeout(30_000)
    kept = {name: cookie.value for name, cookie in browser.cookies.items()}
    context.add_cookies([{"name": name, "value": value, "url": url} for name, value in kept.items()])
    return context.new_page()
