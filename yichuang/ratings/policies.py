"""Who may rate, who handles a bad rating, who may know who rated. Each gives the sentence, or nothing."""

from datetime import datetime

from django.utils.translation import gettext

from yichuang.approvals.public import OFFICE_ROLES
from yichuang.people.public import Officer, Role

from .models import Invitation, MonthlyReport, Rating
from .rules import DEPARTMENTS, MOVES, Move, State

CENTRE_ROLES = (Role.SUPERVISION, Role.MANAGER)
DEPARTMENT_ROLES = (*OFFICE_ROLES, Role.CHIEF_REP)


def why_not_rate(invitation: Invitation | None, *, now: datetime) -> str:
    """Say why nothing can be said at this address: forged, too late, or said and no longer to be changed."""
    if invitation is None:
        return gettext("这个评价链接不对，请从您自己的号或者办件页面打开。")
    rating = getattr(invitation, "rating", None)
    if rating is None:
        return "" if now <= invitation.expires_at else gettext("评价的时间已经过了，谢谢您。")
    if now > rating.change_until:
        return gettext("您已经评价过了，修改的时间也过了。")
    if rating.state not in (State.KEPT, State.BAD):
        return gettext("您的评价已经在处理，不能再改；有话请在回访时说。")
    return ""


def can_view(rating: Rating, *, by: Officer) -> bool:
    """Whether this rating is hers to see: as supervision or manager, or as the office of the department."""
    return by.holds(*CENTRE_ROLES, centre_id=rating.centre_id) or _is_of_the_department(rating, by)


def may_see_rater(rating: Rating, *, by: Officer) -> bool:
    """Whether she may know who rated: those who call back, and never the one who is rated."""
    return by.holds(*CENTRE_ROLES, centre_id=rating.centre_id) and not _is_rated(rating, by)


def _is_rated(rating: Rating, by: Officer) -> bool:
    return rating.invitation.staff_id == by.staff_id


def _is_of_the_department(rating: Rating, by: Officer) -> bool:
    department_id = rating.invitation.department_id
    return department_id is not None and by.holds(*DEPARTMENT_ROLES, department_id=department_id)


def why_not(rating: Rating, move: Move, *, by: Officer) -> str:
    """Say why this cannot be done about a rating now; an empty string means go ahead. No query beyond its own."""
    if (State(rating.state), move) not in MOVES:
        return gettext("这条评价现在是“%(state)s”，不能%(move)s。") % {
            "state": gettext(rating.get_state_display()),
            "move": gettext(str(move.label)),
        }
    return _why_not_hers(rating, move, by) or _why_not_contact(rating, move)


def _why_not_hers(rating: Rating, move: Move, by: Officer) -> str:
    if _is_rated(rating, by):
        return gettext("对自己的评价不能由自己处理。")
    if move is Move.EXCLUDE:
        is_hers = by.holds(Role.SUPERVISION, centre_id=rating.centre_id)
        return "" if is_hers else gettext("误评和恶意评价由中心督查科认定。")
    if move in DEPARTMENTS:
        return "" if can_view(rating, by=by) else gettext("差评由承办部门或者中心处理。")
    return "" if may_see_rater(rating, by=by) else gettext("回访和办结由中心做，不让被评价的部门知道评价人。")


def _why_not_contact(rating: Rating, move: Move) -> str:
    if move is Move.CALL_BACK and not rating.is_named:
        return gettext("这是匿名评价，没有留电话，不用回访。")
    if move is Move.CLOSE and rating.is_named and rating.state != State.CALLED_BACK:
        return gettext("实名差评先回访，再办结。")
    return ""


def why_not_write_report(*, by: Officer) -> str:
    """Say why she cannot write a month's report; empty for supervision and the manager."""
    is_hers = by.holds(*CENTRE_ROLES, centre_id=by.centre_id)
    return "" if is_hers else gettext("月报由中心督查科或者大厅管理写。")


def why_not_publish(report: MonthlyReport, *, by: Officer) -> str:
    """Say why she cannot publish a report; empty for the manager of its centre, who answers for it by name."""
    is_hers = by.holds(Role.MANAGER, centre_id=report.centre_id)
    return "" if is_hers else gettext("月报由大厅管理签发公布。")
