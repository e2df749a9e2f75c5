"""The ledger 台账: every case that one may see; searched, paged by key, exported."""

from collections.abc import Iterator
from datetime import datetime
from tempfile import NamedTemporaryFile

from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET
from openpyxl import Workbook

from yichuang.cases import public as cases
from yichuang.cases.public import Case, CaseFilter
from yichuang.journal import public as journal
from yichuang.kit.masking import mask_name
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
    zone = timezone.get_default_timezone()

    def local(at: datetime | None) -> datetime | None:
        return timezone.make_naive(at, zone) if at else None

    return [
        case.no,
        _safe(case.matter_name),
        case.department.name,
        case.case_kind,
        _safe(mask_name(case.applicant_name)),
        case.get_state_display(),
        local(case.drafted_at),
        local(case.accepted_at),
        clock.promised_due_on if clock else None,
        clock.statutory_due_on if clock else None,
        local(case.decided_at),
        case.handled_days,
        local(case.concluded_at),
        LIGHT_WORDS.get(clock.light, "") if clock else "",
    ]


def _safe(text: str) -> str:
    """Keep a spreadsheet from reading a name as a formula, and drop what XLSX cannot hold."""
    clean = "".join(c for c in text if c.isprintable())
    return f"'{clean}" if clean[:1] in {"=", "+", "-", "@"} else clean


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
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(list(HEADERS))
    rows = 0
    for case in _all(_filter(request), request):
        sheet.append(_row(case))
        rows += 1
    out = NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 - closed by the response when it has been sent
    book.save(out)
    out.seek(0)
    now = timezone.now()
    _note_export(request, rows, now)
    return FileResponse(out, as_attachment=True, filename=f"台账-{timezone.localdate(now):%Y%m%d}.xlsx")


def _note_export(request: StaffRequest, rows: int, now: datetime) -> None:
    with transaction.atomic():
        journal.record(
            f"staff:{request.officer.staff_no}",
            journal.Event.LEDGER_EXPORTED,
            by=request.officer,
            at=now,
            data={"rows": rows},
        )
