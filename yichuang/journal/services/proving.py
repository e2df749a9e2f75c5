"""Proves the journal and keeps what was found, so that a page can show it without doing it again."""

from datetime import datetime
from time import perf_counter

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from yichuang.kit.actor import Actor, Nobody

from ..models import Verification
from ..rules import Event
from ..selectors import Proof, prove
from .recording import record


@app.task(name="journal.prove_asked", queueing_lock="journal.prove_asked")
def prove_asked(*, staff_no: str, name: str) -> None:
    """Prove the journal because someone asked for it."""
    prove_now(by=Nobody(staff_no, name), now=timezone.now())


def ask_proof(*, by: Actor) -> bool:
    """Have the worker prove the journal; False when that was asked for and is not done yet."""
    try:
        # A task that waits already is refused by the database, which would spoil the caller's transaction.
        with transaction.atomic():
            prove_asked.defer(staff_no=by.actor_id, name=by.actor_name)
    except AlreadyEnqueued:
        return False
    return True


def prove_now(*, by: Actor, now: datetime) -> Verification:
    """Prove the whole journal, keep the result and say in the journal itself that it was done."""
    started = perf_counter()
    found: Proof = prove()
    with transaction.atomic():
        first = found.faults[0].sentence if found.faults else ""
        kept = Verification.objects.create(
            at=now,
            seconds=perf_counter() - started,
            lines=found.lines,
            seals=found.seals,
            unsealed=found.unsealed,
            faults=found.count,
            first_fault=first,
            asked_by=by.actor_id,
        )
        facts = {"lines": kept.lines, "faults": kept.faults, "first": first}
        record("journal:proof", Event.JOURNAL_PROVED, by=by, at=now, data=facts)
    return kept
