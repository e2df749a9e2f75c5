"""What ratings listen to: the end of a service is the beginning of the right to rate it (R163).

`together`, because it is one row about what was just written.
"""

from yichuang.journal.public import Event, Happening, together

from . import services


def visit_ended(happening: Happening) -> None:
    """A visit in the hall was served and is over."""
    services.invite_for_visit(happening.thing, now=happening.at)


def case_concluded(happening: Happening) -> None:
    """The result of a case is with the applicant."""
    services.invite_for_case(happening.thing, now=happening.at)


def subscribe() -> None:
    """Called once when the room opens."""
    together(Event.TICKET_ENDED, visit_ended)
    together(Event.CASE_CONCLUDED, case_concluded)
