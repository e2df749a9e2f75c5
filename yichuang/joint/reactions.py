"""What joint applications listen to."""

from yichuang.cases.public import Case
from yichuang.journal.public import Event, Happening, together

from . import services
from .rules import State
from .selectors import bundle_of


def follow(happening: Happening) -> None:
    """A part was decided or ended: what waited for it begins in the same transaction, so that no list
    ever shows a part that may begin and has not."""
    case: Case | None = happening.thing
    if case is None or case.channel != "joint":
        return
    bundle = bundle_of(case)
    if bundle is not None and bundle.state == State.RUNNING:
        services.advance(bundle, now=happening.at)


def subscribe() -> None:
    """Called once when the room opens."""
    together(Event.CASE_DECIDED, follow)
    together(Event.CASE_ENDED, follow)
