"""axe-core finds no violation on any page of the desk (WCAG 2.1 AA; GB/T 37668)."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pytest_django import Settings

from tests.browser.axe import check
from tests.cast import a_hall

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.ignore_template_errors
def test_no_page_of_the_desk_has_a_violation(
    chromium: Browser, live_server: Any, tmp_path: Path, settings: Settings
) -> None:
    settings.UPLOAD_DIR = tmp_path
    assert check(chromium, live_server.url, a_hall(), tmp_path, of_the_desk=True) == {}
