"""The monthly report of a centre: what it would say now, and what was published."""

from dataclasses import dataclass
from datetime import date

from yichuang.worktime.public import Month, month_of

from ..models import MonthlyReport, Rating
from ..rules import BAD, SETTLED, State
from .figures import Figure, errands_in, figures_of

MOST_MONTHS = 24


@dataclass(frozen=True)
class Count:
    """What the report of a month says in figures."""

    departments: list[Figure]
    bad: int
    bad_settled: int
    errands: int


@dataclass(frozen=True)
class MonthRow:
    """One month in the list, with its report where one was begun."""

    month: Month
    report: MonthlyReport | None


def count_of(centre_id: int, month: Month) -> Count:
    """Return a centre's month by department. Five queries at most."""
    bad = Rating.objects.filter(
        centre=centre_id,
        level__in=BAD,
        invitation__served_at__gte=month.begins,
        invitation__served_at__lt=month.ends,
    ).exclude(state=State.EXCLUDED)
    states = list(bad.values_list("state", flat=True))
    return Count(
        figures_of([centre_id], "department", month),
        len(states),
        sum(state in SETTLED for state in states),
        errands_in([centre_id], month),
    )


def report_of(centre_id: int, month: Month) -> MonthlyReport | None:
    """Return the report of a month, written or published. One query."""
    found = MonthlyReport.objects.filter(centre=centre_id, month=str(month))
    return found.select_related("centre", "written_by", "published_by").first()


def published_report(centre_id: int, month: Month) -> MonthlyReport | None:
    """Return what everybody may read of a month. One query."""
    report = report_of(centre_id, month)
    return report if report is not None and report.published_at is not None else None


def months_to_report(centre_id: int, *, today: date) -> list[MonthRow]:
    """Return the last year's months that are over, the newest first, and older ones that have a report. One query."""
    reports = {each.month: each for each in MonthlyReport.objects.filter(centre=centre_id)[:MOST_MONTHS]}
    month, rows = month_of("", today=today), []
    for _ in range(12):
        rows.append(MonthRow(month, reports.pop(str(month), None)))
        month = month.before
    return rows + [MonthRow(month_of(key, today=today), each) for key, each in reports.items()]
