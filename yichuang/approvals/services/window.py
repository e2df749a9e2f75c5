"""Back to the window with opinion, reasons and materials, and from there to the same step (R114, R087)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.cases import public as cases
from yichuang.cases.public import Case
from yichuang.catalogue.public import intake_sheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.notices.public import SentIn
from yichuang.people.public import Officer

from ..models import Task, WindowReturn
from ..policies import why_not, why_not_answer_return, why_not_send_in
from ..rules.steps import Move
from ..selectors import open_task_of
from .letters import write_window_return
from .steps import note, open_step, turn

MOST_WORDS = 1000


@transaction.atomic
def return_to_window(
    task: Task, opinion: str, reasons: str, orders: Sequence[int] = (), *, by: Officer, now: datetime
) -> WindowReturn:
    """Hand a step back to the window; the case stays accepted and its clock runs.

    The window, never the applicant, gets the work (R009). Raises `Invalid` without opinion or reasons.
    """
    if refusal := why_not(task, Move.RETURN, by=by):
        raise Refused(refusal)
    _check(opinion, gettext("请写复审意见。"), "opinion")
    _check(reasons, gettext("请写明退回的理由，不得无正当理由退件。"), "reasons")
    known = set(task.case.materials.values_list("order", flat=True))
    turn(task, Move.RETURN)
    returned = WindowReturn.objects.create(
        task=task,
        opinion=opinion.strip(),
        reasons=reasons.strip(),
        orders=sorted(known & set(orders)),
        returned_at=now,
        returned_by_id=by.staff_id,
    )
    lines = [note(task, Event.TASK_SENT_TO_WINDOW, reasons), *write_window_return(returned, by=by, now=now)]
    journal.record_all(task.case.subject, lines, by=by, at=now)
    return returned


@transaction.atomic
def send_in(case: Case, reason: str, *, by: Officer, now: datetime) -> Task:
    """Put an immediate case that the window cannot decide on the spot before the department (R108).

    The applicant is told the reason. Raises `Refused`, or `Invalid` without one.
    """
    sheet = intake_sheet(case.guide_id)
    if refusal := why_not_send_in(case, sheet, is_open=open_task_of(case.pk) is not None, by=by):
        raise Refused(refusal)
    _check(reason, gettext("请写明不能当场办结的原因，申请人会看到。"), "reason")
    cases.hold(case.pk)
    if open_task_of(case.pk) is not None:  # someone was faster
        raise Stale
    task = open_step(case, sheet, 1, now=now)
    context = SentIn(
        matter=case.matter_name,
        case_no=case.no,
        why=reason.strip(),
        promised_on=case.clock.promised_due_on,
        **cases.contact_of(case),
    )
    told = cases.tell(case, context, now=now, mark="sentin")
    sent = Line(Event.CASE_SENT_IN, {"reason": reason.strip()}, thing=case)
    journal.record_all(case.subject, [sent, *told], by=by, at=now)
    return task


@transaction.atomic
def answer_return(returned: WindowReturn, answer: str, *, by: Officer, now: datetime) -> None:
    """Answer for the window: the case goes back to the very step that returned it."""
    if refusal := why_not_answer_return(returned, by=by):
        raise Refused(refusal)
    _check(answer, gettext("请写明答复。"), "answer")
    task = returned.task
    turn(task, Move.ANSWER)
    changed = WindowReturn.objects.filter(pk=returned.pk, answered_at=None).update(
        answer=answer.strip(), answered_at=now, answered_by=by.staff_id
    )
    if not changed:
        raise Stale
    returned.refresh_from_db()
    journal.record_all(task.case.subject, [note(task, Event.TASK_ANSWERED, answer)], by=by, at=now)


def _check(words: str, missing: str, field: str) -> None:
    if not words.strip():
        raise Invalid(missing, field=field)
    if len(words) > MOST_WORDS:
        raise Invalid(gettext("最多 %(most)s 字。") % {"most": MOST_WORDS}, field=field)
