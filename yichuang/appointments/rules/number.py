"""Numbers of bookings. Pure but for chance."""

import re
import secrets
import unicodedata

LETTER = "Y"  # 预约; a joint application's number begins with L, a case's with its year
_DIGITS = 10
_WRITTEN = re.compile(rf"{LETTER}?([0-9]{{{_DIGITS}}})")
_IN_ADDRESS = re.compile(r"[?&]no=([^&#]*)", re.IGNORECASE)


def new_number() -> str:
    """Return a number that is read out easily and guessed badly: Y4820137756. The row makes sure of it."""
    return f"{LETTER}{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"


def tidy_number(text: str) -> str:
    """Return a number as it is kept, from whatever blanks it was typed with."""
    return "".join(c for c in text if c.isalnum()).upper()


def number_in(text: str) -> str:
    """Return the number that was typed, with its letter or without, or that a scanner read out of the QR code of
    a booking's page; empty where there is none. A scanner types as the keyboard is set: wide letters are letters."""
    plain = unicodedata.normalize("NFKC", text)
    address = _IN_ADDRESS.search(plain)
    written = _WRITTEN.fullmatch(tidy_number(address[1] if address else plain))
    return LETTER + written[1] if written else ""
