"""`bench joint`: joint applications of five departments from intake to results, by the services, beside their SQL."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.utils import timezone

from yichuang.approvals.public import FINE, Task, open_task_of, pass_on
from yichuang.cases.public import Collection, Mark
from yichuang.catalogue.public import IntakeSheet, Matter, intake_sheet
from yichuang.joint import public as joint
from yichuang.joint.public import Bundle
from yichuang.people.public import Officer, Role, RoleGrant, Staff, officer
from yichuang.site.ops.places import Places

from . import alone
from .alone import Calls, Serials
from .inside import Plan
from .intake import CLERK, unused
from .people import Invented, person

DEPARTMENTS = 5
NAME = "开办餐饮店"
OPINION = "材料齐全，符合法定条件，同意。"
At = dict[tuple[int, str], Officer]  # who is at work, by department and role


def run(plan: Plan, where: Places) -> dict[str, Any]:
    """Return joint applications a second and milliseconds of one, beside the same statements sent raw."""
    today = timezone.localdate()
    by = officer(Staff.objects.get(staff_no=CLERK).pk, on=today)
    assert by is not None  # noqa: S101 - the demonstration's own clerk
    staff = at_work()
    sheets = of_five_departments(by, staff)
    found = alone.compare(wholes(sheets, by, staff, unused(where)), seconds=plan.seconds, rounds=plan.rounds)
    return {
        "cases": plan.cases,
        "departments": len(sheets),
        "matters": [sheet.name for sheet in sheets],
        "steps": sum(len(sheet.steps) for sheet in sheets),
        "whole_ms": round(1000 / found["service_per_s"], 1),
        "part_ms": round(1000 / found["service_per_s"] / len(sheets), 1),
        **found,
    }


def at_work() -> At:
    """Return one person for each role in each department."""
    today = timezone.localdate()
    grants = RoleGrant.objects.filter(until_on=None, department__isnull=False).order_by("-id")
    found = {}
    for grant in grants:
        if grant.department_id is not None and (who := officer(grant.staff_id, on=today)) is not None:
            found[grant.department_id, grant.role] = who
    return found


def of_five_departments(by: Officer, at_work: At) -> list[IntakeSheet]:
    """Return free matters of the clerk's centre, one each of five departments that have people for every step."""
    centre = next(grant.centre_id for grant in by.grants if grant.role is Role.CLERK)
    matters = Matter.objects.filter(centre=centre, is_active=True, current__isnull=False).order_by("code")
    chosen: dict[int, IntakeSheet] = {}
    for guide_id in matters.values_list("current_id", flat=True):
        sheet = intake_sheet(guide_id)
        staffed = all((sheet.department_id, step.role.value) in at_work for step in sheet.steps)
        if staffed and sheet.steps and sheet.materials and not (sheet.fee.charged or sheet.is_immediate):
            chosen.setdefault(sheet.department_id, sheet)
    if len(chosen) < DEPARTMENTS:
        raise RuntimeError(f"the hall has such matters in {len(chosen)} departments only")
    return list(chosen.values())[:DEPARTMENTS]


def wholes(sheets: Sequence[IntakeSheet], by: Officer, at_work: At, serials: Serials) -> Calls:
    """Yield one call after another that brings a whole application of someone new from intake to its results."""
    while True:
        (serial,) = serials.take(1)
        yield partial(bring_through, sheets, by, at_work, person(serial))


def bring_through(sheets: Sequence[IntakeSheet], by: Officer, at_work: At, who: Invented) -> Bundle:
    """Take a joint application in, pass every step of every part, and hand all results out at once."""
    bundle = joint.begin(NAME, sheets, {}, by=by, now=timezone.now())
    typed = {"id_kind": who.kind.value, "id_number": who.number, "name": who.name, "phone": who.phone}
    joint.note(bundle, typed, by=by)
    for shared in bundle.materials.all():
        joint.mark(bundle, shared.order, Mark.RECEIVED, by=by)
    joint.accept(bundle, by=by, now=timezone.now())
    for part in joint.parts_of(bundle):
        while (task := open_task_of(part.case_id)) is not None:
            pass_on(task, OPINION, examined=FINE, by=_whose(task, at_work), now=timezone.now())
    bundle.refresh_from_db()
    collection = Collection(who.name, who.kind, who.number, "本人")
    joint.hand_out(bundle, collection, by=by, now=timezone.now())
    return bundle


def _whose(task: Task, at_work: At) -> Officer:
    return at_work[task.department_id, task.role]
