"""Whether a paper still holds, and the two halves of its code that people compare."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

HALF = 6  # characters of the code before and after the dash: 7K3M9Q-2PXW4T


class VoidedHow(TextChoices):
    """Why a paper no longer holds."""

    REVOKED = "revoked", "已撤销"
    CANCELLED = "cancelled", "已注销"
    SUPERSEDED = "superseded", "已被替代"


class Standing(TextChoices):
    """How a paper that nobody voided stands on a day."""

    HOLDS = "holds", "有效"
    EXPIRED = "expired", "已过有效期"
    NOT_YET = "not_yet", "尚未生效"


@dataclass(frozen=True)
class Validity:
    """Whether a paper holds today, in one word, and why not."""

    holds: bool
    word: str  # 有效; 已撤销; 已过有效期
    reason: str = ""
    since: date | None = None
    instead: str = ""  # the number of the paper that took its place


def halves(code: str) -> tuple[str, str]:
    """Return a paper's code as what names it and what proves it."""
    return code[:HALF], code[HALF:]


def tidy(text: str) -> str:
    """Return what was typed without spaces and dashes, in capitals."""
    return "".join(text.split()).replace("-", "").upper()
