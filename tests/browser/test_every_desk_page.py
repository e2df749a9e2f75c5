"""Every page of the desk: no violation by axe-core (WCAG 2.1 AA; GB/T 37668), no form that loses what was typed."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pytest_django import Settings

from tests.browser.every_page import look
from tests.cast import a_hall

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.ignore_template_errors
def test_no_page_of_the_desk_has_a_violation_and_no_form_of_it_takes_nonsense_or_loses_it(
    chromium: Browser, live_server: Any, tmp_path: Path, settings: Settings
) -> None:
    settings.UPLOAD_DIR = tmp_path
    seen = look(chromium, live_server.url, a_hall(), tmp_path, of_the_desk=True)
    assert seen.violations == {}
    assert seen.complaints == []
    assert seen.presses > 100
