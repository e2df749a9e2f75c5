"""Who waited when, and when nobody called: read afterwards it is what a punctual look saw."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOW
from yichuang.queueing.public import Stretch, while_open
from yichuang.queueing.rules.stretches import uncalled

MINUTES = 60
stretches = st.lists(
    st.tuples(st.integers(0, MINUTES - 1), st.integers(1, MINUTES)).map(
        lambda at: Stretch(minute(at[0]), minute(at[0] + at[1]) if at[0] + at[1] <= MINUTES else None)
    ),
    max_size=6,
)


def minute(n: float) -> object:
    return NOW + timedelta(minutes=n)


def covers(one: Stretch, at: object) -> bool:
    return one.from_at <= at and (one.until_at is None or at < one.until_at)  # type: ignore[operator]


@given(waits=stretches, calls=stretches)
def test_a_line_is_uncalled_exactly_in_the_minutes_in_which_someone_waits_and_no_window_calls(
    waits: list[Stretch], calls: list[Stretch]
) -> None:
    found = uncalled(waits, calls)
    for n in range(MINUTES):
        at = minute(n + 0.5)
        expected = any(covers(one, at) for one in waits) and not any(covers(one, at) for one in calls)
        assert any(covers(one, at) for one in found) == expected
    for one, following in pairwise(found):
        assert one.until_at is not None
        assert one.until_at < following.from_at


@given(waits=stretches, doors=stretches, now=st.integers(0, MINUTES))
def test_what_is_cut_to_the_doors_is_inside_them_and_inside_what_was_cut(
    waits: list[Stretch], doors: list[Stretch], now: int
) -> None:
    known = [one for one in waits if one.from_at <= minute(now)]  # type: ignore[operator]
    found = while_open(known, doors, minute(now))  # type: ignore[arg-type]
    for n in range(now):
        at = minute(n + 0.5)
        expected = sum(covers(one, at) for one in known) * sum(covers(one, at) for one in doors)
        assert sum(covers(one, at) for one in found) == expected
