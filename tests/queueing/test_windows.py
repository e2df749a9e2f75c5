"""Windows: every state and turn, who sits there, what the hall can say about its lines."""

import pytest

from tests.cast import NOW, Hall, a_hall
from tests.queueing.build import a_second_window, a_ticket, an_open_hall, clerk_of, minutes
from yichuang.kit.refusal import Invalid, Refused
from yichuang.people.public import Grant, Officer, Role, Theme, WindowAssignment
from yichuang.queueing import public as queueing
from yichuang.queueing.public import TURNS, Duty, Serves, Turn, WindowDuty, why_not_turn

CLERK = Officer(1, "1", "陈静", "", 1, frozenset({Grant(Role.CLERK, 1, None)}), window_id=5)


@pytest.mark.parametrize("state", Duty)
@pytest.mark.parametrize("turn", Turn)
def test_only_listed_turns_are_allowed(state: Duty, turn: Turn) -> None:
    duty = WindowDuty(window_id=5, centre_id=1, state=state)
    refused = why_not_turn(duty, turn, serving=None, sign="稍候", by=CLERK)
    assert bool(refused) is ((state, turn) not in TURNS)


@pytest.fixture
def hall(db: None) -> Hall:
    """Return an open hall."""
    return an_open_hall()


@pytest.mark.rule("R234", "R235")
def test_a_paused_window_says_where_to_go_and_calls_nobody(hall: Hall) -> None:
    clerk = hall.officer("clerk")
    a_ticket(hall)
    with pytest.raises(Refused, match="牌子"):
        queueing.turn(hall.window, Turn.PAUSE, by=clerk, now=NOW)
    duty = queueing.turn(hall.window, Turn.PAUSE, sign="请到 6 号窗口", by=clerk, now=NOW)
    assert (duty.state, duty.sign) == (Duty.PAUSED, "请到 6 号窗口")
    with pytest.raises(Refused, match="先开窗"):
        queueing.call_next(by=clerk, now=NOW)
    (line,) = queueing.lines_at(hall.centre.pk)
    assert (line.waiting, line.is_uncovered, line.windows) == (1, True, ())
    a_second_window(hall)
    (line,) = queueing.lines_at(hall.centre.pk)
    assert (line.windows, line.is_uncovered) == ((6,), False)
    assert queueing.turn(hall.window, Turn.RESUME, by=clerk, now=NOW).sign == ""
    assert queueing.covers(hall.centre.pk, hall.theme.pk) == (5, 6)


@pytest.mark.rule("R023")
def test_a_window_on_noon_duty_calls(hall: Hall) -> None:
    clerk = hall.officer("clerk")
    queueing.turn(hall.window, Turn.TAKE_NOON, by=clerk, now=NOW)
    a_ticket(hall)
    assert queueing.call_next(by=clerk, now=NOW) is not None


def test_a_window_with_someone_there_is_not_paused_or_closed(hall: Hall) -> None:
    clerk = hall.officer("clerk")
    a_ticket(hall)
    queueing.call_next(by=clerk, now=NOW)
    for turn in (Turn.PAUSE, Turn.CLOSE):
        with pytest.raises(Refused, match="B001 还在窗口"):
            queueing.turn(hall.window, turn, sign="稍候", by=clerk, now=NOW)


@pytest.mark.rule("R263")
def test_a_window_is_opened_by_whom_it_is_assigned_to_and_by_one_at_a_time(hall: Hall) -> None:
    other = a_second_window(hall)
    queueing.turn(hall.window, Turn.CLOSE, by=hall.officer("clerk"), now=NOW)
    stranger = clerk_of(hall.staff["second_clerk"], hall.window)
    with pytest.raises(Refused, match="没有派到 5 号窗口"):
        queueing.turn(hall.window, Turn.OPEN, by=stranger, now=NOW)
    staff = other.staff_id
    WindowAssignment.objects.create(staff_id=staff, window=hall.window, since_on=NOW.date())
    with pytest.raises(Refused, match="另一个窗口值班"):
        queueing.turn(hall.window, Turn.OPEN, clerk_id=staff, by=hall.officer("manager"), now=NOW)
    queueing.turn(
        hall.window, Turn.OPEN, clerk_id=hall.staff["clerk"].pk, by=hall.officer("manager"), now=NOW
    )
    assert queueing.duty_of(hall.window.pk).clerk_id == hall.staff["clerk"].pk  # type: ignore[union-attr]


def test_someone_elses_window_and_no_window_call_nobody(hall: Hall) -> None:
    a_ticket(hall)
    not_hers = clerk_of(hall.staff["second_clerk"], hall.window)
    with pytest.raises(Refused, match="别人值班"):
        queueing.call_next(by=not_hers, now=NOW)
    with pytest.raises(Refused, match="先选窗口"):
        queueing.call_next(by=hall.officer("second_clerk"), now=NOW)


@pytest.mark.rule("R062")
def test_a_window_takes_over_another_theme_and_gives_way_to_its_own(hall: Hall) -> None:
    clerk, other = hall.officer("clerk"), Theme.objects.create(centre=hall.centre, code="D", name="其他事务")
    serves = [Serves(hall.theme.pk), Serves(other.pk, after_min=10)]
    queueing.set_themes(hall.window, serves, by=clerk, now=NOW)
    theirs, own = a_ticket(hall, theme=other), a_ticket(hall, now=NOW + minutes(5))
    first = queueing.call_next(by=clerk, now=NOW + minutes(6))
    assert first is not None
    assert first.pk == own.pk
    queueing.serve(first, by=clerk, now=NOW + minutes(6))
    queueing.end(first, by=clerk, now=NOW + minutes(7))
    following = queueing.call_next(by=clerk, now=NOW + minutes(7))
    assert following is not None
    assert following.pk == theirs.pk


@pytest.mark.parametrize("wrong", [[], [Serves(0)], "twice", "late"])
def test_themes_that_cannot_be_are_refused(hall: Hall, wrong: list[Serves] | str) -> None:
    own = hall.theme.pk
    serves = {"twice": [Serves(own), Serves(own)], "late": [Serves(own, 241)]}.get(str(wrong), wrong)
    with pytest.raises(Invalid):
        queueing.set_themes(hall.window, serves, by=hall.officer("clerk"), now=NOW)  # type: ignore[arg-type]


def test_a_stranger_opens_no_window(db: None) -> None:
    hall = a_hall()
    with pytest.raises(Refused, match="大厅管理"):
        queueing.turn(hall.window, Turn.OPEN, by=hall.officer("reviewer"), now=NOW)
