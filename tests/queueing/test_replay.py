"""A policy tried out beforehand: the same people at the same windows, and what differs in words. Pure."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.queueing.rules.changes import changes_between
from yichuang.queueing.rules.policy import DEFAULT, Policy, PriorityClass, Serves
from yichuang.queueing.rules.replay import Arrival, compare, example, replay
from yichuang.queueing.rules.unplayed import Called, left_out

OPENS = datetime(2026, 9, 14, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
KEYS = [c.key for c in DEFAULT.classes if c.key != "appointment"]


def with_minutes(key: str, minutes: int, policy: Policy = DEFAULT) -> Policy:
    """Return the policy with another head start for one class."""
    classes = (replace(c, head_start_min=minutes) if c.key == key else c for c in policy.classes)
    return replace(policy, classes=tuple(classes))


arrivals = st.lists(
    st.tuples(st.integers(0, 180), st.sampled_from(KEYS), st.integers(1, 3), st.integers(60, 1800)),
    max_size=25,
).map(
    lambda rows: [
        Arrival(f"A{n:03d}", theme, (key,), OPENS + timedelta(minutes=came), float(takes))
        for n, (came, key, theme, takes) in enumerate(rows)
    ]
)
WINDOWS = ((Serves(1),), (Serves(2), Serves(1, 10)))


@settings(max_examples=60)
@given(arrivals, st.sampled_from(KEYS[1:]), st.integers(-60, 60))
def test_everybody_who_can_be_served_is_called_once_and_not_before_coming(
    people: list[Arrival], key: str, minutes: int
) -> None:
    turns = replay(with_minutes(key, minutes), people, WINDOWS)
    assert sorted(t.label for t in turns) == sorted(p.label for p in people if p.theme_id in {1, 2})
    assert all(turn.wait_s >= 0 for turn in turns)
    assert [turn.place for turn in turns] == list(range(1, len(turns) + 1))


@settings(max_examples=40)
@given(arrivals)
def test_the_same_policy_changes_nothing(people: list[Arrival]) -> None:
    found = compare(DEFAULT, DEFAULT, people, WINDOWS)
    assert found.moved == 0
    assert all(c.mean_min[0] == c.mean_min[1] and c.longest_min[0] == c.longest_min[1] for c in found.classes)


@pytest.mark.rule("R064", "R067")
def test_a_longer_head_start_brings_its_class_forward_in_the_example() -> None:
    new = with_minutes("elderly", 120)
    people, windows = example(new, OPENS)
    found = compare(DEFAULT, new, people, windows)
    old = next(c for c in found.classes if c.key == "elderly")
    assert old.count == 2
    assert old.mean_min[1] <= old.mean_min[0]
    without = compare(DEFAULT, with_minutes("elderly", 0), people, windows)
    assert without.moved
    assert any(one.by < 0 and one.later > 0 for one in without.order)


def test_a_class_of_the_centres_own_is_in_the_example() -> None:
    new = replace(DEFAULT, classes=(*DEFAULT.classes, PriorityClass("own1", "孕妇", 30, "孕检手册")))
    people, windows = example(new, OPENS)
    assert "own1" in {c.key for c in compare(DEFAULT, new, people, windows).classes} | {
        key for person in people for key in person.keys
    }


def test_nobody_came_is_no_comparison() -> None:
    assert compare(DEFAULT, DEFAULT, [], WINDOWS).order == ()


@pytest.mark.rule("R282")
def test_what_changed_is_said_in_words() -> None:
    new = replace(with_minutes("elderly", 45), calls=2, late_min=20)
    classes = (*new.classes, PriorityClass("own1", "孕妇", 30, "孕检手册"))
    new = replace(new, classes=classes)
    assert changes_between(DEFAULT, DEFAULT) == []
    assert changes_between(DEFAULT, new) == [
        "“老年人”提前的分钟数由 30 改为 45。",
        "新设“孕妇”，提前 30 分钟。",
        "叫几次不到算过号：由 3 次改为 2 次。",
        "预约迟到多少分钟之内算按时：由 15 改为 20。",
    ]
    assert "去掉“孕妇”。" in changes_between(new, DEFAULT)


def test_words_of_a_class_that_changed_are_said_too() -> None:
    def changed(**to: object) -> list[str]:
        classes = (replace(c, **to) if c.key == "veteran" else c for c in DEFAULT.classes)  # type: ignore[arg-type]
        return changes_between(DEFAULT, replace(DEFAULT, classes=tuple(classes)))

    assert changed(name="退役军人") == ["“优抚对象”改称“退役军人”。"]
    assert changed(needs_proof="") == ["“优抚对象”不再要求出示证件。"]
    assert changed(needs_proof="退役证") == ["“优抚对象”改为出示退役证。"]
    assert changed(is_escorted=False) == ["“优抚对象”不再陪同。"]
    back = replace(DEFAULT, classes=tuple(replace(c, is_escorted=False) for c in DEFAULT.classes))
    assert "“老年人”改为有人陪同。" in changes_between(back, DEFAULT)


@pytest.mark.rule("R058")
@pytest.mark.parametrize(("late_min", "is_kept"), [(5, False), (15, True), (30, True)])
def test_how_late_a_booking_may_be_is_played(late_min: int, is_kept: bool) -> None:
    came = OPENS + timedelta(minutes=40)
    booked = Arrival("B009", 1, (), came, 540.0, came - timedelta(minutes=10))
    walk_ins = [Arrival(f"A{n:03d}", 1, (), OPENS + timedelta(minutes=25 + n), 540.0) for n in range(12)]
    found = compare(
        replace(DEFAULT, late_min=0), replace(DEFAULT, late_min=late_min), [*walk_ins, booked], [(Serves(1),)]
    )
    mine = next(one for one in found.order if one.label == "B009")
    assert mine.key == ("appointment" if is_kept else "ordinary")
    assert (mine.by > 0) is is_kept


def test_in_the_example_somebody_who_booked_is_late_so_that_the_margin_shows() -> None:
    people, windows = example(DEFAULT, OPENS)
    for late_min, kept in ((5, 0), (15, 1), (25, 2)):
        turns = replay(replace(DEFAULT, late_min=late_min), people, windows)
        assert sum(turn.key == "appointment" for turn in turns) == kept


TURNS = [
    Called(1, True),
    Called(3, True, (30.0, 20.0)),
    Called(2, True, (40.0,)),
    Called(3, False, (30.0, 30.0)),
]


def test_fewer_calls_are_counted_from_those_who_came_late_and_not_played() -> None:
    [said] = left_out(DEFAULT, replace(DEFAULT, calls=2), TURNS, hours=4, unknown_times=0)
    assert "叫了 4 人次，其中 1 人次叫过 2 次还没有到，后来到了" in said
    assert "几时回来没有记录" in said
    [nothing] = left_out(DEFAULT, replace(DEFAULT, calls=2), [], hours=4, unknown_times=0)
    assert "没有叫过号" in nothing


def test_more_calls_say_what_is_unknown_and_what_each_costs() -> None:
    [said] = left_out(DEFAULT, replace(DEFAULT, calls=4), TURNS, hours=4, unknown_times=0)
    assert "1 人次叫满 3 次没有到" in said
    assert "再叫来不来没有记录" in said
    assert "平均隔 30 秒" in said


def test_what_is_played_is_not_said_to_be_left_out() -> None:
    assert left_out(DEFAULT, with_minutes("elderly", 60), TURNS, hours=4, unknown_times=3) == []
    assert left_out(DEFAULT, replace(DEFAULT, late_min=30), TURNS, hours=4, unknown_times=0) == []
    [back] = left_out(DEFAULT, replace(DEFAULT, back_after=5), TURNS, hours=4, unknown_times=0)
    assert "过号恢复隔几位没有排" in back
    [times] = left_out(DEFAULT, replace(DEFAULT, late_min=30), TURNS, hours=4, unknown_times=3)
    assert "3 个预约号没有记下约好的时间" in times
