"""The service call alone, beside exactly the same statements sent by psycopg: what Python costs around SQL."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from time import perf_counter
from typing import Any, Protocol

import psycopg
from django.db import connection, transaction
from django.utils import timezone

from yichuang.cases.public import HandedIn, Intake, take_in
from yichuang.catalogue.public import IntakeSheet
from yichuang.people.public import Officer, Particulars

from .people import AUTHORITY, Invented, invented, is_body, person

MOST_RECORDED = 3_000


class Serials(Protocol):
    """Hands out applicants that nobody has seen."""

    def take(self, count: int) -> range: ...


@dataclass(frozen=True)
class Sent:
    """One statement with its values, as Django handed it to psycopg."""

    sql: str
    values: Any


def run(sheet: IntakeSheet, by: Officer, serials: Serials, *, seconds: float, rounds: int) -> dict[str, Any]:
    """Return calls a second of taking in, and of its statements sent raw; the middle of the rounds."""
    return compare(intakes(sheet, by, serials), seconds=seconds, rounds=rounds)


Calls = Iterator[Callable[[], object]]


def intakes(sheet: IntakeSheet, by: Officer, serials: Serials) -> Calls:
    """Yield one call after another that takes in an application by someone new."""
    while True:
        (serial,) = serials.take(1)
        yield partial(_take_in, sheet, by, serial)


def _take_in(sheet: IntakeSheet, by: Officer, serial: int) -> None:
    take_in(application(sheet, serial), by=by, now=timezone.now())


def compare(calls: Calls, *, seconds: float, rounds: int, of: int | None = None) -> dict[str, Any]:
    """Return calls a second of a service, and of its statements sent raw; the middle of the rounds.

    Where there are only so many calls (`of`), each round has its share of them, however fast they pass.
    """
    share = MOST_RECORDED if of is None else of // (2 * rounds + 1)
    if not share:
        raise ValueError(f"{of} calls are too few to compare: at least {2 * rounds + 1} are needed")
    most = None if of is None else share
    _calls(calls, seconds=min(1, seconds), most=most)
    seen = []
    for _ in range(rounds):
        called = _calls(calls, seconds=seconds / 4, most=most)
        recorded = record(calls, count=max(min(share, int(called * seconds / 4)), 1))
        seen.append((called, replay(recorded)))
    seen.sort(key=lambda pair: pair[0] / pair[1])
    called, raw = seen[rounds // 2]
    return {
        "statements": sum(len(own) for own in recorded[0]),
        "service_per_s": round(called, 1),
        "raw_sql_per_s": round(raw, 1),
        "service_ratio": round(called / raw, 3),
        "service_ratios": [round(c / r, 3) for c, r in seen],
    }


def application(sheet: IntakeSheet, serial: int) -> Intake:
    """Return a complete application by someone new; a body's is brought by a person."""
    comes_for_it = is_body(serial)
    return Intake(
        guide_id=sheet.guide_id,
        applicant=_particulars(invented(serial)),
        agent=_particulars(person(serial)) if comes_for_it else None,
        agent_authority=AUTHORITY if comes_for_it else "",
        materials=[HandedIn(order) for order in range(1, len(sheet.materials) + 1)],
        request_key=f"bench-{serial}",
    )


def _particulars(who: Invented) -> Particulars:
    return Particulars(who.kind, who.number, who.name, phone=who.phone)


def _calls(calls: Calls, *, seconds: float, most: int | None = None) -> float:
    """Return how many a second one process does, each call a transaction of its own."""
    done, started, passed = 0, perf_counter(), 0.0
    for call in islice(calls, most):
        call()
        done += 1
        if (passed := perf_counter() - started) >= seconds:
            break
    return done / passed


Recorded = list[list[Sent]]  # the transactions of one call, each with its statements


def record(calls: Calls, *, count: int) -> list[Recorded]:
    """Return the statements of several calls, undone afterwards, so that they can be sent once more.

    The sequences are put back too: sent again in the same order, every statement gets the ids that the
    later ones name. Around each call stood a transaction of the recorder's, which made the call's own ones
    savepoints; the two statements of each are left out, and replaying commits instead.
    """
    told: list[Recorded] = []
    before = _sequences()
    with transaction.atomic():
        for call in islice(calls, count):
            with recording() as sent:
                call()
            told.append(_transactions(sent))
        transaction.set_rollback(True)
    _set_sequences(before)
    return told


def _transactions(sent: list[Sent]) -> Recorded:
    """Return the statements by transaction, without the outermost savepoints, which stood for transactions.

    What was read between two of them goes with the later one.
    """
    found: Recorded = [[]]
    depth = 0
    for one in sent:
        begins, ends = one.sql.startswith("SAVEPOINT"), one.sql.startswith("RELEASE")
        depth -= ends
        if not (depth == 0 and (begins or ends)):
            found[-1].append(one)
        elif ends:
            found.append([])
        depth += begins
    if len(found) > 1:  # what came after the last one goes with it
        found[-2:] = [found[-2] + found[-1]]
    return found


@contextmanager
def recording() -> Iterator[list[Sent]]:
    """Yield the statements that are sent while the block runs."""
    sent: list[Sent] = []

    def note(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: Any) -> Any:
        sent.append(Sent(sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        yield sent


def replay(calls: list[Recorded]) -> float:
    """Send recorded calls by psycopg, one commit a transaction; return how many a second.

    The same kind of connection as Django's, by its own parameters: the same socket, the same way of binding
    and preparing, a transaction begun by the first statement.
    """
    with psycopg.connect(**connection.get_connection_params()) as raw:
        raw.execute("SET TIME ZONE 'UTC'")
        raw.commit()
        started = perf_counter()
        for call in calls:
            for own in call:
                with raw.cursor() as cursor:
                    for sent in own:
                        cursor.execute(sent.sql.encode(), sent.values)
                        if cursor.description:
                            cursor.fetchall()
                raw.commit()
        return len(calls) / (perf_counter() - started)


_VALUES = """
SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename), last_value
FROM pg_sequences WHERE last_value IS NOT NULL
"""


def _sequences() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_VALUES)
        return list(cursor.fetchall())


def _set_sequences(values: list[tuple[str, int]]) -> None:
    with connection.cursor() as cursor:
        for name, value in values:
            cursor.execute("SELECT setval(%s::regclass, %s)", [name, value])
