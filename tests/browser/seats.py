"""People at their screens: a browser for each, who types, clicks, and hears every complaint of the console."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.cast import PASSWORD, Hall
from tests.desk.visits import sign_in

# A page that is left lets go of its requests, and htmx calls that an error. One that fails is also said by
# htmx:sendError or htmx:responseError, which are heard.
LEFT_BEHIND = ("htmx:afterRequest", "htmx:sendAbort")
SEEN_PRINT = "window.printed = 0; window.print = () => { window.printed += 1; };"
PATIENCE = 10.0


def holds(page: Page, expression: str, *, seconds: float = PATIENCE) -> bool:
    """Whether something is true in the page, or comes true: a page that has just been asked for is still drawn.

    Playwright's own way of waiting is barred by the pages' CSP. A page that is left for the next one while it is
    asked has no answer; the next one is asked then.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            if page.evaluate(expression):
                return True
        except Error:
            if time.monotonic() > deadline:
                raise
        if time.monotonic() > deadline:
            return False
        page.wait_for_timeout(50)


def fits_across(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return holds(page, "document.documentElement.scrollWidth <= window.innerWidth")


def has_printed(page: Page, times: int) -> bool:
    """Whether the page, once it is there, opened the print window just so often."""
    return holds(page, f"document.readyState === 'complete' && window.printed === {times}")


@dataclass
class Seat:
    """One person's browser window."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def listen(self, *, but: tuple[str, ...] = ()) -> None:
        """Note every error and warning that the browser reports, except those that the test means to cause."""

        def note(kind: str, words: str) -> None:
            if not any(known in words for known in (*LEFT_BEHIND, *but)):
                self.complaints.append(f"{kind}: {words} at {self.page.url}")

        self.page.on(
            "console", lambda said: note(said.type, said.text) if said.type in {"error", "warning"} else None
        )
        self.page.on("pageerror", lambda wrong: note("script", str(wrong)))


class Hallway:
    """Opens browsers for the cast, and closes them."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url = browser, url
        self.seats: list[Seat] = []
        self.contexts: list[BrowserContext] = []

    def seat(self, *, scripts: bool = True, but: tuple[str, ...] = ()) -> Seat:
        """Open a browser that nobody has signed in to."""
        context = self.browser.new_context(
            base_url=self.url,
            java_script_enabled=scripts,
            locale="zh-CN",
            viewport={"width": 1366, "height": 768},
        )
        context.set_default_timeout(30_000)
        context.add_init_script(SEEN_PRINT)
        self.contexts.append(context)
        seat = Seat(context.new_page())
        seat.listen(but=but)
        self.seats.append(seat)
        return seat

    def of(self, hall: Hall, who: str, *, scripts: bool = True, but: tuple[str, ...] = ()) -> Seat:
        """Open a browser with a session that has just been begun."""
        seat = self.seat(scripts=scripts, but=but)
        session = sign_in(hall, who, client=Client()).cookies["yc_session"].value
        seat.page.context.add_cookies([{"name": "yc_session", "value": session, "url": self.url}])
        return seat

    def sign_in(self, hall: Hall, who: str, *, scripts: bool = True) -> Seat:
        """Open a browser and sign in by the form."""
        seat = self.seat(scripts=scripts)
        seat.page.goto("/desk/")
        seat.page.fill("#staff_no", hall.staff[who].staff_no)
        seat.page.fill("#password", PASSWORD)
        seat.page.click("main button")
        return seat


def hallway(chromium: Browser, url: str) -> Iterator[Hallway]:
    """Yield a hallway whose browsers must have had nothing to complain of."""
    opened = Hallway(chromium, url)
    yield opened
    for context in opened.contexts:
        context.close()
    complaints = [words for seat in opened.seats for words in seat.complaints]
    assert not complaints, complaints


class Keyboard:
    """Counts the keys that a person would press; no mouse."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys += key.count("+") + 1
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type what is on the keys themselves."""
        self.keys += len(text)
        self.page.keyboard.type(text)

    def chinese(self, text: str, pinyin: str) -> None:
        """Type characters by their sounds: one key a letter, and one to choose."""
        self.keys += len(pinyin) + 1
        self.page.keyboard.insert_text(text)
