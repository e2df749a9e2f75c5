"""Complaints as they stand: one, somebody's list, the complainant's own; sorted as the sources want it (R152)."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Q, QuerySet, When
from django.utils.translation import gettext

from yichuang.cases.public import Light, reading
from yichuang.people.public import Officer, Role
from yichuang.worktime.public import calendar, end_of, local_day

from ..models import Complaint, Handling, Rectification, RunningTerm, Transfer, Unresolved
from ..policies import CENTRE_ROLES, DESK_ROLES, OVERSEERS, can_view
from ..rules import NATURES, OPEN, WAITING, Channel, Kind, Move, Rung, State, tidied
from ..rules.words import CODE_LENGTH

MOST = 200
NEAR_DAYS = 1
SOON_DAYS = 3
_WITH = ("centre", "department", "window", "staff", "handler", "registered_by", "answered_by")


_LIMIT = Case(When(state__in=[State.REGISTERED, State.APPEALED], then="assign_by"), default="answer_by")
# From which end of a day until before which, in days from today; -1 is this instant.
_DUE: dict[str, tuple[int | None, int | None]] = {
    "late": (None, -1),
    "today": (-1, 1),
    "soon": (1, SOON_DAYS + 1),
    "later": (SOON_DAYS + 1, None),
}


@dataclass(frozen=True)
class Narrow:
    """How a list is narrowed. `state`: one of them, `waiting` or `all`; `due`: late, today, soon, later."""

    state: str = "waiting"
    nature: str = ""
    channel: str = ""
    window: int | None = None
    due: str = ""


@dataclass(frozen=True)
class Row:
    """A complaint in a list, with the limit that runs and its light."""

    complaint: Complaint
    limit_at: datetime | None
    light: Light


def limit_of(complaint: Complaint) -> datetime | None:
    """Return the hall's own limit that runs now: to be given to somebody, or to be answered."""
    if complaint.state in (State.REGISTERED, State.APPEALED):
        return complaint.assign_by
    return complaint.answer_by if complaint.state in (State.ASSIGNED, State.INVESTIGATED) else None


def row_of(complaint: Complaint, now: datetime) -> Row:
    """Return a complaint with its light: red when the limit passed, yellow on its last day but one."""
    at = limit_of(complaint)
    return Row(complaint, at, reading(at, near_days=NEAR_DAYS, calendar=calendar(), now=now).light)


def complaint_by_id(key: int) -> Complaint | None:
    """Return a complaint with whom it is about. One query."""
    return Complaint.objects.select_related(*_WITH).filter(pk=key).first()


def handlings_of(complaint: Complaint) -> list[Handling]:
    """Return what was done, in order. One query."""
    return list(complaint.handlings.select_related("by", "handler"))


def transfers_of(complaint: Complaint) -> list[Transfer]:
    """Return where it was handed to, in order. One query."""
    return list(complaint.transfers.select_related("sent_by", "complaint"))


def rectifications_of(complaint: Complaint) -> list[Rectification]:
    """Return the orders to put right, newest first. One query."""
    return list(complaint.rectifications.select_related("department"))


def hers(by: Officer) -> QuerySet[Complaint]:
    """Return the complaints that are hers to see, newest first; of those about herself none.

    The same as `policies.can_view`, asked of the database.
    """
    desk = by.centres(Role.RECEPTION, Role.MANAGER)
    seen = Q(centre__in=by.centres(*OVERSEERS))
    seen |= Q(centre__in=by.centres(*CENTRE_ROLES)) & ~Q(kind=Kind.REPORT)
    seen |= Q(registered_by=by.staff_id, centre__in=by.centres(*DESK_ROLES))
    seen |= Q(rung=Rung.CHIEF_REP, handler__in=by.departments(Role.CHIEF_REP))
    seen |= Q(rung=Rung.LEADER, handler__in=by.departments(Role.LEADER))
    seen |= Q(rung=Rung.SERVICE_DESK, centre__in=desk)
    found = Complaint.objects.filter(seen).exclude(staff=by.staff_id)
    return found.exclude(staff=None, window=by.window_id) if by.window_id is not None else found


def complaints_for(by: Officer, narrow: Narrow, now: datetime, *, limit: int = MOST) -> list[Row]:
    """Return the complaints that are hers to see; what waits by the nearest limit, the others newest first."""
    found = _narrowed(hers(by), narrow, now).select_related("department", "window", "handler")
    order = "limit_at" if narrow.state == "waiting" else "-registered_at"
    return [row_of(one, now) for one in found.annotate(limit_at=_LIMIT).order_by(order, "pk")[:limit]]


def _narrowed(found: QuerySet[Complaint], narrow: Narrow, now: datetime) -> QuerySet[Complaint]:
    if narrow.due in _DUE:
        low, high = _DUE[narrow.due]
        found = found.filter(state__in=WAITING).annotate(due_at=_LIMIT)
        found = found.filter(due_at__gte=_edge(low, now)) if low is not None else found
        found = found.filter(due_at__lt=_edge(high, now)) if high is not None else found
    if narrow.state == "waiting":
        found = found.filter(state__in=WAITING)
    elif narrow.state == "open":
        found = found.filter(state__in=OPEN)
    elif narrow.state in State.values:
        found = found.filter(state=narrow.state)
    if narrow.nature in NATURES:
        found = found.filter(nature=narrow.nature)
    if narrow.channel in Channel.values:
        found = found.filter(channel=narrow.channel)
    return found.filter(window=narrow.window) if narrow.window is not None else found


def _edge(days: int, now: datetime) -> datetime:
    """Return this instant for -1, else the last instant of the day after so many days."""
    return now if days < 0 else end_of(local_day(now) + timedelta(days=days))


def urgency_of(limit_at: datetime | None, now: datetime) -> str:
    """Return how soon something is due: late, today, soon (within three days), later; empty without a limit."""
    if limit_at is None:
        return ""
    for name, (_, high) in _DUE.items():
        if high is None or limit_at < _edge(high, now):
            return name
    return ""


@dataclass(frozen=True)
class Sorted:
    """How many of what waits there are of each time requirement, window and nature (R152)."""

    by_time: dict[str, int]
    by_window: dict[int, tuple[str, int]]
    by_nature: dict[str, int]


def sorted_for(by: Officer, now: datetime) -> Sorted:
    """Sort what waits for her. One query."""
    waiting = hers(by).filter(state__in=WAITING).order_by().annotate(limit_at=_LIMIT)
    rows = list(waiting.values_list("limit_at", "nature", "window", "window__number"))
    times = Counter(urgency_of(limit_at, now) for limit_at, *_ in rows)
    natures = Counter(nature for _, nature, *_ in rows)
    windows = Counter((number, window) for *_, window, number in rows if window is not None)
    named = {
        window: (gettext("%(n)d 号窗口") % {"n": number}, n)
        for (number, window), n in sorted(windows.items())
    }
    return Sorted(dict(times), named, {code: natures[code] for code in NATURES if natures[code]})


def of_case(case_no: str, *, by: Officer) -> list[Complaint]:
    """Return the complaints about a case that are hers to see, oldest first. One query."""
    found = Complaint.objects.filter(case_no=case_no).exclude(case_no="").order_by("pk")
    return [one for one in found if can_view(one, by=by)]


def of_ticket(code: str, *, by: Officer) -> list[Complaint]:
    """Return the complaints about a visit that are hers to see, oldest first. One query."""
    found = Complaint.objects.filter(ticket=code).exclude(ticket="").order_by("pk")
    return [one for one in found if can_view(one, by=by)]


def visits_complained_of(centre_id: int) -> list[str]:
    """Return the codes of the visits that open complaints are about. One query."""
    found = Complaint.objects.filter(centre=centre_id, state__in=OPEN).exclude(ticket="")
    return list(found.values_list("ticket", flat=True))


def of_source(centre_id: int, source: str, *, by: Officer) -> Complaint | None:
    """Return the complaint that a call-back or a spot check became, if it is hers to see. One query."""
    found = Complaint.objects.filter(centre=centre_id, source=source).first()
    return found if found is not None and can_view(found, by=by) else None


def followed(code: str) -> Complaint | Unresolved | None:
    """Return what a query code opens, however it was typed. Two queries at most."""
    kept = tidied(code)
    if len(kept) != CODE_LENGTH:
        return None
    complaint = Complaint.objects.select_related(*_WITH).filter(code=kept).first()
    return complaint or Unresolved.objects.select_related("centre", "owner").filter(code=kept).first()


def terms_of(complaint_id: int) -> list[RunningTerm]:
    """Return the hall's own limits on a complaint, those that are over too. One query."""
    return list(RunningTerm.objects.filter(complaint=complaint_id))


def term_by_id(key: int) -> RunningTerm | None:
    """Return one limit with its complaint. One query."""
    return RunningTerm.objects.select_related("complaint__window").filter(pk=key).first()


def transfer_by_id(key: int) -> Transfer | None:
    """Return one hand-over with its complaint. One query."""
    return Transfer.objects.select_related("complaint__window").filter(pk=key).first()


@dataclass(frozen=True)
class Holder:
    """Who had a complaint at an instant; without a rung those who give it out."""

    rung: str = ""
    department_id: int | None = None


def who_had(complaint: Complaint, at: datetime) -> Holder:
    """Return to whom it was given at an instant. One query."""
    last = (
        complaint.handlings.filter(
            at__lte=at, move__in=[Move.ASSIGN, Move.ESCALATE, Move.APPEAL, Move.COME_BACK]
        )
        .order_by("-pk")
        .first()
    )
    if last is None or last.move in (Move.APPEAL, Move.COME_BACK):
        return Holder()
    return Holder(last.rung, last.handler_id)


def rectification_by_id(key: int) -> Rectification | None:
    """Return an order to put right. One query."""
    return (
        Rectification.objects.select_related("department", "ordered_by", "complaint__window")
        .filter(pk=key)
        .first()
    )


def rectifications_for(by: Officer, *, limit: int = MOST) -> list[Rectification]:
    """Return the orders that are hers to see, the open ones first, by their last day. One query."""
    seen = Q(centre__in=by.centres(*CENTRE_ROLES))
    seen |= Q(department__in=by.departments(Role.CHIEF_REP, Role.LEADER))
    found = list(Rectification.objects.filter(seen).select_related("department")[:limit])
    return sorted(found, key=lambda one: (one.state != "open", one.reply_by))
