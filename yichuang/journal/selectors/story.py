"""What happened to one subject."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from ..models import Entry
from ..rules import GENESIS, Event


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


def lines_about(subjects: Iterable[str], events: Iterable[Event]) -> list[Entry]:
    """Return the lines of some events about several subjects, oldest first. One query."""
    wanted = Entry.objects.filter(subject__in=list(subjects), event__in=[each.value for each in events])
    return list(wanted.order_by("id"))


def lines_by(actor_id: str, *, after: int, until: datetime) -> list[Entry]:
    """Return what one person wrote after a line (its id) and not later than an instant, oldest first.

    One query. After a line and not from an instant on: the index of persons is in the order of the lines.
    """
    written = Entry.objects.filter(by=actor_id, id__gt=after, at__lte=until)
    return list(written.order_by("id"))
