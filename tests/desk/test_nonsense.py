"""Nonsense in every form of the product: a sentence beside the field, status 4xx, nothing lost of what was typed.

The forms are found, not listed: every page that somebody of the cast can open in a furnished hall, each kind of form
once, each of its buttons.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from tests.cast import a_hall
from tests.desk.forms import Form, forms_of
from tests.desk.visits import text
from tests.furnished import CAST, ENOUGH, FOR_ANYONE, Values, addresses_of, everyone, furnished
from tests.house.test_urls import addresses

pytestmark = pytest.mark.django_db
WRONG = {"number": "²", "date": "2026-02-30", "time": "25:00", "month": "2026-13"}
# Figures by which somebody is known again, and passwords, are never written onto a screen.
SECRET = {"tail", "given", "password", "old", "new", "again"}
BESIDE = re.compile(r'field-fault|class="err|aria-invalid="true"')
NO_SUCH = "没有这个操作"  # what a dead button sends: no field is wrong
# The whole page is the answer to one question, or a machine that others look at.
ONE_QUESTION = ("here/", "kiosk/", "verify/", "track/", "sign-in/")


class Press(NamedTuple):
    """A button of a form, and who presses it where."""

    route: str
    who: str
    form: Form
    button: tuple[str, str]


def presses(values: Values, browsers: dict[str, Client]) -> Iterator[Press]:
    """Find every kind of form on every page, with each of its buttons."""
    for route in addresses():
        if route.startswith("api/"):
            continue
        # Who works here has her pages at the desk, everyone else has his elsewhere.
        looking = {who: one for who, one in browsers.items() if (who in CAST) is route.startswith("desk/")}
        looking = {"visitor": browsers["visitor"]} if FOR_ANYONE.match(route) else looking
        seen: set[object] = set()
        in_vain: Counter[str] = Counter()
        for address, who in product(addresses_of(route, values), looking):
            if in_vain[who] > ENOUGH:
                continue
            page = looking[who].get(address)
            forms = typed_forms(page, address)
            in_vain[who] += ENOUGH + 1 if page.status_code == 405 else not forms  # an action has no page
            for form in forms:
                if form.shape not in seen:
                    seen.add(form.shape)
                    yield from (Press(route, who, form, one) for one in form.buttons)


def typed_forms(page: Any, address: str) -> list[Form]:
    """Return the forms of a page into which something is typed."""
    whole = text(page)  # read whatever it is: a file that is not read stays open
    if page.status_code != 200 or "<form" not in whole:
        return []
    return [form for form in forms_of(page.content.decode(), address) if any(f.is_typed for f in form.fields)]


def pressed(browser: Client, press: Press) -> tuple[Any, dict[str, str]]:
    """Write nonsense everywhere, press the button, and take back whatever it did."""
    typed = {
        field.name: WRONG.get(field.kind, f"<b>{field.name}</b>𠮷" + "长" * 2400)
        for field in press.form.fields
        if field.is_typed and field.name
    }
    with transaction.atomic():
        answer = browser.post(press.form.action, press.form.sent(typed, press.button))
        transaction.set_rollback(True)
    return answer, typed


def complaint(answer: Any, typed: dict[str, str], press: Press) -> str:
    """Say what is wrong with an answer to nonsense; nothing where it is as it should be."""
    if answer.status_code >= 500:
        return "the server failed"
    if answer.status_code < 400 or answer.status_code == 403:
        return ""
    whole = unescape(answer.getvalue().decode())
    lost = [name for name, said in typed.items() if name not in SECRET and said[:60] not in whole]
    if lost:
        return f"lost: {lost}"
    refusal = answer.context.get("refusal") if answer.context else None
    is_one = press.route.startswith(ONE_QUESTION) or NO_SUCH in whole
    if answer.status_code == 422 and not BESIDE.search(whole) and not is_one:
        return f"not beside {sorted(typed)}: {getattr(refusal, 'field', '?')!r} {getattr(refusal, 'sentence', '')}"
    return ""


@pytest.mark.ignore_template_errors
def test_nonsense_in_any_form_is_answered_beside_the_field_and_nothing_typed_is_lost(
    tmp_path: Path, settings: Settings
) -> None:
    settings.UPLOAD_DIR = tmp_path
    hall = a_hall()
    values, followed = furnished(hall, tmp_path)
    browsers = everyone(hall, followed)
    wrong, count = [], 0
    for press in presses(values, browsers):
        answer, typed = pressed(browsers[press.who], press)
        count += 1
        if said := complaint(answer, typed, press):
            wrong.append(f"{press.route} {press.who} {press.button} {answer.status_code}: {said}")
    assert count > 150
    assert not wrong, "\n".join(wrong)
