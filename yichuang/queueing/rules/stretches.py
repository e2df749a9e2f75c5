"""Stretches of a hall's day: who waited from when to when, and when nobody called. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, order=True)
class Stretch:
    """From one instant to another; to None while it goes on."""

    from_at: datetime
    until_at: datetime | None = None

    def lasts(self, now: datetime) -> timedelta:
        """How long it lasted, or has lasted."""
        return (self.until_at or now) - self.from_at


def while_open(stretches: Iterable[Stretch], doors: Sequence[Stretch], now: datetime) -> list[Stretch]:
    """Cut stretches to when the doors were open: what is shut between two pieces is in neither.

    A piece goes on only while its stretch does and the doors have not shut.
    """
    pieces = []
    for one in stretches:
        for open_ in doors:
            from_at = max(one.from_at, open_.from_at)
            ends = [at for at in (one.until_at, open_.until_at) if at is not None and at <= now]
            until_at = min(ends, default=None)
            if from_at < (until_at or now) or (from_at == now and until_at is None):
                pieces.append(Stretch(from_at, until_at))
    return sorted(pieces, key=lambda piece: piece.from_at)


def uncalled(waits: Iterable[Stretch], calls: Iterable[Stretch]) -> list[Stretch]:
    """Return the stretches in which somebody waited and no window called, earliest first."""
    steps: dict[datetime, list[int]] = {}
    for place, stretches in enumerate((waits, calls)):
        for one in stretches:
            steps.setdefault(one.from_at, [0, 0])[place] += 1
            if one.until_at is not None:
                steps.setdefault(one.until_at, [0, 0])[place] -= 1
    found: list[Stretch] = []
    waiting = calling = 0
    since: datetime | None = None
    for at in sorted(steps):
        waiting, calling = waiting + steps[at][0], calling + steps[at][1]
        is_uncalled = waiting > 0 and calling == 0
        if is_uncalled and since is None:
            since = at
        elif not is_uncalled and since is not None:
            found.append(Stretch(since, at))
            since = None
    return found if since is None else [*found, Stretch(since)]
