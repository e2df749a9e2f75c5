"""Back to the window with opinion, reasons and materials, and from there to the same step (R114, R087)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.people.public import Officer

from ..models import Task, WindowReturn
from ..policies import why_not, why_not_answer_return
from ..rules.steps import Move
from .letters import write_window_return
from .steps import note, turn

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
