"""Limits in other units."""

from datetime import UTC, date, datetime

import pytest

from yichuang.worktime.public import deadline, due, end_of, packaged


def at(text: str) -> datetime:
    return datetime.fromisoformat(text + "+08:00")


@pytest.mark.parametrize(
    ("limit", "unit", "start", "ends"),
    [
        (20, "working_day", "2026-09-30T09:00", "2026-11-03"),
        (20, "working_day", "2026-09-30T22:00", "2026-11-03"),  # after closing time: still day 0
        (5, "working_day", "2026-10-03T10:00", "2026-10-13"),  # taken in on a day off
        (10, "natural_day", "2026-09-20T09:00", "2026-09-30"),
        (7, "natural_day", "2026-09-25T09:00", "2026-10-08"),  # ends in the holidays: 民法典 203
        (1, "month", "2026-01-31T09:00", "2026-02-28"),  # no 31st: its last day, a make-up Saturday
        (2, "month", "2026-10-20T09:00", "2026-12-21"),  # the 20th is a Sunday
        (1, "year", "2024-02-29T09:00", "2025-02-28"),
        (0, "immediate", "2026-10-03T09:00", "2026-10-03"),
        (3, "immediate", "2026-10-08T09:00", "2026-10-08"),
        (0, "natural_day", "2026-10-03T09:00", "2026-10-03"),
    ],
)
def test_a_limit_in_any_unit_ends_on_its_day(limit: int, unit: str, start: str, ends: str) -> None:
    assert due(limit, unit, at(start), packaged()).on == date.fromisoformat(ends)


def test_the_day_is_the_halls_not_the_servers() -> None:
    late = datetime(2026, 9, 29, 17, 0, tzinfo=UTC)  # already the 30th in the hall
    assert due(20, "working_day", late, packaged()).on == date(2026, 11, 3)


def test_hours_are_plain_hours_and_carry_their_instant() -> None:
    found = due(48, "hour", at("2026-10-02T16:30"), packaged())
    assert found.at == at("2026-10-04T16:30")
    assert deadline(found) == at("2026-10-04T16:30")
    assert not found.provisional


def test_a_limit_of_days_ends_with_the_last_moment_of_its_day_in_the_hall() -> None:
    found = due(1, "working_day", at("2026-09-16T10:00"), packaged())
    assert deadline(found) == end_of(date(2026, 9, 17)) == at("2026-09-17T23:59:59.999999")


def test_calendar_days_that_end_in_an_unpublished_year_are_provisional() -> None:
    assert due(30, "natural_day", at("2026-12-20T09:00"), packaged()).provisional
    assert not due(5, "natural_day", at("2026-12-20T09:00"), packaged()).provisional


@pytest.mark.parametrize(
    ("limit", "unit", "start"),
    [
        (-1, "working_day", at("2026-01-05T09:00")),
        (1, "fortnight", at("2026-01-05T09:00")),
        (1, "month", datetime(2026, 1, 5, 9)),  # noqa: DTZ001 - the missing zone is what is refused
    ],
)
def test_what_cannot_be_a_limit_is_refused(limit: int, unit: str, start: datetime) -> None:
    with pytest.raises(ValueError):
        due(limit, unit, start, packaged())
