"""The calling policy that holds at a centre, and those that held before it."""

import time
from dataclasses import dataclass, field
from datetime import datetime

from yichuang.journal import public as journal
from yichuang.people.public import Centre, line_of

from ..models import PolicyVersion
from ..rules.changes import changes_between
from ..rules.policy import DEFAULT, Policy, from_data

_FRESH_SECONDS = 5.0
_known: dict[int, tuple[float, "InForce"]] = {}


@dataclass(frozen=True)
class InForce:
    """The policy that a centre obeys: its version (0: as shipped), since when, why, and whose it is."""

    policy: Policy
    version: int = 0
    reason: str = ""
    set_at: datetime | None = None
    centre_id: int | None = None
    centre_name: str = ""


@dataclass(frozen=True)
class PastPolicy:
    """A version as the history shows it: who wrote it, when, why, and what it changed."""

    version: int
    policy: Policy
    reason: str = ""
    set_at: datetime | None = None
    by: str = ""
    changes: list[str] = field(default_factory=list)


def policy_of(centre_id: int) -> tuple[Policy, int]:
    """Return the policy in force and its version: the centre's own, an ancestor's, or the shipped one (0).

    Remembered for a few seconds by each process; a new version is obeyed that much later at most.
    """
    found = policy_in_force(centre_id)
    return found.policy, found.version


def policy_in_force(centre_id: int) -> InForce:
    """Return the policy in force with what the public may know of it; remembered as `policy_of` is."""
    seen = _known.get(centre_id)
    if seen is None or time.monotonic() - seen[0] >= _FRESH_SECONDS:
        seen = (time.monotonic(), policy_as_written(centre_id))
        _known[centre_id] = seen
    return seen[1]


def policy_as_written(centre_id: int) -> InForce:
    """Return the policy in force from the database itself, for who is about to change it."""
    for centre in line_of(Centre.objects.get(pk=centre_id)):
        if newest := PolicyVersion.objects.filter(centre=centre).first():
            policy = from_data(newest.rules)
            return InForce(
                policy, newest.version, newest.reason, newest.set_at, newest.centre_id, centre.name
            )
    return InForce(DEFAULT)


def newest_version(centre_id: int) -> int:
    """Return the number of a centre's own newest version; 0 when it has written none. One query."""
    newest = PolicyVersion.objects.filter(centre=centre_id).values_list("version", flat=True).first()
    return newest or 0


def policies_of(centre_id: int, *, limit: int = 50) -> list[PastPolicy]:
    """Return a centre's own versions, the newest first, and the shipped one at the end. Two queries.

    What the oldest one shown changed is not said when there are more.
    """
    rows = list(PolicyVersion.objects.filter(centre=centre_id)[: limit + 1])
    names = {
        entry.data.get("version"): entry.by_name for entry in journal.story(f"calling_policy:{centre_id}")
    }
    found = []
    for row, older in zip(rows, [*rows[1:], None][: len(rows)], strict=True):
        policy = from_data(row.rules)
        before = from_data(older.rules) if older else DEFAULT
        name = names.get(row.version, "")
        changes = changes_between(before, policy)
        found.append(PastPolicy(row.version, policy, row.reason, row.set_at, name, changes))
    return [*found[:limit], PastPolicy(0, DEFAULT)] if len(rows) <= limit else found[:limit]


def forget_policies() -> None:
    """Drop what this process remembers, after a change."""
    _known.clear()
