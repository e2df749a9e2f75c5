"""Nonsense in every form of the product: a sentence beside the field, status 4xx, nothing lost of what was typed.

Each kind of form once, each of its buttons.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

from django.db import transaction
from django.test import Client

from tests.desk.forms import Form, forms_of
from tests.walk import Shown

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


class Forms:
    """The kinds of forms that were seen on the way, with each of their buttons."""

    def __init__(self) -> None:
        self.presses: list[Press] = []
        self._seen: set[tuple[str, object]] = set()

    def see(self, page: Shown) -> None:
        """Note the forms of a page into which something is typed, where no such form was seen on this route."""
        if "<form" not in page.html:
            return
        for form in forms_of(page.html, page.address):
            kind = page.route, form.shape
            if kind not in self._seen and any(field.is_typed for field in form.fields):
                self._seen.add(kind)
                self.presses += [Press(page.route, page.who, form, button) for button in form.buttons]

    def complaints(self, browsers: dict[str, Client]) -> Iterator[str]:
        """Fill every form with nonsense, press each button, and say what is wrong with the answers."""
        for press in self.presses:
            answer, typed = pressed(browsers[press.who], press)
            if said := complaint(answer, typed, press):
                yield f"{press.route} {press.who} {press.button} {answer.status_code}: {said}"


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
