"""Numbers and calls by real processes at the same moment."""

import os

import pytest

from tests.cast import NOW, Hall
from tests.queueing.build import a_second_window, an_open_hall, minutes
from tests.races.start import race, race_of
from yichuang.journal.public import Entry, Event, breaks
from yichuang.kit.actor import CITIZEN
from yichuang.people.public import Theme
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Call, Channel, Serves, State, Ticket, Turn, Visit

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

WINDOWS, PROCESSES = 64, 8
TICKETS = int(os.environ.get("YICHUANG_TICKETS", "640"))  # 10000 for the nightly run


def a_big_hall() -> tuple[Hall, list[int], list[Theme]]:
    """Return a hall with 64 open windows: each serves one theme, and every third the other one too."""
    hall = an_open_hall()
    themes = [hall.theme, Theme.objects.create(centre=hall.centre, code="D", name="其他事务")]
    windows = []
    for number in range(101, 101 + WINDOWS):
        own, other = themes[number % 2], themes[1 - number % 2]
        by = a_second_window(hall, number, theme=own)
        assert by.window_id is not None
        windows.append(by.window_id)
        if number % 3 == 0:
            window = queueing.window_of(hall.centre.pk, number)
            assert window is not None
            queueing.set_themes(window, [Serves(own.pk), Serves(other.pk, 5)], by=by, now=NOW)
    queueing.turn(hall.window, Turn.CLOSE, by=hall.officer("clerk"), now=NOW)
    return hall, windows, themes


@pytest.mark.rule("R063")
def test_sixty_four_windows_that_call_at_once_lose_no_ticket_and_call_none_twice() -> None:
    hall, windows, themes = a_big_hall()
    for number in range(TICKETS):
        visit = Visit(themes[number % 2])
        queueing.take(visit, channel=Channel.KIOSK, by=CITIZEN, now=NOW + minutes(number / 100))
    works = [("clerk", "call_until_nobody_waits", *map(str, windows[n::PROCESSES])) for n in range(PROCESSES)]
    called = [ticket for each in race_of(hall, works) for ticket in each]
    assert len(called) == len(set(called)) == TICKETS
    assert set(Ticket.objects.values_list("state", flat=True)) == {State.DONE}
    assert Call.objects.count() == TICKETS
    assert Entry.objects.filter(event=Event.TICKET_CALLED).count() == TICKETS
    assert list(breaks()) == []


def test_eight_processes_that_take_numbers_leave_none_out_and_share_none() -> None:
    hall = an_open_hall()
    given = race(hall, "clerk", "take_numbers", str(hall.theme.pk), "40", hands=PROCESSES)
    labels = sorted(label for each in given for label in each)
    assert labels == [f"B{number:03d}" for number in range(1, 321)]
