"""Opening hours: the four variants of the source documents, closings, seasons, noon duty."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from yichuang.worktime.public import (
    STANDARD_PLANS,
    Hours,
    HoursSpan,
    Shut,
    Span,
    SpanKind,
    closing_reason,
    ensure_standard_plans,
    hours_of,
    hours_of_plan,
    is_open,
    next_opening,
    packaged,
    sentence,
)

PLANS = {plan.code: Hours(plan.spans) for plan in STANDARD_PLANS}
THURSDAY, SATURDAY, NATIONAL_DAY, MAKEUP_SATURDAY = "2026-09-17", "2026-09-19", "2026-10-01", "2026-10-10"


def at(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}+08:00")


def opens(plan: str, day: str) -> list[str]:
    """Return the quarter hours at which the plan turns from shut to open or back."""
    turns, before = [], False
    for minute in range(0, 24 * 60, 15):
        clock = f"{minute // 60:02d}:{minute % 60:02d}"
        now = is_open(PLANS[plan], packaged(), at(day, clock))
        if now != before:
            turns.append(clock)
        before = now
    return turns


@pytest.mark.rule("R016")
def test_h1_is_open_every_day_with_a_long_noon_but_not_on_holidays() -> None:
    assert opens("h1", THURSDAY) == opens("h1", SATURDAY) == ["08:30", "12:00", "14:30", "17:00"]
    assert opens("h1", NATIONAL_DAY) == []


@pytest.mark.rule("R017")
def test_h2_is_open_from_nine_to_five_without_a_noon_break() -> None:
    assert opens("h2", THURSDAY) == opens("h2", SATURDAY) == ["09:00", "17:00"]
    assert opens("h2", NATIONAL_DAY) == []


@pytest.mark.rule("R018")
def test_h3_is_open_on_working_days_with_noon_from_twelve_to_half_past_one() -> None:
    assert opens("h3", THURSDAY) == ["08:30", "12:00", "13:30", "17:30"]
    assert opens("h3", SATURDAY) == opens("h3", NATIONAL_DAY) == []


@pytest.mark.rule("R019")
def test_h4_serves_from_half_past_eight_and_again_from_half_past_two_to_six() -> None:
    assert opens("h4", THURSDAY) == opens("h4", MAKEUP_SATURDAY) == ["08:30", "12:00", "14:30", "18:00"]
    assert opens("h4", SATURDAY) == opens("h4", NATIONAL_DAY) == []


def test_opening_at_the_weekend_does_not_change_how_limits_are_counted() -> None:
    saturday = date.fromisoformat(SATURDAY)
    assert hours_of(PLANS["h1"], packaged(), saturday)
    assert not packaged().is_working(saturday)
    assert packaged().count(date(2026, 9, 18), date(2026, 9, 20)) == 1  # the made-up Sunday alone


def test_a_local_closing_shuts_the_hall_and_leaves_limits_alone() -> None:
    shut = replace(PLANS["h4"], closings=(Shut(date(2026, 9, 17), date(2026, 9, 18), "系统升级"),))
    assert not is_open(shut, packaged(), at(THURSDAY, "10:00"))
    assert closing_reason(shut, packaged(), date(2026, 9, 17)) == "系统升级"
    assert packaged().add(date(2026, 9, 16), 1).on == date(2026, 9, 17)


def test_the_reason_for_being_shut_is_the_holiday_or_the_weekday() -> None:
    assert closing_reason(PLANS["h4"], packaged(), date(2026, 10, 1)) == "国庆节"
    assert closing_reason(PLANS["h4"], packaged(), date(2026, 9, 19)) == "周六"
    assert closing_reason(PLANS["h4"], packaged(), date(2026, 9, 17)) == ""


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        (at(THURSDAY, "07:00"), at(THURSDAY, "08:30")),
        (at(THURSDAY, "10:00"), at(THURSDAY, "10:00")),
        (at(THURSDAY, "12:00"), at(THURSDAY, "14:30")),
        (at("2026-09-30", "18:00"), at("2026-10-08", "08:30")),
    ],
)
def test_the_next_opening_passes_over_noon_nights_and_holidays(now: datetime, opening: datetime) -> None:
    assert next_opening(PLANS["h4"], packaged(), now) == opening


def test_a_hall_without_hours_never_opens() -> None:
    assert next_opening(Hours(()), packaged(), at(THURSDAY, "10:00")) is None
    assert sentence(Hours(()), date(2026, 9, 17)) == ""


def test_noon_duty_keeps_the_hall_open_and_says_which_windows() -> None:
    duty = Span((1, 2, 3, 4, 5), time(12), time(14, 30), SpanKind.NOON_DUTY)
    hours = replace(PLANS["h4"], spans=(*PLANS["h4"].spans, duty))
    assert is_open(hours, packaged(), at(THURSDAY, "12:30"))
    assert "12:00–14:30（值班窗口）" in sentence(hours, date(2026, 9, 17))


def test_a_season_may_run_over_the_new_year() -> None:
    winter = Span((1, 2, 3, 4, 5), time(9), time(17), season_from="10-01", season_until="04-30")
    summer = Span((1, 2, 3, 4, 5), time(8), time(18), season_from="05-01", season_until="09-30")
    hours = Hours((winter, summer))
    assert [s.opens.hour for s in hours_of(hours, packaged(), date(2026, 1, 5))] == [9]
    assert [s.opens.hour for s in hours_of(hours, packaged(), date(2026, 12, 1))] == [9]
    assert [s.opens.hour for s in hours_of(hours, packaged(), date(2026, 7, 1))] == [8]


def test_the_hours_are_said_in_words() -> None:
    assert sentence(PLANS["h4"], date(2026, 9, 17)) == "周一至周五 8:30–12:00、14:30–18:00（法定节假日除外）"
    assert sentence(PLANS["h2"], date(2026, 9, 17)) == "每天 9:00–17:00（法定节假日除外）"


@pytest.mark.django_db
def test_the_standard_plans_are_made_once_and_keep_what_a_hall_changed() -> None:
    plans = ensure_standard_plans()
    HoursSpan.objects.filter(plan=plans["h2"]).update(opens=time(9, 30))
    again = ensure_standard_plans()
    assert sorted(again) == ["h1", "h2", "h3", "h4"]
    assert [span.opens for span in hours_of_plan(again["h2"]).spans] == [time(9, 30)]
    shut = (Shut(date(2026, 9, 17), date(2026, 9, 17), "搬迁"),)
    assert hours_of_plan(again["h4"], shut) == replace(PLANS["h4"], closings=shut)
