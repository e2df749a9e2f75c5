"""Lines, seals, and the hand of the database's owner."""

from datetime import datetime, timedelta
from time import monotonic

from django.db import connection, transaction

from tests.cast import NOW
from yichuang.journal import public as journal
from yichuang.journal.models import Entry, Seal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import Nobody

CLERK = Nobody("0312", "李敏", centre_id=7)
OTHER = Nobody("0401", "王强", centre_id=8)
# What nobody listens to: these cases are names only.
EVENTS = (Event.CASE_DRAFTED, Event.MATERIAL_ATTACHED, Event.PAPER_PRINTED, Event.MATERIAL_RETURNED)


def write(subject: str, *events: Event, by: Nobody = CLERK, at: datetime = NOW) -> None:
    """Write lines about a subject in a transaction of their own."""
    with transaction.atomic():
        journal.record_all(subject, [Line(e, {"n": n}) for n, e in enumerate(events)], by=by, at=at)


def seal_all(now: datetime = NOW) -> list[Seal]:
    """Seal turn by turn, as the worker does, until every line that can be seen is sealed; at most five seconds.

    One turn is not always enough: a transaction of another database of this server that ends while the turn
    looks around counts as running here, which is the safe side.
    """
    seals, until = journal.seal(now=now), monotonic() + 5
    while journal.lag().lines and monotonic() < until:
        seals += journal.seal(now=now)
    return seals


def seal_at_once(now: datetime) -> None:
    """Seal every line in a single turn, once no other database's transaction is in the way."""
    until = monotonic() + 20
    with connection.cursor() as cursor:
        while monotonic() < until:
            cursor.execute("SELECT yc_journal_settled() > max(xid) FROM journal_entry")
            if cursor.fetchone()[0]:
                break
    journal.seal(now=now)


def a_sealed_journal() -> None:
    """Three cases of one centre and one of another, sealed in three goes: four seals."""
    write("case:1", *EVENTS[:2])
    write("case:2", *EVENTS)
    write("case:9", *EVENTS, by=OTHER)
    seal_at_once(NOW)
    write("case:1", EVENTS[2])
    write("case:3", *EVENTS)
    seal_at_once(NOW + timedelta(seconds=5))
    write("case:1", EVENTS[3])
    seal_at_once(NOW + timedelta(seconds=10))


def as_owner(*statements: str) -> None:
    """Do what only the database's owner can: with the guards off."""
    with connection.cursor() as cursor:
        for table in ("journal_entry", "journal_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
        for table in ("journal_entry", "journal_seal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def line(subject: str, event: Event) -> Entry:
    """Return a line."""
    return Entry.objects.get(subject=subject, event=event)


def seal_number(centre: int, number: int) -> Seal:
    """Return a seal."""
    return Seal.objects.get(centre=centre, number=number)


def first_fault() -> journal.Fault:
    """Return the first thing that is wrong."""
    faults = journal.prove().faults
    assert faults, "nothing was found"
    return faults[0]
