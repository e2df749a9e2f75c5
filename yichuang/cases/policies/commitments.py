"""Why a commitment cannot be offered, signed or found so."""

from django.utils.translation import gettext

from yichuang.people.public import Officer, Role

from ..models import Case, Commitment, CommitmentRule
from ..rules.commitments import COMMITMENT_MOVES, BarredArea, CommitmentMove, CommitmentState, area_of
from ..rules.states import State
from .window import why_not_named


def why_not_area(name: str, area: BarredArea) -> str:
    """Say that the matter lies in an area that the law keeps out of notify-and-commit."""
    barred = area or area_of(name)
    if barred is BarredArea.NONE:
        return ""
    return gettext("涉及%(area)s的事项不适用告知承诺。") % {"area": gettext(barred.label)}


def why_not_commit(case: Case, rule: CommitmentRule | None, *, by: Officer) -> str:
    """Say why a case cannot be accepted on a commitment now."""
    if rule is None:
        return gettext("这个事项没有实行告知承诺。")
    if case.state != State.DRAFT:
        return gettext("告知承诺在受理时办理，这一件%(state)s。") % {
            "state": gettext(case.get_state_display())
        }
    if not by.holds(Role.CLERK, centre_id=case.centre_id):
        return gettext("只有本中心的综合窗口人员可以在窗口办理。")
    return why_not_named(case)


_FINDERS = {
    CommitmentMove.FIND_KEPT: (Role.REVIEWER, Role.APPROVER),
    CommitmentMove.FIND_WANTING: (Role.REVIEWER, Role.APPROVER),
    CommitmentMove.FIND_BROKEN: (Role.APPROVER,),
    CommitmentMove.REPAIR: (Role.APPROVER,),
}


def why_not_find(commitment: Commitment, move: CommitmentMove, *, by: Officer) -> str:
    """Say why this person cannot write this finding now."""
    if (CommitmentState(commitment.state), move) not in COMMITMENT_MOVES or move not in _FINDERS:
        words = {"state": gettext(commitment.get_state_display()), "move": gettext(move.label)}
        return gettext("这份承诺%(state)s，不能“%(move)s”。") % words
    if commitment.check_by_on is None:
        return gettext("还没有作出决定，决定以后再核查。")
    roles = _FINDERS[move]
    if not by.holds(*roles, department_id=commitment.department_id):
        words = {"roles": gettext("、").join(gettext(role.label) for role in roles)}
        return gettext("这一步由承办部门的%(roles)s办理。") % words
    return ""
