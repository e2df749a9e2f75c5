"""What a plan offers and what a penalty rests on: pure."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.appointments.build import MORNING, TOMORROW_AT_NINE
from tests.cast import NOW
from yichuang.appointments.public import (
    MOVES,
    Booking,
    Entry,
    Move,
    Session,
    State,
    Terms,
    ics,
    number_in,
    why_not,
)
from yichuang.appointments.rules.penalty import PenaltyRule, penalty_of
from yichuang.appointments.rules.plan import (
    days_ahead,
    is_held,
    problem_with,
    slots_on,
    why_not_at,
    why_shut,
)
from yichuang.worktime.public import Hours, Shut, Span, packaged

DAYS = packaged()
WEEK = Hours((Span((1, 2, 3, 4, 5), time(9), time(17)),))
SATURDAY = replace(MORNING, session=Session.WEEKEND, weekdays=(6,))
RULE = PenaltyRule(times=3, within_days=90, lasts_days=30)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_only_listed_moves_are_allowed(state: State, move: Move) -> None:
    starts_at = NOW - timedelta(days=1) if move is Move.MISS else NOW + timedelta(hours=1)
    booking = Booking(number="Y0000000001", state=state, starts_at=starts_at)
    assert bool(why_not(booking, move, now=NOW)) is ((state, move) not in MOVES)


def test_a_time_that_has_come_is_neither_changed_nor_cancelled_nor_missed_before_its_day_is_over() -> None:
    booking = Booking(number="Y0000000001", state=State.BOOKED, starts_at=NOW)
    assert "已经到了" in why_not(booking, Move.CHANGE, now=NOW)
    assert "已经到了" in why_not(booking, Move.CANCEL, now=NOW)
    assert "还没有结束" in why_not(booking, Move.MISS, now=NOW + timedelta(hours=5))
    assert why_not(booking, Move.MISS, now=NOW + timedelta(days=1)) == ""
    assert "请当天签到" in why_not(booking, Move.CHECK_IN, now=NOW - timedelta(days=1))


def test_who_comes_on_another_day_is_told_the_day_and_what_to_do() -> None:
    booking = Booking(number="Y0000000001", state=State.BOOKED, starts_at=NOW)
    early = why_not(booking, Move.CHECK_IN, now=NOW - timedelta(days=1))
    assert "9月14日 周一 10:26，今天还早" in early
    for state in (State.BOOKED, State.NO_SHOW):
        booking.state = state
        late = why_not(booking, Move.CHECK_IN, now=NOW + timedelta(days=1))
        assert "9月14日 周一 10:26，已经过了" in late
        assert "请现场取号" in late
    assert why_not(booking, Move.CHECK_IN, now=NOW) == "预约 Y0000000001 未到，不能签到。"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Y4820137756", "Y4820137756"),
        ("4820137756", "Y4820137756"),
        (" y482 0137-756 ", "Y4820137756"),
        ("https://hall.example/book/find/?no=Y4820137756", "Y4820137756"),
        ("HTTPS://HALL.EXAMPLE/BOOK/FIND/?LANG=EN&NO=Y4820137756#TOP", "Y4820137756"),
        ("ｈｔｔｐｓ：／／ｈ／ｂｏｏｋ／ｆｉｎｄ／？ｎｏ＝Ｙ４８２０１３７７５６", "Y4820137756"),
        ("482013775", ""),
        ("34052419800101001X", ""),
        ("https://hall.example/t/abc/", ""),
        ("", ""),
    ],
)
def test_a_number_is_read_as_it_is_typed_or_scanned(text: str, number: str) -> None:
    assert number_in(text) == number


def test_the_walk_ins_share_is_rounded_up_and_never_booked() -> None:
    assert [replace(MORNING, capacity=n).bookable for n in (1, 2, 3, 5)] == [0, 1, 1, 2]
    assert replace(MORNING, walk_in_percent=0).bookable == 4


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"weekdays": ()}, "weekdays"),
        ({"weekdays": (8,)}, "weekdays"),
        ({"slot_min": 4}, "slot_min"),
        ({"slot_min": 240}, "closes"),
        ({"closes": time(8)}, "closes"),
        ({"capacity": 0}, "capacity"),
        ({"walk_in_percent": 101}, "walk_in_percent"),
        ({"walk_in_percent": 100}, "walk_in_percent"),
        ({"lead_min_days": 15}, "lead_max_days"),
        ({"lead_max_days": 91}, "lead_max_days"),
        ({"closes_before_min": 3000}, "closes_before_min"),
        ({"from_on": date(2026, 9, 2), "until_on": date(2026, 9, 1)}, "until_on"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_beside_its_field(changed: dict[str, object], field: str) -> None:
    assert problem_with(MORNING) == ("", "")
    at, sentence = problem_with(replace(MORNING, **changed))  # type: ignore[arg-type]
    assert (at, bool(sentence)) == (field, True)


def test_a_day_is_cut_into_slots_and_a_short_rest_is_left_out() -> None:
    terms = replace(MORNING, closes=time(10, 45))
    starts = [start for start, _ in slots_on(terms, date(2026, 9, 15))]
    assert [f"{start:%H:%M}" for start in starts] == ["09:00", "09:30", "10:00"]


def test_lead_time_and_closing_time_are_kept() -> None:
    terms = replace(MORNING, lead_min_days=1, lead_max_days=7)
    today = date(2026, 9, 14)
    assert (days_ahead(terms, today)[0], days_ahead(terms, today)[-1]) == (
        date(2026, 9, 15),
        date(2026, 9, 21),
    )
    assert why_not_at(terms, TOMORROW_AT_NINE, now=NOW) == ""
    assert "已经截止" in why_not_at(terms, TOMORROW_AT_NINE, now=TOMORROW_AT_NINE - timedelta(minutes=59))
    assert "要提前 1 天" in why_not_at(terms, NOW.replace(hour=12, minute=0), now=NOW)
    assert "最多提前 7 天" in why_not_at(terms, TOMORROW_AT_NINE + timedelta(days=10), now=NOW)
    assert "没有这个时间" in why_not_at(terms, TOMORROW_AT_NINE + timedelta(minutes=1), now=NOW)


@pytest.mark.rule("R024")
def test_weekend_and_home_sessions_are_held_when_the_hall_is_shut_and_not_on_holidays() -> None:
    saturday = date(2026, 9, 12)
    assert is_held(SATURDAY, saturday, DAYS)
    assert why_shut(SATURDAY, saturday, calendar=DAYS, hours=WEEK) == ""
    assert why_shut(replace(MORNING, weekdays=(6,)), saturday, calendar=DAYS, hours=WEEK) != ""
    holiday = date(2026, 10, 3)  # a Saturday of the national holiday
    assert "国庆" in why_shut(SATURDAY, holiday, calendar=DAYS, hours=WEEK)
    home = replace(MORNING, session=Session.HOME)
    assert why_shut(home, date(2026, 9, 15), calendar=DAYS, hours=None) == ""


def test_a_made_up_weekend_day_is_a_monday_and_no_weekend() -> None:
    made_up = next(iter(sorted(day for day in DAYS.makeup if day.year == 2026 and day.isoweekday() == 6)))
    assert is_held(MORNING, made_up, DAYS)
    assert not is_held(SATURDAY, made_up, DAYS)


def test_closings_of_the_hall_and_blocked_days_shut_every_session() -> None:
    on = date(2026, 9, 15)
    shut = (Shut(on, on, "全员培训"),)
    assert why_shut(MORNING, on, calendar=DAYS, hours=WEEK, shut=shut) == "全员培训"
    assert why_shut(SATURDAY, on, calendar=DAYS, hours=None, shut=shut) == "全员培训"
    limited = replace(MORNING, from_on=date(2026, 9, 16), until_on=date(2026, 9, 17))
    assert [is_held(limited, date(2026, 9, day), DAYS) for day in (15, 16, 17, 18)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.rule("R282")
def test_a_penalty_rests_on_days_close_together_and_lifts_by_itself() -> None:
    missed = [date(2026, 1, 5), date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)]
    assert penalty_of(missed[:3], RULE, today=date(2026, 7, 2)) is None
    found = penalty_of(missed, RULE, today=date(2026, 8, 31))
    assert found is not None
    assert (found.until_on, found.missed) == (date(2026, 8, 31), tuple(missed[1:]))
    assert penalty_of(missed, RULE, today=date(2026, 9, 1)) is None


def test_a_calendar_file_is_folded_escaped_and_takes_a_cancelled_one_out() -> None:
    at = datetime(2026, 9, 15, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    entry = Entry(
        "Y1@hall", 2, at, at + timedelta(minutes=30), "企业注册开办，预约" * 9, "A; B, C", "一\n二", "u"
    )
    text = ics(entry, now=NOW)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "DTSTART:20260915T010000Z\r\n" in text
    assert "LOCATION:A\\; B\\, C\r\n" in text
    assert "一\\n二" in text
    assert "企业注册开办，预约" * 9 in text.replace("\r\n ", "")
    assert "METHOD:CANCEL" in ics(replace(entry, is_off=True), now=NOW)


def test_terms_of_a_plan_are_read_back_as_they_were_given() -> None:
    assert Terms(Session.MORNING, (1,), time(9), time(10), 30, 2).bookable == 2
