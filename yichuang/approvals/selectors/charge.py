"""Who is in charge of a department at an instant."""

from datetime import datetime

from yichuang.people.public import Role, Staff, holders_at
from yichuang.worktime.public import local_day

IN_CHARGE = (Role.APPROVER, Role.CHIEF_REP, Role.LEADER)


def in_charge_of(department_id: int, *, at: datetime) -> list[Staff]:
    """Return who decides and leads in a department, each once, by their numbers. Three queries."""
    found = {
        person.pk: person
        for role in IN_CHARGE
        for person in holders_at(role, on=local_day(at), department_id=department_id)
        if person.is_active
    }
    return sorted(found.values(), key=lambda person: person.staff_no)
