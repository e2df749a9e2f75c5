"""The table of a hand-over and the day by which it is signed: pure."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from yichuang.handovers.public import MOVES, Handover, Move, State, Way, due_day, why_not
from yichuang.people.public import Department, Grant, Officer, Role
from yichuang.worktime.public import STANDARD_PLANS, Hours, packaged

HERE = ZoneInfo("Asia/Shanghai")
H3 = Hours(next(plan.spans for plan in STANDARD_PLANS if plan.code == "h3"))  # 8:30-17:30
CLERK = Officer(1, "0305", "陈静", "", 1, frozenset({Grant(Role.CLERK, 1, None)}))
REVIEWER = Officer(2, "1101", "王磊", "", 1, frozenset({Grant(Role.REVIEWER, 1, 7)}))


def whose(way: Way, move: Move) -> Officer:
    """Return the one whose signature it is."""
    return CLERK if (way is Way.TO_DEPARTMENT) is (move is Move.HAND) else REVIEWER


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_only_listed_moves_are_allowed(way: Way, state: State, move: Move) -> None:
    handover = Handover(state=state, way=way, centre_id=1, department_id=7, handed_by_id=9)
    refused = why_not(handover, move, by=whose(way, move))
    assert bool(refused) is ((state, move) not in MOVES)


@pytest.mark.rule("R085")
@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("move", [Move.HAND, Move.RECEIVE])
def test_each_side_signs_for_itself_and_never_for_the_other(way: Way, move: Move) -> None:
    state = State.OPEN if move is Move.HAND else State.HANDED
    both = Officer(
        3, "9", "两边都做的人", "", 1, frozenset({Grant(Role.CLERK, 1, None), Grant(Role.REVIEWER, 1, 7)})
    )
    other = REVIEWER if whose(way, move) is CLERK else CLERK
    handover = Handover(state=state, way=way, centre_id=1, handed_by_id=both.staff_id)
    handover.department = Department(pk=7, name="市场监管局")
    assert "签字" in why_not(handover, move, by=other)
    if move is Move.RECEIVE:
        assert "两个人" in why_not(handover, move, by=both)


@pytest.mark.rule("R119")
@pytest.mark.parametrize(
    ("accepted", "due"),
    [
        ("2026-09-14T08:31", date(2026, 9, 14)),
        ("2026-09-14T17:29", date(2026, 9, 14)),  # a minute of working time is left
        ("2026-09-14T17:30", date(2026, 9, 15)),  # the hall has closed
        ("2026-09-18T18:00", date(2026, 9, 20)),  # a Friday; the Sunday is a make-up working day
        ("2026-10-03T10:00", date(2026, 10, 8)),  # in the National Day holiday
    ],
)
def test_papers_are_handed_over_in_the_working_time_of_the_same_day(accepted: str, due: date) -> None:
    at = datetime.fromisoformat(accepted).replace(tzinfo=HERE)
    assert due_day(at, H3, packaged()) == due


def test_without_published_hours_the_day_itself_is_the_limit() -> None:
    at = datetime(2026, 9, 14, 23, 0, tzinfo=HERE)
    assert due_day(at, None, packaged()) == date(2026, 9, 14)
