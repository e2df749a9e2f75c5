"""What review listens to."""

from yichuang.catalogue.public import CaseKind, intake_sheet
from yichuang.journal.public import Event, Happening, together
from yichuang.kit.actor import CLOCK
from yichuang.people.public import department_authorises
from yichuang.worktime.public import local_day

from . import services


def begin(happening: Happening) -> None:
    """Put an accepted case before its first step, in the same transaction: a case that was accepted
    and lies before nobody would be a wrong record. An immediate case is decided at the window when the
    department authorised that; otherwise it goes this way too."""
    case = happening.thing
    sheet = intake_sheet(case.guide_id)
    if sheet.is_immediate and department_authorises(
        case.department_id, sheet.matter_code, on=local_day(happening.at)
    ):
        return
    # On a written commitment the decision comes first, and the review afterwards (告知承诺).
    first = len(sheet.steps) if case.on_commitment else 1
    task = services.open_step(case, sheet, first, now=happening.at)
    if sheet.case_kind == CaseKind.URGENT:
        services.call_out(case, task, now=happening.at)


def follow_clock(happening: Happening) -> None:
    """A case's limits were counted again: its open step is listed by the new date, in the same
    transaction, so that no list shows two truths."""
    services.move_due(happening.thing, now=happening.at)


def follow_end(happening: Happening) -> None:
    """A case ended without a decision: nothing is left to do on it, and no list says otherwise."""
    services.drop_denials(happening.thing, now=happening.at)
    services.drop_open(happening.thing, now=happening.at)


def follow_clock_decision(happening: Happening) -> None:
    """The clock decided, as when a renewal is deemed granted (行政许可法 50): the open step is done with."""
    if happening.by == CLOCK.actor_id:
        services.drop_open(happening.thing, now=happening.at)


def subscribe() -> None:
    """Called once when the room opens."""
    for moved in (
        Event.CASE_RECOUNTED,
        Event.CASE_PAUSED,
        Event.CASE_RESUMED,
        Event.CASE_EXTENDED,
        Event.CASE_CLOCK_STARTED,
    ):
        together(moved, follow_clock)
    together(Event.CASE_ENDED, follow_end)
    together(Event.CASE_DECIDED, follow_clock_decision)
    together(Event.CASE_ACCEPTED, begin)
