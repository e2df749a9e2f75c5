"""Site inspections and business meetings."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.approvals import public as approvals
from yichuang.approvals.public import Held, Meeting, MeetingMove, Minutes, Seen
from yichuang.cases.public import Case
from yichuang.catalogue.public import intake_sheet
from yichuang.papers.public import Attendee, Finding

from ...shell import StaffRequest, for_staff
from .acting import a_date, act, lines, pairs, text

INSPECTORS = range(1, 4)  # rows of the form; the law asks for two


def _record(request: StaffRequest, case: Case) -> str:
    people = [(text(request, f"name{n}").strip(), text(request, f"badge{n}").strip()) for n in INSPECTORS]
    seen = Seen(
        a_date(request, "on"),
        text(request, "time").strip(),
        text(request, "place").strip(),
        tuple(Attendee(name, badge=badge) for name, badge in people if name),
        tuple(Finding(point, found or point) for point, found in pairs(request, "findings")),
        text(request, "conclusion").strip(),
        text(request, "reason").strip(),
        text(request, "present").strip(),
        text(request, "said").strip(),
    )
    approvals.record_inspection(case, seen, by=request.officer, now=timezone.now())
    return gettext("现场核查记录已归档。")


def _waive(request: StaffRequest, case: Case) -> str:
    approvals.waive_inspection(case, text(request, "waive_reason"), by=request.officer, now=timezone.now())
    return gettext("已写明不需要现场核查的理由。")


@for_staff()
@require_http_methods(["GET", "POST"])
def inspection(request: StaffRequest, no: str) -> HttpResponse:
    """The records of site inspections (R110; 行政许可法 34)."""

    def context(request: StaffRequest, case: Case) -> dict[str, Any]:
        sheet = intake_sheet(case.guide_id)
        return {
            "inspections": approvals.course_of(case).inspections,
            "rows": INSPECTORS,
            "why": approvals.why_not_here(case, by=request.officer),
            "sheet": sheet,
            "why_waive": approvals.why_not_waive_inspection(case, sheet, by=request.officer),
        }

    return act(request, no, "desk/office/inspection.html", {"record": _record, "waive": _waive}, context)


def _meeting(case: Case) -> Meeting:
    meetings = approvals.course_of(case).meetings
    if not meetings:
        raise Http404
    return meetings[-1]


def _ask(request: StaffRequest, case: Case) -> str:
    approvals.ask_meeting(
        case, text(request, "question"), text(request, "units"), text(request, "wanted"),
        by=request.officer, now=timezone.now(),
    )  # fmt: skip
    return gettext("已申请会议，申请单已出具。")


def _hold(request: StaffRequest, case: Case) -> str:
    held = Held(
        a_date(request, "on"),
        text(request, "time"),
        text(request, "place"),
        text(request, "presider"),
        text(request, "recorder"),
        tuple(Attendee(name, unit=unit) for name, unit in pairs(request, "attendees")),
    )
    approvals.hold_meeting(_meeting(case), held, by=request.officer, now=timezone.now())
    return gettext("已登记开会。")


def _minute(request: StaffRequest, case: Case) -> str:
    minutes = Minutes(lines(request, "discussed"), lines(request, "concluded"))
    approvals.minute_meeting(_meeting(case), minutes, by=request.officer, now=timezone.now())
    return gettext("会议纪要已出具。")


def _call_off(request: StaffRequest, case: Case) -> str:
    approvals.call_off_meeting(_meeting(case), by=request.officer, now=timezone.now())
    return gettext("会议已取消。")


def _meetings(request: StaffRequest, case: Case) -> dict[str, Any]:
    by = request.officer
    meetings = approvals.course_of(case).meetings
    last = meetings[-1] if meetings else None
    return {
        "meetings": meetings,
        "last": last,
        "why_ask": approvals.why_not_meeting(None, None, case, by=by),
        "why_hold": approvals.why_not_meeting(last, MeetingMove.HOLD, case, by=by) if last else "-",
        "why_minute": approvals.why_not_meeting(last, MeetingMove.MINUTE, case, by=by) if last else "-",
    }


@for_staff()
@require_http_methods(["GET", "POST"])
def meeting(request: StaffRequest, no: str) -> HttpResponse:
    """Business meetings about a case (R113)."""
    deeds = {"ask": _ask, "hold": _hold, "minute": _minute, "call_off": _call_off}
    return act(request, no, "desk/office/meeting.html", deeds, _meetings)
