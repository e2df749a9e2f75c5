"""Who may pass a step, and why not."""

from django.utils.translation import gettext

from yichuang.cases.public import Case
from yichuang.people.public import Officer, Role

from .models import Task
from .rules import MOVES, Move, TaskState


def why_not(task: Task, move: Move, *, by: Officer) -> str:
    """Say why this person cannot do this to the step now; an empty string means go ahead.

    Nobody decides on what she took in (R013), whatever roles she holds.
    """
    if (TaskState(task.state), move) not in MOVES:
        return gettext("这一步%(state)s，不能再办。") % {"state": gettext(task.get_state_display())}
    case: Case = task.case
    if by.staff_id == case.taken_by_id:
        return gettext("这一件是您在窗口收的，受理和审批要分开，请由别人办。")
    role = Role(task.role)
    if not by.holds(role, department_id=task.department_id):
        return gettext("这一步由%(department)s的%(role)s办理。") % {
            "department": task.department.name,
            "role": gettext(role.label),
        }
    if move is Move.SEND_BACK and task.order <= 1:
        return gettext("这是第一步，没有上一步可退。")
    return ""


def why_not_words(task: Task, move: Move, words: str) -> str:
    """Say what the opinion lacks."""
    if not words.strip():
        if move is Move.SEND_BACK:
            return gettext("请写明退回的理由。")
        if task.order >= task.of:
            return gettext("请写决定的内容。")
        return gettext("请写审查意见，意见要写进档案。")
    return gettext("意见最多 4000 字。") if len(words) > 4000 else ""
