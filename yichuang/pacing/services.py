"""Reading a guess, or letting it wait unread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from .models import Attempt
from .rules import FORGET_AFTER, Counter, counted, wait_after

SWEEP = 5_000
Found = TypeVar("Found")


@dataclass(frozen=True)
class Guess(Generic[Found]):
    """What a guess came to: what it found; or nothing, and when the next one is read if not at once."""

    found: Found | None
    wait_until: datetime | None = None
    was_read: bool = True


@transaction.atomic
def guess(look: Callable[[], Found | None], counters: Sequence[Counter], *, now: datetime) -> Guess[Found]:
    """Look, unless too many wrong guesses came before.

    All counters are locked first and in one order, so that a hundred guesses at once are read one after the
    other. A wrong one is counted against each; a right one clears those that it may.
    """
    attempts = _locked(counters, now)
    until = max(attempt.wait_until for attempt, _ in attempts)
    if until > now:
        return Guess(None, until, was_read=False)
    found = look()
    if found is None:
        return Guess(None, _count_wrong(attempts, now))
    gone = [attempt.key for attempt, counter in attempts if counter.is_cleared or not attempt.failures]
    Attempt.objects.filter(key__in=gone).delete()
    return Guess(found)


@transaction.atomic
def pace(counter: Counter, *, now: datetime) -> datetime | None:
    """Count one more of what is not wrong but may be too often; return until when it has to wait, None when not."""
    attempts = _locked([counter], now)
    until = attempts[0][0].wait_until
    if until > now:
        return until
    _count_wrong(attempts, now)
    return None


def _key(counter: Counter) -> str:
    """Return a digest that tells nobody the address, and nothing to another installation."""
    value = f"{counter.kind}:{counter.value}"
    return salted_hmac("portal.attempt", value, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def _locked(counters: Sequence[Counter], now: datetime) -> list[tuple[Attempt, Counter]]:
    by_key = {_key(counter): counter for counter in counters}
    Attempt.objects.bulk_create(
        (Attempt(key=key, last_at=now, wait_until=now) for key in sorted(by_key)), ignore_conflicts=True
    )
    found = Attempt.objects.select_for_update().filter(key__in=by_key).order_by("key")
    return [(attempt, by_key[attempt.key]) for attempt in found]


def _count_wrong(attempts: Sequence[tuple[Attempt, Counter]], now: datetime) -> datetime | None:
    """Count one more against each; return when the next guess is read, None when at once."""
    for attempt, counter in attempts:
        attempt.failures = counted(attempt.failures, attempt.last_at, now, counter.pace) + 1
        attempt.last_at = now
        attempt.wait_until = now + wait_after(attempt.failures, counter.pace)
    written = [attempt for attempt, _ in attempts]
    Attempt.objects.bulk_update(written, ["failures", "last_at", "wait_until"])
    until = max(attempt.wait_until for attempt in written)
    return until if until > now else None


def forget_attempts(now: datetime, *, limit: int = SWEEP) -> int:
    """Delete counters without a wrong guess for a day. Returns how many."""
    old = Attempt.objects.filter(last_at__lt=now - FORGET_AFTER).order_by("last_at").values("key")[:limit]
    return Attempt.objects.filter(key__in=list(old.values_list("key", flat=True))).delete()[0]
