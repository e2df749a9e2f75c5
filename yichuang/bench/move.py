"""`bench move`: one step of a running case, by the reviewer's form and by the service, beside one INSERT."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from yichuang.approvals.public import FINE, Task, pass_on
from yichuang.people.public import Officer, Role, RoleGrant, officer
from yichuang.site.ops.places import Places

from . import alone
from .desk import signed_in
from .inside import Plan
from .intake import drive_floor
from .server import Driven, Request, drive, web

OPINION = "材料齐全，符合法定条件，同意。"
EXAMINED = {"is_true": "yes", "is_lawful": "yes", "is_matching": "yes", "is_undisputed": "yes"}
FORM = "application/x-www-form-urlencoded"


def run(plan: Plan, where: Places) -> dict[str, Any]:
    """Return steps a second: through HTTP beside the floor, and by the service beside its SQL sent raw."""
    at_work = _reviewers()
    tasks = [t for t in _open_tasks() if t.department_id in at_work]
    half = len(tasks) // 2
    with web(where) as port:
        over_http = _over_http(port, plan, tasks[:half], at_work)
    calls = [partial(_pass_on, task.pk, at_work[task.department_id]) for task in tasks[half:]]
    return {
        "cases": plan.cases,
        "clients": plan.clients,
        **over_http,
        **alone.compare(iter(calls), seconds=plan.seconds, rounds=plan.rounds, of=len(calls)),
    }


def _reviewers() -> dict[int, Officer]:
    """Return someone of each department whose step is the first one."""
    today = timezone.localdate()
    grants = RoleGrant.objects.filter(role=Role.REVIEWER, until_on=None, department__isnull=False)
    found = {grant.department_id: officer(grant.staff_id, on=today) for grant in grants.order_by("-id")}
    return {department: by for department, by in found.items() if department is not None and by is not None}


def _open_tasks() -> list[Task]:
    """Return the first steps that are open and not the last, the newest first."""
    rows = Task.objects.filter(state="open", order=1, role=Role.REVIEWER.value, of__gt=1)
    return list(rows.select_related("case").order_by("-id"))


def _pass_on(task_id: int, by: Officer) -> None:
    """Do what the view does: read the task with what it needs, and pass it on."""
    task = Task.objects.select_related("case__clock", "department").get(pk=task_id)
    pass_on(task, OPINION, examined=FINE, by=by, now=timezone.now())


def _over_http(port: int, plan: Plan, tasks: list[Task], at_work: dict[int, Officer]) -> dict[str, Any]:
    """Drive the floor and the steps in turn, so that both see the same machine; keep the middle round."""
    cookies = {department: signed_in(port, by.staff_no) for department, by in at_work.items()}
    waiting = [_request(task, cookies[task.department_id]) for task in tasks]
    share = len(waiting) // (plan.rounds + 1)
    _drive(port, plan, waiting[:share], seconds=min(1.5, plan.seconds))  # connections made, templates read
    rounds = []
    for number in range(1, plan.rounds + 1):
        floor = drive_floor(port, plan, seconds=plan.seconds / 2)
        moved = _drive(port, plan, waiting[number * share : (number + 1) * share], seconds=plan.seconds / 2)
        rounds.append((floor, moved))
    rounds.sort(key=lambda pair: pair[1].rate / pair[0].rate)
    floor, moved = rounds[plan.rounds // 2]
    return {
        "insert_view_per_s": round(floor.rate, 1),
        "moves_per_s": round(moved.rate, 1),
        "ratio": round(moved.rate / floor.rate, 3),
        "ratios": [round(m.rate / f.rate, 3) for f, m in rounds],
        "move_p50_ms": moved.quantile("move", 0.5),
        "move_p95_ms": moved.quantile("move", 0.95),
        "wrong": {**floor.wrong, **moved.wrong},
    }


def _request(task: Task, cookies: str) -> Request:
    token = next(pair.partition("=")[2] for pair in cookies.split("; ") if pair.startswith("yc_csrf="))
    body = urlencode({**EXAMINED, "opinion": OPINION, "csrfmiddlewaretoken": token})
    path = f"/desk/cases/{task.case.no}/steps/{task.pk}/pass-on/"
    return Request("move", "POST", path, {"Cookie": cookies}, body, 302, FORM)


def _drive(port: int, plan: Plan, waiting: list[Request], *, seconds: float) -> Driven:
    shares = [waiting[place :: plan.clients] for place in range(plan.clients)]
    return drive(port, shares, seconds=seconds)
