"""What supervision listens to: what has come near its limit or happened is put under watch.

`together`, because it is one row about what was just written; everything else is the sweep's.
"""

from collections.abc import Callable

from yichuang.approvals.public import open_task_of
from yichuang.cases.public import Case, ViolationKind
from yichuang.complaints import public as complaints
from yichuang.complaints.public import Term
from yichuang.journal.public import Event, Happening, together
from yichuang.people.public import centre_setting
from yichuang.queueing import public as queueing
from yichuang.queueing.public import CALLING, Duty
from yichuang.ratings.public import State as RatingState
from yichuang.worktime.public import local_day

from . import services
from .rules import Watch
from .rules.visits import OfDay

LIMITS = (Watch.PROMISE, Watch.LAW)
TERMS = {
    Term.ASSIGN: Watch.COMPLAINT_UNASSIGNED,
    Term.ANSWER: Watch.COMPLAINT_UNANSWERED,
    Term.CLOSE: Watch.COMPLAINT_UNCLOSED,
}
RATING_LIMITS = (Watch.RATING_UNOPENED, Watch.RATING_UNRECTIFIED)
CLOCK_EVENTS = (
    Event.CASE_PAUSED,
    Event.CASE_RESUMED,
    Event.CASE_EXTENDED,
    Event.CASE_RECOUNTED,
    Event.CASE_DECIDED,
    Event.CASE_ENDED,
)
RATING_EVENTS = (
    Event.RATING_OPENED,
    Event.RATING_COMPLICATED,
    Event.RATING_CALLED_BACK,
    Event.RATING_CLOSED,
    Event.RATING_EXCLUDED,
)
COMPLAINT_EVENTS = (
    Event.COMPLAINT_REGISTERED,
    Event.COMPLAINT_SETTLED,
    Event.COMPLAINT_ASSIGNED,
    Event.COMPLAINT_EXTENDED,
    Event.COMPLAINT_ANSWERED,
    Event.COMPLAINT_APPEALED,
    Event.COMPLAINT_UPHELD,
    Event.COMPLAINT_TRANSFERRED,
    Event.COMPLAINT_CAME_BACK,
    Event.COMPLAINT_CLOSED,
)
TRANSFER_EVENTS = (
    Event.COMPLAINT_TRANSFERRED,
    Event.COMPLAINT_REPORTED_UP,
    Event.COMPLAINT_CAME_BACK,
    Event.COMPLAINT_CONCLUDED,
    Event.TRANSFER_ACCEPTED,
    Event.TRANSFER_EXTENDED,
    Event.TRANSFER_CAME_BACK,
)
RECTIFICATION_EVENTS = (
    Event.RECTIFICATION_ORDERED,
    Event.RECTIFICATION_ANSWERED,
    Event.RECTIFICATION_RETURNED,
)
UNRESOLVED_EVENTS = (Event.UNRESOLVED_OPENED, Event.UNRESOLVED_SOLVED, Event.UNRESOLVED_REOPENED)
_VIOLATIONS = {
    ViolationKind.SECOND_SUPPLEMENT: Watch.SECOND_SUPPLEMENT,
    ViolationKind.LATE_HANDOVER: Watch.LATE_HANDOVER,
    ViolationKind.LATE_DELIVERY: Watch.LATE_DELIVERY,
}  # the others are limits, which the clock watches before they are broken


def near_limit(happening: Happening) -> None:
    """A case's light changed: it is near its limit, or past it."""
    if happening.data.get("to") in ("yellow", "red"):
        services.watch(LIMITS, happening.subject, now=happening.at)


def moved(happening: Happening) -> None:
    """A case stopped, went on, was extended, decided or ended: what is watched of it is looked at again."""
    services.look_again(happening.subject, LIMITS, now=happening.at)


def near_step(happening: Happening) -> None:
    """A step's light changed."""
    case = Case.objects.filter(no=happening.subject.partition(":")[2]).first()
    task = open_task_of(case.pk) if case else None
    if task is not None and happening.data.get("to") in ("yellow", "red"):
        services.watch([Watch.STEP], f"task:{task.pk}", now=happening.at)


def received(happening: Happening) -> None:
    """Materials lie here: five working days to say what becomes of them."""
    case = happening.thing
    if case is not None and case.received_at is not None:
        thing = f"receipt:{case.no}@{case.received_at.isoformat()}"
        services.watch([Watch.ACCEPTANCE], thing, now=happening.at)


def violated(happening: Happening) -> None:
    """A duty was broken: it happened, and that is all there is to wait for."""
    kind = ViolationKind(happening.data["kind"])
    row = happening.thing.violations.filter(kind=kind, number=happening.data["number"]).first()
    if row is not None and kind in _VIOLATIONS:
        services.watch([_VIOLATIONS[kind]], f"violation:{row.pk}", now=happening.at)


def rated(happening: Happening) -> None:
    """The person served was not content: it is to be taken up and put right in time."""
    if happening.thing.state == RatingState.BAD:
        services.watch(RATING_LIMITS, happening.subject, now=happening.at)


def rated_anew(happening: Happening) -> None:
    """She changed what she said: for the worse is like the first time, for the better ends it."""
    rated(happening)
    services.look_again(happening.subject, RATING_LIMITS, now=happening.at)


def rating_handled(happening: Happening) -> None:
    """Something was done about it, or its limit was moved."""
    services.look_again(happening.subject, (*RATING_LIMITS, Watch.RATING_NO_CALL_BACK), now=happening.at)


def rating_answered(happening: Happening) -> None:
    """It was put right or explained: whoever left a telephone is to be called back."""
    rating_handled(happening)
    if happening.thing.call_back_by is not None:
        services.watch([Watch.RATING_NO_CALL_BACK], happening.subject, now=happening.at)


def asked(happening: Happening) -> None:
    """Somebody asked in writing: the answer has a limit. What is spoken has none, it is answered at once."""
    enquiry = happening.thing
    if enquiry is not None and enquiry.due_at is not None:
        services.watch([Watch.ENQUIRY_LATE], happening.subject, now=happening.at)


def enquiry_moved(happening: Happening) -> None:
    """It was handed on, which may lengthen the limit, or answered."""
    services.look_again(happening.subject, [Watch.ENQUIRY_LATE], now=happening.at)


def complaint_moved(happening: Happening) -> None:
    """A limit of a complaint began, was moved or is over. A review has limits of its own."""
    for term in complaints.terms_of(happening.thing.pk):
        services.watch([TERMS[Term(term.term)]], f"complaint_term:{term.pk}", now=happening.at)


def with_another_body(happening: Happening) -> None:
    """A complaint went to another body, or that body said something: by when the hall asks there."""
    for row in complaints.transfers_of(happening.thing):
        limits = {"inform": row.inform_by, "finish": row.finish_by}
        for what in (name for name, limit_at in limits.items() if limit_at is not None):
            services.watch([Watch.TRANSFER_LATE], f"transfer:{row.pk}@{what}", now=happening.at)


def rectification_moved(happening: Happening) -> None:
    """The department has to put something right by a day, or has answered."""
    row = happening.thing
    replies = row.replies.count()
    if row.state == complaints.RectificationState.OPEN:
        services.watch([Watch.RECTIFICATION_LATE], _until("rectification", row, replies), now=happening.at)
        return
    thing = _until("rectification", row, replies - 1)
    services.look_again(thing, [Watch.RECTIFICATION_LATE], now=happening.at)


def unresolved_moved(happening: Happening) -> None:
    """Somebody owns something that could not be done elsewhere, or it is solved, or it is not after all."""
    row = happening.thing
    solved = row.steps.filter(move=complaints.UnresolvedMove.SOLVE).count()
    if row.state == complaints.UnresolvedState.OPEN:
        services.watch([Watch.UNRESOLVED_LATE], _until("unresolved", row, solved), now=happening.at)
        return
    thing = _until("unresolved", row, solved - 1)
    services.look_again(thing, [Watch.UNRESOLVED_LATE], now=happening.at)


def _until(kind: str, row: complaints.Rectification | complaints.Unresolved, nth: int) -> str:
    """Name the wait for the reply, or for the solution, after the `nth` that came before: `kind:ID@DAY+N`."""
    limit_at = row.reply_by if isinstance(row, complaints.Rectification) else row.solve_by
    return f"{kind}:{row.pk}@{local_day(limit_at).isoformat()}+{nth}"


def turned(happening: Happening) -> None:
    """A window was paused: its clerk says that she comes back."""
    duty = happening.thing
    if duty is not None and happening.data.get("to") == Duty.PAUSED:
        thing = f"pause:{duty.pk}+{duty.clerk_id or ''}@{happening.at.isoformat()}"
        services.watch([Watch.LEFT_WINDOW], thing, now=happening.at)


def called(happening: Happening) -> None:
    """Who waited too long was called: if nobody looked meanwhile, it is still to be told."""
    ticket = happening.thing
    if ticket is not None and _waited_too_long(ticket):
        services.watch([Watch.LONG_WAIT], _line_of(ticket), now=happening.at)


def left(happening: Happening) -> None:
    """Somebody gave up waiting, or the day was over: too long a wait, or one for a window that never opened."""
    ticket = happening.thing
    if ticket is None:
        return
    is_of_another_day = ticket.day_on != local_day(happening.at)
    if is_of_another_day or _waited_too_long(ticket):
        services.watch([Watch.LONG_WAIT], _line_of(ticket), now=happening.at)
    if is_of_another_day or not queueing.covers(ticket.centre_id, ticket.theme_id):
        services.watch([Watch.EMPTY_WINDOW], _line_of(ticket), now=happening.at)


def opened(happening: Happening) -> None:
    """A window calls now, or calls for another theme: people may have waited until then, with nobody to call."""
    duty = happening.thing
    if duty is None or duty.state not in CALLING:
        return
    for theme_id in queueing.waited_for(duty):
        thing = f"line:{theme_id}@{local_day(happening.at).isoformat()}"
        services.watch([Watch.EMPTY_WINDOW], thing, now=happening.at)


def _waited_too_long(ticket: queueing.Ticket) -> bool:
    return ticket.wait_s > centre_setting(ticket.centre_id, queueing.MAX_WAIT) * 60


def _line_of(ticket: queueing.Ticket) -> str:
    return f"line:{ticket.theme_id}@{ticket.day_on.isoformat()}"


def visit_ended(happening: Happening) -> None:
    """A visit was served to its end: by the end of the day it is known what was done."""
    ticket = happening.thing
    if ticket is not None and ticket.window_id and ticket.clerk_id:
        of = OfDay(ticket.window_id, ticket.clerk_id, ticket.day_on)
        services.watch_day(Watch.UNRECORDED, of.thing, now=happening.at)


def visit_noted(happening: Happening) -> None:
    """What was done on a visit was written afterwards."""
    ticket = happening.thing
    if ticket is not None:
        of = OfDay(ticket.window_id, ticket.clerk_id, ticket.day_on)
        services.look_again(of.thing, [Watch.UNRECORDED], now=happening.at)


HEARD: tuple[tuple[tuple[Event, ...], Callable[[Happening], None]], ...] = (
    ((Event.CASE_LIGHT_CHANGED,), near_limit),
    (CLOCK_EVENTS, moved),
    ((Event.TASK_LIGHT_CHANGED,), near_step),
    ((Event.CASE_RECEIVED, Event.CASE_RESUBMITTED), received),
    ((Event.VIOLATION_RECORDED,), violated),
    ((Event.RATING_GIVEN,), rated),
    ((Event.RATING_CHANGED,), rated_anew),
    (RATING_EVENTS, rating_handled),
    ((Event.RATING_RECTIFIED, Event.RATING_EXPLAINED), rating_answered),
    ((Event.WINDOW_TURNED,), turned),
    ((Event.WINDOW_TURNED, Event.WINDOW_THEMES_SET), opened),
    ((Event.TICKET_CALLED,), called),
    ((Event.TICKET_LEFT,), left),
    ((Event.TICKET_ENDED,), visit_ended),
    ((Event.TICKET_NOTED,), visit_noted),
    ((Event.ENQUIRY_ASKED,), asked),
    ((Event.ENQUIRY_HANDED_ON, Event.ENQUIRY_ANSWERED), enquiry_moved),
    (COMPLAINT_EVENTS, complaint_moved),
    (TRANSFER_EVENTS, with_another_body),
    (RECTIFICATION_EVENTS, rectification_moved),
    (UNRESOLVED_EVENTS, unresolved_moved),
)


def subscribe() -> None:
    """Called once when the room opens."""
    for events, reaction in HEARD:
        for event in events:
            together(event, reaction)
