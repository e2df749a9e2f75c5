"""Who may do what to guides, and where a matter is taken in."""

from datetime import date

from django.db.models import Q

from yichuang.kit.actor import Actor
from yichuang.people.public import Centre, Department, Role, RoleGrant, Staff

from .models import Guide, Matter
from .rules.words import MOVES, Action, LimitUnit, State

REVIEW_MONTHS = 12  # where no centre above sets guide.review_months (R015)

_BY_DEPARTMENT = frozenset({Action.EDIT, Action.SUBMIT, Action.WITHDRAW})


def why_not_accept_at(matter: Matter, centre: Centre) -> str:
    """Say why this centre may not take the matter in; an empty string means it may.

    A matter has exactly one acceptance point; its department and every other hall turn it away
    (R006, R007, R008).
    """
    if not matter.is_active:
        return f"“{matter.name}”已停止办理。"
    if matter.centre_id != centre.pk:
        return f"“{matter.name}”只由{matter.centre.name}窗口受理，{centre.name}不能收件。"
    if matter.current_id is None:
        return f"“{matter.name}”还没有公布办事指南，不能收件。"
    return ""


def why_not(guide: Guide, action: Action, *, by: Actor, today: date) -> str:
    """Say why this person may not do this to this version now; an empty string means go ahead."""
    if (State(guide.state), action) not in MOVES or action is Action.SUPERSEDE:
        return f"这一版{State(guide.state).label}，不能{action.label}。"
    if reason := why_not_manage(guide.matter, action, by=by, today=today):
        return reason
    if action is Action.PUBLISH:
        return _why_not_publish(guide, by)
    return ""


def why_not_manage(matter: Matter, action: Action, *, by: Actor, today: date) -> str:
    """Say why this person's roles do not reach this matter's guides (R028)."""
    if not isinstance(by, Staff):
        return ""  # the operator at the command line, journaled as such
    if action in _BY_DEPARTMENT:
        if holds(by, Role.PUBLISHER, matter.centre, matter.department, today=today):
            return ""
        return f"只有{matter.department.name}的事项管理员才能{action.label}这份指南。"
    if holds(by, Role.CENTRE_APPROVER, matter.centre, None, today=today):
        return ""
    return f"只有{matter.centre.name}业务科才能{action.label}这份指南。"


def _why_not_publish(guide: Guide, by: Actor) -> str:
    if isinstance(by, Staff) and guide.submitted_by == by.actor_id:
        return "核准公布的人不能是报送这一版的人。"
    return why_not_publishable(guide.promised_value, guide.promised_unit)


def why_not_publishable(value: int | None, unit: str) -> str:
    """Say why a promised limit cannot be published as it stands: nobody could count it."""
    if value is not None and unit == LimitUnit.UNSAID:
        return f"承诺时限只有数字“{value}”，没有单位。请先写明是工作日还是自然日。"
    return ""


def holds(staff: Staff, role: Role, centre: Centre, department: Department | None, *, today: date) -> bool:
    """Whether a person holds a role at a centre on a day, in the department where one is given. One query."""
    grants = RoleGrant.objects.filter(staff=staff, role=role, centre=centre, from_on__lte=today).filter(
        Q(until_on=None) | Q(until_on__gt=today)
    )
    if department is not None:
        grants = grants.filter(department=department)
    return staff.is_active and grants.exists()


def review_months(centre: Centre) -> int:
    """Return after how many months a guide is looked at again: the centre's setting, or the one above's."""
    at: Centre | None = centre
    while at is not None:
        months = at.settings.get("guide.review_months")
        if isinstance(months, int):
            return months
        at = at.follows
    return REVIEW_MONTHS
