"""What an applicant is told of a case (R079, R115, R280)."""

import hmac
from dataclasses import dataclass
from datetime import date, datetime

from ..models import Case
from ..rules.states import State


@dataclass(frozen=True)
class Progress:
    """What happens now, by when, and whom to ask: names and numbers masked by the page."""

    case: Case
    promised_on: date | None
    statutory_on: date | None
    light: str
    stopped_at: datetime | None


def progress_of(no: str, tail: str) -> Progress | None:
    """Return a case's progress to someone who knows its number and the last four characters of the
    applicant's or agent's ID or phone; None when either is wrong, without saying which. One query."""
    case = (
        Case.objects.select_related(
            "clock", "gap", "department", "centre", "applicant", "agent", "taken_by", "window", "delivery"
        )
        .filter(no="".join(no.split()))
        .exclude(state__in=[State.DRAFT, State.DISCARDED])
        .first()
    )
    wanted = "".join(tail.split()).upper()
    if case is None or len(wanted) != 4 or not _knows(case, wanted):
        return None
    clock = getattr(case, "clock", None)
    return Progress(
        case,
        clock.promised_due_on if clock else None,
        clock.statutory_due_on if clock else None,
        clock.light if clock else "none",
        clock.stopped_at if clock else None,
    )


def _knows(case: Case, tail: str) -> bool:
    held = [case.contact_phone]
    for person in (case.applicant, case.agent):
        if person is not None:
            held += [person.id_number, person.phone]
    # Every one is compared, so that the time taken tells nothing.
    same = [
        hmac.compare_digest(value[-4:].upper().encode(), tail.encode()) for value in held if len(value) >= 4
    ]
    return any(same)
