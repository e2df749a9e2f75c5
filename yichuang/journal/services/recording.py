"""The only code that writes the journal and wakes those who listen.

Call down, listen up: a room writes what happened; rooms above it subscribed in their `reactions.py`.
`together` runs inside the writer's transaction and undoes it on failure. `later` is a job committed
with the writer's transaction, run by the worker, retried; it must be idempotent.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from yichuang.kit.actor import Actor
from yichuang.kit.inserting import insert_rows

from .. import selectors
from ..models import Entry
from ..rules import NOWHERE, Event, digest
from ..selectors import Tip


@dataclass(frozen=True)
class Happening:
    """One event on its way to those who listen. `thing` is set for `together` only."""

    event: Event
    subject: str
    by: str
    at: datetime
    data: dict[str, Any]
    thing: Any = None


Listener = Callable[[Happening], None]
_together: dict[Event, list[Listener]] = defaultdict(list)
_later: dict[Event, list[str]] = defaultdict(list)
_named: dict[str, Listener] = {}


def together(event: Event, listener: Listener) -> None:
    """Subscribe inside the writer's transaction: if the listener fails, nothing happened."""
    if listener not in _together[event]:
        _together[event].append(listener)


def later(event: Event, listener: Listener) -> None:
    """Subscribe with a job that is committed with the event; retried until it succeeds."""
    name = f"{listener.__module__}.{listener.__qualname__}"
    _named[name] = listener
    if name not in _later[event]:
        _later[event].append(name)


def listeners() -> dict[Event, tuple[list[str], list[str]]]:
    """Return who listens to what, (together, later): what docs/events.md is made from."""
    names = {
        e: [f"{listener.__module__}.{listener.__qualname__}" for listener in _together[e]] for e in Event
    }
    return {e: (names[e], list(_later[e])) for e in Event}


@dataclass(frozen=True)
class Line:
    """One line to be written: the event, the thing it is about (for `together`), and its facts."""

    event: Event
    data: dict[str, Any]
    thing: Any = None


def record(
    subject: str,
    event: Event,
    *,
    by: Actor,
    at: datetime,
    thing: Any = None,
    data: dict[str, Any] | None = None,
    first: bool = False,
    centre: int | None = None,
) -> None:
    """Write one line about `subject` and wake those who listen, in the caller's transaction.

    `first` says that the subject was created in this transaction, which saves reading its chain. `centre`
    says whose it is, where neither its earlier lines nor the one who acts tells it: see `record_all`.
    """
    record_all(subject, [Line(event, data or {}, thing)], by=by, at=at, first=first, centre=centre)


def record_all(
    subject: str,
    lines: list[Line],
    *,
    by: Actor,
    at: datetime,
    first: bool = False,
    centre: int | None = None,
) -> None:
    """Write several lines about one subject in one statement, in order; then wake the listeners.

    The centre whose seals will cover them is the one given, else that of the subject's earlier lines, else
    the actor's, else the installation itself. None of these costs a statement.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the journal is written in the transaction of what it describes")
    end = Tip() if first else selectors.tip(subject)
    previous = end.digest
    whose = next((c for c in (centre, end.centre, by.centre_id) if c is not None), NOWHERE)
    at = at.astimezone(UTC)
    rows = []
    for line in lines:
        mark = digest(previous, subject, line.event, by.actor_id, at, line.data)
        rows.append(
            {
                "subject": subject,
                "event": line.event.value,
                "by": by.actor_id,
                "by_name": by.actor_name,
                "at": at,
                "data": line.data,
                "previous": previous,
                "digest": mark,
                "centre": whose,
            }
        )
        previous = mark
    insert_rows(Entry, rows)
    for line in lines:
        _wake(Happening(line.event, subject, by.actor_id, at, line.data, line.thing))


def _wake(happening: Happening) -> None:
    for listener in _together[happening.event]:
        listener(happening)
    for name in _later[happening.event]:
        react.defer(
            name=name,
            event=happening.event.value,
            subject=happening.subject,
            by=happening.by,
            at=happening.at.isoformat(),
            data=happening.data,
        )


@app.task(name="journal.react", retry=RetryStrategy(max_attempts=12, exponential_wait=2))
def react(*, name: str, event: str, subject: str, by: str, at: str, data: dict[str, Any], **_: Any) -> None:
    """Run one `later` listener. Idempotent because every listener is. A job of an earlier version says more."""
    happening = Happening(Event(event), subject, by, datetime.fromisoformat(at), data)
    _named[name](happening)
