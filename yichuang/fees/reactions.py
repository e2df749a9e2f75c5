"""What fees listen to, and what they object to."""

from yichuang.cases import public as cases
from yichuang.cases.public import Case
from yichuang.catalogue.public import intake_sheet
from yichuang.journal.public import Event, Happening, together
from yichuang.kit.actor import Nobody

from . import services
from .policies import why_unpaid
from .selectors import bill_of


def announce(happening: Happening) -> None:
    """Say at acceptance what has to be paid (R055). Together: the notice is one of its papers."""
    case = happening.thing
    by = Nobody(happening.by, happening.by)
    services.announce(case, intake_sheet(case.guide_id), by=by, now=happening.at)


def cancel(happening: Happening) -> None:
    """A case that ended without a decision owes nothing."""
    services.cancel_bill(happening.thing, by=Nobody(happening.by, happening.by), now=happening.at)


def objection(case: Case) -> str:
    """A result may wait for a published fee that is not paid, and for no other (R142, R143)."""
    return "" if intake_sheet(case.guide_id).fee.charged is not True else why_unpaid(bill_of(case.pk))


def subscribe() -> None:
    """Called once when the room opens."""
    together(Event.CASE_ACCEPTED, announce)
    together(Event.CASE_ENDED, cancel)
    cases.object_to_delivery(objection)
