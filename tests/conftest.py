"""The bench: a real PostgreSQL for every test that asks for one, a real Chromium for journeys."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import find_chromium
from tests.clusters import serve
from yichuang.catalogue.public import dictionary
from yichuang.notices.public import forget_subscriptions, forget_wordings
from yichuang.people.public import forget_closings
from yichuang.people.selectors.centres import forget_settings
from yichuang.site.ops.embedded import Server
from yichuang.site.ops.places import Places
from yichuang.worktime.public import hold, packaged

SERVER = pytest.StashKey[Server]()
LONGEST = [
    "test_real.py", "test_run.py", "test_histories.py", "test_urls.py", "test_every_desk_page.py",
    "test_every_public_page.py",
    "test_kiosk_journeys.py", "test_browser.py", "test_law_journeys.py", "test_journeys.py",
]  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """Start the throw-away server in the process that began the session; xdist's workers use it too."""
    if _began_here() and os.environ.get("YICHUANG_TEST_SERVER") == "embedded":
        kept_in = Path(str(config.cache.mkdir("clusters"))) if config.cache else _home() / "clusters"
        config.stash[SERVER] = serve(Places(_home() / "server"), kept_in)


@pytest.hookimpl(trylast=True)  # after the order has been shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that need a browser come last, and of both kinds those that take longest first.

    So neither process is left alone with a long one; and once a process has its browser, whose loop runs in the
    tests' own thread, no test of another kind follows in it: some begin a loop of their own.
    """
    browsing = {item.path for item in items if item.get_closest_marker("browser")}
    length = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: (item.path in browsing, length.get(item.path.name, len(LONGEST))))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop it and leave nothing behind."""
    if server := config.stash.get(SERVER, None):
        server.stop()
    if _began_here():
        shutil.rmtree(_home(), ignore_errors=True)


def _began_here() -> bool:
    return os.environ.get("YICHUANG_TEST_OWNER") == str(os.getpid())


def _home() -> Path:
    return Path(os.environ["YICHUANG_TEST_HOME"])


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """A process remembers settings and letters for seconds; a test begins without memories.

    Nor does it begin in the language of the last page that another test asked for.
    """
    forget_settings()
    forget_closings()
    forget_wordings()
    forget_subscriptions()
    translation.deactivate()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real Chromium; each test opens its own context in it."""
    program = find_chromium()
    if program is None:
        pytest.fail("there is no Chromium on this machine; bin/test installs one")
    # Playwright's loop runs in this thread, and Django would take the tests' own queries for asynchronous ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium's sandbox refuses root
        browser = playwright.chromium.launch(executable_path=program, args=sandbox)
        yield browser
        browser.close()


@pytest.fixture(autouse=True, scope="session")
def _one_calendar() -> None:
    """Hold the packaged calendar: statement counts must not depend on the minute's look for a newer one."""
    hold(packaged())


@pytest.fixture(scope="session", autouse=True)
def _dictionary_at_hand() -> Iterator[None]:
    """Guides are published in thousands of tests: the dictionary of words is loaded once for all of them."""
    with dictionary.held():
        yield
