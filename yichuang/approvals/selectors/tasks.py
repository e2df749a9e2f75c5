"""Reads of review: lists by what is due first, a case's steps."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db import connection
from django.db.models import F, Model, Q, QuerySet

from yichuang.cases.public import Case, Clock, is_number, number_meant
from yichuang.people.public import Officer

from ..models import Task
from ..rules.steps import OFFICE_ROLES, TaskState

PAGE = 50
CAP = 1000  # counts are capped: 1,000 and more look the same to a person


@dataclass(frozen=True)
class TaskFilter:
    """What a reviewer's list is narrowed to. `today` is the day whose numbers may be typed short."""

    today: date
    query: str = ""
    matter_ids: tuple[int, ...] = ()
    due_by: date | None = None  # due on this day or before
    after: tuple[date | None, int] | None = None  # the last row of the page before


# What a line of the list shows.
SHOWN = (
    "name", "state", "light", "opened_at", "case_due_on", "case__no", "case__matter_name", "case__applicant_name",
    "case__clock__light", "case__clock__promised_due_on", "case__clock__statutory_due_on",
)  # fmt: skip


@dataclass(frozen=True)
class TaskPage:
    """One page of open tasks, and the key of the next."""

    tasks: list[Task]
    next_after: tuple[date | None, int] | None


def mine(by: Officer) -> Q:
    """Return the open tasks that are hers to do."""
    who = Q(pk__in=[])
    for role in OFFICE_ROLES:
        departments = by.departments(role)
        if departments:
            who |= Q(role=role, department__in=departments)
    return who & Q(state=TaskState.OPEN) & ~Q(case__taken_by=by.staff_id)


def open_tasks(narrow: TaskFilter, *, by: Officer) -> TaskPage:
    """Return a page of her open tasks, what is due first at the top, without a due date last.

    One query, PAGE + 1 rows; walks the partial index.
    """
    tasks = Task.objects.filter(mine(by)).select_related("case__clock").only(*SHOWN)
    if narrow.query.strip():
        tasks = tasks.filter(_matching(narrow))
    if narrow.due_by:
        tasks = tasks.filter(case_due_on__lte=narrow.due_by)
    if narrow.after:
        due, key = narrow.after
        later = Q(case_due_on=due, id__gt=key)
        tasks = tasks.filter(later | Q(case_due_on__gt=due) | Q(case_due_on=None) if due else later)
    rows = list(tasks.order_by(F("case_due_on").asc(nulls_last=True), "id")[: PAGE + 1])
    shown = rows[:PAGE]
    more = (shown[-1].case_due_on, shown[-1].pk) if len(rows) > PAGE else None
    return TaskPage(shown, more)


def _matching(narrow: TaskFilter) -> Q:
    text = "".join(narrow.query.split())
    if is_number(text):
        return Q(case__in=Case.objects.filter(number_meant(text, narrow.today)))
    found = Q(case__applicant_name__contains=text)
    return found | Q(case__matter__in=narrow.matter_ids) if narrow.matter_ids else found


def count_open(by: Officer) -> int:
    """Return how many tasks are hers, at most CAP. One query."""
    return Task.objects.filter(mine(by))[:CAP].count()


def done_by(by: Officer, *, limit: int = PAGE) -> QuerySet[Task]:
    """Return what she did last, newest first. One query."""
    return (
        Task.objects.filter(closed_by=by.staff_id)
        .select_related("case__clock")
        .order_by("-closed_at")[:limit]
    )


def steps_of(case_id: int) -> list[Task]:
    """Return what was done on a case, in order. One query."""
    return list(
        Task.objects.filter(case=case_id)
        .select_related("closed_by", "department", "examination")
        .order_by("id")
    )


def open_task_of(case_id: int) -> Task | None:
    """Return the step that a case stands at, if it is under review, at the window, or to be denied.

    One query.
    """
    return (
        Task.objects.filter(case=case_id, closed_at=None)
        .select_related("case__department", "department")
        .first()
    )


_TO_MOVE: tuple[tuple[type[Model], str, tuple[str, ...]], ...] = (
    (Task, "t", (
        "id", "case_id", "department_id", "order", "of", "name", "role", "kind", "needed", "state", "version",
    )),
    (Case, "c", (
        "id", "no", "centre_id", "department_id", "matter_id", "guide_id", "state", "version", "taken_by_id",
    )),
    (Clock, "k", ("case_id", "promised_due_on", "statutory_due_on")),
)  # fmt: skip
_COLUMNS = ", ".join(f'{table}."{name}"' for _, table, names in _TO_MOVE for name in names)
_READ_TO_MOVE = f"""
SELECT {_COLUMNS} FROM approvals_task t
JOIN cases_case c ON c.id = t.case_id LEFT JOIN cases_clock k ON k.case_id = c.id
WHERE t.id = %s AND c.no = %s
"""  # noqa: S608 - of the names above alone


def task_to_move(no: str, task_id: int) -> Task | None:
    """Return a step with what moving it to the next one reads of its case, and nothing else. One query.

    By hand: to compose and read the hundred columns of the whole was a third of the time of a step. What
    is left out is read when it is asked for.
    """
    with connection.cursor() as cursor:
        cursor.execute(_READ_TO_MOVE, [task_id, no])
        row = cursor.fetchone()
    if row is None:
        return None
    read, at = [], 0
    for model, _, names in _TO_MOVE:
        read.append(model.from_db("default", names, row[at : at + len(names)]))
        at += len(names)
    task, case, clock = cast(tuple[Task, Case, Clock], tuple(read))
    task.case = case
    if clock.pk is not None:
        case.clock = clock
    return task


def lights_due(now: datetime, *, limit: int) -> list[Task]:
    """Return open tasks whose own limit is due for another look. Reads the partial index only."""
    due = Task.objects.filter(closed_at=None, look_at__lte=now).select_related("case")
    return list(due.order_by("look_at")[:limit])
