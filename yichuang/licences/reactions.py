"""What licences listen to."""

from yichuang.journal.public import Event, Happening, together
from yichuang.kit.actor import Nobody

from . import services


def decided(happening: Happening) -> None:
    """A grant makes a licence, or does to one what was asked for. Together: a grant without its
    certificate would be half a decision (行政许可法 39)."""
    by = Nobody(happening.by, happening.by)
    services.settle_case(happening.thing, by=by, now=happening.at)


def ended(happening: Happening) -> None:
    """Nothing is asked for any more."""
    services.settle_ended(happening.thing, now=happening.at)


def subscribe() -> None:
    """Called once when the room opens."""
    together(Event.CASE_DECIDED, decided)
    together(Event.CASE_ENDED, ended)
