"""Papers about complaints: the record of one, the month's report to the leaders (R152, R153); the export."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.refusal import Refused, Stale
from yichuang.papers import public as papers
from yichuang.papers.public import (
    ComplaintMonthlyReport,
    ComplaintRecord,
    Paper,
    PaperOrder,
    RecordStep,
    ReportLine,
    ReportTable,
    VoidedHow,
)
from yichuang.people.public import Centre, Officer
from yichuang.worktime.public import Month, local_day

from ..models import Complaint, MonthlyReport
from ..policies import can_view, why_not_report
from ..rules import Finding
from ..rules.figures import Counted, Figures, sentences
from ..selectors import figures_of, handlings_of, reports_at
from .words import fitting


@transaction.atomic
def report_month(month: Month, remarks: str, *, by: Officer, now: datetime) -> MonthlyReport:
    """Put a month that is over on a paper to be signed; a new edition takes the place of the one before."""
    if reason := why_not_report(by=by):
        raise Refused(reason)
    if now < month.ends:
        raise Refused(gettext("这个月还没有过完，下个月再出月报。"))
    remarks = fitting(remarks, "remarks", most=1_000)
    centre = Centre.objects.get(pk=by.centre_id)
    body = _body(figures_of(centre.pk, month), remarks, by=by, now=now)
    issued = papers.issue([PaperOrder(body, centre)], by=by, now=now)
    before = reports_at(centre.pk, month)
    row = MonthlyReport(
        centre=centre,
        month_on=month.first_day,
        edition=before[0].edition + 1 if before else 1,
        remarks=remarks,
        paper_code=issued[0].code,
        made_at=now,
        made_by_id=by.staff_id,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Stale from None
    old = papers.by_code(before[0].paper_code) if before else None
    if old is not None:
        said = "重新出具，以新的一版为准"  # a paper speaks Chinese
        papers.void(old, said, how=VoidedHow.SUPERSEDED, replaced_by=issued[0], by=by, now=now)
    facts = {"month": str(month), "edition": row.edition, "paper": row.paper_code}
    lines = [Line(Event.COMPLAINTS_REPORTED, facts), *papers.lines_for(issued)]
    journal.record_all(f"complaint_report:{row.pk}", lines, by=by, at=now, first=True)
    return row


def _body(figures: Figures, remarks: str, *, by: Officer, now: datetime) -> ComplaintMonthlyReport:
    headed = (
        ("按类型", figures.by_kind),
        ("按渠道", figures.by_channel),
        ("按性质", figures.by_nature),
        ("按部门", figures.by_department),
        ("按窗口", figures.by_window),
    )
    return ComplaintMonthlyReport(
        month=f"{figures.month.year}年{figures.month.number}月",
        until=local_day(now),
        sentences=sentences(figures),
        tables=tuple(ReportTable(heading, _lines(counted)) for heading, counted in headed if counted),
        trend=_lines(figures.trend),
        made_by=by.name,
        remarks=remarks,
    )


def _lines(counted: tuple[Counted, ...]) -> tuple[ReportLine, ...]:
    return tuple(ReportLine(one.name, one.count, one.founded) for one in counted)


@transaction.atomic
def issue_record(complaint: Complaint, *, by: Officer, now: datetime) -> Paper:
    """Print the record of a complaint as it stands (投诉登记表). Who complained does not stand on it."""
    if not can_view(complaint, by=by):
        raise Refused(gettext("由登记、分办或者办理这件投诉的人做。"))
    about = (complaint.department.name if complaint.department else "", str(complaint.window or ""))
    body = ComplaintRecord(
        number=complaint.no,
        registered_on=local_day(complaint.registered_at),
        kind=complaint.get_kind_display(),
        channel=complaint.get_channel_display(),
        nature=complaint.nature_words,
        is_named=not complaint.is_anonymous,
        is_important=complaint.is_important,
        about="　".join(filter(None, about)),
        words=complaint.words,
        answer_by=local_day(complaint.answer_by),
        registered_by=complaint.registered_by.name if complaint.registered_by else "网上提交",
        finding=str(Finding(complaint.finding).label) if complaint.finding else "",
        answer=complaint.answer,
        steps=tuple(
            RecordStep(
                f"{one.at.astimezone():%Y-%m-%d %H:%M}",
                one.get_move_display(),
                one.words,
                one.by.name if one.by else "投诉人",
            )
            for one in handlings_of(complaint)
        ),
    )
    issued = papers.issue([PaperOrder(body, Centre.objects.get(pk=complaint.centre_id))], by=by, now=now)
    journal.record_all(complaint.subject, papers.lines_for(issued), by=by, at=now)
    return issued[0]


@transaction.atomic
def note_export(rows: int, *, by: Officer, now: datetime) -> None:
    """Keep that the register was taken out of the system, by whom and how much of it."""
    facts = {"rows": rows}
    journal.record(f"staff:{by.staff_no}", Event.COMPLAINTS_EXPORTED, by=by, at=now, data=facts)
