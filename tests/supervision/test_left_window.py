"""A window that stays paused in the hall's hours is somebody's, also while nobody waits."""

from datetime import timedelta

import pytest

from tests.cast import NOW, Hall
from tests.queueing.build import an_open_hall
from tests.supervision.build import sweep
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Turn
from yichuang.supervision import public as supervision
from yichuang.supervision.public import Card, Watched
from yichuang.worktime.public import SpanKind, calendar, ensure_standard_plans, hours_of, hours_of_plan

pytestmark = pytest.mark.django_db
A_MINUTE = timedelta(minutes=1)


def paused() -> Hall:
    hall = an_open_hall()
    queueing.turn(hall.window, Turn.PAUSE, sign="马上回来", by=hall.officer("clerk"), now=NOW)
    return hall


def turn(hall: Hall, what: Turn, after_min: int, sign: str = "") -> None:
    by = hall.officer("clerk")
    queueing.turn(hall.window, what, sign=sign, by=by, now=NOW + after_min * A_MINUTE)


def raised() -> list[tuple[str, int]]:
    cards = Card.objects.filter(watch="left_window").order_by("arose_at")
    return [(str(card.level), round((card.arose_at - NOW) / A_MINUTE)) for card in cards]


@pytest.mark.rule("R234", "R235")
def test_a_pause_is_reminded_of_and_warned_of_once_while_nobody_waits() -> None:
    hall = paused()
    for minute in range(1, 90):
        supervision.sweep(NOW + minute * A_MINUTE)
    assert raised() == [("reminder", 15), ("warning", 30)]
    card = Card.objects.filter(watch="left_window").latest("pk")
    assert (card.window_id, card.staff_id) == (hall.window.pk, hall.staff["clerk"].pk)
    assert not Watched.objects.filter(watch="left_window", look_at__isnull=False).exists()


def test_who_comes_back_in_time_leaves_no_card_however_late_the_worker_looks() -> None:
    hall = paused()
    turn(hall, Turn.RESUME, 14)
    turn(hall, Turn.PAUSE, 20, "去复印")
    turn(hall, Turn.RESUME, 40)
    sweep(NOW + timedelta(days=3))
    assert raised() == [("reminder", 35)]  # the second pause lasted twenty minutes, the first fourteen


def test_nothing_is_watched_of_an_open_window() -> None:
    an_open_hall()
    assert not Watched.objects.filter(watch="left_window").exists()


def test_a_pause_that_the_end_of_the_hours_ends_is_not_held_against_anybody() -> None:
    hall = an_open_hall()
    hall.centre.hours = ensure_standard_plans()["h3"]
    hall.centre.save()
    spans = hours_of(hours_of_plan(hall.centre.hours), calendar(), NOW.date())
    closes = next(span.closes for span in spans if span.kind == SpanKind.SERVICE and span.closes > NOW.time())
    since = NOW.replace(hour=closes.hour, minute=closes.minute) - 10 * A_MINUTE
    queueing.turn(hall.window, Turn.PAUSE, sign="马上回来", by=hall.officer("clerk"), now=since)
    sweep(since + timedelta(days=1))
    assert raised() == []
