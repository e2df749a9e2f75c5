"""Every row of the table of limits seen in real guides (guide formats, section 4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.catalogue.rules.limits import parse_limit, render, split_sides
from yichuang.catalogue.rules.words import LimitUnit

WD, ND, MONTH, HOUR = LimitUnit.WORKING_DAY, LimitUnit.NATURAL_DAY, LimitUnit.MONTH, LimitUnit.HOUR


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("20个工作日", 20, WD),
        ("20 工作日", 20, WD),
        ("30个 工作日", 30, WD),
        ("45 (工作日)", 45, WD),
        ("45（工作日）", 45, WD),
        ("２０个工作日", 20, WD),
        ("二十个工作日", 20, WD),
        ("一百二十个工作日", 120, WD),
        ("20（个工作日）", 20, WD),
        ("自受理之日起20个工作日内", 20, WD),
        ("受理后5个工作日内", 5, WD),
        ("1-3个工作日", 3, WD),
        ("20日", 20, ND),
        ("15天", 15, ND),
        ("60日", 60, ND),
        ("25天内", 25, ND),
        ("30个自然日", 30, ND),
        ("30日历日", 30, ND),
        ("一个月", 1, MONTH),
        ("三个月", 3, MONTH),
        ("1年", 12, MONTH),
        ("1个小时", 1, HOUR),
        ("4个小时", 4, HOUR),
        ("2个小时", 2, HOUR),
        ("当日", 0, WD),
        ("当日取件", 0, WD),
        ("即办", 0, WD),
        ("即时办结", 0, WD),
        ("当场", 0, WD),
        ("随到随办", 0, WD),
        ("0", 0, WD),
    ],
)
def test_a_plain_limit_is_one_number_and_one_unit(text: str, value: int, unit: LimitUnit) -> None:
    reading = parse_limit(text)
    assert (reading.value, reading.unit) == (value, unit)


def test_a_number_without_a_unit_waits_for_a_person() -> None:
    reading = parse_limit("20")
    assert (reading.value, reading.unit) == (20, LimitUnit.UNSAID)
    assert "没有单位" in reading.doubts[0]


@pytest.mark.parametrize(
    ("hint", "unit"), [("工作日", WD), ("1", WD), ("2", ND), ("天", ND), ("个月", MONTH)]
)
def test_a_unit_may_stand_in_another_column(hint: str, unit: LimitUnit) -> None:
    assert parse_limit("20", unit_hint=hint).unit is unit


def test_days_that_are_not_said_to_be_working_days_stay_days_and_say_so() -> None:
    assert "没有说是工作日" in parse_limit("20日").doubts[0]
    assert parse_limit("30个自然日").doubts == ()


def test_silence_and_a_stated_nothing_are_two_things() -> None:
    assert parse_limit("").unit is LimitUnit.UNSAID
    assert parse_limit("无").unit is LimitUnit.NONE
    assert parse_limit("/").unit is LimitUnit.NONE


@pytest.mark.parametrize(
    ("text", "value", "unit", "note"),
    [
        ("窗口即时办结;网上10个工作日", 0, WD, "网上10个工作日"),
        ("2个小时，特殊情况为法定时限", 2, HOUR, "特殊情况为法定时限"),
        ("3个工作日(现场审核时间除外)", 3, WD, "现场审核时间除外"),
        ("5个工作日，公告时间不计入", 5, WD, "公告时间不计入"),
        ("5个工作日，上报审批时间另计", 5, WD, "上报审批时间另计"),
        ("20个工作日…可延长10个工作日", 20, WD, "可延长10个工作日"),
        ("20个工作日，经批准可延长10个工作日", 20, WD, "经批准可延长10个工作日"),
    ],
)
def test_what_a_limit_says_besides_is_kept_as_a_note(
    text: str, value: int, unit: LimitUnit, note: str
) -> None:
    reading = parse_limit(text)
    assert (reading.value, reading.unit) == (value, unit)
    assert note in reading.notes
    assert reading.text == text


@pytest.mark.parametrize(
    "text",
    [
        "报告书60日,报告表30日,登记表15日",  # variants: to be split into handling items
        "受理期限7个工作日，承诺受理1工作日",  # the limit of acceptance, not of handling
        "每月1-20日受理，1-24日复审",  # a window of time
        "举办日20日前",  # what the applicant must do
        "收住后10个工作日内",
        "受理：1个工作日；审查：5个工作日；决定：2个工作日",
        "99999999999个工作日",
        "2026年1月1日",
    ],
)
def test_what_is_no_single_limit_of_handling_gives_none(text: str) -> None:
    reading = parse_limit(text)
    assert reading.value is None
    assert reading.text == text
    assert reading.doubts


def test_a_column_that_holds_both_limits_is_taken_apart() -> None:
    statutory, promised = split_sides("20个工作日,承诺许可期限10个工作日(材料齐全)")
    assert (statutory.value, promised.value) == (20, 10)
    statutory, promised = split_sides("法定20个工作日，承诺5个工作日")
    assert (statutory.value, promised.value) == (20, 5)


PIECES = st.sampled_from(
    [
        "20",
        "个工作日",
        "日",
        "受理",
        "承诺",
        "法定",
        "可延长",
        "每月",
        "-",
        "(",
        ")",
        "，",
        "当场",
        "半",
        "二十",
        "月",
        "前",
        "后",
        "/",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join)))
def test_reading_never_fails_and_agrees_with_its_own_writing(text: str) -> None:
    reading = parse_limit(text)
    again = parse_limit(render(reading.value, reading.unit))
    assert (again.value, again.unit) == (reading.value, reading.unit)


@given(st.integers(0, 3660), st.sampled_from([WD, ND, MONTH, HOUR]))
def test_every_limit_is_read_back_as_it_was_written(value: int, unit: LimitUnit) -> None:
    again = parse_limit(render(value, unit))
    assert (again.value, again.unit) == (value, unit if value else WD)
