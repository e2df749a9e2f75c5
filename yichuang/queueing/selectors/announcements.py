"""What the hall's screens say beside the calls."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Now

from ..models import Announcement
from ..rules.announcing import Showing, showing

MOST_SHOWN = 3  # more than that nobody reads
MOST_LISTED = 100


@dataclass(frozen=True)
class Said:
    """One announcement as screens show it. `zone` blank: on every screen."""

    id: int
    text: str
    zone: str
    is_urgent: bool


@dataclass(frozen=True)
class Announced:
    """One announcement as managers see it."""

    announcement: Announcement
    showing: Showing


def said_now(centre_id: int) -> tuple[Said, ...]:
    """Return what is to be shown by the database's clock, urgent first, then the newest. One query."""
    shown = Announcement.objects.filter(
        centre=centre_id, withdrawn_at=None, from_at__lte=Now(), until_at__gt=Now()
    )
    rows = shown.order_by("-is_urgent", "-id").values_list("id", "text", "zone", "is_urgent")
    return tuple(Said(*row) for row in rows)


def announcements_at(centre_id: int, *, now: datetime) -> list[Announced]:
    """Return a centre's announcements with how they stand, the newest first. One query."""
    found = Announcement.objects.filter(centre=centre_id).select_related("made_by", "withdrawn_by")
    return [
        Announced(one, showing(one.from_at, one.until_at, one.withdrawn_at, now))
        for one in found[:MOST_LISTED]
    ]
