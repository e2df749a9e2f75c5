"""Proves the journal and keeps what was found, so that a page can show it without doing it again."""

from datetime import datetime
from time import perf_counter

from django.db import transaction

from yichuang.kit.actor import Actor

from ..models import Verification
from ..rules import Event
from ..selectors import Proof, prove
from .recording import record


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
