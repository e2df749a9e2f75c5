"""What the hall's screens say beside the calls: how long, and how it stands. Pure."""

from datetime import datetime, timedelta

from django.db.models import TextChoices

MOST_CHARACTERS = 60  # two lines that are read from 4 m on the narrowest screen
LONGEST = timedelta(days=31)  # what holds longer is a notice of the hall, not a word on a screen


class Showing(TextChoices):
    """How an announcement stands now. Nobody has to end it: its time does."""

    COMING = "coming", "还没到时间"
    SHOWN = "shown", "正在显示"
    OVER = "over", "已过时间"
    WITHDRAWN = "withdrawn", "已撤下"


def showing(from_at: datetime, until_at: datetime, withdrawn_at: datetime | None, now: datetime) -> Showing:
    """Return how an announcement stands at an instant."""
    if withdrawn_at is not None:
        return Showing.WITHDRAWN
    if now < from_at:
        return Showing.COMING
    return Showing.SHOWN if now < until_at else Showing.OVER
