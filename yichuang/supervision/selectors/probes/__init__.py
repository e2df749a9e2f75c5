"""How each watched thing is looked at: `case:NO`, `task:ID`, `line:THEME@DAY` … Other rooms hold the truth."""

from collections.abc import Callable
from datetime import datetime

from ...rules import Watch
from ..seen import Seen
from .of_cases import acceptance, law, promise, step, violation
from .of_complaints import complaint_term, rectification, transfer, unresolved
from .of_enquiries import enquiry
from .of_ratings import not_called_back, unopened, unrectified
from .of_the_hall import doors_are_open, empty_window, left_window, long_wait, unanswered
from .of_visits import unrecorded

Probe = Callable[[str, datetime], Seen | None]

PROBES: dict[Watch, Probe] = {
    Watch.ACCEPTANCE: acceptance,
    Watch.PROMISE: promise,
    Watch.LAW: law,
    Watch.STEP: step,
    Watch.SECOND_SUPPLEMENT: violation,
    Watch.LATE_HANDOVER: violation,
    Watch.LATE_DELIVERY: violation,
    Watch.LONG_WAIT: long_wait,
    Watch.EMPTY_WINDOW: empty_window,
    Watch.LEFT_WINDOW: left_window,
    Watch.UNRECORDED: unrecorded,
    Watch.UNANSWERED: unanswered,
    Watch.RATING_UNOPENED: unopened,
    Watch.RATING_UNRECTIFIED: unrectified,
    Watch.RATING_NO_CALL_BACK: not_called_back,
    Watch.ENQUIRY_LATE: enquiry,
    Watch.COMPLAINT_UNASSIGNED: complaint_term,
    Watch.COMPLAINT_UNANSWERED: complaint_term,
    Watch.COMPLAINT_UNCLOSED: complaint_term,
    Watch.TRANSFER_LATE: transfer,
    Watch.RECTIFICATION_LATE: rectification,
    Watch.UNRESOLVED_LATE: unresolved,
}


def look(watch: Watch, thing: str, now: datetime) -> Seen | None:
    """Say how a thing stands; None when it is gone or was never there."""
    return PROBES[watch](thing.partition(":")[2], now)


__all__ = ["PROBES", "Probe", "doors_are_open", "look"]
