"""Who is next: the policy as data, its order and its reasons. Pure."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.queueing.rules.policy import (
    APPOINTMENT,
    DEFAULT,
    ELDERLY,
    ORDINARY,
    Policy,
    PriorityClass,
    Serves,
    Waiting,
    from_data,
    in_order,
    problem_with,
    standing,
    standing_of_booked,
    to_data,
    why_before,
)

OPENS = datetime(2026, 9, 14, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
KEYS = [c.key for c in DEFAULT.classes]
NAMES = {c.key: c.name for c in DEFAULT.classes}
MOST = max(c.head_start_min for c in DEFAULT.classes)
LEAST = min(c.head_start_min for c in DEFAULT.classes)


def waiting(number: int, key: str, came_min: float, theme: int = 1) -> Waiting:
    """Return someone of a class who came so many minutes after opening."""
    came = OPENS + timedelta(minutes=came_min)
    where = standing(DEFAULT, [key], came_at=came)
    return Waiting(number, f"A{number:03d}", theme, where.key, where.head_start_min, came, where.stands_at)


people = st.lists(
    st.tuples(st.sampled_from(KEYS), st.integers(0, 480), st.integers(1, 3)), min_size=1, max_size=40
).map(lambda rows: [waiting(n, *row) for n, row in enumerate(rows, start=1)])
windows = st.lists(st.integers(1, 3), min_size=1, max_size=3, unique=True).flatmap(
    lambda themes: st.tuples(*(st.builds(Serves, st.just(theme), st.integers(0, 60)) for theme in themes))
)


@given(people, windows, st.randoms(use_true_random=False))
def test_the_same_queue_and_policy_always_give_the_same_order(
    queue: list[Waiting], serves: tuple[Serves, ...], random: Random
) -> None:
    shuffled = list(queue)
    random.shuffle(shuffled)
    assert in_order(shuffled, serves) == in_order(queue, serves)


@pytest.mark.rule("R282")
@given(people, windows)
def test_nobody_in_a_class_is_overtaken_by_one_who_came_later(
    queue: list[Waiting], serves: tuple[Serves, ...]
) -> None:
    order = in_order(queue, serves)
    for place, first in enumerate(order):
        for second in order[place + 1 :]:
            if (first.key, first.theme_id) == (second.key, second.theme_id):
                assert (first.came_at, first.id) < (second.came_at, second.id)


@pytest.mark.rule("R282")
@given(people, windows)
def test_whoever_overtakes_has_a_reason_that_can_be_said(
    queue: list[Waiting], serves: tuple[Serves, ...]
) -> None:
    order = in_order(queue, serves)
    for place, first in enumerate(order):
        for second in order[place + 1 :]:
            why = why_before(first, second, serves, NAMES)
            assert first.label in why
            assert not why_before(second, first, serves, NAMES)
            if first.came_at > second.came_at and first.theme_id == second.theme_id:
                assert first.head_start_min > second.head_start_min
                assert str(first.head_start_min) in why


@given(people)
def test_nobody_starves_one_is_overtaken_only_by_those_who_came_within_the_head_starts(
    queue: list[Waiting],
) -> None:
    order = in_order(queue, [Serves(1), Serves(2), Serves(3)])
    longest = timedelta(minutes=MOST - LEAST)
    for place, first in enumerate(order):
        for second in order[place + 1 :]:
            assert first.came_at - second.came_at <= longest


def test_a_window_serves_its_own_theme_before_the_one_that_gives_way() -> None:
    other, own = waiting(1, ORDINARY, 0, theme=2), waiting(2, ORDINARY, 9, theme=1)
    serves = [Serves(1), Serves(2, after_min=10)]
    assert in_order([other, own], serves) == [own, other]
    assert why_before(own, other, serves, NAMES) == "这个窗口先办 A002 的主题。"
    long_waiting = waiting(3, ORDINARY, -5, theme=2)
    assert in_order([long_waiting, own], serves) == [long_waiting, own]


@pytest.mark.rule("R064")
def test_outsiders_come_before_the_halls_own_errands_and_urgent_things_before_others() -> None:
    inside, outside, urgent = waiting(1, "inside", 0), waiting(2, ORDINARY, 20), waiting(3, "urgent", 50)
    assert in_order([inside, outside, urgent], [Serves(1)]) == [urgent, outside, inside]


@pytest.mark.rule("R065", "R067")
@pytest.mark.parametrize("key", ["elderly", "disabled", "veteran", "hardship"])
def test_the_green_channel_goes_ahead_is_escorted_and_says_what_is_shown(key: str) -> None:
    green, before = waiting(2, key, 20), waiting(1, ORDINARY, 0)
    assert in_order([before, green], [Serves(1)])[0] == green
    assert DEFAULT.of(key).is_escorted
    assert DEFAULT.of(key).needs_proof


def test_of_several_classes_the_best_counts_and_an_inside_errand_stays_one() -> None:
    assert standing(DEFAULT, ["elderly", "urgent"], came_at=OPENS).key == "urgent"
    assert standing(DEFAULT, [ELDERLY], came_at=OPENS).key == ELDERLY
    assert standing(DEFAULT, ["inside"], came_at=OPENS).key == "inside"
    assert standing(DEFAULT, [], came_at=OPENS).key == ORDINARY


@pytest.mark.rule("R058")
@pytest.mark.parametrize(
    ("came_min", "key", "stands_min"),
    [
        (-31, ORDINARY, -31),  # far too early: as one who has just come
        (-20, APPOINTMENT, -15),  # early: not before the booked time, with the head start
        (0, APPOINTMENT, -15),
        (10, APPOINTMENT, -5),
        (15, APPOINTMENT, 0),
        (16, ORDINARY, 16),  # too late: as one who has just come
    ],
)
def test_an_appointment_counts_from_its_time_when_it_is_kept(
    came_min: int, key: str, stands_min: int
) -> None:
    came = OPENS + timedelta(minutes=came_min)
    where = standing_of_booked(DEFAULT, [], booked_for=OPENS, came_at=came)
    assert (where.key, where.stands_at) == (key, OPENS + timedelta(minutes=stands_min))


def test_a_policy_is_data_and_comes_back_as_it_was() -> None:
    assert from_data(to_data(DEFAULT)) == DEFAULT
    assert problem_with(DEFAULT) is None


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        (replace(DEFAULT, calls=0), "叫号次数"),
        (replace(DEFAULT, back_after=51), "过号恢复"),
        (replace(DEFAULT, late_min=241), "迟到"),
        (replace(DEFAULT, classes=DEFAULT.classes[1:]), "ordinary"),
        (replace(DEFAULT, classes=(*DEFAULT.classes, DEFAULT.classes[0])), "只能写一次"),
        (replace(DEFAULT, classes=(PriorityClass(ORDINARY, "普通", 5), *DEFAULT.classes[1:])), "只能是 0"),
        (replace(DEFAULT, classes=(*DEFAULT.classes, PriorityClass("vip", "贵宾", 481))), "480"),
    ],
)
def test_a_policy_that_cannot_be_is_refused_with_a_sentence(policy: Policy, said: str) -> None:
    problem = problem_with(policy)
    assert problem is not None
    assert said in problem.sentence
    assert problem.field


def simulated_day(random: Random, windows: int, people: list[tuple[Waiting, float]]) -> float:
    """Return the mean wait in minutes when so many windows serve one theme by the policy."""
    free = [OPENS] * windows
    left, waits = list(people), []
    while left:
        free.sort()
        here = [p for p in left if p[0].came_at <= free[0]]
        if not here:
            free[0] = min(p[0].came_at for p in left)
            continue
        following = in_order([p[0] for p in here], [Serves(1)])[0]
        served = next(p for p in here if p[0] is following)
        left.remove(served)
        waits.append((free[0] - following.came_at).total_seconds() / 60)
        free[0] += timedelta(minutes=served[1])
    return sum(waits) / len(waits)


@pytest.mark.rule("R062")
@pytest.mark.parametrize("seed", range(12))
def test_one_more_window_never_raises_the_mean_wait_of_a_simulated_day(seed: int) -> None:
    random = Random(seed)
    people = [
        (waiting(n, random.choices(KEYS, [70, 10, 8, 3, 2, 1, 2, 3, 1])[0], random.uniform(0, 240)),
         random.lognormvariate(2, 0.5))
        for n in range(1, 121)
    ]  # fmt: skip
    means = [simulated_day(random, windows, people) for windows in range(2, 9)]
    assert means == sorted(means, reverse=True)
    assert means[0] > means[-1]
