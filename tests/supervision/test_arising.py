"""From what happened to its card: a second supplement, a late hand-over, a late parcel; a long wait, a line without
a window."""

from datetime import datetime, timedelta

import pytest

from tests.cases.build import a_case, a_draft, filled
from tests.cases.test_outcomes import grant, lacking_one
from tests.cast import NOW, Hall, a_hall, a_matter
from tests.queueing.build import a_ticket, an_open_hall, minutes
from tests.supervision.build import sweep
from yichuang.cases import public as cases
from yichuang.cases.public import Case, DeliveryWay, Mark, RequestKind, State, Wish
from yichuang.handovers import public as handovers
from yichuang.kit.actor import CITIZEN
from yichuang.people.public import Role
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Turn
from yichuang.supervision.public import Card

pytestmark = pytest.mark.django_db


def cards(watch: str) -> list[tuple[str, int]]:
    """Return level and minute of each card of a watch."""
    found = Card.objects.filter(watch=watch).order_by("arose_at", "pk")
    return [(str(card.level), round((card.arose_at - NOW) / minutes(1))) for card in found]


def asked_twice(hall: Hall) -> Case:
    grant(hall, "second_clerk", Role.CHIEF_REP)
    clerk, chief = hall.officer("clerk"), hall.officer("second_clerk")
    case = lacking_one(filled(a_draft(hall), hall), hall)
    cases.supplement(case, by=clerk, now=NOW)
    cases.resubmit(case, by=clerk, now=NOW)
    cases.mark_material(case, 3, Mark.FAULTY, note="比例尺不对", by=clerk)
    request = cases.ask(case, RequestKind.SECOND_SUPPLEMENT, "图纸换了一版", by=clerk, now=NOW)
    cases.answer(request, grant=True, words="同意", by=chief, now=NOW)
    cases.supplement(case, by=clerk, now=NOW)
    return case


@pytest.mark.rule("R096", "R097")
def test_a_second_supplement_is_one_yellow_card_for_who_asked() -> None:
    hall = a_hall()
    case = asked_twice(hall)
    for _ in range(2):
        sweep(NOW + minutes(1))
    (card,) = Card.objects.filter(watch="second_supplement")
    assert (str(card.level), card.case_no, card.staff_id) == ("yellow", case.no, hall.staff["clerk"].pk)


@pytest.mark.rule("R119")
def test_a_hand_over_that_is_not_signed_on_its_day_is_one_yellow_card() -> None:
    hall = a_hall()
    case = a_case(hall)
    tomorrow = NOW + timedelta(days=1)
    handovers.sweep_late(tomorrow)
    for _ in range(2):
        sweep(tomorrow)
    (card,) = Card.objects.filter(watch="late_handover")
    assert (str(card.level), card.case_no) == ("yellow", case.no)


def test_a_parcel_that_was_not_sent_in_time_is_one_yellow_card() -> None:
    hall = a_hall()
    late = a_case(hall, at=State.DECIDED, sheet=a_matter(hall))
    home = Wish(DeliveryWay.COURIER, "李四", "13812341234", "文昌路 2 号")
    cases.choose_delivery(late, home, by=CITIZEN, now=NOW)
    after = NOW + timedelta(days=20)
    cases.sweep_deliveries(after)
    for _ in range(2):
        sweep(after)
    (card,) = Card.objects.filter(watch="late_delivery")
    assert (str(card.level), card.case_no) == ("yellow", late.no)


def every_minute(until: int) -> None:
    for minute in range(until):
        sweep(NOW + minutes(minute))


@pytest.mark.rule("R059", "R062")
def test_a_wait_over_the_longest_is_reminded_of_and_warned_of_once() -> None:
    hall = an_open_hall()
    queueing.turn(hall.window, Turn.CLOSE, by=hall.officer("clerk"), now=NOW)
    queueing.turn(hall.window, Turn.OPEN, by=hall.officer("clerk"), now=NOW)
    a_ticket(hall, now=NOW)
    every_minute(60)
    assert cards("long_wait") == [("reminder", 30), ("warning", 45)]
    assert cards("empty_window") == []


@pytest.mark.rule("R059", "R062")
def test_who_is_called_in_time_leaves_no_card() -> None:
    hall = an_open_hall()
    a_ticket(hall, now=NOW)
    queueing.call_next(by=hall.officer("clerk"), now=NOW + minutes(20))
    every_minute(60)
    assert cards("long_wait") == []


@pytest.mark.rule("R062", "R234")
def test_a_line_that_no_window_calls_is_reminded_of_and_warned_of_until_one_does() -> None:
    hall = an_open_hall()
    queueing.turn(hall.window, Turn.CLOSE, by=hall.officer("clerk"), now=NOW)
    a_ticket(hall, now=NOW)
    every_minute(12)
    assert cards("empty_window") == [("reminder", 5)]
    queueing.turn(hall.window, Turn.OPEN, by=hall.officer("clerk"), now=NOW + minutes(12))
    for minute in range(12, 29):
        sweep(NOW + minutes(minute))
    assert cards("empty_window") == [("reminder", 5)]


def the_day(hall: Hall) -> None:
    """A morning: nobody at the window for twelve minutes, two waits too long, somebody who gave up, a pause."""
    clerk = hall.officer("clerk")
    queueing.turn(hall.window, Turn.CLOSE, by=clerk, now=NOW)
    first, second, third = (a_ticket(hall, now=NOW + minutes(n)) for n in range(3))
    queueing.turn(hall.window, Turn.OPEN, by=clerk, now=NOW + minutes(12))
    served = queueing.call_next(by=clerk, now=NOW + minutes(36))
    assert served == first
    queueing.serve(served, by=clerk, now=NOW + minutes(36))
    queueing.end(served, by=clerk, now=NOW + minutes(50))
    second.refresh_from_db()
    queueing.give_up(second, now=NOW + minutes(52))
    queueing.turn(hall.window, Turn.PAUSE, sign="稍候", by=clerk, now=NOW + minutes(53))
    queueing.turn(hall.window, Turn.RESUME, by=clerk, now=NOW + minutes(70))
    assert queueing.call_next(by=clerk, now=NOW + minutes(70)) == third


@pytest.mark.rule("R059", "R062", "R234")
def test_a_worker_that_slept_all_day_raises_what_a_punctual_one_would_have_raised() -> None:
    hall = an_open_hall()
    the_day(hall)
    assert not Card.objects.filter(watch__in=("long_wait", "empty_window")).exists()
    for _ in range(3):
        sweep(NOW + timedelta(days=1))
    assert cards("long_wait") == [("reminder", 30), ("warning", 46)]
    assert cards("empty_window") == [("reminder", 5), ("warning", 68)]


def test_a_wait_that_the_night_ended_is_told_the_next_morning() -> None:
    hall = an_open_hall()
    queueing.turn(hall.window, Turn.CLOSE, by=hall.officer("clerk"), now=NOW)
    a_ticket(hall, now=NOW)
    morning = NOW + timedelta(days=1)
    assert queueing.clear_left_over(morning) == 1
    sweep(morning)
    assert cards("long_wait") == [("reminder", 30), ("warning", 45)]
    assert cards("empty_window") == [("reminder", 5), ("warning", 15)]


def test_the_time_at_a_window_is_no_waiting() -> None:
    hall = an_open_hall()
    ticket, clerk = a_ticket(hall, now=NOW), hall.officer("clerk")
    queueing.call_next(by=clerk, now=NOW + minutes(10))
    ticket.refresh_from_db()
    queueing.serve(ticket, by=clerk, now=NOW + minutes(10))
    queueing.transfer(ticket, theme=hall.theme, reason="换窗口", by=clerk, now=NOW + minutes(50))
    sweep(NOW + minutes(55))
    assert cards("long_wait") == []
    board = queueing.board_now(hall.centre.pk, now=NOW + minutes(55))
    assert board.over == ()
    assert [view.longest_s for view in board.lines if view.line.waiting] == [15 * 60]


def test_after_hours_nobody_waits() -> None:
    hall = an_open_hall()
    a_ticket(hall, now=NOW)
    night: datetime = NOW + timedelta(hours=14)
    sweep(night)
    assert cards("long_wait") == cards("empty_window") == []
