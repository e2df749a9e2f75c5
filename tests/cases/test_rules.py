"""The table of moves and the clock: pure."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.cases.public import (
    MOVES,
    OFFICE_ACTIONS,
    Action,
    Case,
    History,
    Light,
    State,
    limits_for,
    reading,
    why_not,
)
from yichuang.catalogue.public import DEFAULT_STEPS, Fee, IntakeSheet, Limit, LimitUnit
from yichuang.people.public import Grant, Officer, Role
from yichuang.worktime.public import deadline, packaged

HERE = ZoneInfo("Asia/Shanghai")
DAYS = packaged()
CLERK = Officer(1, "0305", "陈静", "", 1, frozenset({Grant(Role.CLERK, 1, None)}))


def sheet(promised: int | None, statutory: int | None, *, category: str = "行政许可") -> IntakeSheet:
    def limit(n: int | None) -> Limit | None:
        return None if n is None else Limit(n, LimitUnit.WORKING_DAY)

    return IntakeSheet(
        1, 1, 1, "m", "食品小经营许可", category, 1, 1, "", "commitment", limit(promised), limit(statutory),
        (), DEFAULT_STEPS, True, Fee(None), "", "", (),
    )  # fmt: skip


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_only_listed_moves_are_allowed(state: State, action: Action) -> None:
    case = Case(state=state, centre_id=1)
    assert bool(why_not(case, action, by=CLERK)) is ((state, action) not in MOVES)


@pytest.mark.parametrize("action", sorted(set(Action) - OFFICE_ACTIONS))
def test_only_a_clerk_of_the_centre_acts_at_its_windows(action: Action) -> None:
    elsewhere = Officer(2, "0400", "别处", "", 2, frozenset({Grant(Role.CLERK, 2, None)}))
    state = next(s for s, a in MOVES if a is action)
    assert "本中心" in why_not(Case(state=state, centre_id=1), action, by=elsewhere)


@pytest.mark.rule("R123")
@pytest.mark.rule("R124")
def test_the_promise_counts_working_days_from_the_day_after_acceptance() -> None:
    limits = limits_for(sheet(10, 20), History(at("2026-09-18T10:00")), DAYS)
    assert limits.promised is not None
    assert limits.statutory is not None
    assert (limits.promised.on, limits.statutory.on) == (date(2026, 10, 9), date(2026, 10, 22))


def test_a_promise_never_exceeds_the_statutory_limit() -> None:
    limits = limits_for(sheet(30, 20), History(at("2026-09-18T10:00")), DAYS)
    assert limits.promised == limits.statutory


def test_a_licence_without_a_limit_has_the_twenty_days_of_the_law() -> None:
    limits = limits_for(sheet(None, None), History(at("2026-09-18T10:00")), DAYS)
    assert limits.statutory is not None
    assert (limits.statutory.on, limits.statutory_by_law, limits.promised) == (date(2026, 10, 22), True, None)
    other = limits_for(sheet(None, None, category="公共服务"), History(at("2026-09-18T10:00")), DAYS)
    assert (other.promised, other.statutory) == (None, None)


@pytest.mark.parametrize(
    ("now", "light"),
    [
        ("2026-09-14T09:00", Light.GREEN),
        ("2026-09-20T23:59", Light.GREEN),  # a make-up Sunday: four are left
        ("2026-09-21T00:00", Light.YELLOW),
        ("2026-09-24T23:59", Light.YELLOW),
        ("2026-09-25T00:00", Light.RED),
    ],
)
def test_the_light_turns_at_the_start_of_a_day(now: str, light: Light) -> None:
    limit = at("2026-09-24T23:59:59.999999")
    assert reading(limit, near_days=3, calendar=DAYS, now=at(now)).light is light


@given(
    start=st.dates(date(2015, 1, 1), date(2026, 6, 1)),
    days=st.integers(0, 60),
    near=st.integers(0, 10),
    later=st.integers(0, 200 * 24),
)
def test_the_light_never_goes_back_and_changes_only_when_looked_at(
    start: date, days: int, near: int, later: int
) -> None:
    begun = datetime(start.year, start.month, start.day, 9, tzinfo=HERE)
    limit = deadline(DAYS.add(start, days))
    first = reading(limit, near_days=near, calendar=DAYS, now=begun)
    now = begun + timedelta(hours=later)
    then = reading(limit, near_days=near, calendar=DAYS, now=now)
    order = [Light.GREEN, Light.YELLOW, Light.RED]
    assert order.index(then.light) >= order.index(first.light)
    if first.look_at is None or now < first.look_at:
        assert then.light is first.light  # between looks nothing changes: the sweep misses nothing
    else:
        assert then.light is not first.light
