"""What is typed, as it may be kept."""

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from yichuang.kit.refusal import Invalid

MOST_WORDS = 1000
_MARK = 32


def fitting(text: str, field: str, *, missing: str = "", most: int = MOST_WORDS) -> str:
    """Return a text without the space around it. Raises `Invalid` when it is too long, or missing and asked for."""
    text = text.replace("\0", "").strip()
    if missing and not text:
        raise Invalid(missing, field=field)
    if len(text) > most:
        raise Invalid(gettext("最多 %(most)s 字。") % {"most": most}, field=field)
    return text


def mark_of(address: str) -> str:
    """Return a keyed digest of a network address or a browser's name: two can be compared, none can be read."""
    return salted_hmac("ratings.address", address, algorithm="sha256").hexdigest()[:_MARK] if address else ""
