"""整改单: what was borne out is put right by the department, and answered for (R252)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.swapping import swap
from yichuang.people.public import Department, Officer, Role, holders_at
from yichuang.worktime.public import end_of, local_day

from ..models import Complaint, Rectification
from ..policies import why_not_rectification, why_not_rectify
from ..rules import RECTIFICATION_MOVES, RectificationMove, RectificationState
from ..rules.settings import RECTIFY_DAYS
from .words import fitting, limit_at, tell_whose


@transaction.atomic
def order_rectification(
    complaint: Complaint, department: Department | None, required: str, *, by: Officer, now: datetime
) -> Rectification:
    """Order the department to put right what was found, within the centre's days."""
    if reason := why_not_rectify(complaint, by=by):
        raise Refused(reason)
    if department is None or department.centre_id != complaint.centre_id:
        raise Invalid(gettext("请选要求哪个部门整改。"), field="department")
    required = fitting(required, "required", missing=gettext("请写要整改什么。"))
    Complaint.objects.select_for_update().get(pk=complaint.pk)  # of two at once, the second finds the first's
    if complaint.rectifications.filter(department=department, state=RectificationState.OPEN).exists():
        raise Refused(gettext("已经给这个部门发过整改单，正在等回复。"))
    made = Rectification.objects.create(
        complaint=complaint,
        centre_id=complaint.centre_id,
        department=department,
        required=required,
        reply_by=limit_at(complaint.centre_id, RECTIFY_DAYS, now),
        ordered_at=now,
        ordered_by_id=by.staff_id,
    )
    _note(made, Event.RECTIFICATION_ORDERED, required, by, now)
    _tell_department(made, now)
    return made


def _tell_department(row: Rectification, now: datetime) -> None:
    people = holders_at(Role.CHIEF_REP, on=local_day(now), department_id=row.department_id)
    key = str(row.version)
    tell_whose(row, people, lambda: gettext("请整改并回复"), until=row.reply_by, key=key, now=now)


@transaction.atomic
def answer_rectification(row: Rectification, words: str, *, by: Officer, now: datetime) -> None:
    """Say, for the department, what was put right."""
    _ask(row, RectificationMove.ANSWER, by)
    words = fitting(words, "words", missing=gettext("请写怎样整改的。"))
    swap(row, state=_next(row, RectificationMove.ANSWER))
    row.replies.create(words=words, at=now, by_id=by.staff_id)
    _note(row, Event.RECTIFICATION_ANSWERED, words, by, now)


@transaction.atomic
def accept_rectification(row: Rectification, words: str, *, by: Officer, now: datetime) -> None:
    """Accept what was put right."""
    _ask(row, RectificationMove.ACCEPT, by)
    words = fitting(words, "words")
    swap(row, state=_next(row, RectificationMove.ACCEPT))
    _judge(row, words, is_accepted=True, by=by, now=now)
    _note(row, Event.RECTIFICATION_ACCEPTED, words, by, now)


@transaction.atomic
def return_rectification(
    row: Rectification, words: str, reply_on: date | None, *, by: Officer, now: datetime
) -> None:
    """Send it back with what is still wrong and a new last day."""
    _ask(row, RectificationMove.RETURN, by)
    words = fitting(words, "words", missing=gettext("请写还差什么。"))
    if reply_on is None or reply_on < local_day(now):
        raise Invalid(gettext("请写新的回复期限，不能早于今天。"), field="reply_on")
    swap(row, state=_next(row, RectificationMove.RETURN), reply_by=end_of(reply_on))
    _judge(row, words, is_accepted=False, by=by, now=now)
    _note(row, Event.RECTIFICATION_RETURNED, words, by, now)
    _tell_department(row, now)


def _judge(row: Rectification, words: str, *, is_accepted: bool, by: Officer, now: datetime) -> None:
    row.replies.filter(judged_at=None).update(
        is_accepted=is_accepted, judged_words=words, judged_at=now, judged_by=by.staff_id
    )


def _ask(row: Rectification, move: RectificationMove, by: Officer) -> None:
    if reason := why_not_rectification(row, move, by=by):
        raise Refused(reason)


def _next(row: Rectification, move: RectificationMove) -> RectificationState:
    return RECTIFICATION_MOVES[RectificationState(row.state), move]


def _note(row: Rectification, event: Event, words: str, by: Officer, now: datetime) -> None:
    facts = {"rectification": row.no, "words": words, "by": row.reply_by.isoformat()}
    subject = row.complaint.subject
    journal.record(subject, event, by=by, at=now, data=facts, thing=row, centre=row.centre_id)
