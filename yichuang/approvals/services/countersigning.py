"""会签: others are asked to sign a step; any, n of them, or all must agree (R112)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.inserting import insert_new
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.people.public import Department, Officer, Staff

from ..models import Signature, Task
from ..policies import why_not_name_signers, why_not_sign
from ..rules.steps import Move, Verdict
from .steps import note, turn

MOST_WORDS = 1000


@transaction.atomic
def name_signers(
    task: Task, departments: Sequence[int], staff: Sequence[int], *, by: Officer, now: datetime
) -> None:
    """Ask these departments and officers of the centre to countersign; who was asked already stays."""
    if refusal := why_not_name_signers(task, departments, staff, by=by):
        raise Refused(refusal)
    centre = task.case.centre_id
    known = Department.objects.filter(pk__in=departments, centre=centre, is_active=True).exclude(
        pk=task.department_id
    )
    people = Staff.objects.filter(pk__in=staff, centre=centre, is_active=True)
    asked = [Signature(task=task, department=one, asked_at=now, asked_by=by.actor_id) for one in known]
    asked += [Signature(task=task, staff=one, asked_at=now, asked_by=by.actor_id) for one in people]
    if len(asked) != len(set(departments)) + len(set(staff)):
        raise Invalid(gettext("会签要请本中心的其他部门或人员。"), field="departments")
    turn(task, Move.NAME_SIGNERS)
    new = insert_new(asked, unique=("task_id", "department_id", "staff_id"))
    if not new:
        raise Refused(gettext("这些部门和人员已经请过了。"))
    facts = {"step": task.name, "order": task.order, "asked": [one.who for one in new]}
    line = Line(Event.TASK_COUNTERSIGN_ASKED, facts)
    journal.record_all(task.case.subject, [line], by=by, at=now)


@transaction.atomic
def sign(signature: Signature, verdict: Verdict, words: str, *, by: Officer, now: datetime) -> None:
    """Agree or object, with words where she objects. Signed once; nobody signs for two who were asked."""
    if refusal := why_not_sign(signature, by=by):
        raise Refused(refusal)
    if verdict is Verdict.ASKED:
        raise Invalid(gettext("请选同意或者不同意。"), field="verdict")
    if verdict is Verdict.OBJECTED and not words.strip():
        raise Invalid(gettext("不同意的请写明理由。"), field="words")
    if len(words) > MOST_WORDS:
        raise Invalid(gettext("最多 %(most)s 字。") % {"most": MOST_WORDS}, field="words")
    task = signature.task
    if Signature.objects.filter(task=task, signed_by=by.staff_id).exists():
        raise Refused(gettext("您已经在这一步签过了。"))
    changed = Signature.objects.filter(pk=signature.pk, verdict=Verdict.ASKED).update(
        verdict=verdict, words=words.strip(), signed_at=now, signed_by=by.staff_id
    )
    if not changed:
        raise Stale
    signature.refresh_from_db()
    signed = note(task, Event.TASK_COUNTERSIGNED, words)
    facts = {**signed.data, "who": signature.who, "verdict": verdict.value}
    journal.record_all(task.case.subject, [Line(signed.event, facts)], by=by, at=now)
