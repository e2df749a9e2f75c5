"""What the visitors of `bench hall` come for: the demonstration's real matters, as unevenly as in a real hall."""

import bisect
import itertools
from dataclasses import dataclass
from random import Random

from yichuang.catalogue.public import Matter
from yichuang.people.public import Theme

THEMES = (("A", 0.35), ("B", 0.25), ("C", 0.12), ("D", 0.28))
MEAN_MIN = {"A": 2.7, "B": 3.8, "C": 5.4, "D": 3.0}  # of a visit: windows are three quarters busy
UNEVEN = 0.35  # how far one matter of a theme takes longer than another


@dataclass(frozen=True)
class Errand:
    """A matter, the place of its theme, its part of all visits, and how long a visit for it takes."""

    matter_id: int
    code: str
    theme: int
    share: float
    minutes: float


def errands(themes: list[Theme], chance: Random) -> list[Errand]:
    """Return the hall's matters. Of a theme the second is asked for half as often as the first, the tenth a tenth
    as often; the theme's mean visit stays what it is."""
    found: list[Errand] = []
    for place, (theme, (code, share)) in enumerate(zip(themes, THEMES, strict=True)):
        mine = list(Matter.objects.filter(theme=theme, current__isnull=False).order_by("code"))
        if not mine:
            raise RuntimeError(f"no published matter under theme {code}")
        chance.shuffle(mine)
        parts = [share / rank for rank in range(1, len(mine) + 1)]
        parts = [part * share / sum(parts) for part in parts]
        lasts = [chance.lognormvariate(0, UNEVEN) for _ in mine]
        mean = sum(part * long for part, long in zip(parts, lasts, strict=True)) / share
        found += [
            Errand(matter.pk, matter.code, place, part, MEAN_MIN[code] * long / mean)
            for matter, part, long in zip(mine, parts, lasts, strict=True)
        ]
    return found


def themes_of_windows(known: list[Errand], windows: int) -> list[int]:
    """Return which theme each window serves: as many windows as its visitors take time."""
    load = [sum(e.share * e.minutes for e in known if e.theme == place) for place in range(len(THEMES))]
    ends = list(itertools.accumulate(part / sum(load) for part in load))
    return [bisect.bisect_left(ends[:-1], (number + 0.5) / windows) for number in range(windows)]
