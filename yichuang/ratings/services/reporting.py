"""A month's ratings are published with what is done to improve, on the name of a manager (R164)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.refusal import Forbidden, Invalid, Refused, Stale
from yichuang.kit.swapping import swap
from yichuang.papers import public as papers
from yichuang.papers.public import PaperOrder, RatingLine, RatingReport
from yichuang.people.public import Centre, Officer
from yichuang.worktime.public import Month, local_day, month_of

from ..models import MonthlyReport
from ..policies import why_not_publish, why_not_write_report
from ..rules import MOST_MEASURES
from ..selectors.reports import count_of, report_of
from .words import fitting


@transaction.atomic
def write_report(month: Month, measures: str, *, by: Officer, now: datetime) -> MonthlyReport:
    """Keep what is done to improve, until it is published.

    Raises `Forbidden`, `Invalid` without words or for a month that is not over, `Refused` once it is published.
    """
    if reason := why_not_write_report(by=by):
        raise Forbidden(reason)
    if str(month_of(str(month), today=local_day(now))) != str(month):
        raise Invalid(gettext("这个月还没有过完，不能公布。"), field="month")
    missing = gettext("请写这个月的改进措施；没有差评的，也写一句打算。")
    measures = fitting(measures, "measures", missing=missing, most=MOST_MEASURES)
    report = report_of(by.centre_id, month)
    if report is None:
        return _begin(month, measures, by=by, now=now)
    if report.published_at is not None:
        raise Refused(gettext("这个月的月报已经公布，不能再改。"))
    swap(report, measures=measures, written_at=now, written_by_id=by.staff_id)
    return report


def _begin(month: Month, measures: str, *, by: Officer, now: datetime) -> MonthlyReport:
    report = MonthlyReport(
        centre_id=by.centre_id, month=str(month), measures=measures, written_at=now, written_by_id=by.staff_id
    )
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError:
        raise Stale from None
    return report


@transaction.atomic
def publish_report(report: MonthlyReport, *, by: Officer, now: datetime) -> MonthlyReport:
    """Publish it as a paper, with the figures as they are now. Raises `Forbidden`, `Refused` for a second time."""
    if reason := why_not_publish(report, by=by):
        raise Forbidden(reason)
    if report.published_at is not None:
        raise Refused(gettext("这个月的月报已经公布，不能再改。"))
    centre = Centre.objects.get(pk=report.centre_id)
    issued = papers.issue([PaperOrder(_body(report, by), centre)], by=by, now=now)
    code = issued[0].code
    swap(report, published_at=now, published_by_id=by.staff_id, paper_code=code)
    lines = [
        Line(Event.RATING_REPORT_PUBLISHED, {"month": report.month, "paper": code}),
        *papers.lines_for(issued),
    ]
    journal.record_all(report.subject, lines, by=by, at=now, first=True, centre=report.centre_id)
    return report


def _body(report: MonthlyReport, by: Officer) -> RatingReport:
    year, number = map(int, report.month.split("-"))
    count = count_of(report.centre_id, Month(year, number))
    return RatingReport(
        month=f"{year}年{number}月",
        lines=tuple(
            RatingLine(each.name or "没有对应的", each.served, each.rated, each.content, each.excluded)
            for each in count.departments
        ),
        bad=count.bad,
        bad_settled=count.bad_settled,
        errands=count.errands,
        measures=report.measures,
        published_by=by.name,
    )
