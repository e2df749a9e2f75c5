"""Following a case and verifying a paper without an account: the answer, and the slowing down of guesses."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from yichuang.appointments import public as appointments
from yichuang.appointments.public import Booking
from yichuang.cases.public import Progress, progress_of
from yichuang.joint import public as joint
from yichuang.joint.public import Draft, JointPage
from yichuang.papers.public import Paper, PdfCheck, by_halves, check_pdf
from yichuang.people.public import centre_setting

from .models import Attempt
from .rules import FORGET_AFTER, counted, wait_after

SWEEP = 5_000
TAIL_LENGTH = 4


Found = TypeVar("Found")


@dataclass(frozen=True)
class Guess(Generic[Found]):
    """What a guess came to: what it found; or nothing, and when the next one is read if not at once."""

    found: Found | None
    wait_until: datetime | None = None
    was_read: bool = True


@dataclass(frozen=True)
class Verdict:
    """What a guess at a case came to: the progress, or none of it, as in `Guess`."""

    progress: Progress | None
    wait_until: datetime | None = None
    was_read: bool = True


def follow(no: str, tail: str, *, address: str, centre_id: int, now: datetime) -> Verdict:
    """Answer a guess at a case, or let it wait unread when too many wrong ones came before.

    It never says which of the two was wrong.
    """
    guess = _guess(("number", "".join(no.split())), lambda: progress_of(no, tail), address, centre_id, now)
    return Verdict(guess.found, guess.wait_until, guess.was_read)


def follow_whole(no: str, tail: str, *, address: str, centre_id: int, now: datetime) -> Guess[JointPage]:
    """Answer a guess at a joint application, slowed down like a guess at a case."""
    about = ("number", "".join(no.split()).upper())
    return _guess(about, lambda: joint.followed(no, tail), address, centre_id, now)


def continue_draft(code: str, tail: str, *, address: str, centre_id: int, now: datetime) -> Guess[Draft]:
    """Answer a guess at an application that is being filled in, by its code and the last four of the phone
    typed into it; slowed down like a guess at a case."""

    def look() -> Draft | None:
        draft = joint.draft_by_code(code)
        if draft is None or draft.bundle_id is not None or len(tail) != TAIL_LENGTH:
            return None
        phone = str(draft.typed.get("phone", "")).strip()
        same = hmac.compare_digest(phone[-TAIL_LENGTH:].encode(), tail.encode())
        return draft if same else None

    return _guess(("draft", code.upper()), look, address, centre_id, now)


def find_booking(no: str, tail: str, *, address: str, centre_id: int, now: datetime) -> Guess[Booking]:
    """Answer a guess at a booking, by its number and the last four of ID or phone, slowed down likewise."""
    about = ("booking", "".join(no.split()).upper())
    return _guess(about, lambda: appointments.followed(no, tail), address, centre_id, now)


@transaction.atomic
def pace_beginning(*, address: str, centre_id: int, now: datetime, what: str = "begin") -> datetime | None:
    """Count one more application begun from an address (`what`: or place held); return until when it has to
    wait, None when not.

    The centre's setting `apply.tries` says how many a day are taken for an honest house's.
    """
    attempts = _locked([_key(what, address)], now)
    until = attempts[0].wait_until
    if until > now:
        return until
    _count_wrong(attempts, centre_setting(centre_id, "apply.tries"), now)
    return None


def verify(named: str, proof: str, *, address: str, centre_id: int, now: datetime) -> Guess[Paper]:
    """Answer whether there is a paper with this number and code, slowed down like a guess at a case."""
    about = ("paper", "".join(named.split()).upper())
    return _guess(about, lambda: by_halves(named, proof), address, centre_id, now)


def verify_file(content: bytes, *, address: str, centre_id: int, now: datetime) -> Guess[PdfCheck]:
    """Say what an uploaded PDF is. One that is not ours counts as a wrong guess of its sender's: checking
    signatures is work, and nobody has a hundred forged papers in good faith."""
    checks: list[PdfCheck] = []

    def look() -> PdfCheck | None:
        checks.append(check_pdf(content))
        return checks[0] if checks[0].paper else None

    guess = _guess(("upload", address), look, address, centre_id, now)
    return Guess(checks[0] if checks else None, guess.wait_until, guess.was_read)


@transaction.atomic
def _guess(
    about: tuple[str, str], look: Callable[[], Found | None], address: str, centre_id: int, now: datetime
) -> Guess[Found]:
    """Look, unless too many wrong guesses came before.

    Both counters, of the address and of what is guessed at, are locked first and in one order, so that a
    hundred guesses at once are read one after the other. A wrong one is counted against both; a right
    one clears the latter's, never the address's, or one's own case would reset it. The limit is the
    centre's setting `track.tries`.
    """
    mine = [_key("address", address), _key(*about)]
    attempts = _locked(mine, now)
    until = max(attempt.wait_until for attempt in attempts)
    if until > now:
        return Guess(None, until, was_read=False)
    found = look()
    if found is None:
        return Guess(None, _count_wrong(attempts, centre_setting(centre_id, "track.tries"), now))
    Attempt.objects.filter(key=mine[1]).delete()
    Attempt.objects.filter(key=mine[0], failures=0).delete()
    return Guess(found)


def _key(kind: str, value: str) -> str:
    """Return a digest that tells nobody the address, and nothing to another installation."""
    return salted_hmac(
        "portal.attempt", f"{kind}:{value}", secret=settings.SECRET_KEY, algorithm="sha256"
    ).hexdigest()


def _locked(keys: list[str], now: datetime) -> list[Attempt]:
    Attempt.objects.bulk_create(
        (Attempt(key=key, last_at=now, wait_until=now) for key in sorted(keys)), ignore_conflicts=True
    )
    return list(Attempt.objects.select_for_update().filter(key__in=keys).order_by("key"))


def _count_wrong(attempts: list[Attempt], tries: int, now: datetime) -> datetime | None:
    """Count one more against each; return when the next guess is read, None when at once."""
    for attempt in attempts:
        attempt.failures = counted(attempt.failures, attempt.last_at, now) + 1
        attempt.last_at = now
        attempt.wait_until = now + wait_after(attempt.failures, tries)
    Attempt.objects.bulk_update(attempts, ["failures", "last_at", "wait_until"])
    until = max(attempt.wait_until for attempt in attempts)
    return until if until > now else None


def forget_attempts(now: datetime, *, limit: int = SWEEP) -> int:
    """Delete counters without a wrong guess for a day. Returns how many."""
    old = Attempt.objects.filter(last_at__lt=now - FORGET_AFTER).order_by("last_at").values("key")[:limit]
    return Attempt.objects.filter(key__in=list(old.values_list("key", flat=True))).delete()[0]
