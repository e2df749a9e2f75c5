"""How long one waits, as it is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOW, a_hall
from tests.queueing.build import a_second_window, a_ticket, an_open_hall, minutes
from yichuang.queueing import public as queueing
from yichuang.queueing.rules.estimate import Wait, expected
from yichuang.queueing.selectors.estimates import forget_means

PEOPLE, WINDOWS = st.integers(0, 500), st.integers(1, 60)
MEANS = st.floats(10, 3600)


@pytest.mark.rule("R060")
def test_the_wait_is_a_range_in_words() -> None:
    assert Wait(10, 20).words == "约 10–20 分钟"
    assert Wait(0, 5).words == "5 分钟以内"
    assert Wait(0, 0).words == "不用等"
    assert expected(3, 0, 600) is None, "without a window nobody knows"
    assert expected(6, 3, 600) == Wait(10, 35)


@given(PEOPLE, WINDOWS, MEANS)
def test_the_mean_lies_within_the_range(ahead: int, windows: int, mean_s: float) -> None:
    wait = expected(ahead, windows, mean_s)
    assert wait is not None
    assert wait.low_min <= ahead * mean_s / windows / 60 <= wait.high_min


@given(PEOPLE, WINDOWS, MEANS)
def test_more_people_never_shorten_and_more_windows_never_lengthen_it(
    ahead: int, windows: int, mean_s: float
) -> None:
    now, longer = expected(ahead, windows, mean_s), expected(ahead + 1, windows, mean_s)
    shorter = expected(ahead, windows + 1, mean_s)
    assert now is not None
    assert longer is not None
    assert shorter is not None
    assert (
        (longer.low_min, longer.high_min)
        >= (now.low_min, now.high_min)
        >= (shorter.low_min, shorter.high_min)
    )


@pytest.mark.django_db
def test_it_is_made_of_the_last_services_and_the_windows_that_call() -> None:
    hall = an_open_hall()
    by = hall.officer("clerk")
    a_ticket(hall)
    ticket = queueing.call_next(by=by, now=NOW)
    assert ticket is not None
    queueing.serve(ticket, by=by, now=NOW)
    queueing.end(ticket, by=by, now=NOW + minutes(30))
    for _ in range(3):
        a_ticket(hall, now=NOW + minutes(31))
    forget_means()
    last = a_ticket(hall, now=NOW + minutes(32))
    assert queueing.outlook_of(last, on=NOW.date()).wait == expected(3, 1, 1800)
    a_second_window(hall, now=NOW)
    outlook = queueing.outlook_of(last, on=NOW.date())
    assert (outlook.ahead, outlook.windows, outlook.wait) == (3, (5, 6), expected(3, 2, 1800))
    prospect = queueing.prospect_of(hall.theme, on=NOW.date())
    assert (prospect.line.waiting, prospect.wait) == (4, expected(4, 2, 1800))


@pytest.mark.django_db
def test_a_hall_whose_windows_are_shut_promises_nothing() -> None:
    hall = a_hall()
    assert [p.wait for p in queueing.prospects_at(hall.centre.pk, on=NOW.date())] == [None]
