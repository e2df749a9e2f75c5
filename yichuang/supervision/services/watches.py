"""Putting things under watch: a row that says when to look. How the thing stands, its own room knows."""

from collections.abc import Iterable
from datetime import datetime

from yichuang.kit.inserting import insert_new

from ..models import Watched
from ..rules import Watch


def watch(watches: Iterable[Watch], thing: str, *, now: datetime) -> None:
    """Put a thing under watch, or look again at one that is. Inside the caller's transaction; one statement,
    and a second one for what was already there."""
    wanted = list(watches)
    rows = [Watched(watch=each, thing=thing, opened_at=now, look_at=now) for each in wanted]
    if len(insert_new(rows, unique=("thing", "watch"))) < len(rows):
        look_again(thing, wanted, now=now)


def watch_day(watch: Watch, thing: str, *, now: datetime) -> None:
    """Put a day under watch with the first thing that happens on it; its probe says when it is worth looking.

    What happens later on that day changes nothing until it was looked at and found over: then, once more.
    """
    row = Watched(watch=watch, thing=thing, opened_at=now, look_at=now)
    if not insert_new([row], unique=("thing", "watch")):
        over = Watched.objects.filter(thing=thing, watch=watch, over_at__isnull=False)
        over.update(look_at=now, over_at=None)


def look_again(thing: str, watches: Iterable[Watch], *, now: datetime) -> None:
    """What is known of a thing has changed: look at it as soon as the clock comes round. One statement."""
    known = Watched.objects.filter(thing=thing, watch__in=list(watches))
    known.update(look_at=now, over_at=None)
