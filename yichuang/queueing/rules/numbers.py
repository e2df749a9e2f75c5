"""Numbers as people read and hear them. Pure."""

import re
import secrets
from datetime import datetime

MOST_NUMBER = 8999  # of a day and a theme; above it are the blocks
MOST_RESERVED = 9999
BLOCK_SIZE = 50
_LABEL = re.compile(r"([A-Z]{0,4})([0-9]{1,4})")


def label(prefix: str, number: int) -> str:
    """Return a ticket's number as it is printed: A003."""
    return f"{prefix}{number:03d}"


def read_label(text: str) -> tuple[str, int] | None:
    """Read a number as people say it: A003 and a3 are (A, 3), 3 is ("", 3); None for anything else."""
    found = _LABEL.fullmatch(text.strip().upper())
    return (found[1], int(found[2])) if found else None


def spoken(ticket: str, window: int) -> str:
    """Return what the hall says (R063). It is Chinese whatever the page's language."""
    return f"请{ticket}号到{window}号窗口"


def new_code() -> str:
    """Return a name for a ticket that nobody can guess: 128 bits, as in the phone's address."""
    return secrets.token_urlsafe(16)


def seconds_between(start: datetime | None, end: datetime) -> int:
    """Return whole seconds, never below zero: clocks of two machines may differ a little."""
    return max(int((end - start).total_seconds()), 0) if start else 0
