"""What happened to one subject."""

from dataclasses import dataclass

from django.db import connection

from ..models import Entry
from ..rules import GENESIS


@dataclass(frozen=True)
class Tip:
    """Where a subject's chain ends: the last digest, and the centre that the subject belongs to."""

    digest: str = GENESIS
    centre: int | None = None


def tip(subject: str) -> Tip:
    """Return the end of a subject's chain, holding it until the transaction ends. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest, centre FROM yc_journal_tip(%s)", [subject])
        row = cursor.fetchone()
    return Tip(str(row[0]), int(row[1])) if row and row[0] else Tip()


def story(subject: str, *, limit: int = 200) -> list[Entry]:
    """Return what happened to a subject, oldest first. One query."""
    return list(reversed(Entry.objects.filter(subject=subject).order_by("-id")[:limit]))
