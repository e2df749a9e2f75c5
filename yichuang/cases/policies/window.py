"""Who may do what to a case, and why not. One rule, one sentence, every surface."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from yichuang.catalogue.public import IntakeSheet, Necessity
from yichuang.kit.actor import CITIZEN, Actor
from yichuang.people.public import Officer, Role

from ..models import Case, CaseMaterial
from ..rules.intake import IntakeMode
from ..rules.states import HER_OWN_ACTIONS, MOVES, OFFICE_ACTIONS, Action, Mark, State

_OFFICE_ROLES = (Role.REVIEWER, Role.APPROVER, Role.CHIEF_REP, Role.LEADER)
_CENTRE_ROLES = (Role.CLERK, Role.MANAGER, Role.SUPERVISION)


@dataclass(frozen=True)
class MaterialCheck:
    """What the list of materials says about acceptance."""

    order: int
    name: str
    mark: Mark
    is_required: bool
    is_deferrable: bool = False


def no_longer(case: Case, action: Action) -> str:
    """Say that the table of moves has no such move from where the case stands."""
    words = {"state": gettext(case.get_state_display()), "action": gettext(action.label)}
    return gettext("这一件%(state)s，不能再%(action)s。") % words


def why_not(case: Case, action: Action, *, by: Actor) -> str:
    """Say why this person cannot do this now, the papers aside; an empty string means go ahead.

    `CITIZEN` is the applicant herself; that it is she, the caller has made sure of.
    """
    if (State(case.state), action) not in MOVES:
        return no_longer(case, action)
    if action in OFFICE_ACTIONS:
        return ""  # who decides is the approvals' question, or `why_not_decide_here`'s at the window
    if by == CITIZEN and action in HER_OWN_ACTIONS:
        return ""
    if not (isinstance(by, Officer) and by.holds(Role.CLERK, centre_id=case.centre_id)):
        return gettext("只有本中心的综合窗口人员可以在窗口办理。")
    return ""


def why_not_take_in(sheet: IntakeSheet, *, by: Officer) -> str:
    """Say why this person cannot take in this matter here (R006, R007, R008: one acceptance point)."""
    if not by.holds(Role.CLERK):
        return gettext("只有综合窗口人员可以收件，部门自己不再收件。")
    if not by.holds(Role.CLERK, centre_id=sheet.centre_id):
        return gettext("这个事项统一在它进驻的政务服务中心受理，这里不能收件。")
    return ""


def checks_of(materials: Iterable[CaseMaterial]) -> list[MaterialCheck]:
    """Return what each line of the list means for acceptance."""
    return [
        MaterialCheck(
            m.order,
            m.name,
            Mark(m.mark),
            m.necessity in {Necessity.REQUIRED, Necessity.UNSAID, Necessity.DEFERRABLE},
            m.necessity == Necessity.DEFERRABLE,
        )
        for m in materials
    ]


def _lines(checks: Iterable[MaterialCheck]) -> str:
    return gettext("、").join(str(c.order) for c in checks)


def why_not_checked(checks: list[MaterialCheck]) -> str:
    """Say which lines nobody has looked at yet: until then nothing can be said about the whole (R083)."""
    pending = [c for c in checks if c.mark is Mark.PENDING]
    return gettext("还不能受理：第 %(lines)s 项没有核对。") % {"lines": _lines(pending)} if pending else ""


def lacking(checks: list[MaterialCheck]) -> list[MaterialCheck]:
    """Return the lines that stand in the way of acceptance: needed, and missing or faulty."""
    return [c for c in checks if c.is_required and c.mark in {Mark.MISSING, Mark.FAULTY}]


def deferred(checks: list[MaterialCheck], mode: IntakeMode) -> list[MaterialCheck]:
    """Return the lines that may come later under this mode: only what the list marks 容缺后补 (R100)."""
    return [] if mode is IntakeMode.STRICT else [c for c in lacking(checks) if c.is_deferrable]


def why_not_complete(checks: list[MaterialCheck], mode: IntakeMode = IntakeMode.STRICT) -> str:
    """Say which lines of the list stand in the way of acceptance under this mode (R074, R076, R083)."""
    if reason := why_not_checked(checks):
        return reason
    may_wait = deferred(checks, mode)
    faulty = [c for c in lacking(checks) if c.mark is Mark.FAULTY and c not in may_wait]
    missing = [c for c in lacking(checks) if c.mark is Mark.MISSING and c not in may_wait]
    parts = []
    if faulty:
        parts.append(gettext("第 %(lines)s 项有误") % {"lines": _lines(faulty)})
    if missing:
        parts.append(gettext("第 %(lines)s 项未交") % {"lines": _lines(missing)})
    return gettext("不能受理：%(parts)s。") % {"parts": gettext("，").join(parts)} if parts else ""


def why_not_mark(material: CaseMaterial, mark: Mark) -> str:
    """Say why a line cannot be marked so: what the list asks of everyone cannot be waved through."""
    if mark is Mark.NOT_NEEDED and not material.situation and material.necessity != Necessity.OPTIONAL:
        return gettext("第 %(line)s 项是都要交的材料，不能标为不需要。") % {"line": material.order}
    return ""


def why_not_current(case: Case, published: IntakeSheet | None) -> str:
    """Say why a draft's list no longer holds: what is published on the day of acceptance counts (R028)."""
    if published is None:
        return gettext("不能受理：这个事项已停止办理。")
    if published.guide_id != case.guide_id:
        return gettext("还不能受理：办事指南已换成第 %(number)s 版，请换到新版再核对一遍。") % {
            "number": published.guide_number
        }
    return ""


def why_not_named(case: Case) -> str:
    """Say that nobody is named yet as the one who applies: nothing can be written to nobody."""
    typed = case.typed or {}
    if case.applicant_id is None and not (typed.get("id_number") and typed.get("name")):
        return gettext("还不能受理：申请人没有填完。")
    return ""


def why_not_accept(
    case: Case,
    materials: Iterable[CaseMaterial],
    *,
    published: IntakeSheet | None,
    mode: IntakeMode = IntakeMode.STRICT,
    by: Officer,
) -> str:
    """Say why the case cannot be accepted now; the sentence under the button.

    `published` is what the matter's guide says today; `mode` how the matter is taken in when
    something may come later.
    """
    if reason := why_not(case, Action.ACCEPT, by=by):
        return reason
    if case.state == State.DRAFT and (reason := why_not_current(case, published)):
        return reason
    return why_not_named(case) or why_not_complete(checks_of(materials), mode)


def why_not_decide_here(case: Case, sheet: IntakeSheet, *, authorised: bool, by: Officer) -> str:
    """Say why the window cannot decide this case itself (R010, R013, R098).

    The one exception to "who takes in does not decide": an immediate case for which the department
    authorised the window in writing.
    """
    if reason := why_not(case, Action.DECIDE, by=by):
        return reason
    if not by.holds(Role.CLERK, centre_id=case.centre_id):
        return gettext("只有本中心的综合窗口人员可以在窗口办理。")
    if not sheet.is_immediate:
        return gettext("承诺件由部门审批，窗口不作决定。")
    if not authorised:
        return gettext("部门没有书面授权窗口当场决定，这一件转部门办理。")
    return ""


def can_view(case: Case, *, by: Officer) -> bool:
    """Say whether her duty lets her open this case (R258)."""
    return by.holds(*_CENTRE_ROLES, centre_id=case.centre_id) or by.holds(
        *_OFFICE_ROLES, department_id=case.department_id
    )
