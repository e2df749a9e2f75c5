"""Who may do what to guides, and where a matter is taken in."""

from datetime import date

from django.utils.translation import gettext

from yichuang.kit.actor import SYSTEM, Actor
from yichuang.people.public import Centre, Officer, Role, Staff, centre_setting, officer

from .models import Guide, Matter
from .rules.words import MOVES, Action, CaseKind, LimitUnit, MatterKind, State

_BY_DEPARTMENT = frozenset({Action.EDIT, Action.SUBMIT, Action.WITHDRAW})


def why_not_accept_at(matter: Matter, centre: Centre) -> str:
    """Say why this centre may not take the matter in; an empty string means it may.

    A matter has exactly one acceptance point; its department and every other hall turn it away
    (R006, R007, R008).
    """
    if not matter.is_active:
        return gettext("“%(name)s”已停止办理。") % {"name": matter.name}
    if matter.centre_id != centre.pk:
        return gettext("“%(matter)s”只由%(right)s窗口受理，%(here)s不能收件。") % {
            "matter": matter.name,
            "right": matter.centre.name,
            "here": centre.name,
        }
    if matter.current_id is None:
        return gettext("“%(name)s”还没有公布办事指南，不能收件。") % {"name": matter.name}
    return ""


def why_not(guide: Guide, action: Action, *, by: Actor, today: date) -> str:
    """Say why this person may not do this to this version now; an empty string means go ahead."""
    if (State(guide.state), action) not in MOVES or action is Action.SUPERSEDE:
        return gettext("这一版%(state)s，不能%(action)s。") % {
            "state": gettext(State(guide.state).label),
            "action": gettext(action.label),
        }
    if reason := why_not_manage(guide.matter, action, by=by, today=today):
        return reason
    if action is Action.PUBLISH:
        return _why_not_publish(guide, by)
    return ""


def why_not_manage(matter: Matter, action: Action, *, by: Actor, today: date) -> str:
    """Say why this person's roles do not reach this matter's guides (R028).

    The operator at the command line acts as `SYSTEM` and is journaled as such.
    """
    if by is SYSTEM:
        return ""
    who = by if isinstance(by, Officer) else _officer(by, today)
    if action in _BY_DEPARTMENT:
        if who and who.holds(Role.PUBLISHER, centre_id=matter.centre_id, department_id=matter.department_id):
            return ""
        return gettext("只有%(department)s的事项管理员才能%(action)s这份指南。") % {
            "department": matter.department.name,
            "action": gettext(action.label),
        }
    if who and who.holds(Role.CENTRE_APPROVER, centre_id=matter.centre_id):
        return ""
    return gettext("只有%(centre)s业务科才能%(action)s这份指南。") % {
        "centre": matter.centre.name,
        "action": gettext(action.label),
    }


def why_not_set_life_events(*, by: Actor, today: date) -> str:
    """Say why this person cannot change the events of life; an empty string means go ahead."""
    who = by if isinstance(by, Officer) else _officer(by, today)
    if by is SYSTEM or (who and who.holds(Role.CENTRE_APPROVER)):
        return ""
    return gettext("只有业务科才能改人生和经营事件。")


def _officer(by: Actor, today: date) -> Officer | None:
    """Return a member of staff with today's roles; None for anyone else."""
    return officer(by.pk, on=today) if isinstance(by, Staff) else None


def _why_not_publish(guide: Guide, by: Actor) -> str:
    if by is not SYSTEM and guide.submitted_by == by.actor_id:
        return gettext("核准公布的人不能是报送这一版的人。")
    return why_not_publishable(guide.promised_value, guide.promised_unit)


def why_not_publishable(value: int | None, unit: str) -> str:
    """Say why a promised limit cannot be published as it stands: nobody could count it."""
    if value is not None and unit == LimitUnit.UNSAID:
        return gettext("承诺时限只有数字“%(value)s”，没有单位。请先写明是工作日还是自然日。") % {
            "value": value
        }
    return ""


def why_not_set_upward(matter: Matter, *, by: Actor, today: date) -> str:
    """Say why this person cannot say which matter of the centre above decides this one (R104)."""
    if isinstance(by, Officer) and by.holds(Role.MANAGER, centre_id=matter.centre_id):
        return ""
    return why_not_manage(matter, Action.EDIT, by=by, today=today)


def why_not_go_up(matter: Matter, higher: Matter) -> str:
    """Say why one matter's cases cannot be decided as cases of the other (行政许可法 35)."""
    current = matter.current
    if current is None or not (
        current.case_kind == CaseKind.UPWARD or current.matter_kind == MatterKind.RELAY
    ):
        return gettext("“%(name)s”公布的不是上报件，也不是转报类事项，由本级决定。") % {"name": matter.name}
    if higher.centre_id != matter.centre.follows_id:
        return gettext("只能上报给%(centre)s的上级政务服务中心的事项。") % {"centre": matter.centre.name}
    if higher.current_id is None or not higher.is_active:
        return gettext("“%(name)s”没有公布的办事指南，不能向它上报。") % {"name": higher.name}
    return ""


def review_months(centre: Centre) -> int:
    """Return after how many months a guide is looked at again, as the centre has set (R015)."""
    return centre_setting(centre.pk, "guide.review_months")
