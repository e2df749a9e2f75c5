"""Every page that a citizen, a visitor or a screen sees: no violation by axe-core (WCAG 2.1 AA; GB/T 37668), no form
that loses what was typed."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pytest_django import Settings

from tests.browser.axe import on_every_screen
from tests.browser.every_page import look, page_of
from tests.cases.build import a_case
from tests.cast import a_hall

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.ignore_template_errors
def test_no_page_outside_the_desk_has_a_violation_and_no_form_there_takes_nonsense_or_loses_it(
    chromium: Browser, live_server: Any, tmp_path: Path, settings: Settings
) -> None:
    settings.UPLOAD_DIR = tmp_path
    seen = look(chromium, live_server.url, a_hall(), tmp_path, of_the_desk=False)
    assert seen.violations == {}
    assert seen.complaints == []
    assert seen.presses > 20


def test_a_form_that_is_answered_with_a_refusal_has_no_violation(chromium: Browser, live_server: Any) -> None:
    case = a_case(a_hall())
    page = page_of(chromium, live_server.url, Client())
    for address, typed in (
        ("/track/", {"#no": "1", "#tail": ""}),
        ("/track/", {"#no": case.no, "#tail": "0000"}),
        ("/sign-in/", {"#staff_no": "nobody", "#password": "wrong"}),
    ):
        page.goto(address)
        for field, words in typed.items():
            page.fill(field, words)
        with page.expect_navigation():
            page.locator("main form button").first.click()
        assert address in page.url
        assert on_every_screen(page) == [], address
    page.context.close()
