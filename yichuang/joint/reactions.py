"""What joint applications listen to."""

from yichuang.cases.public import Case
from yichuang.journal.public import Event, Happening, together

from . import services
from .rules import BEFORE_ACCEPTANCE, State
from .selectors import bundle_of

COURSE = (Event.CASE_ACCEPTED, Event.CASE_SUPPLEMENT_ASKED, Event.CASE_RESUBMITTED)
OVER = (Event.CASE_DECIDED, Event.CASE_ENDED, Event.CASE_REFUSED, Event.CASE_NOT_REQUIRED)


def follow(happening: Happening) -> None:
    """Something happened to a part: what waited for it begins, and a whole that was sent in stands where its
    parts stand, in the same transaction: no list ever shows one that may begin and has not."""
    case: Case | None = happening.thing
    if case is None or case.channel != "joint":
        return
    bundle = bundle_of(case)
    if bundle is None:
        return
    if happening.event is Event.CASE_RESUBMITTED:
        services.take_along(case, bundle, now=happening.at)
    if bundle.state in BEFORE_ACCEPTANCE:
        services.follow_parts(bundle, now=happening.at)
    elif bundle.state == State.RUNNING and happening.event in OVER:
        services.advance(bundle, now=happening.at)


def subscribe() -> None:
    """Called once when the room opens."""
    for event in (*COURSE, *OVER):
        together(event, follow)
