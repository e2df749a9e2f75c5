"""`bench sweep` and `bench watch`: what the clock's sweeps take for a thousand that are due, however many are not.

All cases of the hall are open. A third waits for a word on acceptance, a third was accepted with a promise
open, all that are accepted have a running clock and a step; nothing is due but what a round makes due.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.site.ops.places import Places
from yichuang.supervision import public as supervision

from . import folder
from .inside import Plan, now
from .models import Line

DUE = 1_000  # as the requirement says; half as many in a hall for tests
FEWEST = 9_000
MOST_BATCHES = 10  # of 500 each: one that never ends is a fault, and `left` tells it
_STAND = """
DELETE FROM approvals_task WHERE case_id % 3 = 0;
DELETE FROM cases_clock WHERE case_id % 3 = 0;
UPDATE cases_case SET state = 'received', accepted_at = NULL, accepted_by = '', received_at = now(),
  notice_due_at = now() + interval '5 days', look_at = now() + interval '5 days' WHERE id % 3 = 0;
UPDATE cases_clock SET light = 'green', look_at = now() + interval '30 days',
  promised_due_on = current_date + 40, promised_due_at = now() + interval '40 days',
  statutory_due_on = current_date + 60, statutory_due_at = now() + interval '60 days';
UPDATE approvals_task SET light = 'green', look_at = now() + interval '20 days',
  step_due_at = now() + interval '20 days';
INSERT INTO cases_gap (case_id, mode, clock_from, lapse, orders, promised_at, told_on, due_on, look_at)
  SELECT id, 'accept_with_gap', 'from_commitment', 'withdrawn', '{5}', now(), current_date + 10, current_date + 10,
    now() + interval '8 days' FROM cases_case WHERE id % 3 = 1;
"""


@dataclass(frozen=True)
class Sweep:
    """One sweep: which third of the cases it is about, how they become due, and the sweep itself."""

    third: int
    make_due: str
    left: str  # how many are still due, or failed and were put off
    run: Callable[[datetime], int]


SWEEPS = {
    "lights": Sweep(
        2,
        "UPDATE cases_clock SET look_at = %(now)s, promised_due_on = %(soon)s::date, promised_due_at = %(soon)s "
        "WHERE case_id = ANY(%(ids)s)",
        "SELECT count(*) FROM cases_clock WHERE case_id = ANY(%(ids)s) AND light = 'green'",
        cases.sweep_lights,
    ),
    "steps": Sweep(
        2,
        "UPDATE approvals_task SET look_at = %(now)s, step_due_at = %(now)s WHERE case_id = ANY(%(ids)s)",
        "SELECT count(*) FROM approvals_task WHERE case_id = ANY(%(ids)s) AND light = 'green'",
        approvals.sweep_lights,
    ),
    "waiting": Sweep(
        0,
        "UPDATE cases_case SET look_at = %(now)s, notice_due_at = %(now)s WHERE id = ANY(%(ids)s)",
        "SELECT count(*) FROM cases_case WHERE id = ANY(%(ids)s) AND state = 'received'",
        cases.sweep_waiting,
    ),
    "gaps": Sweep(
        1,
        "UPDATE cases_gap SET look_at = %(now)s, due_on = %(soon)s::date + 2 WHERE case_id = ANY(%(ids)s)",
        "SELECT count(*) FROM cases_gap WHERE case_id = ANY(%(ids)s) AND reminded_at IS NULL",
        cases.sweep_gaps,
    ),
    # What the lights have put under watch: two limits of each case, and the cards that arise from them.
    "watch": Sweep(
        2,
        "UPDATE supervision_watched SET look_at = %(now)s WHERE look_at <= %(now)s",
        "SELECT count(*) FROM supervision_watched WHERE look_at <= %(now)s",
        supervision.sweep,
    ),
}
WATCHED = ("lights", "watch")


def run(plan: Plan, where: Places) -> dict[str, Any]:
    """Return seconds of each sweep, the middle of the rounds, and of as many bare commits.

    Says `ready` and begins a round at each line that it is sent: see `desk.run`.
    """
    _stand(where)
    due = DUE if plan.cases >= FEWEST else plan.cases // 12
    sweeps = {name: SWEEPS[name] for name in WATCHED} if plan.name == "watch" else SWEEPS
    took: dict[str, list[float]] = {name: [] for name in ("floor", *sweeps)}
    print("ready", flush=True)
    for number, _go in enumerate(sys.stdin):
        took["floor"].append(_floor(due))
        for name, sweep in sweeps.items():
            took[name].append(_round(sweep, plan.cases, due, number))
        print("ready", flush=True)
    return {
        "open": plan.cases,
        "due": due,
        "seconds": {name: round(median(times), 2) for name, times in took.items()},
        "rounds": {name: [round(seconds, 2) for seconds in times] for name, times in took.items()},
    }


def _stand(where: Places) -> None:
    """Bring the loaded cases to where nothing is due, once for a folder."""
    known = folder.kept(where)
    if "swept" in known:
        raise RuntimeError("a hall is swept once: name another folder")
    let_nothing_be_due()
    with connection.cursor() as cursor:
        for table in ("cases_case", "cases_clock", "cases_gap", "approvals_task"):
            cursor.execute(f"VACUUM ANALYZE {table}")
    folder.keep(where, known | {"swept": True})


def let_nothing_be_due() -> None:
    """Put every loaded case where the clock has nothing to do for days."""
    with transaction.atomic(), connection.cursor() as cursor:
        # What the hall itself could never do: take an acceptance back.
        cursor.execute("ALTER TABLE cases_case DISABLE TRIGGER USER")
        for statement in _STAND.split(";"):
            if statement.strip():
                cursor.execute(statement.replace("%", "%%"), [])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cases_case ENABLE TRIGGER USER")


def _round(sweep: Sweep, total: int, due: int, number: int) -> float:
    """Make some due, spread over the whole hall, and sweep until nothing is."""
    stride = total // 3 // due
    ids = [3 * (stride * place + number % stride) + sweep.third + 3 for place in range(due)]
    ids = [one for one in ids if one <= total]
    at = now()
    soon = timezone.localtime(at) + timedelta(days=1)
    values: dict[str, Any] = {"now": at - timedelta(seconds=1), "soon": soon, "ids": ids}
    with connection.cursor() as cursor:
        cursor.execute(sweep.make_due, values)
    started = perf_counter()
    for _batch in range(MOST_BATCHES):
        if not sweep.run(at):
            break
    took = perf_counter() - started
    with connection.cursor() as cursor:
        cursor.execute(sweep.left, values)
        if left := cursor.fetchone()[0]:
            raise RuntimeError(f"{left} of {len(ids)} were not swept")
    return took


def _floor(due: int) -> float:
    """As many transactions with one INSERT each."""
    started = perf_counter()
    for _ in range(due):
        Line.objects.create(said="floor", at=now())
    return perf_counter() - started
