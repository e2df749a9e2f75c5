"""What a kiosk asks for, and the mark that its form carries. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing
from django.utils.translation import gettext

from yichuang.queueing.public import PriorityClass, new_code

MOST_BROUGHT = 6  # materials that fit on the page; the others are on the phone
FORM_SECONDS = 3600
ID_CARD_LENGTH = 18
TAIL_LENGTH = 4
_SALT = "kiosk.form"
_SLIP = re.compile(r"/t/([A-Za-z0-9_-]{22})(?:/|$)")
_PHONE = re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}")


@dataclass(frozen=True)
class GreenClass:
    """A class that someone declares at the kiosk: what is shown at the window, and whether one is escorted."""

    key: str
    name: str
    proof: str
    is_escorted: bool


def declared_classes(classes: Iterable[PriorityClass]) -> list[GreenClass]:
    """Return the classes of the green channel: those that show a proof (R067)."""
    return [
        GreenClass(c.key, gettext(c.name), gettext(c.needs_proof), c.is_escorted)
        for c in classes
        if c.needs_proof
    ]


def new_form() -> str:
    """Return a mark for a form: the code of the ticket that will come of it, signed."""
    return signing.dumps(new_code(), salt=_SALT)


def code_of_form(mark: str) -> str:
    """Return the ticket's code of a form that was given out here; empty for any other."""
    try:
        return str(signing.loads(mark, salt=_SALT, max_age=FORM_SECONDS))
    except signing.BadSignature:
        return ""


def problem_with_phone(phone: str) -> str:
    """Say why this is no telephone number; an empty one is fine."""
    if phone and not _PHONE.fullmatch(phone):
        return gettext("电话号码不对：手机是 11 位数字。")
    return ""


def code_in(scanned: str) -> str:
    """Return the code of the number whose slip was scanned; empty for anything else."""
    found = _SLIP.search(scanned)
    return found[1] if found else ""
