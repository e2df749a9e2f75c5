"""The figures of a month, and those of the months before it (R153)."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.timezone import get_default_timezone

from yichuang.worktime.public import Month

from ..models import (
    Complaint,
    Handling,
    MonthlyReport,
    Opening,
    Rectification,
    RunningTerm,
    Transfer,
    Unresolved,
)
from ..rules import (
    BORNE_OUT,
    NATURES,
    OPEN,
    Channel,
    Kind,
    Move,
    RectificationState,
    State,
    Term,
    UnresolvedState,
)
from ..rules.figures import Counted, Figures

MONTHS_SHOWN = 6


def figures_of(centre_id: int, month: Month) -> Figures:
    """Return the figures of one month of a centre, as they stand by now. Eight queries."""
    within = {"gte": month.begins, "lt": month.ends}
    found = Complaint.objects.filter(centre=centre_id, **_span("registered_at", within))
    rows = list(found.select_related("department", "window"))
    ids = [row.pk for row in rows]
    gone = set(Transfer.objects.filter(complaint__in=ids, leaves=True).values_list("complaint", flat=True))
    times = [at for pk, at in _answer_terms(ids).items() if pk not in gone and at[1] is not None]
    return Figures(
        month,
        registered=len(rows),
        anonymous=sum(row.is_anonymous for row in rows),
        important=sum(row.is_important for row in rows),
        settled=Handling.objects.filter(complaint__in=ids, move=Move.SETTLE).count(),
        answered=len(times),
        in_time=sum(_is_in_time(at) for at in times),
        open=sum(row.state in OPEN and row.state != State.TRANSFERRED for row in rows),
        founded=sum(row.finding in BORNE_OUT for row in rows),
        concluded=sum(bool(row.finding) for row in rows),
        appealed=sum(row.appealed_at is not None for row in rows),
        transferred=len(gone),
        by_kind=_counted(rows, lambda row: row.kind, Kind.choices),
        by_channel=_counted(rows, lambda row: row.channel, Channel.choices),
        by_nature=_counted(rows, lambda row: row.nature, [(n.code, n.words) for n in NATURES.values()]),
        by_department=_counted(rows, lambda row: row.department_id, _departments(rows)),
        by_window=_counted(rows, lambda row: row.window_id, _windows(rows)),
        trend=_trend(centre_id, month),
        **_beside(centre_id, within),
    )


def _beside(centre_id: int, within: dict[str, datetime]) -> dict[str, int]:
    """Count what stands beside complaints: orders to put right, what could not be done, opinion boxes."""
    orders = Rectification.objects.filter(centre=centre_id, **_span("ordered_at", within))
    troubles = Unresolved.objects.filter(centre=centre_id, **_span("opened_at", within))
    openings = Opening.objects.filter(box__centre=centre_id, **_span("at", within))
    of_orders = list(orders.values_list("state", flat=True))
    of_troubles = list(troubles.values_list("state", flat=True))
    letters = list(openings.values_list("letters", flat=True))
    return {
        "rectifications": len(of_orders),
        "rectified": of_orders.count(RectificationState.ACCEPTED),
        "unresolved": len(of_troubles),
        "solved": of_troubles.count(UnresolvedState.SOLVED),
        "box_openings": len(letters),
        "box_letters": sum(letters),
    }


def _span(field: str, within: dict[str, datetime]) -> dict[str, datetime]:
    return {f"{field}__{how}": at for how, at in within.items()}


def _answer_terms(ids: list[int]) -> dict[int, tuple[datetime, datetime | None]]:
    """Return for each complaint the limit of its first answer, and when that was over."""
    found = RunningTerm.objects.filter(complaint__in=ids, term=Term.ANSWER).order_by("complaint_id", "pk")
    return {row.complaint_id: (row.limit_at, row.over_at) for row in found.distinct("complaint_id")}


def _is_in_time(times: tuple[datetime, datetime | None]) -> bool:
    limit_at, over_at = times
    return over_at is not None and over_at <= limit_at


def _departments(rows: Iterable[Complaint]) -> list[tuple[object, str]]:
    names = {row.department.pk: row.department.short for row in rows if row.department is not None}
    return sorted(names.items(), key=lambda pair: pair[1])


def _windows(rows: Iterable[Complaint]) -> list[tuple[object, str]]:
    windows = {row.window.pk: row.window for row in rows if row.window is not None}
    return [(one.pk, str(one)) for one in sorted(windows.values(), key=lambda one: one.number)]


def _counted(
    rows: list[Complaint], key: Callable[[Complaint], object], names: Iterable[tuple[object, str]]
) -> tuple[Counted, ...]:
    counts = Counter(key(row) for row in rows)
    founded = Counter(key(row) for row in rows if row.finding in BORNE_OUT)
    return tuple(Counted(name, counts[value], founded[value]) for value, name in names if counts[value])


def _trend(centre_id: int, month: Month) -> tuple[Counted, ...]:
    months = [month]
    while len(months) < MONTHS_SHOWN:
        months.insert(0, months[0].before)
    zone = get_default_timezone()
    found = (
        Complaint.objects.filter(
            centre=centre_id, registered_at__gte=months[0].begins, registered_at__lt=month.ends
        )
        .order_by()
        .annotate(on=TruncMonth("registered_at", tzinfo=zone))
        .values_list("on", "finding")
        .annotate(n=Count("pk"))
    )
    counts: Counter[str] = Counter()
    founded: Counter[str] = Counter()
    for on, finding, n in found:
        name = f"{on:%Y-%m}"
        counts[name] += n
        founded[name] += n if finding in BORNE_OUT else 0
    return tuple(Counted(str(each), counts[str(each)], founded[str(each)]) for each in months)


def reports_at(centre_id: int, month: Month) -> list[MonthlyReport]:
    """Return what was reported about a month, the last edition first. One query."""
    found = MonthlyReport.objects.filter(centre=centre_id, month_on=month.first_day)
    return list(found.select_related("made_by"))


def report_by_id(key: int) -> MonthlyReport | None:
    """Return one report. One query."""
    return MonthlyReport.objects.filter(pk=key).first()
