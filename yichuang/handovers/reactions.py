"""What hand-overs listen to, and what they object to."""

from yichuang.cases import public as cases
from yichuang.cases.public import FROM_BELOW, Case
from yichuang.catalogue.public import intake_sheet
from yichuang.journal.public import Event, Happening, together
from yichuang.kit.actor import SYSTEM, Nobody
from yichuang.people.public import department_authorises
from yichuang.worktime.public import local_day

from . import services
from .policies import why_not_handed_out
from .rules import Way
from .selectors import department_meant, last_of


def begin(happening: Happening) -> None:
    """What was handed in on paper goes to the department today, by hand and with both signatures.

    Together: an accepted case whose papers nobody has to hand over would be a wrong record. What the
    window decides itself never leaves it; what is electronic is there already.
    """
    case = happening.thing
    sheet = intake_sheet(case.guide_id)
    on = local_day(happening.at)
    if sheet.is_immediate and department_authorises(case.department_id, sheet.matter_code, on=on):
        return
    comes_by_itself = case.channel in {"online", FROM_BELOW}  # with a sheet of its own (行政许可法 35)
    if happening.data["on_paper"] and not comes_by_itself:
        services.open_handover(case, Way.TO_DEPARTMENT, number=1, now=happening.at)


def come_back(happening: Happening) -> None:
    """Decided, or ended: the papers come back to the window."""
    case = happening.thing
    services.bring_back(case, case.ended_reason, now=happening.at)


def refer(happening: Happening) -> None:
    """Refused as outside the department's powers: the competent one of the same hall is told (R044)."""
    case = happening.thing
    if department := department_meant(case):
        by = Nobody(happening.by, happening.by) if happening.by else SYSTEM
        services.refer(case, department, by=by, now=happening.at)


def objection(case: Case) -> str:
    """A result on its way back cannot be handed out yet (R120)."""
    return why_not_handed_out(last_of(case.pk))


def subscribe() -> None:
    """Called once when the room opens."""
    together(Event.CASE_ACCEPTED, begin)
    together(Event.CASE_DECIDED, come_back)
    together(Event.CASE_ENDED, come_back)
    together(Event.CASE_REFUSED, refer)
    cases.object_to_delivery(objection)
