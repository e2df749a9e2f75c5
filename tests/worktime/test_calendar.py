"""Counting working days. The source of truth in the property tests is chinesecalendar's own answer."""

import random
from datetime import date, timedelta

import chinese_calendar
import pytest

from yichuang.worktime.public import Calendar, packaged

VECTORS = [  # rules.md B3
    ("2026-02-09", 5, "2026-02-14"),
    ("2026-02-09", 20, "2026-03-13"),
    ("2026-02-09", 30, "2026-03-27"),
    ("2026-02-14", 5, "2026-02-28"),
    ("2026-02-14", 20, "2026-03-20"),
    ("2026-02-14", 30, "2026-04-03"),
    ("2026-09-18", 5, "2026-09-24"),
    ("2026-09-18", 20, "2026-10-22"),
    ("2026-09-18", 30, "2026-11-05"),
    ("2026-09-30", 5, "2026-10-13"),
    ("2026-09-30", 20, "2026-11-03"),
    ("2026-09-30", 30, "2026-11-17"),
]
FIRST, LAST = date(2010, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize(("start", "days", "ends"), VECTORS)
def test_a_limit_ends_where_the_published_calendar_says(start: str, days: int, ends: str) -> None:
    due = packaged().add(date.fromisoformat(start), days)
    assert (due.on.isoformat(), due.provisional) == (ends, False)


def test_2026_has_248_working_days() -> None:
    assert packaged().count(date(2025, 12, 31), date(2026, 12, 31)) == 248


def test_every_day_from_2010_agrees_with_chinesecalendar() -> None:
    days = packaged().days(FIRST, LAST)
    assert len(days) == 6209
    assert [day.on for day in days if day.is_working != chinese_calendar.is_workday(day.on)] == []


def test_ten_thousand_random_spans_agree_with_chinesecalendar() -> None:
    calendar, pick = packaged(), random.Random(2026)
    working = [FIRST + timedelta(n) for n in range(6209) if chinese_calendar.is_workday(FIRST + timedelta(n))]
    for _ in range(10_000):
        start = FIRST + timedelta(days=pick.randrange(5800))
        days = pick.randrange(1, 200)
        after = [on for on in working[_index(working, start) :][: days + 1] if on > start]
        assert calendar.add(start, days).on == after[days - 1]
        assert calendar.count(start, after[days - 1]) == days


def _index(working: list[date], start: date) -> int:
    low, high = 0, len(working)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if working[middle] < start else (low, middle)
    return low


def test_a_limit_of_no_days_ends_on_the_day_it_starts_even_on_a_day_off() -> None:
    due = packaged().add(date(2026, 10, 3), 0)
    assert (due.on, due.provisional) == (date(2026, 10, 3), False)


def test_taken_in_on_a_day_off_the_next_working_day_is_the_first() -> None:
    assert packaged().add(date(2026, 10, 3), 1).on == date(2026, 10, 8)


def test_a_limit_that_reaches_an_unpublished_year_is_provisional_and_goes_by_weekends() -> None:
    calendar = packaged()
    assert calendar.known_until == LAST
    due = calendar.add(date(2026, 12, 25), 10)
    assert (due.on, due.provisional) == (date(2027, 1, 8), True)  # 2027-01-01 counts: nothing is guessed


@pytest.mark.parametrize("start", [date(2027, 3, 6), date(2041, 6, 1), date(2050, 1, 1), date(1980, 1, 4)])
@pytest.mark.parametrize("days", [1, 4, 5, 6, 23, 4000])
def test_far_dates_go_by_weekends_and_say_so(start: date, days: int) -> None:
    due = packaged().add(start, days)
    left, on = days, start
    while left:
        on += timedelta(days=1)
        left -= on.weekday() < 5
    assert due.provisional
    if start.year >= 2027:  # before 1990 the walk would enter years that are known
        assert due.on == on


def test_counting_backwards_is_negative_and_the_same_size() -> None:
    calendar = packaged()
    a, b = date(2026, 9, 30), date(2026, 11, 3)
    assert calendar.count(a, b) == 20
    assert calendar.count(b, a) == -20


def test_counting_past_the_tables_goes_by_weekends() -> None:
    assert packaged().count(date(2036, 12, 31), date(2037, 1, 31)) == 22
    assert packaged().count(date(1989, 12, 24), date(1990, 1, 7)) == 10


def test_days_for_a_ruler_carry_the_name_of_what_is_off_or_made_up() -> None:
    days = {day.on.day: day for day in packaged().days(date(2026, 10, 7), date(2026, 10, 11))}
    assert (days[7].is_working, days[7].name) == (False, "国庆节")
    assert (days[8].is_working, days[8].name) == (True, "")
    assert (days[10].is_working, days[10].is_makeup, days[10].name) == (True, True, "国庆节调休上班")
    assert (days[11].is_working, days[11].name) == (False, "周日")


def test_a_negative_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        packaged().add(date(2026, 1, 5), -1)


def test_published_years_may_not_leave_a_gap() -> None:
    with pytest.raises(ValueError, match="gap"):
        Calendar([2024, 2026], {}, {})
