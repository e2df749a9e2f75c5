"""What the archive listens to."""

from yichuang.journal.public import Event, Happening, later

from . import services

ENDINGS = (Event.CASE_CONCLUDED, Event.CASE_ENDED, Event.CASE_REFUSED, Event.CASE_NOT_REQUIRED)


def file_away(happening: Happening) -> None:
    """A case ended: make its package.

    Later, not together: setting its papers takes a second, and until then the case is merely not yet filed.
    """
    services.archive(happening.subject.removeprefix("case:"), now=happening.at)


def subscribe() -> None:
    """Called once when the room opens."""
    for event in ENDINGS:
        later(event, file_away)
