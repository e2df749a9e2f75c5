"""The door of the journal.

- `record(subject, event, by=, at=, data=)`: write what happened, in the caller's transaction.
- `record_all`: several lines about one subject in one statement.
- `together(event, listener)` / `later(event, listener)`: listen, in reactions.py.
- `story(subject)`: what happened, oldest first. `lines_about(subjects, events)`: of several at once;
  `lines_by(actor_id, after=, until=)`: what one person wrote.
- `seal(now=)`: bind what is new; the worker does it every five seconds. `latest_seals`, `last_seals`, `lag`.
- `prove(since, against=)`: is everything as it was written? `breaks()`: what is not. `prove_now`: and keep it;
  `ask_proof`: have the worker do it.
- `digest`: the rule that ties a line to the one before it; only loaders of whole journals need it here.
- `list_of(day)`, `witness_line`: seals as they leave the house.
- `Event`: the closed list of everything that can happen.
"""

from .models import Entry, Seal, Verification
from .rules import GENESIS, NOWHERE, Event, digest, read_witnesses, witness_line
from .selectors import (
    DaySeal,
    Fault,
    FaultKind,
    Lag,
    Proof,
    breaks,
    lag,
    last_seals,
    last_verification,
    latest_seals,
    lines_about,
    lines_by,
    prove,
    seals_of_day,
    story,
)
from .services import (
    Happening,
    Line,
    ask_proof,
    keep_list,
    later,
    list_of,
    listeners,
    prove_now,
    record,
    record_all,
    seal,
    together,
)

__all__ = [
    "GENESIS",
    "NOWHERE",
    "DaySeal",
    "Entry",
    "Event",
    "Fault",
    "FaultKind",
    "Happening",
    "Lag",
    "Line",
    "Proof",
    "Seal",
    "Verification",
    "ask_proof",
    "breaks",
    "digest",
    "keep_list",
    "lag",
    "last_seals",
    "last_verification",
    "later",
    "latest_seals",
    "lines_about",
    "lines_by",
    "list_of",
    "listeners",
    "prove",
    "prove_now",
    "read_witnesses",
    "record",
    "record_all",
    "seal",
    "seals_of_day",
    "story",
    "together",
    "witness_line",
]
