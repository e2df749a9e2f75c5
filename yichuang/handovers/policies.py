"""Who signs a hand-over, and why someone else cannot."""

from datetime import datetime, timedelta

from django.utils.translation import gettext

from yichuang.people.public import Officer, Role

from .models import Errand, Handover, OfficialDoc
from .rules import DOC_MOVES, MOVES, DocMove, DocState, Move, State, Way

OFFICE = (Role.REVIEWER, Role.APPROVER)
LONGEST_ERRAND = timedelta(days=1)


def why_not(handover: Handover, move: Move, *, by: Officer) -> str:
    """Say why this person cannot do this to the hand-over now; an empty string means go ahead.

    The window hands to the department and signs for what comes back; nobody signs for both sides.
    """
    if (State(handover.state), move) not in MOVES:
        words = {"state": gettext(handover.get_state_display()), "move": gettext(move.label)}
        return gettext("这份交接单%(state)s，不能%(move)s。") % words
    if move is Move.DROP:
        return ""  # follows from what happened to the case; no person does it
    if _is_windows(handover, move):
        if not by.holds(Role.CLERK, centre_id=handover.centre_id):
            return gettext("这一步由本中心的综合窗口人员签字。")
    elif not by.holds(*OFFICE, department_id=handover.department_id):
        return gettext("这一步由%(department)s的人签字。") % {"department": handover.department.name}
    if move is Move.RECEIVE and by.staff_id == handover.handed_by_id:
        return gettext("交出和签收要由两个人签。")
    return ""


def why_not_doc(doc: OfficialDoc, move: DocMove, *, by: Officer) -> str:
    """Say why this person cannot do this with an official document now (R278).

    The department signs and answers, the window brings the answer back.
    """
    if (DocState(doc.state), move) not in DOC_MOVES:
        words = {"state": gettext(doc.get_state_display()), "move": gettext(move.label)}
        return gettext("这份公文%(state)s，不能%(move)s。") % words
    if move is DocMove.DELIVER:
        is_hers = by.holds(Role.CLERK, centre_id=doc.centre_id)
        return "" if is_hers else gettext("回复由本中心的综合窗口送达。")
    if not by.holds(*OFFICE, Role.CHIEF_REP, department_id=doc.department_id):
        return gettext("这份公文由%(department)s签收和回复。") % {"department": doc.department.name}
    return ""


def _is_windows(handover: Handover, move: Move) -> bool:
    """Whether the window does it: it hands what goes, and signs for what comes back."""
    return (handover.way == Way.TO_DEPARTMENT) is (move is Move.HAND)


def why_not_handed_out(last: Handover | None) -> str:
    """Say why a result cannot be handed out: it has not come back to the window (R120)."""
    if last is None or last.way != Way.TO_WINDOW or last.state not in {State.OPEN, State.HANDED}:
        return ""
    if last.state == State.OPEN:
        return gettext("部门还没有把结果和材料送回窗口，双方签收后才能出件。")
    return gettext("部门已送回，请先在“交接”里签收，再出件。")


def why_not_out(out_at: datetime, back_by_at: datetime, reason: str, *, by: Officer) -> str:
    """Say why an errand cannot be filed."""
    if not by.holds(Role.CLERK):
        return gettext("外出交换资料由窗口人员登记。")
    if not reason.strip():
        return gettext("请写明外出的事由。")
    if back_by_at <= out_at:
        return gettext("返回时间应在外出时间以后。")
    if back_by_at - out_at > LONGEST_ERRAND:
        return gettext("外出交换资料应当天返回，超过一天的请办请假手续。")
    return ""


def why_not_back(errand: Errand, *, by: Officer) -> str:
    """Say why this person cannot note that the errand has ended."""
    if errand.back_at is not None:
        return gettext("已经登记返回。")
    if errand.staff_id != by.staff_id and not by.holds(Role.MANAGER, centre_id=errand.centre_id):
        return gettext("返回由本人或大厅管理登记。")
    return ""
