"""Takes a picture of every page of a running demonstration, in three sizes (look.md: look before calling it done).

    bin/yichuang-shots [FOLDER] [--url http://localhost:8000] [--only WORD] [--english] [--large]

It signs in as the demonstration's people; pages that need a case use the newest one, and one is taken in
when there is none.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import find_chromium

PASSWORD = "Qinghe-2026"  # noqa: S105 - of the demonstration's people, who exist nowhere else
SIZES = ((1366, 768), (1920, 1080), (390, 844))
PATIENCE = 10_000  # milliseconds for any one step
APPLICANT = ("34052419800101001X", "张三", "13812341234")
CLERK, REVIEWER, APPROVER = "0305", "1101", "1102"
RECEPTION, MANAGER, SUPERVISION = "0104", "0102", "0103"
PUBLISHER, CENTRE_APPROVER = "1203", "0101"


@dataclass(frozen=True)
class Shot:
    """One page: the file's name, its address, who looks at it, and what is done there first."""

    name: str
    path: str
    by: str = ""
    first: Callable[[Page], None] | None = None


def search(page: Page) -> None:
    """Type into the clerk's search."""
    page.locator("[data-find]").fill("ylxk")
    page.wait_for_timeout(600)


def wrong_leave(page: Page) -> None:
    """Give out a leave form whose last day there is not, to see what is said and what stays."""
    for name, said in (("who", "周某"), ("window", "5 号窗口"), ("days", "2"), ("reason", "就医")):
        page.locator(f"#f-{name}").fill(said)
    page.locator("#f-from").fill("2026-11-24")
    page.locator("#f-until").fill("2026-11-20")
    page.locator("main form .btn-primary").click()


def give_leave(page: Page) -> None:
    """Give one out, to see it as a paper."""
    wrong_leave(page)
    page.locator("#f-until").fill("2026-11-25")
    page.locator("main form .btn-primary").click()
    page.wait_for_url("**/hall-papers/paper/**")


def draft_guide(page: Page) -> None:
    """Draft the next version of a guide, or go on with the draft there is, to see the whole form."""
    page.locator("#list a").first.click()
    page.wait_for_url("**/desk/matters/*/")
    draft = page.locator("button[value=draft]")
    if draft.count():
        draft.click()
    else:
        page.locator(".next a.btn-primary").click()
        page.locator("a[href$='/edit/']").click()
    page.wait_for_url("**/edit/")


def forms_of_draft(page: Page) -> None:
    """Open the blank forms and samples of her draft."""
    page.locator("#list a").first.click()
    page.locator("a[href$='/forms/']").click()
    page.wait_for_url("**/forms/")


def wrong_number(page: Page) -> None:
    """Send a wrong case number, to see the refusal."""
    page.locator("#no").fill("209901010001")
    page.locator("#tail").fill("0000")
    page.locator("main form button").first.click()


SHOTS = (
    Shot("home", "/"),
    Shot("find", "/find/?q=食品"),
    Shot("find-empty", "/find/?q=龘龘"),
    Shot("themes", "/themes/"),
    Shot("departments", "/departments/"),
    Shot("events", "/events/"),
    Shot("centres", "/centres/"),
    Shot("guide", "{matter}"),
    Shot("checklist", "{matter}checklist/"),
    Shot("track", "/track/"),
    Shot("track-wrong", "/track/", first=wrong_number),
    Shot("progress", "/track/case/", by="applicant"),
    Shot("services", "/services/"),
    Shot("window-board", "/windows/5/"),
    Shot("privacy", "/privacy/"),
    Shot("accessibility", "/accessibility/"),
    Shot("not-found", "/matters/none/"),
    Shot("sign-in", "/sign-in/"),
    Shot("desk-window", "/desk/window/", CLERK),
    Shot("desk-window-search", "/desk/window/", CLERK, search),
    Shot("desk-intake", "{draft}", CLERK),
    Shot("desk-collect", "/desk/collect/", CLERK),
    Shot("desk-papers", "{case}papers/", CLERK),
    Shot("desk-ledger", "/desk/ledger/", CLERK),
    Shot("desk-hall-papers", "/desk/hall-papers/", MANAGER),
    Shot("desk-hall-paper-wrong", "/desk/hall-papers/new/leave_form/", MANAGER, wrong_leave),
    Shot("desk-hall-paper", "/desk/hall-papers/new/leave_form/", MANAGER, give_leave),
    Shot("desk-tasks", "/desk/tasks/", REVIEWER),
    Shot("desk-done", "/desk/tasks/done/", REVIEWER),
    Shot("desk-case", "{case}", REVIEWER),
    Shot("desk-matters", "/desk/matters/", CLERK),
    Shot("desk-matter-new", "/desk/new-matter/", PUBLISHER),
    Shot("desk-guide-edit", "/desk/matters/?q=娱乐场所", PUBLISHER, draft_guide),
    Shot("desk-guide-forms", "/desk/matters/?view=drafts", PUBLISHER, forms_of_draft),
    Shot("desk-life-events", "/desk/life-events/", CENTRE_APPROVER),
    Shot("book", "/book/"),
    Shot("ask", "/ask/"),
    Shot("complain", "/complain/"),
    Shot("ratings", "/ratings/"),
    Shot("late", "/late/"),
    Shot("hall-kiosk", "/kiosk/hall-1/"),
    Shot("hall-screen", "/screens/qinghe/"),
    Shot("hall-calls", "/desk/calls/", CLERK),
    Shot("hall-reception", "/desk/reception/", RECEPTION),
    Shot("hall-sheet", "/desk/sheet/", RECEPTION),
    Shot("hall-board", "/desk/board/", MANAGER),
    Shot("hall-announcements", "/desk/announcements/", MANAGER),
    Shot("hall-bookings", "/desk/bookings/", MANAGER),
    Shot("hall-windows", "/desk/windows/", MANAGER),
    Shot("hall-posts", "/desk/posts/", MANAGER),
    Shot("watch-desk", "/desk/supervision/", SUPERVISION),
    Shot("watch-cards", "/desk/cards/", SUPERVISION),
    Shot("watch-card", "{card}", SUPERVISION),
    Shot("watch-orders", "/desk/orders/", SUPERVISION),
    Shot("watch-rules", "/desk/supervision/rules/", SUPERVISION),
    Shot("watch-spot-checks", "/desk/spot-checks/", SUPERVISION),
    Shot("answer-ratings", "/desk/ratings/", SUPERVISION),
    Shot("answer-rating-figures", "/desk/ratings/figures/", SUPERVISION),
    Shot("answer-rating-reports", "/desk/ratings/reports/", SUPERVISION),
    Shot("answer-complaints", "/desk/complaints/", SUPERVISION),
    Shot("answer-complaint-new", "/desk/complaints/new/", SUPERVISION),
    Shot("answer-complaints-month", "/desk/complaints/month/", SUPERVISION),
    Shot("answer-enquiries", "/desk/enquiries/", CLERK),
    Shot("answer-unresolved", "/desk/complaints/unresolved/", CLERK),
    Shot("answer-messages", "/desk/messages/", MANAGER),
)


class Tour:
    """A browser with a signed-in context for each person, and the addresses found on the way."""

    def __init__(self, browser: Browser, url: str, *, english: bool, large: bool) -> None:
        self.browser = browser
        self.url = url
        self.cookies = [
            {"name": "django_language", "value": "en" if english else "zh-hans", "url": url},
            {"name": "yc_type", "value": "large" if large else "normal", "url": url},
        ]
        self.pages: dict[str, Page] = {}
        self.found: dict[str, str] = {}

    def page(self, who: str) -> Page:
        """Return the person's page, signed in the first time."""
        if who not in self.pages:
            context = self.browser.new_context(base_url=self.url, locale="zh-CN")
            context.add_cookies(self.cookies)  # type: ignore[arg-type]
            context.set_default_timeout(PATIENCE)
            self.pages[who] = context.new_page()
            if who == "applicant":
                self._follow(self.pages[who])
            elif who:
                self._sign_in(self.pages[who], who)
        return self.pages[who]

    def _sign_in(self, page: Page, staff_no: str) -> None:
        page.goto("/sign-in/")
        page.fill("#staff_no", staff_no)
        page.fill("#password", PASSWORD)
        page.click("main form button")
        if "/seat/" in page.url:
            page.locator(".seats button").first.click()

    def _follow(self, page: Page) -> None:
        page.goto("/track/")
        page.fill("#no", self.address("{case}").split("/")[3])
        page.fill("#tail", APPLICANT[2][-4:])
        page.locator("main form button").first.click()

    def address(self, path: str) -> str:
        """Fill in the addresses that only the installation knows."""
        for name in ("matter", "draft", "case", "card"):
            mark = "{" + name + "}"
            if mark in path:
                if name not in self.found:
                    self.found[name] = getattr(self, f"_a_{name}")()
                path = path.replace(mark, self.found[name])
        return path

    def _a_matter(self) -> str:
        return self._first_link("", "/find/?q=食品", ".hits a")

    def _a_card(self) -> str:
        return self._first_link(SUPERVISION, "/desk/cards/", "main a[href*='/desk/cards/']") or "/desk/cards/"

    def _first_link(self, who: str, path: str, selector: str) -> str:
        page = self.page(who)
        page.goto(path)
        link = page.locator(selector).first
        href = link.get_attribute("href") if link.count() else ""
        return href or ""

    def _a_draft(self) -> str:
        page = self.page(CLERK)
        page.goto("/desk/window/")
        page.locator("[data-find]").fill("食品")
        page.locator(".found-hit").first.click()
        page.wait_for_url("**/desk/intake/**")
        path = page.url.removeprefix(self.url)
        self._fill(page)
        return path

    def _fill(self, page: Page) -> None:
        number, name, phone = APPLICANT
        page.fill("#id_number", number)
        page.keyboard.press("Tab")
        page.wait_for_timeout(500)
        page.fill("#name", name)
        page.fill("#phone", phone)
        page.locator("[data-rest]").click()
        page.wait_for_timeout(1200)  # typed fields are saved a moment after the last key

    def _a_case(self) -> str:
        if known := self._first_link(CLERK, "/desk/ledger/?state=accepted", "table a[href*='/desk/cases/']"):
            return known
        page = self.page(CLERK)
        page.goto(self._a_draft())
        page.locator("[data-primary]").click()
        page.wait_for_url("**/desk/cases/**")
        path = page.url.removeprefix(self.url)
        return "/".join(path.split("/")[:4]) + "/"


def take(tour: Tour, shot: Shot, folder: Path) -> None:
    """Take one page in every size; the phone's and public pages in their whole length."""
    page = tour.page(shot.by)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(tour.address(shot.path))
        if shot.first is not None:
            shot.first(page)
            page.wait_for_load_state()
        page.screenshot(path=folder / f"{shot.name}-{width}.png", full_page=width < 1000 or not shot.by)


def main(arguments: list[str]) -> int:
    """Take the tour; 0 when every page answered."""
    parser = argparse.ArgumentParser(prog="bin/yichuang-shots", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", default="shots", type=Path)
    parser.add_argument("--url", default="http://localhost:8000")
    parser.add_argument("--only", default="", help="only pages whose name has this word in it")
    parser.add_argument("--english", action="store_true")
    parser.add_argument("--large", action="store_true")
    asked = parser.parse_args(arguments)
    asked.folder.mkdir(parents=True, exist_ok=True)
    program = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        tour = Tour(browser, asked.url.rstrip("/"), english=asked.english, large=asked.large)
        for shot in SHOTS:
            if asked.only in shot.name:
                take(tour, shot, asked.folder)
                sys.stdout.write(f"{shot.name}\n")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
