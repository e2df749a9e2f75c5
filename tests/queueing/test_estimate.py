"""The estimate of waits: what it promises of itself, and how far it is off on simulated days."""

import math
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import NOW, a_hall
from tests.queueing.build import a_second_window, a_ticket, an_open_hall, minutes
from yichuang.bench import estimate as simulated
from yichuang.people.public import Theme
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Turn
from yichuang.queueing.rules.estimate import (
    Desk,
    Estimate,
    Overtaking,
    Place,
    Seen,
    Service,
    Services,
    estimate,
    services_from,
    smoothed,
    waits_in_runs,
)
from yichuang.queueing.rules.sessions import stretches_today
from yichuang.worktime.public import STANDARD_PLANS, HoursPlan, ensure_standard_plans

TEN = Services({1: Service(6.397, 0.3)}, {})  # ten minutes, rather regular


def ahead(count: int, theme: int = 1) -> list[Place]:
    return [Place(-60.0 * (count - n), theme) for n in range(count)]


@pytest.mark.rule("R060")
def test_nobody_ahead_and_a_free_window_is_no_wait() -> None:
    found = estimate(Place(0, 1), [], [Desk((1,))], TEN)
    assert found is not None
    assert (found.low_min, found.high_min) == (0, 0)


def test_nobody_knows_where_no_window_calls() -> None:
    assert estimate(Place(0, 1), [], [Desk((2,))], TEN) is None


def test_six_ahead_at_two_windows_of_ten_minutes_is_about_half_an_hour() -> None:
    found = estimate(Place(0, 1), ahead(6), [Desk((1,)), Desk((1,))], TEN)
    assert found is not None
    assert 24 <= found.middle_min <= 36
    assert found.low_min < found.middle_min < found.high_min


def test_a_window_that_has_served_long_is_free_sooner() -> None:
    just, long = (estimate(Place(0, 1), [], [Desk((1,), busy, 1)], TEN) for busy in (5.0, 540.0))
    assert just is not None
    assert long is not None
    assert long.middle_min < just.middle_min


def test_a_service_longer_than_any_before_breaks_nothing() -> None:
    found = estimate(Place(0, 1), [], [Desk((1,), 40_000.0, 1)], TEN)
    assert found is not None
    assert found.high_min >= found.low_min >= 0


def test_people_with_a_head_start_who_will_come_make_it_longer() -> None:
    alone = estimate(Place(0, 1), ahead(5), [Desk((1,))], TEN)
    many = estimate(Place(0, 1), ahead(5), [Desk((1,))], TEN, [Overtaking(1, 1 / 600, 1800)])
    assert alone is not None
    assert many is not None
    assert many.middle_min > alone.middle_min


def test_the_same_line_gives_the_same_answer() -> None:
    line = (Place(0, 1), ahead(9), [Desk((1,), 30.0, 1), Desk((1, 2))], TEN)
    assert estimate(*line) == estimate(*line)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 12), st.integers(1, 4))
def test_one_more_ahead_never_makes_it_shorter_nor_one_more_window_longer(count: int, desks: int) -> None:
    base = estimate(Place(0, 1), ahead(count), [Desk((1,))] * desks, TEN)
    more = estimate(Place(0, 1), ahead(count + 1), [Desk((1,))] * desks, TEN)
    wider = estimate(Place(0, 1), ahead(count), [Desk((1,))] * (desks + 1), TEN)
    assert base is not None
    assert more is not None
    assert wider is not None
    assert more.middle_min + 1 >= base.middle_min
    assert wider.middle_min <= base.middle_min + 1


def test_few_services_are_drawn_to_the_wider_kind() -> None:
    prior = Service(6.0, 0.5)
    assert smoothed(None, prior) == prior
    assert 6.0 < smoothed(Seen(2, 8.0, 0.1), prior).mu < 6.3
    assert smoothed(Seen(2_000, 8.0, 0.1), prior).mu > 7.9


def test_a_matter_counts_before_its_theme_and_its_theme_before_all() -> None:
    found = services_from(Seen(900, 6, 0.2), {1: Seen(900, 7, 0.2)}, {(1, 5): Seen(900, 8, 0.2)})
    assert found.of(1, 5).mu > found.of(1, None).mu > found.of(2, None).mu


@pytest.mark.rule("R060")
@pytest.mark.parametrize("seed", [1, 2])
def test_on_simulated_days_it_is_nearer_than_the_average_and_its_range_holds(seed: int) -> None:
    figures = simulated.run(seed=seed, days=8)
    assert figures["asked"] > 300
    assert figures["error_min"] < figures["naive_error_min"]
    assert figures["error_of_waits_over_10_min"] < 0.8 * figures["naive_error_of_waits_over_10_min"]
    assert figures["in_range"] > 0.65


@pytest.mark.django_db
@pytest.mark.rule("R060")
def test_a_ticket_is_told_from_the_times_of_its_own_hall() -> None:
    queueing.forget_learned()
    hall, clerk = an_open_hall(), None
    clerk = hall.officer("clerk")
    for day in range(1, 13):
        at = NOW - timedelta(days=day)
        old = a_ticket(hall, now=at)
        queueing.call_this(old, "点叫", by=clerk, now=at)
        queueing.serve(old, by=clerk, now=at)
        queueing.end(old, by=clerk, now=at + minutes(30))
    tickets = [a_ticket(hall, now=NOW + timedelta(seconds=n)) for n in range(4)]
    first, last = (queueing.estimate_of(t, now=NOW + minutes(1)) for t in (tickets[0], tickets[-1]))
    assert first is not None
    assert last is not None
    assert (first.low_min, first.high_min) == (0, 0)
    assert 50 < last.middle_min < 110
    queueing.forget_learned()


@pytest.mark.django_db
def test_what_newcomers_wait_is_known_for_every_theme_that_somebody_calls_for() -> None:
    queueing.forget_learned()
    hall = an_open_hall()
    other = Theme.objects.create(centre=hall.centre, code="D", name="其他事务", order=3)
    assert set(queueing.newcomers_waits(hall.centre.pk, now=NOW)) == {hall.theme.pk}
    by = a_second_window(hall, theme=other)
    for _ in range(3):
        a_ticket(hall)
    waits = queueing.newcomers_waits(hall.centre.pk, now=NOW)
    assert waits[other.pk].high_min == 0
    assert waits[hall.theme.pk].high_min > 10
    queueing.turn(hall.window, Turn.PAUSE, sign="稍候", by=hall.officer("clerk"), now=NOW)
    assert hall.theme.pk not in queueing.newcomers_waits(hall.centre.pk, now=NOW)
    assert by.window_id
    queueing.forget_learned()


@pytest.mark.django_db
def test_who_does_not_wait_is_told_nothing() -> None:
    hall = an_open_hall()
    ticket = a_ticket(hall)
    called = queueing.call_next(by=hall.officer("clerk"), now=NOW)
    assert called == ticket
    assert called is not None
    assert queueing.estimate_of(called, now=NOW) is None


@pytest.mark.rule("R060")
def test_the_wait_is_a_range_in_words() -> None:
    assert Estimate(10, 15, 20).words == "约 10–20 分钟"
    assert Estimate(0, 3, 5).words == "5 分钟以内"
    assert Estimate(0, 0, 0).words == "不用等"


@pytest.mark.django_db
def test_a_ticket_and_a_newcomer_are_told_people_windows_and_time() -> None:
    queueing.forget_learned()
    hall = an_open_hall()
    tickets = [a_ticket(hall, now=NOW + minutes(n)) for n in range(3)]
    a_second_window(hall, now=NOW)
    outlook = queueing.outlook_of(tickets[-1], now=NOW + minutes(3))
    assert (outlook.ahead, outlook.windows) == (2, (5, 6))
    assert outlook.wait is not None
    prospect = queueing.prospect_of(hall.theme, now=NOW + minutes(3))
    assert (prospect.line.waiting, prospect.line.windows) == (3, (5, 6))
    assert prospect.wait is not None
    assert prospect.wait.middle_min >= outlook.wait.middle_min
    called = queueing.call_next(by=hall.officer("clerk"), now=NOW + minutes(4))
    assert called is not None
    assert queueing.outlook_of(called, now=NOW + minutes(4)).wait is None
    queueing.forget_learned()


@pytest.mark.django_db
def test_a_hall_whose_windows_are_shut_promises_nothing() -> None:
    queueing.forget_learned()
    hall = a_hall()
    assert [p.wait for p in queueing.prospects_at(hall.centre.pk, now=NOW)] == [None]


def stretches(*hours: tuple[float, float]) -> tuple[tuple[float, float], ...]:
    return tuple((a * 3600, b * 3600) for a, b in hours)


LINES = st.lists(st.tuples(st.floats(-7200, 0), st.integers(1, 2)), max_size=15).map(
    lambda rows: [Place(stands, theme) for stands, theme in rows]
)
GAPS = st.tuples(st.floats(0.1, 2), st.floats(0.2, 2), st.floats(0.5, 4)).map(
    lambda t: stretches((0, t[0]), (t[0] + t[1], t[0] + t[1] + t[2]))
)


@pytest.mark.rule("R060")
@settings(deadline=None, max_examples=60)
@given(LINES, GAPS, st.integers(1, 3), st.floats(0, 3000))
def test_nobody_is_estimated_into_a_closed_hour(
    line: list[Place], open_s: tuple[tuple[float, float], ...], windows: int, busy: float
) -> None:
    desks = [Desk((1, 2), busy, 1, open_s=open_s)] + [Desk((1,), open_s=open_s)] * (windows - 1)
    waits = waits_in_runs(Place(0, 1), line, desks, TEN, [Overtaking(1, 1 / 900, 1800)], runs=30)
    assert len(waits) == 30
    for wait in waits:
        assert wait == math.inf or any(opens <= wait < closes for opens, closes in open_s)
    found = estimate(Place(0, 1), line, desks, TEN, runs=30)
    assert found is not None
    assert found.high_min <= math.ceil(open_s[-1][1] / 60)


@pytest.mark.rule("R060")
def test_a_window_on_noon_duty_goes_on_while_the_others_are_shut() -> None:
    shut = Desk((1,), open_s=stretches((0, 0.05), (1.5, 5)))
    gone = estimate(Place(0, 1), ahead(4), [shut, shut], TEN)
    kept = estimate(Place(0, 1), ahead(4), [shut, Desk((1,), open_s=stretches((0, 5)))], TEN)
    assert gone is not None
    assert kept is not None
    assert gone.low_min >= 90
    assert kept.middle_min < 60


def test_who_will_hardly_be_called_before_closing_is_told_so() -> None:
    found = estimate(Place(0, 1), ahead(20), [Desk((1,), open_s=stretches((0, 1)))], TEN)
    assert found is not None
    assert found.is_past_closing
    assert found.high_min == 60
    assert found.words == "下班前可能叫不到，请问导办台"


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 8), st.integers(0, 3600))
def test_giving_way_never_makes_it_shorter(count: int, after: int) -> None:
    line = [Place(-60.0 * n + 300, 2) for n in range(count)]
    plain = estimate(Place(0, 1), line, [Desk((2, 1))], TEN)
    later = estimate(Place(0, 1), line, [Desk((2, 1), after_s=(0.0, float(after)))], TEN)
    assert plain is not None
    assert later is not None
    assert later.middle_min >= plain.middle_min


def test_a_theme_that_gives_way_waits_for_those_who_come_after_it() -> None:
    line = [Place(60.0 * n, 2) for n in range(1, 5)]
    gives = Desk((2, 1), after_s=(0.0, 600.0))
    found = estimate(Place(0, 1), line, [gives], TEN)
    assert found is not None
    assert found.middle_min > 30
    alone = estimate(Place(0, 1), [], [gives], TEN)
    assert alone is not None
    assert alone.high_min == 0


H3 = next(plan for plan in STANDARD_PLANS if plan.code == "h3").spans


def at(text: str) -> datetime:
    return datetime.combine(NOW.date(), time.fromisoformat(text), NOW.tzinfo)


@pytest.mark.parametrize(
    ("now", "noon", "found"),
    [
        ("11:00", False, stretches((0, 1), (2.5, 6.5))),
        ("11:00", True, stretches((0, 6.5))),
        ("12:30", False, stretches((1, 5))),
        ("12:30", True, stretches((0, 5))),
        ("08:00", False, stretches((0.5, 4), (5.5, 9.5))),
        ("17:31", False, None),
    ],
)
def test_a_window_calls_in_the_hours_of_the_day(
    now: str, noon: bool, found: tuple[tuple[float, float], ...] | None
) -> None:
    assert stretches_today(H3, now=at(now), on_noon_duty=noon) == found
    assert stretches_today([], now=at(now), on_noon_duty=noon) is None


@pytest.mark.django_db
@pytest.mark.rule("R060")
def test_a_hall_with_hours_tells_nobody_to_come_at_noon() -> None:
    queueing.forget_learned()
    ensure_standard_plans()
    hall = an_open_hall(now=at("11:50"))
    hall.centre.hours = HoursPlan.objects.get(code="h3")
    hall.centre.save()
    for _ in range(4):
        last = a_ticket(hall, now=at("11:50"))
    told = queueing.estimate_of(last, now=at("11:50"))
    assert told is not None
    assert told.high_min >= 100
    queueing.turn(hall.window, Turn.TAKE_NOON, by=hall.officer("clerk"), now=at("11:50"))
    told = queueing.estimate_of(last, now=at("11:50"))
    assert told is not None
    assert told.middle_min < 60
    queueing.forget_learned()
