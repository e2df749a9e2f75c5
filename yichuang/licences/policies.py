"""Who may do what to a licence, and why not."""

from datetime import date, timedelta

from django.utils.translation import gettext

from yichuang.cases.public import OPEN_STATES, Case, State
from yichuang.people.public import Officer, Role

from .models import Licence
from .rules import ASK_BEFORE_DAYS, MOVE_OF, MOVES, AskKind, LicenceMove, LicenceState

BY_APPROVER = frozenset({LicenceMove.SUSPEND, LicenceMove.RESTORE, LicenceMove.REVOKE, LicenceMove.CANCEL})


def why_not_move(licence: Licence, move: LicenceMove) -> str:
    """Say that the table has no such move."""
    if (LicenceState(licence.state), move) in MOVES:
        return ""
    words = {"state": gettext(licence.get_state_display()), "move": gettext(move.label)}
    return gettext("这个证%(state)s，不能%(move)s。") % words


def why_not(licence: Licence, move: LicenceMove, *, by: Officer) -> str:
    """Say why this person cannot do this to the licence now: the deciding department's approver does it.

    A change and a renewal follow from a case; an expiry from the calendar.
    """
    if reason := why_not_move(licence, move):
        return reason
    if move not in BY_APPROVER:
        return gettext("变更、延续要先受理申请，按办件决定。")
    if not by.holds(Role.APPROVER, department_id=licence.department_id):
        return gettext("撤销、注销、暂停由作出决定的部门的审批人员办理。")
    return ""


def last_day_to_ask(licence: Licence) -> date | None:
    """Return the last day for a renewal to be asked for in time (50): 30 days before the end."""
    return licence.valid_until - timedelta(days=ASK_BEFORE_DAYS) if licence.valid_until else None


def why_not_ask(case: Case, licence: Licence, kind: AskKind, *, by: Officer) -> str:
    """Say why a case cannot be about this licence."""
    if not by.holds(Role.CLERK, centre_id=case.centre_id):
        return gettext("只有本中心的综合窗口人员可以在窗口办理。")
    if State(case.state) not in OPEN_STATES or case.decided_at is not None:
        return gettext("这一件%(state)s，不能再关联证照。") % {"state": gettext(case.get_state_display())}
    if case.state == State.DRAFT:
        return gettext("请先受理，再关联要%(kind)s的证。") % {"kind": gettext(kind.label)}
    if case.applicant_id != licence.applicant_id:
        return gettext("申请人不是持证人。持证人有变化的，请先办变更。")
    if case.department_id != licence.department_id:
        return gettext("这个证不是承办部门发的。")
    if kind is AskKind.RENEW and licence.valid_until is None:
        return gettext("这个证没有到期的日子，不用延续。")
    return why_not_move(licence, MOVE_OF[kind])
