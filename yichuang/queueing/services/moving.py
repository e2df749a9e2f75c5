"""One move of a ticket: compare and swap, its time added up, its line in the journal."""

from datetime import datetime
from typing import Any

from django.db.models import F

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Stale

from ..models import Ticket
from ..rules.numbers import seconds_between
from ..rules.states import MOVES, Move, State
from .live import tell_hall

_SPENT = {State.WAITING: "wait_s", State.CALLED: "call_s", State.SERVING: "serve_s"}


def move(ticket: Ticket, what: Move, *, now: datetime, **changes: object) -> None:
    """Write a move if nobody was faster; the seconds of the state that ends are added to its sum."""
    before = State(ticket.state)
    changes = {**changes, "state": MOVES[before, what], "since_at": now}
    if column := _SPENT.get(before):
        changes[column] = getattr(ticket, column) + seconds_between(ticket.since_at, now)
    as_we_saw_it = Ticket.objects.filter(pk=ticket.pk, version=ticket.version)
    if not as_we_saw_it.update(**changes, version=F("version") + 1):
        raise Stale
    for name, value in changes.items():
        setattr(ticket, name, value)
    ticket.version += 1


def note(ticket: Ticket, event: Event, *, by: Actor, now: datetime, **data: Any) -> None:
    """Write what was done to a ticket, and wake the screens."""
    facts = {"ticket": ticket.label, **data}
    journal.record(ticket.subject, event, by=by, at=now, thing=ticket, data=facts, centre=ticket.centre_id)
    tell_hall(ticket.centre_id)
