"""`bench estimate`: the estimate of waits on a month of simulated days, beside the average's.

The hall has four themes with six matters each, of different lengths, thirteen windows of which some serve two
themes, half of them shut over noon; people come in two waves a day, one in eight with a head start. The first
days teach how long services take; on the others everybody's true wait is compared with what was shown. Nothing
is known to the estimate that a hall would not know: not the day's load. It knows the hall's hours, and which
windows are on noon duty.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import fmean, median, pvariance
from typing import Any

from yichuang.queueing.public import estimating

DAYS, LEARNING = 22, 10
OPENS, NOON, AFTERNOON, SHUTS = 9 * 3600, 12 * 3600, 13.5 * 3600, 17 * 3600
HEAD_START_S, SHARE_AHEAD = 30 * 60.0, 0.12
DESKS = ((0,), (0,), (0,), (0, 1), (1,), (1,), (1, 2), (2,), (2,), (3,), (3,), (3,), (3, 0))
NOON_DUTY = {0, 4, 7, 9, 10}
A_DAY = (130, 95, 75, 125)
MEAN_MIN = (8, 11, 15, 9)  # of a theme's services; a matter's own is between half and twice as long
MATTERS = 6
ASK_EVERY = 3  # every third person is asked about: enough figures, a third of the time


@dataclass
class Person:
    """One who comes on a simulated day."""

    came: float
    theme: int
    matter: int
    is_ahead: bool
    takes: float
    shown: tuple[float, float, float] | None = None
    naive: float = 0.0
    called: float = math.inf

    @property
    def stands(self) -> float:
        return self.came - (HEAD_START_S if self.is_ahead else 0)


@dataclass
class Window:
    """A window of the simulated hall."""

    themes: tuple[int, ...]
    is_noon: bool
    has: Person | None = None
    since: float = 0.0

    def is_open(self, at: float) -> bool:
        return self.is_noon or not NOON <= at < AFTERNOON

    def stretches(self, at: float) -> tuple[tuple[float, float], ...] | None:
        """Return when it calls, in seconds from then; in the evening it stays until the line has gone."""
        if self.is_noon:
            return None
        found = ((OPENS, NOON), (AFTERNOON, math.inf))
        return tuple((max(a - at, 0.0), b - at) for a, b in found if b > at)


@dataclass
class Hall:
    """A day under way."""

    windows: list[Window]
    line: list[Person] = field(default_factory=list)


def run(_seconds: float = 0, *, seed: int = 1, days: int = DAYS) -> dict[str, Any]:
    """Return the errors of both estimates in minutes, and how often the range held."""
    chance = random.Random(seed)
    mus = {
        (theme, matter): math.log(MEAN_MIN[theme] * 60 * 2 ** chance.uniform(-1, 1)) - 0.18
        for theme in range(4)
        for matter in range(MATTERS)
    }
    learned: list[Person] = []
    asked: list[Person] = []
    services = estimating.services_from(None, {}, {})
    rates: dict[int, float] = {}
    for day in range(days):
        people = sorted(_people(chance, mus, chance.uniform(0.85, 1.15)), key=lambda p: p.came)
        is_teaching = day < min(LEARNING, days // 2)
        _play(people, None if is_teaching else (services, rates, fmean(p.takes for p in learned)))
        if is_teaching:
            learned += people
            services, rates = _services(learned), _rates(learned, day + 1)
        else:
            asked += [p for p in people if p.shown and p.called < math.inf]
    return _figures(asked)


def _people(chance: random.Random, mus: dict[tuple[int, int], float], load: float) -> Iterator[Person]:
    for theme, count in enumerate(A_DAY):
        most = 2.2 * count * load / (SHUTS - OPENS)
        at = float(OPENS)
        while (at := at + chance.expovariate(most)) < SHUTS - 1800:
            if chance.random() * 2.2 > _wave(at):
                continue
            matter = min(int(chance.expovariate(0.5)), MATTERS - 1)
            takes = chance.lognormvariate(mus[theme, matter], 0.6)
            yield Person(at, theme, matter, chance.random() < SHARE_AHEAD, takes)


def _wave(at: float) -> float:
    """How many come, by the day's mean: a wave at ten, a lower one at half past two."""
    hour = at / 3600
    return 0.35 + 1.7 * math.exp(-((hour - 10) ** 2) / 1.1) + 1.2 * math.exp(-((hour - 14.5) ** 2) / 1.1)


Known = tuple[estimating.Services, dict[int, float], float]


def _play(people: list[Person], known: Known | None) -> None:
    """Play a day, moment by moment where something happens."""
    hall = Hall([Window(themes, place in NOON_DUTY) for place, themes in enumerate(DESKS)])
    number, at = 0, float(OPENS)
    while number < len(people) or hall.line:
        ends = [w.since + w.has.takes for w in hall.windows if w.has]
        following = [*ends, *(t for t in (NOON, AFTERNOON) if t > at)]
        if number < len(people):
            following.append(people[number].came)
        at = min(following)
        for window in hall.windows:
            if window.has and window.since + window.has.takes <= at:
                window.has = None
        while number < len(people) and people[number].came <= at:
            if known and number % ASK_EVERY == 0:
                _ask(hall, people[number], at, known)
            hall.line.append(people[number])
            number += 1
        _call(hall, at)


def _call(hall: Hall, at: float) -> None:
    for window in hall.windows:
        if window.has or not window.is_open(at):
            continue
        ours = [person for person in hall.line if person.theme in window.themes]
        if ours:
            window.has, window.since = min(ours, key=lambda p: p.stands), at
            window.has.called = at
            hall.line.remove(window.has)


def _ask(hall: Hall, me: Person, at: float, known: Known) -> None:
    services, rates, mean_s = known
    desks = [
        estimating.Desk(
            w.themes, at - w.since, w.has.theme, w.has.matter + 10 * w.has.theme, open_s=w.stretches(at)
        )
        if w.has
        else estimating.Desk(w.themes, open_s=w.stretches(at))
        for w in hall.windows
        if w.is_open(at)
    ]
    ahead = [estimating.Place(p.stands - at, p.theme, p.matter + 10 * p.theme) for p in hall.line]
    coming = [estimating.Overtaking(theme, rate, HEAD_START_S) for theme, rate in rates.items()]
    found = estimating.estimate(estimating.Place(me.stands - at, me.theme), ahead, desks, services, coming)
    if found is not None:
        me.shown = (found.low_min, found.middle_min, found.high_min)
        before = sum(p.theme == me.theme and p.stands <= me.stands for p in hall.line)
        me.naive = estimating.naive_min(before, sum(me.theme in d.themes for d in desks), mean_s)


def _services(people: list[Person]) -> estimating.Services:
    logs: dict[tuple[int, int], list[float]] = {}
    for person in people:
        logs.setdefault((person.theme, person.matter + 10 * person.theme), []).append(math.log(person.takes))
    themes = {
        theme: _seen([one for (of, _), many in logs.items() if of == theme for one in many])
        for theme in range(4)
    }
    return estimating.services_from(
        _seen([one for many in logs.values() for one in many]),
        themes,
        {key: _seen(many) for key, many in logs.items()},
    )


def _seen(logs: list[float]) -> estimating.Seen:
    return estimating.Seen(len(logs), fmean(logs), pvariance(logs))


def _rates(people: list[Person], days: int) -> dict[int, float]:
    seconds = days * (SHUTS - OPENS)
    return {
        theme: sum(p.is_ahead and p.theme == theme for p in people) / seconds for theme in range(len(A_DAY))
    }


def _figures(asked: list[Person]) -> dict[str, Any]:
    waits = [(p.called - p.came) / 60 for p in asked]
    shown = [p.shown or (0.0, 0.0, 0.0) for p in asked]
    long = [n for n, wait in enumerate(waits) if wait >= 10]

    def off(guesses: list[float], which: list[int]) -> float:
        return round(median(abs(guesses[n] - waits[n]) for n in which), 2)

    ours, naive, everyone = [s[1] for s in shown], [p.naive for p in asked], list(range(len(asked)))
    held = [low <= wait <= high for (low, _, high), wait in zip(shown, waits, strict=True)]
    return {
        "asked": len(asked),
        "median_wait_min": round(median(waits), 1),
        "error_min": off(ours, everyone),
        "naive_error_min": off(naive, everyone),
        "error_of_waits_over_10_min": off(ours, long),
        "naive_error_of_waits_over_10_min": off(naive, long),
        "in_range": round(fmean(held), 3),
        "range_width_min": round(median(high - low for low, _, high in shown), 1),
    }
