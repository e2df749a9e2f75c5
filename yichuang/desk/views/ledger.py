"""The ledger 台账: every case that one may see; searched, paged by key, exported."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yichuang.cases import public as cases
from yichuang.cases.public import Case, CaseFilter
from yichuang.journal import public as journal
from yichuang.kit.masking import mask_name
from yichuang.kit.spreadsheet import as_text, as_time, download
from yichuang.kit.web import page, whole_number

from ..duties import LEDGER_ROLES
from ..shell import StaffRequest, for_staff, shell
from .tasks import matters_named

MOST_EXPORTED = 20_000
HEADERS = (
    "办件编号", "事项", "部门", "办件类型", "申请人", "状态", "收件时间", "受理时间", "承诺办结", "法定办结",
    "决定时间", "办理用时（工作日）", "办结时间", "时限灯",
)  # fmt: skip
LIGHT_WORDS = {"green": "正常", "yellow": "临期", "red": "超期", "none": "无时限"}


def _filter(request: StaffRequest) -> CaseFilter:
    query = request.GET.get("q", "").strip()[:60]
    state = request.GET.get("state", "")
    return CaseFilter(
        query=query,
        matter_ids=matters_named(request, query),
        state=state if state in cases.State.values else "",
        mine=request.GET.get("mine") == "1",
        after=whole_number(request.GET.get("after", "")),
    )


@for_staff(*LEDGER_ROLES)
@require_GET
def ledger(request: StaffRequest) -> HttpResponse:
    """The ledger, newest first (R269, R270)."""
    narrow = _filter(request)
    found = cases.find_cases(narrow, by=request.officer, today=timezone.localdate())
    context = shell(
        request,
        "ledger",
        cases=found.cases,
        following=found.next_after,
        narrow=narrow,
        states=[(s.value, s.label) for s in cases.State],
    )
    return page(request, "desk/ledger.html", context, part="list")


def _row(case: Case) -> list[object]:
    clock = case.clock_if_any
    return [
        case.no,
        as_text(case.matter_name),
        case.department.name,
        case.case_kind,
        as_text(mask_name(case.applicant_name)),
        case.get_state_display(),
        as_time(case.drafted_at),
        as_time(case.accepted_at),
        clock.promised_due_on if clock else None,
        clock.statutory_due_on if clock else None,
        as_time(case.decided_at),
        case.handled_days,
        as_time(case.concluded_at),
        LIGHT_WORDS.get(clock.light, "") if clock else "",
    ]


def _all(narrow: CaseFilter, request: StaffRequest) -> Iterator[Case]:
    after = None
    told = 0
    while told < MOST_EXPORTED:
        step = CaseFilter(narrow.query, narrow.state, narrow.matter_ids, narrow.mine, after)
        found = cases.find_cases(step, by=request.officer, today=timezone.localdate())
        yield from found.cases
        told += len(found.cases)
        after = found.next_after
        if after is None:
            return


@for_staff(*LEDGER_ROLES)
@require_GET
def export(request: StaffRequest) -> FileResponse:
    """The ledger as a spreadsheet, at most 20,000 rows, names masked; that it was taken is kept."""
    taken = (_row(case) for case in _all(_filter(request), request))
    answer, rows = download("台账", HEADERS, taken)
    _note_export(request, rows, timezone.now())
    return answer


def _note_export(request: StaffRequest, rows: int, now: datetime) -> None:
    with transaction.atomic():
        journal.record(
            f"staff:{request.officer.staff_no}",
            journal.Event.LEDGER_EXPORTED,
            by=request.officer,
            at=now,
            data={"rows": rows},
        )
