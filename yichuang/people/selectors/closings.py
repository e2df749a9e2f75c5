"""Reads of the days on which halls stay shut, and of those that no limit counts."""

import time
from datetime import datetime, timedelta

from django.db.models import Q

from yichuang.worktime.public import Hours, Shut, hours_of_plan

from ..models import Centre, Closing
from .centres import line_of

FRESH_SECONDS = 5.0
# After this long no process remembers a time before a closing was recorded.
SETTLED_AFTER = timedelta(seconds=2 * FRESH_SECONDS)
_outside: dict[int, tuple[float, tuple[Shut, ...]]] = {}


def closings_at(centre: Centre) -> list[Closing]:
    """Return the closings that hold at a centre: its own, and those that cover it from above. One query,
    and one for each centre that it follows unless it came with them."""
    above = [higher.pk for higher in line_of(centre)[1:]]
    held = Q(centre=centre.pk) | Q(centre__in=above, covers_below=True)
    return list(Closing.objects.filter(held, withdrawn_at=None).order_by("from_on", "id"))


def hours_at(centre: Centre) -> Hours | None:
    """Return a centre's opening hours, its own or those it follows, with its closings; None where none
    are registered. Three queries when the centre came with those it follows and their hours."""
    plan = next((at.hours for at in line_of(centre) if at.hours), None)
    if plan is None:
        return None
    shut = tuple(Shut(c.from_on, c.until_on, c.reason) for c in closings_at(centre))
    return hours_of_plan(plan, shut)


def days_outside_limits(centre_id: int) -> tuple[Shut, ...]:
    """Return the days that a government notice takes out of legal limits at a centre, earliest first,
    each with its notice. From memory for a few seconds: every limit asks."""
    known = _outside.get(centre_id)
    if known and time.monotonic() - known[0] < FRESH_SECONDS:
        return known[1]
    centre = Centre.objects.select_related("follows__follows__follows").get(pk=centre_id)
    found = tuple(Shut(c.from_on, c.until_on, c.notice_words) for c in closings_at(centre) if c.moves_limits)
    _outside[centre_id] = (time.monotonic(), found)
    return found


def days_shut_since(centre_id: int, told_at: datetime) -> tuple[Shut, ...]:
    """Return the days outside legal limits by notices that were recorded after an instant: who was told a day
    before could not know of them. One query, and one for each centre that it follows."""
    centre = Centre.objects.select_related("follows__follows__follows").get(pk=centre_id)
    later = (c for c in closings_at(centre) if c.moves_limits and c.recorded_at > told_at)
    return tuple(Shut(c.from_on, c.until_on, c.notice_words) for c in later)


def forget_closings() -> None:
    """Drop what this process remembers of closings."""
    _outside.clear()


def closings_of(centre_id: int, *, limit: int = 100) -> list[Closing]:
    """Return what a centre recorded, the latest days first, withdrawn ones too. One query."""
    return list(Closing.objects.filter(centre=centre_id)[:limit])


def count_below(centre_id: int) -> int:
    """Return how many centres follow this one directly. One query."""
    return Centre.objects.filter(follows=centre_id).count()


def closings_to_count(now: datetime) -> list[Closing]:
    """Return the closings with which running limits have not been counted again. One query.

    Only those that every process knows by now: a limit that starts later counts without them itself.
    """
    settled = Q(recorded_at__lte=now - SETTLED_AFTER, withdrawn_at=None)
    settled |= Q(withdrawn_at__lte=now - SETTLED_AFTER)
    found = Closing.objects.filter(settled, counted_at=None).select_related("centre")
    return list(found.order_by("id"))


def covered_by(closing: Closing) -> list[int]:
    """Return the keys of the centres that a closing shuts. A query for each floor below."""
    covered = floor = [closing.centre_id]
    while floor and closing.covers_below:
        floor = list(
            Centre.objects.filter(follows__in=floor).exclude(pk__in=covered).values_list("pk", flat=True)
        )
        covered = [*covered, *floor]
    return covered
