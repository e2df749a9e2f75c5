"""What rooms above know against handing a result out: papers on their way, a published fee unpaid.

Cases does not know those rooms. They say at start that they may object, and each is asked.
"""

from collections.abc import Callable

from yichuang.people.public import Officer

from ..models import Case
from ..rules.states import Action
from .window import why_not

Objection = Callable[[Case], str]
_objections: list[Objection] = []


def object_to_delivery(objection: Objection) -> None:
    """Register what may object; called once when a room opens. It returns a sentence, or an empty string."""
    if objection not in _objections:
        _objections.append(objection)


def objection_to(case: Case) -> str:
    """Return the first sentence that stands against giving the result to the applicant."""
    return next((sentence for objection in _objections if (sentence := objection(case))), "")


def why_not_deliver(case: Case, action: Action, *, by: Officer) -> str:
    """Say why this person cannot give the result out now, in this way."""
    return why_not(case, action, by=by) or objection_to(case)
