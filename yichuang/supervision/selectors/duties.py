"""Who answers for a thing at an instant: by the roles and posts of that day, not of today."""

from datetime import datetime

from yichuang.people.public import Role, Staff, department_card, holders_at, staff_card, window_words
from yichuang.worktime.public import local_day

from ..rules import Level
from .seen import Duty, Responsible

MOST_TOLD = 20


def responsible_for(duty: Duty, centre_id: int, level: Level, at: datetime) -> Responsible:
    """Return who is answerable and who is told at this level.

    A reminder and a warning reach those whose work it is; a yellow card also the department's chief
    representative and the supervision section; a red one the leader in charge as well.
    """
    on = local_day(at)
    staff = staff_card(duty.staff_id) if duty.staff_id else None
    mine = [staff] if staff else _holders(duty, centre_id, at)
    if staff is None and len(mine) == 1:
        staff = mine[0]
    told = {each.pk for each in mine}
    if level.rank >= Level.YELLOW.rank:
        told |= {each.pk for each in holders_at(Role.SUPERVISION, on=on, centre_id=centre_id)}
        if duty.department_id:
            told |= _of(duty.department_id, Role.CHIEF_REP, at)
    if level is Level.RED:
        if duty.department_id:
            told |= _of(duty.department_id, Role.LEADER, at)
        else:
            told |= {each.pk for each in holders_at(Role.MANAGER, on=on, centre_id=centre_id)}
    return Responsible(
        duty, staff.pk if staff else None, _words(duty, staff), tuple(sorted(told)[:MOST_TOLD])
    )


def _holders(duty: Duty, centre_id: int, at: datetime) -> list[Staff]:
    if duty.role is None:
        return []
    return holders_at(duty.role, on=local_day(at), centre_id=centre_id, department_id=duty.department_id)


def _of(department_id: int, role: Role, at: datetime) -> set[int]:
    return {each.pk for each in holders_at(role, on=local_day(at), department_id=department_id)}


def _words(duty: Duty, staff: Staff | None) -> str:
    parts = [
        department_card(duty.department_id).name if duty.department_id else "",
        window_words(duty.window_id) if duty.window_id else duty.where,
        staff.name if staff else (str(duty.role.label) if duty.role else ""),
    ]
    return "　".join(filter(None, parts))[:120]
