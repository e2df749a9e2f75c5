"""When a message may go, and when it is tried again. Pure."""

import random
import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.timezone import localtime

from .contexts import Context
from .house import KINDS
from .kinds import Kind

MAX_ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
IN_HAND = timedelta(minutes=5)  # after this a claimed message is anyone's again: its sender has died
QUIET_PATTERN = r"(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d|"
_QUIET = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many failed attempts: doubling, from a minute to six hours."""
    return min(FIRST_WAIT * (1 << max(attempts - 1, 0)), LONGEST_WAIT)


def jittered(wait: timedelta) -> timedelta:
    """Return a wait made up to a fifth longer, so that a receiver that was down is not met by all at once."""
    return wait * (1 + random.random() / 5)  # noqa: S311 - spreads load, guards nothing


@dataclass(frozen=True)
class Quiet:
    """The hours in which no SMS rings, local time; the end before the start goes over midnight."""

    start: time
    end: time

    def end_after(self, at: datetime) -> datetime:
        """Return when an SMS that is ready at `at` may go: at once, or when the quiet hours end."""
        local = localtime(at)
        now = local.time()
        over_midnight = self.start >= self.end
        is_quiet = now >= self.start or now < self.end if over_midnight else self.start <= now < self.end
        if not is_quiet:
            return at
        day = local.date() + timedelta(days=1 if over_midnight and now >= self.start else 0)
        return datetime.combine(day, self.end, tzinfo=local.tzinfo)


def read_quiet(text: str) -> Quiet | None:
    """Read a setting such as 21:00-08:00; None where a centre has no quiet hours."""
    found = _QUIET.fullmatch(text)
    if not found:
        return None
    a, b, c, d = (int(part) for part in found.groups())
    return None if (a, b) == (c, d) else Quiet(time(a, b), time(c, d))


def is_urgent(kind: Kind, context: Context, *, now: datetime) -> bool:
    """Say whether a message goes in quiet hours too: its kind does, or what it tells of is today."""
    starts_at = getattr(context, "starts_at", None)
    is_today = starts_at is not None and localtime(starts_at).date() == localtime(now).date()
    return KINDS[kind].is_urgent or is_today
