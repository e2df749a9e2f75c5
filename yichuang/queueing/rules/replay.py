"""The same people, windows and visits under two policies, side by side. Pure.

A manager who changes a figure sees beforehand whom it brings forward and who waits longer for it: the rules
that give a place in the line are played, not described.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

from .policy import (
    APPOINTMENT,
    ELDERLY,
    ORDINARY,
    Policy,
    Serves,
    Waiting,
    place,
    standing,
    standing_of_booked,
)

Window = tuple[Serves, ...]


@dataclass(frozen=True)
class Arrival:
    """One who came: classes, theme, when, for which time booked if any, and how long the visit lasts."""

    label: str
    theme_id: int
    keys: tuple[str, ...]
    came_at: datetime
    takes_s: float
    booked_for: datetime | None = None


@dataclass(frozen=True)
class Turn:
    """One who was called in a replay: as which class, in which place, after how many seconds."""

    label: str
    key: str
    place: int
    wait_s: float


@dataclass(frozen=True)
class ClassWaits:
    """A class in both replays: how many came, mean and longest wait in minutes, before and after."""

    key: str
    count: int
    mean_min: tuple[float, float]
    longest_min: tuple[float, float]


@dataclass(frozen=True)
class Moved:
    """One person in both replays: class and place in the order of calls under each policy."""

    label: str
    key: str
    before: int
    after: int

    @property
    def by(self) -> int:
        """How many places earlier the person is called now; below zero: later."""
        return self.before - self.after

    @property
    def later(self) -> int:
        """How many places later."""
        return -self.by


@dataclass(frozen=True)
class Comparison:
    """Two policies over the same people: waits by class, and everybody's place in the new order of calls."""

    classes: tuple[ClassWaits, ...]
    order: tuple[Moved, ...]

    @property
    def moved(self) -> int:
        """How many are called in another place."""
        return sum(each.by != 0 for each in self.order)


def compare(old: Policy, new: Policy, arrivals: Sequence[Arrival], windows: Sequence[Window]) -> Comparison:
    """Play the same people at the same windows under both policies."""
    before, after = (replay(policy, arrivals, windows) for policy in (old, new))
    was = {turn.label: turn for turn in before}
    order = tuple(Moved(t.label, t.key, was[t.label].place, t.place) for t in after)
    rank = {c.key: number for number, c in enumerate(new.classes)}
    kinds = sorted({t.key for t in after}, key=lambda key: rank[key])
    return Comparison(tuple(_waits_of(key, was, after) for key in kinds), order)


def _waits_of(key: str, was: dict[str, Turn], after: Sequence[Turn]) -> ClassWaits:
    """Return a class's waits; who belongs to it is said by the new policy, so that both columns are the same
    people."""
    now = [turn for turn in after if turn.key == key]
    waits = [[was[turn.label].wait_s / 60 for turn in now], [turn.wait_s / 60 for turn in now]]
    first, second = waits
    return ClassWaits(key, len(now), (fmean(first), fmean(second)), (max(first), max(second)))


def replay(policy: Policy, arrivals: Iterable[Arrival], windows: Sequence[Window]) -> list[Turn]:
    """Play a stretch of a day: whoever is free calls whom the policy puts first. The first called stands first.

    Whom no window serves is left out.
    """
    served = {serves.theme_id for window in windows for serves in window}
    coming = sorted(
        (each for each in arrivals if each.theme_id in served), key=lambda each: (each.came_at, each.label)
    )
    if not coming:
        return []
    everyone = [(_waiting(number, each, policy), each) for number, each in enumerate(coming)]
    free = [coming[0].came_at] * len(windows)
    turns: list[Turn] = []
    left = everyone
    while left:
        at, number = min((_next_call(free[n], window, left), n) for n, window in enumerate(windows))
        here = [(where, pair) for pair in left if (where := _place_at(pair[0], windows[number], at))]
        _, (waiting, who) = min(here, key=lambda found: found[0])
        turns.append(Turn(who.label, waiting.key, len(turns) + 1, (at - who.came_at).total_seconds()))
        free[number] = at + timedelta(seconds=who.takes_s)
        left = [pair for pair in left if pair[0].id != waiting.id]
    return turns


def _place_at(waiting: Waiting, window: Window, at: datetime) -> tuple[datetime, int] | None:
    return place(waiting, window) if waiting.came_at <= at else None


def _next_call(free: datetime, window: Window, left: Sequence[tuple[Waiting, Arrival]]) -> datetime:
    """Return when a window calls next: when it is free and somebody for it has come."""
    themes = {serves.theme_id for serves in window}
    came = min((one.came_at for one, _ in left if one.theme_id in themes), default=None)
    return max(free, came) if came else datetime.max.replace(tzinfo=free.tzinfo)


def _waiting(number: int, each: Arrival, policy: Policy) -> Waiting:
    known = {c.key for c in policy.classes}
    keys = [key for key in each.keys if key in known]
    if each.booked_for:
        where = standing_of_booked(policy, keys, booked_for=each.booked_for, came_at=each.came_at)
    else:
        where = standing(policy, keys, came_at=each.came_at)
    return Waiting(
        number, each.label, each.theme_id, where.key, where.head_start_min, each.came_at, where.stands_at
    )


_EXAMPLE = (  # minutes after opening, class; two windows, nine minutes a visit: a busy hour
    (0, ORDINARY), (1, ORDINARY), (2, ORDINARY), (4, "disabled"), (5, ORDINARY), (7, ORDINARY), (9, APPOINTMENT),
    (11, ORDINARY), (12, ELDERLY), (14, ORDINARY), (16, "urgent"), (18, ORDINARY), (19, "inside"), (22, ORDINARY),
    (25, "veteran"), (27, ORDINARY), (30, APPOINTMENT), (33, ORDINARY), (36, ELDERLY), (40, ORDINARY),
    (44, "hardship"), (48, ORDINARY), (52, "transferred"), (57, ORDINARY),
)  # fmt: skip
_EXAMPLE_LATE = {9: 10, 30: 20}  # the first who booked comes ten minutes late, the second twenty
EXAMPLE_VISIT_S = 9 * 60.0


def example(policy: Policy, opens: datetime) -> tuple[list[Arrival], list[Window]]:
    """Return a busy hour made up, for a hall that has had too few people to judge by: two windows, one theme. Who has
    booked comes late, so that the margin of lateness shows.

    Classes that the policy adds to the shipped ones come once each, in the middle of the hour.
    """
    known = {c.key for c in policy.classes}
    own = sorted(known - {key for _, key in _EXAMPLE})
    rows = [(after, key) for after, key in _EXAMPLE if key in known] + [(28, key) for key in own]
    arrivals = []
    for number, (after, key) in enumerate(sorted(rows), start=1):
        came = opens + timedelta(minutes=after)
        late = timedelta(minutes=_EXAMPLE_LATE.get(after, 0))
        booked = came - late if key == APPOINTMENT else None
        keys = () if key in {ORDINARY, APPOINTMENT} else (key,)
        arrivals.append(Arrival(f"A{number:03d}", 1, keys, came, EXAMPLE_VISIT_S, booked))
    return arrivals, [(Serves(1),), (Serves(1),)]
