"""What the department does around a case: special procedures, inspections, meetings, being pressed."""

from datetime import datetime

from django.utils.translation import gettext

from yichuang.cases.public import Case, Procedure, Special, State, why_not_pause
from yichuang.catalogue.public import IntakeSheet
from yichuang.people.public import Officer

from ..models import InspectionWaiver, Meeting
from ..rules.meeting import MEETING_MOVES, MeetingMove, MeetingState
from ..rules.steps import OFFICE_ROLES


def why_not_here(case: Case, *, by: Officer) -> str:
    """Say why this person is not one of those who handle the case in its department now."""
    if State(case.state) is not State.ACCEPTED:
        return gettext("这一件%(state)s，部门现在没有要办的。") % {"state": gettext(case.get_state_display())}
    if not by.holds(*OFFICE_ROLES, department_id=case.department_id):
        return gettext("由%(department)s的审查、审批人员和分管领导办理。") % {
            "department": case.department.name
        }
    if by.staff_id == case.taken_by_id:
        return gettext("这一件是您在窗口收的，受理和审批要分开，请由别人办。")
    return ""


def why_not_special(case: Case, sheet: IntakeSheet, special: Special, *, by: Officer, now: datetime) -> str:
    """Say why the clock cannot be stopped for this procedure (行政许可法 45).

    What the published guide counts in the limit is counted: the office does not take more time than it
    told people (R128).
    """
    if reason := why_not_here(case, by=by) or why_not_pause(case, now=now):
        return reason
    return why_not_uncounted(sheet, special)


def why_not_uncounted(sheet: IntakeSheet, special: Special) -> str:
    """Say that the guide counts this procedure in the limit."""
    named = special.words if special.procedure is Procedure.BY_LAW else special.procedure.label
    for published in sheet.specials:
        if published.counted and (named in published.name or published.name in named):
            words = {"name": published.name}
            return gettext("办事指南公布的“%(name)s”计入办理期限，不能停止计时。") % words
    return ""


def why_not_waive_inspection(case: Case, sheet: IntakeSheet, *, by: Officer) -> str:
    """Say why the published inspection cannot be left out: only where the guide says 必要时, once, and
    before somebody went."""
    if reason := why_not_here(case, by=by):
        return reason
    if not sheet.site_step:
        return gettext("办事指南没有现场核查这一步，不用说明。")
    if not sheet.is_site_as_needed:
        return gettext("办事指南没有写“必要时”，现场核查不能免。")
    if InspectionWaiver.objects.filter(case=case).exists():
        return gettext("已经写明不需要现场核查。")
    return gettext("已经现场核查过了。") if case.inspections.exists() else ""


def why_not_meeting(meeting: Meeting | None, move: MeetingMove | None, case: Case, *, by: Officer) -> str:
    """Say why a meeting cannot be asked for (no move), or moved so."""
    if reason := why_not_here(case, by=by):
        return reason
    if meeting is None or move is None:
        if case.meetings.filter(state__in=[MeetingState.ASKED, MeetingState.HELD]).exists():
            return gettext("已经申请了业务会议，先把它办完。")
        return ""
    if (MeetingState(meeting.state), move) not in MEETING_MOVES:
        words = {"state": gettext(meeting.get_state_display()), "move": gettext(move.label)}
        return gettext("会议%(state)s，现在不能%(move)s。") % words
    return ""
