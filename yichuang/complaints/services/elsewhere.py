"""A complaint goes to another body, under its limits and not the hall's; what that body says is noted (B2, R160)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal.public import Event
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.kit.swapping import swap
from yichuang.people.public import Officer, centre_setting
from yichuang.worktime.public import LimitUnit, calendar, deadline, due, local_day

from ..models import Complaint, Transfer
from ..policies import why_not, why_not_report_up, why_not_transfer
from ..rules import LIMITS, MOVES, TRANSFER_MOVES, Body, Move, State, Term, TransferMove, TransferState
from ..rules.settings import ANSWER_DAYS, ASSIGN_DAYS
from .registering import begin_terms, end_terms
from .words import fitting, limit_at, note, tell


@dataclass(frozen=True)
class Sending:
    """To which body, by what name, why, and under which number it goes there."""

    body: str
    to_name: str
    reason: str
    number: str = ""


@transaction.atomic
def transfer(complaint: Complaint, what: Sending, *, by: Officer, now: datetime) -> Transfer:
    """Hand it to the body whose it is; the hall's own limits end, that body's begin, the complainant is told."""
    if reason := why_not(complaint, Move.TRANSFER, by=by):
        raise Refused(reason)
    made = _send(complaint, what, leaves=True, by=by, now=now)
    swap(complaint, state=MOVES[State(complaint.state), Move.TRANSFER])
    end_terms(complaint, Term.ASSIGN, Term.ANSWER, now=now)
    words = f"{made.to_name}：{made.reason}"
    note(complaint, Move.TRANSFER, Event.COMPLAINT_TRANSFERRED, words, by=by, now=now, body=made.body)
    facts = {"to": made.to_name, "why": made.reason}

    def say() -> tuple[str, str]:
        return gettext("已转其他机关"), gettext("已转%(to)s办理：%(why)s") % facts

    tell(complaint, say, key=f"transferred:{made.pk}", now=now)
    return made


@transaction.atomic
def report_up(complaint: Complaint, what: Sending, *, by: Officer, now: datetime) -> Transfer:
    """Report a grave one that was borne out to the supervisory body (R252); it goes on here as well."""
    if reason := why_not_report_up(complaint, by=by):
        raise Refused(reason)
    if complaint.transfers.filter(body=Body.DISCIPLINE, leaves=False, ended_at=None).exists():
        raise Refused(gettext("已经报过监察机关，正在等结果。"))
    made = _send(complaint, what, leaves=False, by=by, now=now)
    swap(complaint, is_important=True)
    words = f"{made.to_name}：{made.reason}"
    note(complaint, Move.TRANSFER, Event.COMPLAINT_REPORTED_UP, words, by=by, now=now, body=made.body)
    return made


def _send(complaint: Complaint, what: Sending, *, leaves: bool, by: Officer, now: datetime) -> Transfer:
    if what.body not in Body.values:
        raise Invalid(gettext("请选转给哪一类机关。"), field="body")
    body = Body(what.body)
    limits = LIMITS[body]
    natural = limits.unit is LimitUnit.NATURAL_DAY
    return Transfer.objects.create(
        complaint=complaint,
        body=body,
        to_name=fitting(what.to_name, "to_name", missing=gettext("请写转给哪个机关。"), most=80),
        number=fitting(what.number, "number", most=40),
        reason=fitting(what.reason, "reason", missing=gettext("请写为什么转办，会告诉投诉人。"), most=300),
        leaves=leaves,
        sent_at=now,
        sent_by_id=by.staff_id,
        inform_by=deadline(due(limits.inform, limits.unit, now, calendar())) if limits.inform else None,
        object_by=deadline(due(limits.object, LimitUnit.WORKING_DAY, now, calendar()))
        if limits.object
        else None,
        finish_by=None if natural else _finish(complaint, limits.finish, limits.unit, now),
    )


def _finish(complaint: Complaint, days: int | str, unit: LimitUnit, since: datetime) -> datetime:
    return deadline(due(_days(complaint, days), unit, since, calendar()))


def _days(complaint: Complaint, days: int | str) -> int:
    return centre_setting(complaint.centre_id, days) if isinstance(days, str) else days


@transaction.atomic
def note_accepted(sent: Transfer, *, by: Officer, now: datetime) -> None:
    """The other body says that it took it on: a petition has its sixty days from now (信访工作条例 34)."""
    _ask(sent, TransferMove.ACCEPT, by)
    limits = LIMITS[Body(sent.body)]
    finish_by = (
        _finish(sent.complaint, limits.finish, limits.unit, now) if limits.from_acceptance else sent.finish_by
    )
    swap(sent, state=_next(sent, TransferMove.ACCEPT), accepted_at=now, finish_by=finish_by)
    _note(sent, Event.TRANSFER_ACCEPTED, "", by, now)


@transaction.atomic
def note_extended(sent: Transfer, words: str, *, by: Officer, now: datetime) -> None:
    """The other body needs longer, once: thirty days for a petition, the centre's days for the hotline."""
    _ask(sent, TransferMove.EXTEND, by)
    words = fitting(words, "words", missing=gettext("请写对方为什么延期。"), most=300)
    limits = LIMITS[Body(sent.body)]
    if not limits.extend or sent.finish_by is None:
        raise Refused(gettext("转给这类机关的没有延期一说，请直接登记结果。"))
    days = _days(sent.complaint, limits.finish) + _days(sent.complaint, limits.extend)
    since = sent.accepted_at if limits.from_acceptance and sent.accepted_at else sent.sent_at
    finish_by = _finish(sent.complaint, days, limits.unit, since)
    swap(sent, state=_next(sent, TransferMove.EXTEND), is_extended=True, finish_by=finish_by)
    _note(sent, Event.TRANSFER_EXTENDED, words, by, now)


@transaction.atomic
def come_back(sent: Transfer, words: str, *, by: Officer, now: datetime) -> None:
    """The other body says it is not theirs: it is the hall's again, and the hall's limits begin anew."""
    _end(sent, TransferMove.COME_BACK, words, gettext("请写对方为什么退回。"), by, now)
    complaint = sent.complaint
    if not sent.leaves:
        _note(sent, Event.TRANSFER_CAME_BACK, sent.result, by, now)
        return
    swap(
        complaint,
        is_extended=False,
        state=MOVES[State(complaint.state), Move.COME_BACK],
        rung="",
        handler_id=None,
        assigned_at=None,
        assign_by=limit_at(complaint.centre_id, ASSIGN_DAYS, now),
        answer_by=limit_at(complaint.centre_id, ANSWER_DAYS, now),
    )
    begin_terms(complaint, now)
    note(complaint, Move.COME_BACK, Event.COMPLAINT_CAME_BACK, sent.result, by=by, now=now)


@transaction.atomic
def conclude(sent: Transfer, words: str, *, by: Officer, now: datetime) -> None:
    """The other body's result is noted and told; a complaint that left is closed with it."""
    _end(sent, TransferMove.END, words, gettext("请写对方的办理结果，投诉人会看到。"), by, now)
    complaint = sent.complaint
    if sent.leaves:
        swap(complaint, state=MOVES[State(complaint.state), Move.CONCLUDE], closed_at=now)
        key = f"concluded:{sent.pk}"
        tell(complaint, lambda: (gettext("转办有结果了"), sent.result), key=key, now=now)
    note(complaint, Move.CONCLUDE, Event.COMPLAINT_CONCLUDED, sent.result, by=by, now=now, body=sent.body)


def _end(sent: Transfer, move: TransferMove, words: str, missing: str, by: Officer, now: datetime) -> None:
    _ask(sent, move, by)
    if sent.leaves and sent.complaint.state != State.TRANSFERRED:
        raise Stale
    result = fitting(words, "words", missing=missing)
    swap(sent, state=_next(sent, move), ended_at=now, result=result)


def _ask(sent: Transfer, move: TransferMove, by: Officer) -> None:
    if reason := why_not_transfer(sent, move, by=by):
        raise Refused(reason)


def _next(sent: Transfer, move: TransferMove) -> TransferState:
    return TRANSFER_MOVES[TransferState(sent.state), move]


def _note(sent: Transfer, event: Event, words: str, by: Officer, now: datetime) -> None:
    finish = local_day(sent.finish_by) if sent.finish_by else None
    said = f"{sent.to_name}　{words}".strip()
    note(sent.complaint, Move.TRANSFER, event, said, by=by, now=now, finish=_iso(finish))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
