"""Reads of the calendar and of opening hours."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from time import monotonic

from django.db.models import Count, Max

from .models import CalendarDay, CalendarYear, HoursPlan
from .rules.calendar import Calendar
from .rules.hours import Hours, Shut, Span, SpanKind

DATA = Path(__file__).parent / "data"
RECHECK_SECONDS = 60.0  # an import is seen by every process within this time


@dataclass(frozen=True)
class YearSource:
    """Where a published year comes from. `dated_on` is None where only the package is known."""

    year: int
    source: str
    dated_on: date | None
    is_imported: bool


@lru_cache(maxsize=1)
def packaged() -> Calendar:
    """Return the calendar that came with this release. Needs no database."""
    rows = [(date.fromisoformat(row["date"]), row["kind"], row["name"]) for row in _tsv("days.tsv")]
    return Calendar(
        (source.year for source in packaged_sources()),
        off={on: name for on, kind, name in rows if kind == CalendarDay.Kind.OFF},
        makeup={on: name for on, kind, name in rows if kind == CalendarDay.Kind.WORK},
    )


def packaged_sources() -> list[YearSource]:
    """Return the source of every year that came with this release."""
    return [
        YearSource(
            int(row["year"]),
            row["source"],
            date.fromisoformat(row["dated_on"]) if row["dated_on"] else None,
            is_imported=False,
        )
        for row in _tsv("years.tsv")
    ]


def _tsv(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


class _Held:
    """The calendar that this process holds, and which state of the imported years it was made from."""

    calendar: Calendar | None = None
    mark: tuple[int, datetime | None] = (0, None)
    checked: float = float("-inf")


def calendar() -> Calendar:
    """Return the calendar with imported years. At most one small query a minute; else no query."""
    if _Held.calendar is not None and monotonic() - _Held.checked < RECHECK_SECONDS:
        return _Held.calendar
    return _refresh()


def _refresh() -> Calendar:
    found = CalendarYear.objects.aggregate(count=Count("*"), last=Max("imported_at"))
    mark = (found["count"], found["last"])
    if _Held.calendar is None or mark != _Held.mark:
        _Held.calendar = _with_imported() if mark[0] else packaged()
        _Held.mark = mark
    _Held.checked = monotonic()
    return _Held.calendar


def forget() -> None:
    """Look at the imported years again at the next call: after an import, and between tests."""
    _Held.checked = float("-inf")


def hold(chosen: Calendar) -> None:
    """Use this calendar in this process until `forget`, without looking at the database.

    For tests and bulk loading, whose statements are counted: the minute's look would be one too many.
    """
    _Held.calendar, _Held.mark, _Held.checked = chosen, (0, None), float("inf")


def _with_imported() -> Calendar:
    """Return the packaged calendar with every imported year in place of its own. Two queries."""
    base = packaged()
    years = set(CalendarYear.objects.values_list("year", flat=True))
    off = {on: name for on, name in base.off.items() if on.year not in years}
    makeup = {on: name for on, name in base.makeup.items() if on.year not in years}
    for day in CalendarDay.objects.order_by("on"):
        (off if day.kind == CalendarDay.Kind.OFF else makeup)[day.on] = day.name
    return Calendar({*base.years, *years}, off, makeup)


def sources() -> list[YearSource]:
    """Return every published year with its source, imported years in place of packaged ones. One query."""
    found = {source.year: source for source in packaged_sources()}
    for row in CalendarYear.objects.all():
        found[row.year] = YearSource(row.year, row.source, row.dated_on, is_imported=True)
    return [found[year] for year in sorted(found)]


def hours_of_plan(plan: HoursPlan, closings: tuple[Shut, ...] = ()) -> Hours:
    """Return a plan's hours as values, with the closings of the hall that keeps them. One query, none
    when prefetched."""
    return Hours(
        tuple(
            Span(tuple(s.weekdays), s.opens, s.closes, SpanKind(s.kind), s.season_from, s.season_until)
            for s in plan.spans.all()
        ),
        closings,
        closed_on_holidays=plan.closed_on_holidays,
        follows_makeup_days=plan.follows_makeup_days,
    )
