"""How long someone will wait, as a range that can be kept. Pure.

The line is played forward many times: who is served now ends after a time that is likely for a service that has
already lasted so long, each one who stands before takes a time like those of the last weeks, windows take the
next of their own themes in their own order (a theme that gives way counts there as if its people came later),
nobody is called while the hall is closed, and people with a head start come as often as they did. What came
out in the middle of the runs is the estimate; the range is the middle eight tenths of them. Runs are
numbered, not random: the same line gives the same answer on every screen.

`bin/yichuang bench estimate` says how far it is off, beside the average that everybody would think of first.
"""

import heapq
import math
import random
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from django.utils.translation import gettext

RUNS = 120
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
PRIOR = 20  # as many services as a matter's own times need to count as much as its theme's
USUAL = (math.log(600), 0.7)  # ten minutes, mostly five to twenty: before anybody was served here
_NORMAL = NormalDist()


@dataclass(frozen=True)
class Seen:
    """Services of one kind that were seen: how many, mean and variance of the logarithm of their seconds."""

    count: int
    mean_log: float
    var_log: float


@dataclass(frozen=True)
class Service:
    """How long one kind of service lasts: its seconds are lognormal with this middle and this spread."""

    mu: float
    sigma: float

    def seconds(self, chance: random.Random) -> float:
        """Return how long one may last."""
        return math.exp(chance.gauss(self.mu, self.sigma))

    def left(self, after: float, chance: random.Random) -> float:
        """Return how much longer one may last that has lasted so many seconds."""
        if after <= 0:
            return self.seconds(chance)
        before = _NORMAL.cdf((math.log(after) - self.mu) / self.sigma)
        if before > 0.995:  # far longer than any before: nothing is known but that it goes on
            return after * chance.random()
        at = before + (1 - before) * chance.random()
        return max(math.exp(self.mu + self.sigma * _NORMAL.inv_cdf(min(at, 0.9999))) - after, 0)


def smoothed(seen: Seen | None, prior: Service) -> Service:
    """Return a kind's service, drawn to the wider kind's as long as few were seen."""
    if seen is None or not seen.count:
        return prior
    share = seen.count / (seen.count + PRIOR)
    mu = share * seen.mean_log + (1 - share) * prior.mu
    spread = share * seen.var_log + (1 - share) * prior.sigma**2
    return Service(mu, math.sqrt(max(spread, 0.01)))


@dataclass(frozen=True)
class Services:
    """What the last weeks say: of a matter where it was seen often enough, else of its theme, else of all."""

    themes: Mapping[int, Service]
    matters: Mapping[int, Service]
    usual: Service = Service(*USUAL)

    def of(self, theme_id: int, matter_id: int | None) -> Service:
        """Return how long a visit takes."""
        if matter_id in self.matters and matter_id is not None:
            return self.matters[matter_id]
        return self.themes.get(theme_id, self.usual)


def services_from(
    all_of: Seen | None, themes: Mapping[int, Seen], matters: Mapping[tuple[int, int], Seen]
) -> Services:
    """Return the services that were seen, each smoothed by the wider kind. Matters go by theme and matter."""
    usual = smoothed(all_of, Service(*USUAL))
    by_theme = {theme: smoothed(seen, usual) for theme, seen in themes.items()}
    by_matter = {
        matter: smoothed(seen, by_theme.get(theme, usual)) for (theme, matter), seen in matters.items()
    }
    return Services(by_theme, by_matter, usual)


@dataclass(frozen=True)
class Place:
    """One who waits: where they stand (seconds from now, below zero: earlier), theme, matter if one is known."""

    stands_s: float
    theme_id: int
    matter_id: int | None = None


@dataclass(frozen=True)
class Desk:
    """A window that calls now: its themes, and whom it has, for how many seconds; None when it is free.

    `after_s` holds for each theme, in their order, by how much it gives way here; empty: none does. `open_s`
    are the stretches in which the window calls, in seconds from now, earliest first; None: always.
    """

    themes: tuple[int, ...]
    busy_s: float | None = None
    theme_id: int = 0
    matter_id: int | None = None
    after_s: tuple[float, ...] = ()
    open_s: tuple[tuple[float, float], ...] | None = None

    def gives_way(self, theme_id: int) -> float:
        """Return by how many seconds a theme of this window stands back here."""
        return self.after_s[self.themes.index(theme_id)] if self.after_s else 0.0

    def calls_at(self, at: float) -> float:
        """Return when the window calls next, `at` itself while it does; infinity when not today."""
        if self.open_s is None:
            return at
        return next((max(opens, at) for opens, closes in self.open_s if at < closes), math.inf)


@dataclass(frozen=True)
class Overtaking:
    """People of a theme who come with a head start: how many a second, and how many seconds' head start."""

    theme_id: int
    per_s: float
    head_start_s: float


@dataclass(frozen=True)
class Estimate:
    """A wait in whole minutes: the range that is shown, and its middle.

    `is_past_closing`: the hall may well close before it is this person's turn; the minutes are then those
    until it closes.
    """

    low_min: int
    middle_min: int
    high_min: int
    is_past_closing: bool = False

    @property
    def words(self) -> str:
        """约 10–20 分钟; 不用等 when a window is free (R060)."""
        if self.is_past_closing:
            return gettext("下班前可能叫不到，请问导办台")
        if not self.high_min:
            return gettext("不用等")
        if not self.low_min:
            return gettext("%(high)s 分钟以内") % {"high": self.high_min}
        return gettext("约 %(low)s–%(high)s 分钟") % {"low": self.low_min, "high": self.high_min}


def estimate(
    me: Place,
    ahead: Sequence[Place],
    desks: Sequence[Desk],
    services: Services,
    overtaking: Iterable[Overtaking] = (),
    *,
    runs: int = RUNS,
) -> Estimate | None:
    """Return how long one waits; None when no window calls for the theme, so that nobody can know."""
    waits = waits_in_runs(me, ahead, desks, services, overtaking, runs=runs)
    if not waits:
        return None
    low, middle, high = (waits[min(int(len(waits) * part), len(waits) - 1)] for part in (LOW, MIDDLE, HIGH))
    if high < math.inf:
        return Estimate(int(low // 60), round(middle / 60), math.ceil(high / 60))
    closes = max(
        end for desk in desks if me.theme_id in desk.themes for _, end in desk.open_s or ((0.0, 0.0),)
    )
    low, middle = min(low, closes), min(middle, closes)
    return Estimate(int(low // 60), round(middle / 60), math.ceil(closes / 60), is_past_closing=True)


def waits_in_runs(
    me: Place,
    ahead: Sequence[Place],
    desks: Sequence[Desk],
    services: Services,
    overtaking: Iterable[Overtaking] = (),
    *,
    runs: int = RUNS,
) -> list[float]:
    """Return how many seconds one waits in each run, the shortest first; infinite where the hall closes
    before. Empty when no window calls for the theme."""
    serving = [desk for desk in desks if me.theme_id in desk.themes]
    if not serving:
        return []
    # Where my theme gives way, people of another one may come before me that stand behind me.
    slack = max(desk.gives_way(me.theme_id) for desk in serving)
    before = sorted(
        (each for each in ahead if each.stands_s <= _reach(me, each.theme_id, slack)), key=_stands
    )
    coming = [
        each
        for each in overtaking
        if each.per_s > 0 and each.head_start_s + _reach(me, each.theme_id, slack) > 0
    ]
    return sorted(_run(me, before, desks, services, coming, slack, number) for number in range(runs))


def _reach(me: Place, theme_id: int, slack: float) -> float:
    """Return up to where people of a theme can stand and still be called before me somewhere."""
    return me.stands_s if theme_id == me.theme_id else me.stands_s + slack


def _run(
    me: Place,
    before: Sequence[Place],
    desks: Sequence[Desk],
    services: Services,
    coming: Sequence[Overtaking],
    slack: float,
    number: int,
) -> float:
    """Play the line once; return the seconds until a window takes me."""
    chance = random.Random(number)  # noqa: S311 - numbers for a simulation, the same every time
    lines: dict[int, deque[Place]] = {}
    for each in _with_those_who_come(me, before, coming, slack, chance):
        lines.setdefault(each.theme_id, deque()).append(each)
    lines.setdefault(me.theme_id, deque()).append(me)  # nobody of my theme behind me matters
    free = [(_free_at(desk, services, chance), place) for place, desk in enumerate(desks)]
    heapq.heapify(free)
    while free:
        at, place = heapq.heappop(free)
        calls_at = desks[place].calls_at(at)
        if calls_at > at:
            if calls_at < math.inf:
                heapq.heappush(free, (calls_at, place))
            continue
        first = _next_at(desks[place], lines)
        if first is me:
            return at
        if first is not None:
            lines[first.theme_id].popleft()
            takes = services.of(first.theme_id, first.matter_id).seconds(chance)
            heapq.heappush(free, (at + takes, place))
    return math.inf


def _next_at(desk: Desk, lines: Mapping[int, deque[Place]]) -> Place | None:
    """Return whom a window calls: the one who stands first, those of a theme that gives way so much later."""
    heads = [lines[theme][0] for theme in desk.themes if lines.get(theme)]
    if not desk.after_s:
        return min(heads, key=_stands, default=None)
    return min(heads, key=lambda one: one.stands_s + desk.gives_way(one.theme_id), default=None)


def _stands(place: Place) -> float:
    return place.stands_s


def _with_those_who_come(
    me: Place, before: Sequence[Place], coming: Sequence[Overtaking], slack: float, chance: random.Random
) -> list[Place]:
    """Add those who will come and stand before me: within their head start of my own standing."""
    more = []
    for each in coming:
        at, reach = chance.expovariate(each.per_s), _reach(me, each.theme_id, slack)
        while at - each.head_start_s < reach:
            more.append(Place(at - each.head_start_s, each.theme_id))
            at += chance.expovariate(each.per_s)
    return sorted([*before, *more], key=_stands) if more else list(before)


def _free_at(desk: Desk, services: Services, chance: random.Random) -> float:
    if desk.busy_s is None:
        return 0.0
    return services.of(desk.theme_id, desk.matter_id).left(desk.busy_s, chance)


def naive_min(ahead: int, windows: int, mean_s: float) -> float:
    """Return what everybody would think of first: average service time times people ahead, by windows."""
    return ahead * mean_s / max(windows, 1) / 60
