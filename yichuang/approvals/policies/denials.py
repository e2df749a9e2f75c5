"""Who may intend, confirm or take back a denial (R146)."""

from collections.abc import Sequence

from django.utils.translation import gettext

from yichuang.people.public import Officer, Role

from ..models import Denial, DenialOpinion, Task
from ..rules.denial import DENIAL_MOVES, DenialMove, DenialState
from ..rules.steps import Move
from .steps import why_not

MOST_LINE, MOST_LINES = 500, 40


def why_not_register(task: Task, *, by: Officer) -> str:
    """Say why this person cannot register an intended denial on this step."""
    return why_not(task, Move.REGISTER_DENIAL, by=by)


def why_not_deny(
    denial: Denial, move: DenialMove, opinions: Sequence[DenialOpinion] = (), *, by: Officer
) -> str:
    """Say why this person cannot do this to an intended denial now."""
    if (DenialState(denial.state), move) not in DENIAL_MOVES:
        words = {"state": gettext(denial.get_state_display()), "move": gettext(move.label)}
        return gettext("拟不予%(state)s，现在不能%(move)s。") % words
    case = denial.case
    if by.staff_id == case.taken_by_id:
        return gettext("这一件是您在窗口收的，受理和审批要分开，请由别人办。")
    if move in {DenialMove.REVISE, DenialMove.WITHDRAW}:
        return _why_not_holder(denial, by=by)
    return _why_not_level(denial, move, opinions, by=by)


def _why_not_holder(denial: Denial, *, by: Officer) -> str:
    task = denial.task
    role = Role(task.role)
    if by.staff_id == denial.registered_by_id or by.holds(role, department_id=task.department_id):
        return ""
    return gettext("由登记人或者这一步的%(role)s修改和撤回。") % {"role": gettext(role.label)}


def _why_not_level(
    denial: Denial, move: DenialMove, opinions: Sequence[DenialOpinion], *, by: Officer
) -> str:
    is_last = denial.level >= len(denial.levels) - 1
    if (move is DenialMove.CONFIRM_LAST and not is_last) or (move is DenialMove.CONFIRM and is_last):
        return (
            gettext("还没有报到最高一级。")
            if not is_last
            else gettext("已经是最高一级，请确定不予或者退回。")
        )
    role = Role(denial.levels[denial.level])
    if not by.holds(role, department_id=denial.task.department_id):
        return gettext("这一级由%(role)s答复。") % {"role": gettext(role.label)}
    if by.staff_id == denial.registered_by_id:
        return gettext("不能答复自己登记的事项。")
    since = max((o.pk for o in opinions if not o.is_confirmed), default=0)
    if any(o.said_by_id == by.staff_id for o in opinions if o.is_confirmed and o.pk > since):
        return gettext("您在下一级已经答复过，这一级请由别人答复。")
    return ""


def problem_with_lines(lines: Sequence[str]) -> str:
    """Say what is wrong with a list of facts or reasons."""
    if len(lines) > MOST_LINES or any(len(line) > MOST_LINE for line in lines):
        return gettext("最多 %(lines)s 条，每条最多 %(most)s 字。") % {
            "lines": MOST_LINES,
            "most": MOST_LINE,
        }
    return ""
