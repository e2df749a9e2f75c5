"""Reads of the journal."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from .models import Entry
from .rules import GENESIS, digest


def tip(subject: str) -> str:
    """Return the last digest on a subject, holding its chain until the transaction ends. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT yc_journal_tip(%s)", [subject])
        row = cursor.fetchone()
    return str(row[0]) if row and row[0] else GENESIS


def story(subject: str, *, limit: int = 200) -> list[Entry]:
    """Return what happened to a subject, oldest first. One query."""
    return list(reversed(Entry.objects.filter(subject=subject).order_by("-id")[:limit]))


@dataclass(frozen=True)
class Break:
    """A line whose digest does not follow from what is written."""

    entry_id: int
    subject: str


def breaks(after: int = 0) -> Iterator[Break]:
    """Yield every line after `after` that was altered or lost its predecessor. One pass."""
    tips: dict[str, str] = {}
    for line in Entry.objects.filter(pk__gt=after).order_by("pk").iterator(chunk_size=2000):
        known = tips.get(line.subject, GENESIS if after == 0 else line.previous)
        right = digest(known, line.subject, line.event, line.by, line.at, line.data)
        if line.previous != known or line.digest != right:
            yield Break(line.pk, line.subject)
        tips[line.subject] = line.digest
