"""What the archive listens to."""

from yichuang.journal.public import Event, Happening, later

from . import services

# After the end: what a licence goes through, each with its paper.
AFTERWARDS = (
    Event.LICENCE_ISSUED,
    Event.LICENCE_CHANGED,
    Event.LICENCE_RENEWED,
    Event.LICENCE_REVOKED,
    Event.LICENCE_CANCELLED,
)
ENDINGS = (Event.CASE_CONCLUDED, Event.CASE_ENDED, Event.CASE_REFUSED, Event.CASE_NOT_REQUIRED)


def file_away(happening: Happening) -> None:
    """A case ended: make its package.

    Later, not together: setting its papers takes a second, and until then the case is merely not yet filed.
    """
    case_no = happening.subject.removeprefix("case:")
    services.archive(case_no, now=happening.at)
    services.continue_package(case_no, now=happening.at)  # what was issued since and found no package


def file_what_followed(happening: Happening) -> None:
    """Papers came after the case's package was made: they make the next one."""
    services.continue_package(happening.subject.removeprefix("case:"), now=happening.at)


def subscribe() -> None:
    """Called once when the room opens."""
    for event in ENDINGS:
        later(event, file_away)
    for event in AFTERWARDS:
        later(event, file_what_followed)
