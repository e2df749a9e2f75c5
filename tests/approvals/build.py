"""Cases under review, built by walking the real path."""

from dataclasses import replace
from datetime import datetime

from tests.cases.build import a_case
from tests.cast import NOW, Hall, a_hall, a_matter
from yichuang.approvals import public as approvals
from yichuang.approvals.public import Grounds, Task
from yichuang.cases.public import Case
from yichuang.catalogue.public import StepLine

GROUNDS = Grounds(
    ("经营场所在居民住宅内。",), ("经营场所不符合规定的条件。",), "《食品小经营管理办法》第八条"
)
LONG_WAY = (
    StepLine(name="初审", kind="review", role="reviewer"),
    StepLine(name="会签", kind="countersign", role="reviewer", needed=2),
    StepLine(name="分管领导签批", kind="sign_off", role="leader"),
    StepLine(name="决定", kind="decide", role="approver"),
)


def review(hall: Hall | None = None, **content: object) -> tuple[Hall, Case, Task]:
    """Return a hall, an accepted case, and its first step."""
    hall = hall or a_hall()
    case = a_case(hall, sheet=a_matter(hall, **content))  # type: ignore[arg-type]
    return hall, case, step_of(case)


def step_of(case: Case) -> Task:
    """Return the unfinished step of a case, as it now is."""
    task = approvals.open_task_of(case.pk)
    assert task is not None
    return task


def at_decision(hall: Hall | None = None, **content: object) -> tuple[Hall, Case, Task]:
    """Return a case before its last step."""
    hall, case, task = review(hall, **content)
    approvals.pass_on(task, "同意", examined=approvals.FINE, by=hall.officer("reviewer"), now=NOW)
    return hall, case, step_of(case)


def doubtful() -> approvals.Examined:
    """What a reviewer says who finds that the materials and reality differ."""
    return replace(approvals.FINE, is_matching=False, match_note="平面图面积与现场照片不符。")


def again(case: Case) -> Case:
    """Return the case as it now is."""
    return Case.objects.select_related("clock", "department").get(pk=case.pk)


def fresh(thing, *, now: datetime = NOW):  # type: ignore[no-untyped-def]
    """Return a row as it now is."""
    return type(thing).objects.get(pk=thing.pk)
