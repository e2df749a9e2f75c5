"""Interested parties and hearings (行政许可法 36, 46 to 48)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.approvals import public as approvals
from yichuang.approvals.public import (
    Call,
    Ground,
    Hearing,
    HearingMove,
    HearingNotes,
    InterestedParty,
    Ordered,
    Party,
    Present,
    Right,
)
from yichuang.cases.public import Case

from ...shell import StaffRequest, for_staff
from .acting import a_date, a_number, act, pairs, text

ROWS = range(1, 6)  # people at a hearing whose signatures the form has room for


def _hearing(case: Case) -> Hearing:
    hearings = approvals.course_of(case).hearings
    if not hearings:
        raise Http404
    return hearings[-1]


def _party(request: StaffRequest, case: Case) -> InterestedParty:
    key = a_number(request, "party")
    found = next((one for one in approvals.course_of(case).parties if one.pk == key), None)
    if found is None:
        raise Http404
    return found


def _tell_party(request: StaffRequest, case: Case) -> str:
    party = Party(
        text(request, "name"),
        text(request, "interest"),
        text(request, "content"),
        a_date(request, "reply_by"),
        text(request, "has_hearing_right") == "1",
    )
    approvals.tell_party(case, party, by=request.officer, now=timezone.now())
    return gettext("告知书已出具，请送达利害关系人。")


def _party_answer(request: StaffRequest, case: Case) -> str:
    approvals.note_party_answer(
        _party(request, case), text(request, "answer"), by=request.officer, now=timezone.now()
    )
    return gettext("答复已登记。")


def _tell_right(request: StaffRequest, case: Case) -> str:
    right = Right(
        text(request, "told"), text(request, "intended"), text(request, "reason"), text(request, "basis")
    )
    approvals.tell_hearing_right(case, right, by=request.officer, now=timezone.now())
    return gettext("听证权利告知书已出具。")


def _order(request: StaffRequest, case: Case) -> str:
    ground = text(request, "ground")
    ordered = Ordered(
        Ground(ground) if ground in Ground.values else Ground.ASKED_FOR,
        text(request, "ordered_about"),
        text(request, "ordered_reason"),
        text(request, "ordered_basis"),
    )
    approvals.order_hearing(case, ordered, by=request.officer, now=timezone.now())
    return gettext("已决定举行听证，接着定时间、地点，向社会公告。")


def _ask(request: StaffRequest, case: Case) -> str:
    approvals.ask_hearing(_hearing(case), by=request.officer, now=timezone.now())
    return gettext("听证申请已登记。")


def _waive(request: StaffRequest, case: Case) -> str:
    approvals.waive_hearing(_hearing(case), by=request.officer, now=timezone.now())
    return gettext("已登记：不要求听证。")


def _call(request: StaffRequest, case: Case) -> str:
    call = Call(
        a_date(request, "on"),
        text(request, "time"),
        text(request, "place"),
        text(request, "presider"),
        text(request, "recorder"),
        a_date(request, "register_by"),
        text(request, "how_to_register"),
    )
    last = _hearing(case)
    approvals.call_hearing(last, call, by=request.officer, now=timezone.now())
    return (
        gettext("听证公告已公布，听证通知书已出具。") if last.is_announced else gettext("听证通知书已出具。")
    )


def _record(request: StaffRequest, case: Case) -> str:
    present = tuple(
        Present(
            name,
            text(request, f"role{n}").strip(),
            text(request, f"signed{n}") == "1",
            text(request, f"note{n}").strip(),
        )
        for n in ROWS
        if (name := text(request, f"name{n}").strip())
    )
    notes = HearingNotes(
        present, pairs(request, "statements"), text(request, "written_by"), text(request, "summary")
    )
    approvals.record_hearing(_hearing(case), notes, by=request.officer, now=timezone.now())
    return gettext("听证笔录已归档。")


_DEEDS = {
    "tell_party": _tell_party,
    "party_answer": _party_answer,
    "tell_right": _tell_right,
    "order": _order,
    "ask": _ask,
    "waive": _waive,
    "call": _call,
    "record": _record,
}


def _context(request: StaffRequest, case: Case) -> dict[str, Any]:
    by, now = request.officer, timezone.now()
    course = approvals.course_of(case)
    last = course.hearings[-1] if course.hearings else None
    whys = {
        "tell_party": approvals.why_not_party(case, by=by),
        "tell_right": approvals.why_not_tell_right(case, by=by),
        "order": approvals.why_not_order(case, by=by),
    }
    for key, move in (
        ("ask", HearingMove.ASK),
        ("waive", HearingMove.WAIVE),
        ("call", HearingMove.CALL),
    ):
        whys[key] = approvals.why_not_hearing(last, move, by=by, now=now) if last else "-"
    whys["record"] = approvals.why_not_record(last, by=by, now=now) if last else "-"
    days = None
    rule = approvals.hearing_rule_of(case.matter_id)
    if last is not None and not whys["call"]:
        days = approvals.days_to_hold(last, now=now)
    return {
        "parties": course.parties,
        "hearings": course.hearings,
        "last": last,
        "whys": whys,
        "days": days,
        "ordered_by_rule": rule.article if rule else "",
        "grounds": [ground for ground in Ground if ground is not Ground.ASKED_FOR],
        "rows": ROWS,
    }


@for_staff()
@require_http_methods(["GET", "POST"])
def hearing(request: StaffRequest, no: str) -> HttpResponse:
    """Who is told and heard before a case is decided."""
    return act(request, no, "desk/office/hearing.html", _DEEDS, _context)
