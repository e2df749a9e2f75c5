"""Steps opened, passed on, sent back; the last one decides."""

import logging
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from yichuang.cases import public as cases
from yichuang.cases.public import Case, Decision, History, Outcome, Pause, end_of_limit, reading
from yichuang.catalogue.public import IntakeSheet, Step, goes_up, intake_sheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import CLOCK
from yichuang.kit.inserting import insert_all, insert_later
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.people.public import Officer, Role
from yichuang.worktime.public import calendar, deadline, due

from ..models import Examination, Task
from ..policies import why_not, why_not_decide, why_not_examined, why_not_pass_yet, why_not_words
from ..rules.examination import Examined
from ..rules.steps import MOVES, ROLE_OF_STEP, Move, TaskState
from ..selectors import lights_due, pauses_of, records_of
from .letters import write_routing

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
        kind=step.kind.value,
        needed=step.needed,
        opened_at=now,
        step_due_at=due_at,
        case_due_on=clock.promised_due_on or clock.statutory_due_on,
        light=seen.light.value,
        look_at=seen.look_at,
    )
    insert_later([task])
    return task


def _step_due_at(step: Step, now: datetime) -> datetime | None:
    if step.limit is None:
        return None
    return deadline(due(step.limit.value, step.limit.unit.value, now, calendar()))


def drop_open(case: Case, *, now: datetime) -> None:
    """Take a case that ended without a decision off every list. One statement."""
    Task.objects.filter(case=case, closed_at=None).update(
        state=TaskState.DROPPED, closed_at=now, look_at=None, version=F("version") + 1
    )


def move_due(case: Case, *, now: datetime) -> None:
    """List a case's step by the date that its clock now shows; its own limit is moved by the same
    pauses, so that no step turns red while the law's clock stands still (行政许可法 45)."""
    clock = case.clock
    task = Task.objects.filter(case=case, closed_at=None).first()
    if task is None:
        return
    changes: dict[str, object] = {"case_due_on": clock.promised_due_on or clock.statutory_due_on}
    step = intake_sheet(case.guide_id).steps[task.order - 1]
    if step.limit is not None:
        pauses = [Pause(at, until, ended) for at, until, ended in pauses_of(case, since=task.opened_at)]
        ends = end_of_limit(step.limit, History(task.opened_at, tuple(pauses)), calendar())
        due_at = deadline(ends)
        seen = reading(due_at, near_days=STEP_NEAR_DAYS, calendar=calendar(), now=now)
        changes |= {"step_due_at": due_at, "light": seen.light.value, "look_at": seen.look_at}
    Task.objects.filter(pk=task.pk, closed_at=None).update(**changes)


def note_draft(task: Task, words: str, *, by: Officer) -> None:
    """Keep an opinion as it is typed; nothing is lost on a reload.

    The browser sends the last one beside the decision: where it comes second, its words are there already.
    """
    if task.closed_by_id == by.staff_id and task.opinion == words.strip():
        return
    if reason := why_not(task, Move.PASS_ON, by=by):
        raise Refused(reason)
    if len(words) > 4000:
        raise Invalid(gettext("意见最多 4000 字。"), field="opinion")
    Task.objects.filter(pk=task.pk, state=TaskState.OPEN).update(draft=words)


@transaction.atomic
def pass_on(
    task: Task, opinion: str, *, examined: Examined | None = None, by: Officer, now: datetime
) -> Task | None:
    """Agree, and put the case before the next step; the last step decides and grants.

    A reviewer says what she `examined` (R109). Returns the next task, None after the decision. Raises
    `Refused`, `Invalid` or `Stale`.
    """
    if task.order >= task.of and goes_up(task.case.matter_id):
        _send_up(task, opinion, examined, by=by, now=now)
        return None
    if task.order >= task.of:
        decide(task, Decision(Outcome.GRANTED, opinion), examined=examined, by=by, now=now)
        return None
    _pass(task, opinion, examined, by=by, now=now)
    return open_step(task.case, intake_sheet(task.case.guide_id), task.order + 1, now=now)


@transaction.atomic
def decide(
    task: Task, decision: Decision, *, examined: Examined | None = None, by: Officer, now: datetime
) -> None:
    """Take the decision at the last step: a grant, or one with conditions (R288, R290).

    A denial is not decided here: it is registered and goes up first (R146). The decision rests on the
    records that were made: they are cited in its basis. Raises `Refused` for what has to come first.
    """
    if task.order < task.of:
        raise Refused(gettext("还没有到最后一步，不能决定。"))
    if goes_up(task.case.matter_id):
        raise Refused(gettext("这个事项由上级决定，最后一步是写初审意见并上报。"))
    if decision.outcome is Outcome.DENIED:
        raise Refused(gettext("不予办理要先登记，逐级报批后才能决定。"))
    if reason := why_not(task, Move.PASS_ON, by=by):
        raise Refused(reason)
    if reason := why_not_decide(task.case, decision.outcome, now=now):
        raise Refused(reason)
    _pass(task, decision.words, examined, by=by, now=now)
    cases.decide(task.case, resting_on_records(task.case, decision), by=by, now=now)


def _send_up(task: Task, opinion: str, examined: Examined | None, *, by: Officer, now: datetime) -> None:
    """Pass the last step of a matter that a higher body decides: the opinion goes up (R104)."""
    case = task.case
    if reason := why_not(task, Move.PASS_ON, by=by) or why_not_decide(case, Outcome.GRANTED, now=now):
        raise Refused(reason)
    _pass(task, opinion, examined, by=by, now=now)
    passed = Task.objects.filter(case=case, state=TaskState.PASSED, role=Role.REVIEWER)
    reviewed_by = "、".join(dict.fromkeys(passed.order_by("order").values_list("closed_by__name", flat=True)))
    cases.send_up(case, opinion, reviewed_by=reviewed_by, by=by, now=now)


def resting_on_records(case: Case, decision: Decision) -> Decision:
    """Return the decision with the records of this case in its basis: it is made on them (48; R113)."""
    cited = [decision.basis.strip().rstrip("。"), *records_of(case)]
    basis = "；".join(word for word in cited if word)
    return Decision(
        decision.outcome, decision.words, basis, decision.granted, decision.notes, decision.bounds,
        decision.validity, decision.facts, decision.reasons,
    )  # fmt: skip


def _pass(task: Task, words: str, examined: Examined | None, *, by: Officer, now: datetime) -> None:
    if reason := why_not(task, Move.PASS_ON, by=by) or why_not_pass_yet(task, by=by):
        raise Refused(reason)
    problem, field = why_not_examined(task, examined)
    if problem and words.strip():
        raise Invalid(problem, field=field)
    close(task, Move.PASS_ON, words, by=by, now=now)
    if examined is not None and not problem:
        _keep(task, examined, by=by, now=now)
    lines = [note(task, Event.TASK_PASSED, words)]
    if task.order >= task.of:
        lines += write_routing(task, by=by, now=now)
    journal.record_all(task.case.subject, lines, by=by, at=now)


def _keep(task: Task, examined: Examined, *, by: Officer, now: datetime) -> None:
    kept = Examination(
        task=task,
        is_true=examined.is_true,
        truth_note=examined.truth_note.strip(),
        is_lawful=examined.is_lawful,
        law_note=examined.law_note.strip(),
        is_matching=examined.is_matching,
        match_note=examined.match_note.strip(),
        is_disputed=examined.is_disputed,
        dispute=examined.dispute.strip(),
        examined_at=now,
        examined_by=by.actor_id,
    )
    insert_all([kept])


@transaction.atomic
def send_back(task: Task, reason: str, *, by: Officer, now: datetime) -> Task:
    """Send a case back to the step before, with the reason; the clock runs on."""
    if refusal := why_not(task, Move.SEND_BACK, by=by):
        raise Refused(refusal)
    close(task, Move.SEND_BACK, reason, by=by, now=now)
    journal.record_all(task.case.subject, [note(task, Event.TASK_RETURNED, reason)], by=by, at=now)
    return open_step(task.case, intake_sheet(task.case.guide_id), task.order - 1, now=now)


def close(task: Task, move: Move, words: str, *, by: Officer, now: datetime) -> None:
    """Write a move that ends a step if nobody was faster. The caller has asked who may."""
    if problem := why_not_words(task, move, words):
        raise Invalid(problem, field="opinion")
    turn(
        task,
        move,
        opinion=words.strip(),
        draft="",
        closed_at=now,
        closed_by_id=by.staff_id,
        look_at=None,
    )


def turn(task: Task, move: Move, **changes: object) -> None:
    """Compare and swap one move of a step. Raises `Stale` when someone was faster."""
    cases.hold(task.case_id)
    following = MOVES[TaskState(task.state), move]
    as_we_saw_it = Task.objects.filter(pk=task.pk, version=task.version)
    if not as_we_saw_it.update(version=F("version") + 1, state=following, **changes):
        raise Stale
    task.state, task.version = following, task.version + 1


def note(task: Task, event: Event, words: str) -> Line:
    """Return the journal's line of what was done to a step."""
    return Line(event, {"step": task.name, "order": task.order, "words": words.strip()})


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
    cases.hold(task.case_id)
    seen = reading(task.step_due_at, near_days=STEP_NEAR_DAYS, calendar=calendar(), now=now)
    as_we_saw_it = Task.objects.filter(pk=task.pk, version=task.version, closed_at=None)
    if not as_we_saw_it.update(light=seen.light.value, look_at=seen.look_at, version=F("version") + 1):
        raise Stale
    if seen.light != task.light:
        data = {"step": task.name, "from": task.light, "to": seen.light.value}
        journal.record(task.case.subject, Event.TASK_LIGHT_CHANGED, by=CLOCK, at=now, data=data)
