"""Numbers as people read and hear them. Pure."""

import secrets
from datetime import datetime

MOST_NUMBER = 9999


def label(prefix: str, number: int) -> str:
    """Return a ticket's number as it is printed: A003."""
    return f"{prefix}{number:03d}"


def spoken(ticket: str, window: int) -> str:
    """Return what the hall says (R063). It is Chinese whatever the page's language."""
    return f"请{ticket}号到{window}号窗口"


def new_code() -> str:
    """Return a name for a ticket that nobody can guess: 128 bits, as in the phone's address."""
    return secrets.token_urlsafe(16)


def seconds_between(start: datetime | None, end: datetime) -> int:
    """Return whole seconds, never below zero: clocks of two machines may differ a little."""
    return max(int((end - start).total_seconds()), 0) if start else 0
