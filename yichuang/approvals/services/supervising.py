"""超时默认 means supervised immediate handling; what is decided, a person decides (R126)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.cases.public import Case, heading, issued
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.papers.public import SupervisionSheet
from yichuang.people.public import Officer, department_card
from yichuang.worktime.public import calendar, local_day

from ..models import SupervisionOrder, Task
from ..policies import why_not_supervise, why_not_supervision_answer
from .shapes import at_most, needed


@transaction.atomic
def supervise(
    case: Case, required: str, reply_by: date | None, *, by: Officer, now: datetime
) -> SupervisionOrder:
    """Order an overdue case to be handled at once, in writing. Nothing is granted by it (R126)."""
    if refusal := why_not_supervise(case, by=by, now=now):
        raise Refused(refusal)
    needed(required, "required", gettext("请写督办的要求。"))
    at_most(1000, required=required)
    today = local_day(now)
    if reply_by is None or reply_by < today:
        raise Invalid(gettext("请写答复的最后一天，不能早于今天。"), field="reply_by")
    due_on = case.clock.promised_due_on or case.clock.statutory_due_on or today
    try:
        with transaction.atomic():
            order = SupervisionOrder.objects.create(
                case=case,
                due_on=due_on,
                overdue_days=max(calendar().count(due_on, today), 0),
                required=required.strip(),
                reply_by_on=reply_by,
                ordered_at=now,
                ordered_by_id=by.staff_id,
            )
    except IntegrityError as twice:
        raise Refused(gettext("已经督办，正在等部门答复。")) from twice
    facts = {"due_on": due_on.isoformat(), "overdue_days": order.overdue_days, "required": order.required}
    lines = [Line(Event.SUPERVISION_ORDERED, facts, thing=case), *_write(order, by=by, now=now)]
    journal.record_all(case.subject, lines, by=by, at=now)
    return order


def _write(order: SupervisionOrder, *, by: Officer, now: datetime) -> list[Line]:
    case = order.case
    task = Task.objects.filter(case=case, closed_at=None).first()
    name = department_card(case.department_id).name
    body = SupervisionSheet(
        **heading(case),
        due_on=order.due_on,
        overdue_days=order.overdue_days,
        responsible=f"{name}（{task.name}环节）" if task else name,
        required=order.required,
        reply_by=order.reply_by_on,
        issued_on=local_day(now),
    )
    return issued(case, body, by=by, now=now)


@transaction.atomic
def answer_supervision(order: SupervisionOrder, answer: str, *, by: Officer, now: datetime) -> None:
    """Say, for the department, why it was late and what has been done."""
    if refusal := why_not_supervision_answer(order, by=by):
        raise Refused(refusal)
    needed(answer, "answer", gettext("请写明超期的原因和办理情况。"))
    at_most(1000, answer=answer)
    changed = SupervisionOrder.objects.filter(pk=order.pk, answered_at=None).update(
        answer=answer.strip(), answered_at=now, answered_by=by.staff_id
    )
    if not changed:
        raise Stale
    facts = {"order": order.pk, "words": answer.strip()}
    journal.record(order.case.subject, Event.SUPERVISION_ANSWERED, by=by, at=now, data=facts)
