"""Limits under pauses and an extension, against the slow model that walks day by day."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.reference import Model, Stop
from yichuang.cases.public import Extension, History, Pause, end_of_limit
from yichuang.catalogue.public import Limit, LimitUnit
from yichuang.worktime.public import end_of, packaged

HERE = ZoneInfo("Asia/Shanghai")
DAYS = packaged()


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), HERE)


@st.composite
def histories(draw: st.DrawFn) -> tuple[date, list[tuple[date, date, date | None]], tuple[date, int] | None]:
    """A start, pauses one after the other (begun, named last day, ended early or not), an extension."""
    start = draw(st.dates(date(2015, 1, 1), date(2026, 3, 1)))
    day = start
    stops = []
    for _ in range(draw(st.integers(0, 4))):
        day += timedelta(days=draw(st.integers(0, 12)))
        until = day + timedelta(days=draw(st.integers(1, 30)))
        ended = draw(
            st.none() | st.integers(0, (until - day).days).map(lambda n, day=day: day + timedelta(days=n))
        )
        stops.append((day, until, ended))
        day = (ended or until) + timedelta(days=draw(st.integers(0, 3)))
    extension = draw(st.none() | st.tuples(st.integers(0, 90), st.integers(1, 15)))
    given_on = (start + timedelta(days=extension[0]), extension[1]) if extension else None
    return start, stops, given_on


@given(histories(), st.integers(0, 45), st.sampled_from([LimitUnit.WORKING_DAY, LimitUnit.NATURAL_DAY]))
def test_a_limit_ends_where_walking_day_by_day_ends(
    told: tuple[date, list[tuple[date, date, date | None]], tuple[date, int] | None],
    length: int,
    unit: LimitUnit,
) -> None:
    start, stops, extension = told
    working = unit is LimitUnit.WORKING_DAY or length == 0
    model = Model(start, length, working, DAYS.is_working)
    pauses = []
    for begun, until, ended in stops:
        # What the services allow: no pause begins after the limit has passed, or before it started.
        model.extended_on, model.extra = extension if extension and extension[0] <= begun else (None, 0)
        if begun > model.end():
            break
        model.stops.append(Stop(begun, min(until, ended or until)))
        pauses.append(Pause(noon(begun), until, noon(ended) if ended else None))
    model.extended_on, model.extra = extension or (None, 0)
    given_at = Extension(noon(extension[0]), extension[1]) if extension else None
    history = History(noon(start), tuple(pauses), given_at)
    assert end_of_limit(Limit(length, unit), history, DAYS).on == model.end()


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2026-02-09", 5, "2026-02-14"),
        ("2026-02-09", 20, "2026-03-13"),
        ("2026-02-14", 5, "2026-02-28"),
        ("2026-09-18", 20, "2026-10-22"),
        ("2026-09-30", 30, "2026-11-17"),
    ],
)
def test_without_pauses_the_vectors_of_the_calendar_hold(start: str, days: int, last: str) -> None:
    history = History(noon(date.fromisoformat(start)))
    assert end_of_limit(Limit(days, LimitUnit.WORKING_DAY), history, DAYS).on == date.fromisoformat(last)


def test_hours_stop_for_as_long_as_the_procedure_runs() -> None:
    begun = noon(date(2026, 9, 14))
    pause = Pause(begun + timedelta(hours=1), date(2026, 9, 20), begun + timedelta(hours=5))
    found = end_of_limit(Limit(24, LimitUnit.HOUR), History(begun, (pause,)), DAYS)
    assert found.at == begun + timedelta(hours=28)
    unended = Pause(begun + timedelta(hours=1), date(2026, 9, 14))
    found = end_of_limit(Limit(24, LimitUnit.HOUR), History(begun, (unended,)), DAYS)
    assert found.at == end_of(date(2026, 9, 14)) + timedelta(hours=23)


def test_a_month_that_ends_on_a_day_off_runs_to_a_day_that_counts() -> None:
    # A month from 31 August ends on 30 September; a testing of eight days takes it to 8 October.
    pause = Pause(noon(date(2026, 9, 2)), date(2026, 9, 10), None)
    found = end_of_limit(Limit(1, LimitUnit.MONTH), History(noon(date(2026, 8, 31)), (pause,)), DAYS)
    assert found.on == date(2026, 10, 8)


def test_an_extension_given_too_late_changes_nothing() -> None:
    start = noon(date(2026, 9, 1))
    late = Extension(noon(date(2026, 12, 1)), 10)
    plain = end_of_limit(Limit(10, LimitUnit.WORKING_DAY), History(start), DAYS)
    assert end_of_limit(Limit(10, LimitUnit.WORKING_DAY), History(start, (), late), DAYS) == plain
