"""How wrong guesses at someone's progress are slowed down. No queries, no clock."""

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
FORGET_AFTER = timedelta(hours=24)  # without a wrong guess; then an address or a number starts afresh


def wait_after(failures: int, tries: int) -> timedelta:
    """Return how long the next answer has to wait: nothing below `tries` wrong ones, then doubling."""
    over = failures - tries
    if over < 0:
        return timedelta()
    return min(FIRST_WAIT * (1 << min(over, 10)), LONGEST_WAIT)


def counted(failures: int, last_at: datetime, now: datetime) -> int:
    """Return how many earlier wrong guesses still count."""
    return failures if now - last_at < FORGET_AFTER else 0
