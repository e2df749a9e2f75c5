"""Numbers of bookings. Pure but for chance."""

import secrets

LETTER = "Y"  # 预约; a joint application's number begins with L, a case's with its year
_DIGITS = 10


def new_number() -> str:
    """Return a number that is read out easily and guessed badly: Y4820137756. The row makes sure of it."""
    return f"{LETTER}{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"


def tidy_number(text: str) -> str:
    """Return a number as it is kept, from whatever blanks it was typed with."""
    return "".join(c for c in text if c.isalnum()).upper()
