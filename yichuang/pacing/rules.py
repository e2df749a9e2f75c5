"""How wrong guesses are slowed down. No queries, no clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
FORGET_AFTER = timedelta(hours=24)  # without a wrong guess; then an address or a number starts afresh


@dataclass(frozen=True)
class Pace:
    """How patient one is: `tries` wrong guesses cost nothing, then each one waits twice as long as the last,
    up to `longest`; after `forget_after` without a wrong one it begins afresh."""

    tries: int
    first: timedelta = FIRST_WAIT
    longest: timedelta = LONGEST_WAIT
    forget_after: timedelta = FORGET_AFTER


@dataclass(frozen=True)
class Counter:
    """What wrong guesses are counted by (an address, a number, a machine), and how patiently.

    `is_cleared`: a right guess clears it. Not of an address, or one's own number would reset it.
    """

    kind: str
    value: str
    pace: Pace
    is_cleared: bool = False


def wait_after(failures: int, pace: Pace) -> timedelta:
    """Return how long the next answer has to wait: nothing below `tries` wrong ones, then doubling."""
    over = failures - pace.tries
    if over < 0:
        return timedelta()
    return min(pace.first * (1 << min(over, 10)), pace.longest)


def counted(failures: int, last_at: datetime, now: datetime, pace: Pace) -> int:
    """Return how many earlier wrong guesses still count."""
    return failures if now - last_at < pace.forget_after else 0
