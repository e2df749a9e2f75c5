"""The only code that writes review: steps opened, passed on, sent back; the last one decides."""

import logging
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from yichuang.cases import public as cases
from yichuang.cases.public import Case, Outcome, reading
from yichuang.catalogue.public import IntakeSheet, Step, intake_sheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import CLOCK
from yichuang.kit.inserting import insert_all
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.people.public import Officer
from yichuang.worktime.public import calendar, deadline, due

from .models import Task
from .policies import why_not, why_not_words
from .rules import MOVES, ROLE_OF_STEP, Move, TaskState
from .selectors import lights_due

log = logging.getLogger(__name__)
AN_HOUR = timedelta(hours=1)
STEP_NEAR_DAYS = 0  # a step's own limit is near on its last day


def open_step(case: Case, sheet: IntakeSheet, order: int, *, now: datetime) -> Task:
    """Put a case before the people of its next published step. One statement."""
    step = sheet.steps[order - 1]
    due_at = _step_due_at(step, now)
    seen = reading(due_at, near_days=STEP_NEAR_DAYS, calendar=calendar(), now=now)
    clock = case.clock
    task = Task(
        case=case,
        department_id=case.department_id,
        order=order,
        of=len(sheet.steps),
        name=step.name[:60],
        role=ROLE_OF_STEP[step.role.value],
        opened_at=now,
        step_due_at=due_at,
        case_due_on=clock.promised_due_on or clock.statutory_due_on,
        light=seen.light.value,
        look_at=seen.look_at,
    )
    insert_all([task])
    return task


def _step_due_at(step: Step, now: datetime) -> datetime | None:
    if step.limit is None:
        return None
    return deadline(due(step.limit.value, step.limit.unit.value, now, calendar()))


def drop_open(case: Case, *, now: datetime) -> None:
    """Take a case that ended without a decision off every list. One statement."""
    Task.objects.filter(case=case, state=TaskState.OPEN).update(
        state=TaskState.DROPPED, closed_at=now, look_at=None, version=F("version") + 1
    )


def move_due(case: Case) -> None:
    """List a case's open step by the date that its clock now shows. One statement."""
    clock = case.clock
    Task.objects.filter(case=case, state=TaskState.OPEN).update(
        case_due_on=clock.promised_due_on or clock.statutory_due_on
    )


def note_draft(task: Task, words: str, *, by: Officer) -> None:
    """Keep an opinion as it is typed; nothing is lost on a reload."""
    if reason := why_not(task, Move.PASS_ON, by=by):
        raise Refused(reason)
    if len(words) > 4000:
        raise Invalid(gettext("意见最多 4000 字。"), field="opinion")
    Task.objects.filter(pk=task.pk, state=TaskState.OPEN).update(draft=words)


@transaction.atomic
def pass_on(task: Task, opinion: str, *, by: Officer, now: datetime) -> Task | None:
    """Agree, and put the case before the next step; the last step decides and grants.

    Returns the next task, None after the decision. Raises `Refused`, `Invalid` or `Stale`.
    """
    _close(task, Move.PASS_ON, opinion, by=by, now=now)
    case = task.case
    _note(task, Event.TASK_PASSED, opinion, by=by, now=now)
    if task.order >= task.of:
        cases.decide(case, Outcome.GRANTED, opinion, by=by, now=now)
        return None
    return open_step(case, intake_sheet(case.guide_id), task.order + 1, now=now)


@transaction.atomic
def send_back(task: Task, reason: str, *, by: Officer, now: datetime) -> Task:
    """Send a case back to the step before, with the reason; the clock runs on."""
    _close(task, Move.SEND_BACK, reason, by=by, now=now)
    _note(task, Event.TASK_RETURNED, reason, by=by, now=now)
    return open_step(task.case, intake_sheet(task.case.guide_id), task.order - 1, now=now)


def _close(task: Task, move: Move, words: str, *, by: Officer, now: datetime) -> None:
    """Write one move of a step if nobody was faster."""
    if reason := why_not(task, move, by=by):
        raise Refused(reason)
    if problem := why_not_words(task, move, words):
        raise Invalid(problem, field="opinion")
    following = MOVES[TaskState(task.state), move]
    as_we_saw_it = Task.objects.filter(pk=task.pk, version=task.version)
    changed = as_we_saw_it.update(
        version=F("version") + 1,
        state=following,
        opinion=words.strip(),
        draft="",
        closed_at=now,
        closed_by=by.staff_id,
        look_at=None,
    )
    if not changed:
        raise Stale
    task.state, task.version = following, task.version + 1


def _note(task: Task, event: Event, words: str, *, by: Officer, now: datetime) -> None:
    data = {"step": task.name, "order": task.order, "words": words.strip()}
    journal.record(task.case.subject, event, by=by, at=now, data=data)


def sweep_lights(now: datetime, *, limit: int = 500) -> int:
    """Look at the steps whose own limit is due; one bad row is moved an hour ahead and logged."""
    due_rows = lights_due(now, limit=limit)
    for task in due_rows:
        try:
            with suppress(Stale):
                _look(task, now=now)
        except Exception:
            log.exception("task %s could not be read; trying again in an hour", task.pk)
            Task.objects.filter(pk=task.pk).update(look_at=now + AN_HOUR)
    return len(due_rows)


@transaction.atomic
def _look(task: Task, *, now: datetime) -> None:
    seen = reading(task.step_due_at, near_days=STEP_NEAR_DAYS, calendar=calendar(), now=now)
    as_we_saw_it = Task.objects.filter(pk=task.pk, version=task.version, state=TaskState.OPEN)
    if not as_we_saw_it.update(light=seen.light.value, look_at=seen.look_at, version=F("version") + 1):
        raise Stale
    if seen.light != task.light:
        data = {"step": task.name, "from": task.light, "to": seen.light.value}
        journal.record(task.case.subject, Event.TASK_LIGHT_CHANGED, by=CLOCK, at=now, data=data)
