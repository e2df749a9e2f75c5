"""The calling policy that holds at a centre."""

import time

from yichuang.people.public import Centre, line_of

from ..models import PolicyVersion
from ..rules.policy import DEFAULT, Policy, from_data

_FRESH_SECONDS = 5.0
_known: dict[int, tuple[float, Policy, int]] = {}


def policy_of(centre_id: int) -> tuple[Policy, int]:
    """Return the policy in force and its version: the centre's own, an ancestor's, or the shipped one (0).

    Remembered for a few seconds by each process; a new version is obeyed that much later at most.
    """
    seen = _known.get(centre_id)
    if seen is None or time.monotonic() - seen[0] >= _FRESH_SECONDS:
        seen = (time.monotonic(), *_in_force(centre_id))
        _known[centre_id] = seen
    return seen[1], seen[2]


def _in_force(centre_id: int) -> tuple[Policy, int]:
    for centre in line_of(Centre.objects.get(pk=centre_id)):
        if newest := PolicyVersion.objects.filter(centre=centre).first():
            return from_data(newest.rules), newest.version
    return DEFAULT, 0


def forget_policies() -> None:
    """Drop what this process remembers, after a change."""
    _known.clear()
