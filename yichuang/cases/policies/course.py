"""Why something that the law knows beside the plain course cannot be done to a case now."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext

from yichuang.catalogue.public import IntakeSheet, LimitUnit, intake_sheet
from yichuang.people.public import Officer, Role

from ..models import Case, CaseMaterial, ClockEvent, Request
from ..rules.requests import ANSWERED_BY, MOST_EXTENSION, RequestKind
from ..rules.states import MOVES, Action, Mark, Outcome, State
from .window import checks_of, lacking, no_longer, why_not, why_not_checked, why_not_named


def why_not_receive(case: Case, *, by: Officer) -> str:
    """Say why the materials cannot be taken in for a later decision."""
    return why_not(case, Action.RECEIVE, by=by) or why_not_named(case)


def why_not_supplement(
    case: Case,
    materials: Sequence[CaseMaterial],
    *,
    number: int,
    permission: Request | None,
    by: Officer,
) -> str:
    """Say why no notice of what to supplement can go out: one only, and all of it (R073, R097)."""
    if reason := why_not(case, Action.SUPPLEMENT, by=by):
        return reason
    checks = checks_of(materials)
    if reason := why_not_named(case) or why_not_checked(checks):
        return reason
    wanting = lacking(checks)
    if not wanting:
        return gettext("材料没有缺，也没有错，不用补正，应当受理。")
    unsaid = [c.order for c in wanting if c.mark is Mark.FAULTY and not _note(materials, c.order)]
    if unsaid:
        words = {"lines": gettext("、").join(map(str, unsaid))}
        return gettext("第 %(lines)s 项有误，请写明错在哪里、要怎样改，一次告知清楚。") % words
    if number > 1 and permission is None:
        return gettext("补正只能通知一次。确需再次通知，先请首席代表批准，并会记录为违规。")
    return ""


def _note(materials: Sequence[CaseMaterial], order: int) -> str:
    return next((m.note.strip() for m in materials if m.order == order), "")


def why_not_check(case: Case, order: int | None, *, by: Officer) -> str:
    """Say why a line cannot be marked now. After acceptance only what was left open is still checked."""
    if reason := why_not(case, Action.CHECK, by=by):
        return reason
    if case.state != State.ACCEPTED:
        return ""
    gap = case.gap_if_any
    if gap is None or not gap.is_open or order not in gap.orders:
        return gettext("这一件已受理，材料清单不能再改。")
    return ""


def why_not_finish(case: Case, materials: Sequence[CaseMaterial], *, by: Officer) -> str:
    """Say why what was promised cannot be called complete."""
    if reason := why_not(case, Action.COMPLETE, by=by):
        return reason
    gap = case.gap_if_any
    if gap is None or not gap.is_open:
        return gettext("这一件没有要补齐的材料。")
    missing = [m.order for m in materials if m.order in gap.orders and m.mark != Mark.RECEIVED]
    if missing:
        return gettext("第 %(lines)s 项还没有补齐。") % {"lines": gettext("、").join(map(str, missing))}
    return ""


def why_not_grant_yet(case: Case, outcome: Outcome) -> str:
    """Say that what was promised has not come: the review goes on without it, a grant does not (B7). One query."""
    gap = case.gap_if_any
    if outcome is Outcome.DENIED or gap is None or gap.completed_at is not None:
        return ""
    return gettext("受理时欠的材料还没有补齐，不能准予。")


def why_not_pause(case: Case, *, now: datetime) -> str:
    """Say why the clock cannot be stopped: only while it runs, and before the limit has passed (45)."""
    if State(case.state) is not State.ACCEPTED:
        return no_longer(case, Action.PAUSE)
    clock = case.clock
    if clock.started_at is None:
        return gettext("期限还没有开始计算，不用停。")
    if clock.paused_until is not None:
        return gettext("特别程序正在进行，先结束它。")
    last = clock.statutory_due_at or clock.promised_due_at
    if last is None:
        return gettext("这一件没有期限，不用停。")
    if now > last:
        return gettext("期限已经过了，不能再用特别程序扣除时间。")
    return ""


def why_not_resume(case: Case) -> str:
    """Say why the clock cannot go on."""
    if State(case.state) is not State.ACCEPTED:
        return no_longer(case, Action.RESUME)
    return "" if case.clock.paused_until else gettext("现在没有进行中的特别程序。")


def why_not_extend(case: Case, *, days: int | None, now: datetime) -> str:
    """Say why the limit cannot be extended: once, at most ten working days, before it passes (42; R128)."""
    if State(case.state) is not State.ACCEPTED:
        return no_longer(case, Action.EXTEND)
    clock = case.clock
    if clock.statutory_due_at is None:
        return gettext("这一件没有法定期限可以延长，承诺的期限不得延长。")
    if intake_sheet(case.guide_id).is_immediate or _in_hours(case):
        return gettext("当场办结和按小时计的事项不能延长。")
    if now > clock.statutory_due_at:
        return gettext("法定期限已经过了，不能再延长。")
    if case.clock_entries.filter(event=ClockEvent.EXTENDED).exists():
        return gettext("已经延长过一次，不能再延长。")
    if days is None or not 1 <= days <= MOST_EXTENSION:
        return gettext("延长最多 %(most)s 个工作日。") % {"most": MOST_EXTENSION}
    return ""


def _in_hours(case: Case) -> bool:
    limit = intake_sheet(case.guide_id).statutory
    return limit is not None and limit.unit is LimitUnit.HOUR


def why_not_ask(case: Case, kind: RequestKind, *, days: int | None, by: Officer, now: datetime) -> str:
    """Say why this cannot be asked of a superior now."""
    at_window = by.holds(Role.CLERK, centre_id=case.centre_id)
    in_office = by.holds(Role.REVIEWER, Role.APPROVER, department_id=case.department_id)
    if kind is RequestKind.SECOND_SUPPLEMENT:
        if not at_window:
            return gettext("只有本中心的综合窗口人员可以在窗口办理。")
        if case.state != State.RECEIVED or not case.supplements.exists():
            return gettext("还没有通知过补正，或补正的材料还没有交来，不用请示。")
        return ""
    if kind is RequestKind.EXTENSION:
        if not in_office:
            return gettext("延长期限由承办部门的审查、审批人员提出。")
        return why_not_extend(case, days=days, now=now)
    if not (at_window or in_office):
        return gettext("只有承办这一件的人可以请示。")
    return ""


def why_not_answer(request: Request, *, by: Officer, now: datetime) -> str:
    """Say why this person cannot answer this request. Nobody answers her own."""
    if request.answered_at is not None:
        return gettext("这个请示已经答复过了。")
    kind = RequestKind(request.kind)
    roles = ANSWERED_BY[kind]
    if not by.holds(*roles, department_id=request.case.department_id):
        words = {"roles": gettext("、").join(gettext(role.label) for role in roles)}
        return gettext("这个请示由%(roles)s答复。") % words
    if request.asked_by_id == by.staff_id:
        return gettext("不能答复自己提的请示。")
    if kind is RequestKind.EXTENSION:
        return why_not_extend(request.case, days=request.days, now=now)
    return ""


def why_not_terminate(case: Case, *, by: Officer) -> str:
    """Say why this person cannot end the case without a decision."""
    if State(case.state) is not State.ACCEPTED:
        return no_longer(case, Action.TERMINATE)
    if not by.holds(Role.APPROVER, department_id=case.department_id):
        return gettext("终止办理由承办部门的审批人员决定。")
    if by.staff_id == case.taken_by_id:
        return gettext("这一件是您在窗口收的，受理和审批要分开，请由别人办。")
    return ""


def why_not_send_up(case: Case, above: IntakeSheet | None) -> str:
    """Say why a reviewed case cannot go up to the body that decides (行政许可法 35; R104)."""
    if (State(case.state), Action.SEND_UP) not in MOVES:
        return no_longer(case, Action.SEND_UP)
    if above is None:
        return gettext("上级的事项没有公布的办事指南，不能上报，请先联系上级政务服务中心。")
    gap = case.gap_if_any
    if gap is not None and gap.is_open:
        return gettext("容缺的材料还没有补齐，补齐后连同全部材料一起上报。")
    if case.clock.paused_until is not None:
        return gettext("特别程序正在进行，先结束它。")
    return ""
