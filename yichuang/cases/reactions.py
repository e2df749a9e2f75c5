"""What cases listen to."""

from yichuang.journal.public import Event, Happening, later

from . import services

BATCH = 500


def recount(happening: Happening) -> None:
    """A year of the calendar was published: limits that were provisional are counted again.

    Later, not together: until the job has run they are marked provisional, which is still true.
    """
    while services.recount_provisional(happening.at, limit=BATCH) == BATCH:
        pass


def subscribe() -> None:
    """Called once when the room opens."""
    later(Event.CALENDAR_IMPORTED, recount)
