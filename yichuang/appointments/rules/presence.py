"""Proof that somebody stands in the hall: the code on its check-in screen, which is another every three minutes.

It is computed, not kept: from the hall, the time, and the installation's secret key. A code is good while it is
shown and for as long again; a photograph of it, or a printed one, soon opens nothing.
"""

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

SHOWN_S = 180
FORM_S = 600  # after the scan, to type a number
_LENGTH = 16  # 64 bits: guessed within six minutes by nobody
_SALT = "appointments.presence"


def hall_code(centre_id: int, now: datetime) -> str:
    """Return what the check-in screen of a hall shows now."""
    return _code(centre_id, _step(now))


def is_hall_code(code: str, centre_id: int, now: datetime) -> bool:
    """Whether this is what the hall's screen shows, or has just shown."""
    step = _step(now)
    return any(constant_time_compare(code, _code(centre_id, each)) for each in (step, step - 1))


def new_presence(centre_id: int) -> str:
    """Return the mark that a form carries whose reader has just scanned the hall's code."""
    return signing.dumps(centre_id, salt=_SALT)


def is_present(mark: str, centre_id: int) -> bool:
    """Whether a form was given out in this hall, not long ago."""
    try:
        return bool(signing.loads(mark, salt=_SALT, max_age=FORM_S) == centre_id)
    except signing.BadSignature:
        return False


def _step(now: datetime) -> int:
    return int(now.timestamp()) // SHOWN_S


def _code(centre_id: int, step: int) -> str:
    value = f"{centre_id}:{step}"
    return salted_hmac(_SALT, value, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()[:_LENGTH]
