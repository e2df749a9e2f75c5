"""Special procedures that stop the clock: begun and ended by the department (行政许可法 45)."""

from datetime import datetime

from yichuang.cases import public as cases
from yichuang.cases.public import Case, Special
from yichuang.catalogue.public import intake_sheet
from yichuang.kit.refusal import Refused
from yichuang.people.public import Officer

from ..policies import why_not_here, why_not_special


def start_special(case: Case, special: Special, *, by: Officer, now: datetime) -> None:
    """Stop the limits for a special procedure and tell the applicant in writing how long."""
    if refusal := why_not_special(case, intake_sheet(case.guide_id), special, by=by, now=now):
        raise Refused(refusal)
    cases.pause(case, special, by=by, now=now)


def end_special(case: Case, *, by: Officer, now: datetime) -> None:
    """Say that the procedure has ended before its last day: the limits run again."""
    if refusal := why_not_here(case, by=by):
        raise Refused(refusal)
    cases.resume(case, by=by, now=now)
