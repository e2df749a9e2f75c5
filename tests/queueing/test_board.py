"""The manager's board: too long is named, who can help is named, one click helps, and it is written down."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.cast import NOW, Hall, a_person
from tests.queueing.build import a_second_window, a_ticket, an_open_hall, clerk_of, minutes
from yichuang.journal import public as journal
from yichuang.kit.refusal import Forbidden, Refused
from yichuang.people import public as people
from yichuang.people.public import Role, Staff, Theme, Window, WindowAssignment
from yichuang.queueing import public as queueing
from yichuang.queueing.public import BoardNow, Duty, Turn
from yichuang.worktime.public import ensure_standard_plans

pytestmark = pytest.mark.django_db


def line_of(board: BoardNow, theme: Theme) -> object:
    return next(view for view in board.lines if view.line.theme.pk == theme.pk)


def offered(hall: Hall, *, after: float = 31) -> list[tuple[str, int]]:
    board = queueing.board_now(hall.centre.pk, now=NOW + minutes(after))
    return [(r.kind, r.window.number) for view in board.lines for r in view.reliefs]


def a_closed_window(hall: Hall, number: int = 14, *, came_in: datetime = NOW) -> Window:
    window = Window.objects.create(centre=hall.centre, number=number, theme=hall.theme)
    staff = a_person(hall, f"b{number}", "闲着的人", Role.CLERK, None)
    Staff.objects.filter(pk=staff.pk).update(last_login=came_in)
    WindowAssignment.objects.create(staff=staff, window=window, since_on=timezone.localdate(NOW))
    return window


@pytest.mark.rule("R059")
@pytest.mark.parametrize(("after", "light", "over"), [(15, "green", 0), (16, "yellow", 0), (31, "red", 1)])
def test_a_wait_is_judged_by_the_centres_own_maximum(after: float, light: str, over: int) -> None:
    hall = an_open_hall()
    a_ticket(hall)
    board = queueing.board_now(hall.centre.pk, now=NOW + minutes(after))
    assert line_of(board, hall.theme).light == light  # type: ignore[attr-defined]
    assert len(board.over) == over


@pytest.mark.rule("R059")
def test_the_maximum_is_a_setting_of_the_centre_and_not_law() -> None:
    hall = an_open_hall()
    a_ticket(hall)
    people.set_setting(hall.centre, "queue.max_wait_min", 10, by=hall.officer("manager"), now=NOW)
    assert queueing.board_now(hall.centre.pk, now=NOW + minutes(11)).over
    assert "不是法定" in people.CENTRE_SETTINGS["queue.max_wait_min"].source


@pytest.mark.rule("R061")
def test_over_half_the_maximum_it_is_time_to_explain_and_comfort() -> None:
    hall = an_open_hall()
    a_ticket(hall)
    assert not queueing.board_now(hall.centre.pk, now=NOW + minutes(14)).is_comfort_due
    assert queueing.board_now(hall.centre.pk, now=NOW + minutes(16)).is_comfort_due


@pytest.mark.rule("R062")
def test_a_closed_window_with_somebody_assigned_is_offered_and_one_click_opens_it() -> None:
    hall = an_open_hall()
    window = a_closed_window(hall)
    a_ticket(hall)
    assert offered(hall, after=5) == []
    assert offered(hall) == [("open", 14)]
    queueing.relieve(hall.theme, window, "open", by=hall.officer("manager"), now=NOW + minutes(31))
    duty = queueing.duty_of(window.pk)
    assert duty is not None
    assert (duty.state, duty.clerk.name if duty.clerk else "") == (Duty.OPEN, "闲着的人")
    (line,) = journal.story(f"hall:{hall.centre.pk}")
    assert (line.event, line.data["window"], line.data["waited_min"]) == ("hall.relieved", 14, 31)


@pytest.mark.rule("R062")
def test_who_has_not_signed_in_today_is_named_to_be_rung_and_no_click_puts_her_at_a_window() -> None:
    hall = an_open_hall()
    window = a_closed_window(hall, came_in=NOW - timedelta(days=1))
    a_ticket(hall)
    assert offered(hall) == [("ring", 14)]
    for kind in ("open", "ring"):
        with pytest.raises(Refused, match="情况变了"):
            queueing.relieve(hall.theme, window, kind, by=hall.officer("manager"), now=NOW + minutes(31))
    second = a_person(hall, "b15", "来了的人", Role.CLERK, None)
    Staff.objects.filter(pk=second.pk).update(last_login=NOW)
    WindowAssignment.objects.create(staff=second, window=window, since_on=timezone.localdate(NOW))
    board = queueing.board_now(hall.centre.pk, now=NOW + minutes(31))
    (relief,) = (r for view in board.lines for r in view.reliefs)
    assert (relief.kind, relief.clerk_name) == ("open", "来了的人")


@pytest.mark.rule("R062")
def test_a_paused_window_of_the_theme_is_offered_to_resume() -> None:
    hall = an_open_hall()
    a_ticket(hall)
    queueing.turn(hall.window, Turn.PAUSE, sign="稍候", by=hall.officer("clerk"), now=NOW)
    assert offered(hall) == [("resume", 5)]
    queueing.relieve(hall.theme, hall.window, "resume", by=hall.officer("manager"), now=NOW + minutes(31))
    duty = queueing.duty_of(hall.window.pk)
    assert duty is not None
    assert duty.state == Duty.OPEN


@pytest.mark.rule("R062")
def test_an_idle_window_of_another_theme_takes_the_theme_too() -> None:
    hall = an_open_hall()
    other = Theme.objects.create(centre=hall.centre, code="D", name="其他事务", order=3)
    by = a_second_window(hall, 7, theme=other)
    a_ticket(hall)
    assert offered(hall) == [("take", 7)]
    window = Window.objects.get(pk=by.window_id)
    queueing.relieve(hall.theme, window, "take", by=hall.officer("manager"), now=NOW + minutes(31))
    assert 7 in queueing.covers(hall.centre.pk, hall.theme.pk)
    assert 7 in queueing.covers(hall.centre.pk, other.pk)


def test_a_window_with_a_line_of_its_own_is_not_asked_to_help() -> None:
    hall = an_open_hall()
    other = Theme.objects.create(centre=hall.centre, code="D", name="其他事务", order=3)
    a_second_window(hall, 7, theme=other)
    a_ticket(hall)
    a_ticket(hall, theme=other, now=NOW + minutes(30))
    assert offered(hall) == []


def test_nobody_who_sits_elsewhere_is_offered() -> None:
    hall = an_open_hall()
    window = Window.objects.create(centre=hall.centre, number=15, theme=hall.theme)
    WindowAssignment.objects.create(
        staff=hall.staff["clerk"], window=window, since_on=timezone.localdate(NOW)
    )
    a_ticket(hall)
    assert offered(hall) == []


def test_what_is_no_longer_offered_is_refused_and_only_managers_may() -> None:
    hall = an_open_hall()
    window = a_closed_window(hall)
    a_ticket(hall)
    late = NOW + minutes(31)
    with pytest.raises(Forbidden):
        queueing.relieve(hall.theme, window, "open", by=hall.officer("clerk"), now=late)
    queueing.relieve(hall.theme, window, "open", by=hall.officer("manager"), now=late)
    with pytest.raises(Refused, match="情况变了"):
        queueing.relieve(hall.theme, window, "open", by=hall.officer("manager"), now=late)


@pytest.mark.rule("R068")
def test_the_day_is_counted_beside_the_same_weekday_before() -> None:
    hall = an_open_hall()
    clerk = hall.officer("clerk")
    for n in range(3):
        a_ticket(hall, now=NOW - timedelta(weeks=1) + timedelta(hours=n - 1))
    for _ in range(2):
        a_ticket(hall)
    called = queueing.call_next(by=clerk, now=NOW)
    assert called is not None
    load = queueing.board_now(hall.centre.pk, now=NOW).load
    assert (load.taken, load.week_ago) == (2, 2)


def test_the_board_takes_the_same_few_queries_however_many_wait(django_assert_num_queries: object) -> None:
    hall = an_open_hall()
    a_closed_window(hall)
    for _ in range(4):
        a_ticket(hall)
    queueing.board_now(hall.centre.pk, now=NOW)
    with django_assert_num_queries(10):  # type: ignore[operator]
        queueing.board_now(hall.centre.pk, now=NOW + minutes(31))


THURSDAY = "2026-09-17"


def a_hall_that_opens_at_half_past_eight() -> Hall:
    hall = an_open_hall()
    hall.centre.hours = ensure_standard_plans()["h3"]
    hall.centre.save()
    a_closed_window(hall)
    queueing.forget_learned()
    return hall


def at(clock: str, day: str = THURSDAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}+08:00")


@pytest.mark.rule("R021", "R022")
def test_ten_minutes_before_the_doors_open_windows_without_anybody_are_named() -> None:
    hall = a_hall_that_opens_at_half_past_eight()
    ready = queueing.not_ready_at(hall.centre.pk, now=at("08:20"))
    assert ready is not None
    assert (ready.opens.isoformat(), ready.windows) == ("08:30:00", (14,))
    for clock in ("08:19", "08:30", "13:25"):
        assert queueing.not_ready_at(hall.centre.pk, now=at(clock)) is None, clock
    assert queueing.not_ready_at(hall.centre.pk, now=at("08:25", "2026-09-19")) is None, "a Saturday"
    people.set_setting(hall.centre, "queue.ready_min", 20, by=hall.officer("manager"), now=NOW)
    assert queueing.not_ready_at(hall.centre.pk, now=at("08:11"))


@pytest.mark.rule("R021")
def test_a_window_that_somebody_has_opened_is_ready_and_the_minutes_are_no_law() -> None:
    hall = a_hall_that_opens_at_half_past_eight()
    window = Window.objects.get(centre=hall.centre, number=14)
    staff = WindowAssignment.objects.get(window=window).staff
    queueing.turn(window, Turn.OPEN, by=clerk_of(staff, window), now=at("08:22"))
    assert queueing.not_ready_at(hall.centre.pk, now=at("08:25")) is None
    assert "不是法定" in people.CENTRE_SETTINGS["queue.ready_min"].source
