"""Numbers given out while the server was away: reserved before, entered afterwards, none twice."""

from datetime import timedelta

import pytest

from tests.cast import NOW, Hall
from tests.queueing.build import a_ticket, an_open_hall, minutes
from yichuang.kit.actor import Nobody
from yichuang.kit.refusal import Invalid, Refused
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Channel, PaperNumber, Ticket

pytestmark = pytest.mark.django_db
KIOSK, OTHER = Nobody("device:1", "1 号取号机"), Nobody("device:2", "2 号取号机")


@pytest.fixture
def hall() -> Hall:
    """Return an open hall."""
    return an_open_hall()


@pytest.mark.rule("R265")
def test_two_machines_never_hold_the_same_number_nor_one_of_the_counters(hall: Hall) -> None:
    one, again, other = (queueing.reserve_block(hall.theme, by=by, now=NOW) for by in (KIOSK, KIOSK, OTHER))
    assert one == again
    assert (one.first, one.last, other.first) == (9000, 9049, 9050)
    assert a_ticket(hall).number == 1


@pytest.mark.rule("R265")
def test_a_number_is_entered_with_its_true_time_and_stands_there(hall: Hall) -> None:
    block = queueing.reserve_block(hall.theme, by=KIOSK, now=NOW)
    late = a_ticket(hall, now=NOW + minutes(10))
    given = PaperNumber(9000, NOW + minutes(5))
    ticket = queueing.enter(block, given, by=KIOSK, now=NOW + minutes(30))
    assert (ticket.label, ticket.channel, ticket.came_at) == ("B9000", Channel.BLOCK, given.came_at)
    assert queueing.waiting_in(hall.centre.pk) == [ticket, late]
    assert queueing.enter(block, given, by=KIOSK, now=NOW + minutes(31)) == ticket
    assert Ticket.objects.count() == 2
    called = queueing.call_next(by=hall.officer("clerk"), now=NOW + minutes(35))
    assert called == ticket
    assert called.wait_s == 30 * 60, "it waited while nobody knew of it"


@pytest.mark.parametrize("number", [1, 8999, 9050])
def test_a_number_of_nobody_or_of_another_is_not_entered(hall: Hall, number: int) -> None:
    block = queueing.reserve_block(hall.theme, by=KIOSK, now=NOW)
    with pytest.raises(Invalid, match="不在备用号段"):
        queueing.enter(block, PaperNumber(number, NOW), by=KIOSK, now=NOW)
    with pytest.raises(Invalid, match="不在备用号段"):
        queueing.enter(block, PaperNumber(9000, NOW), by=OTHER, now=NOW)


@pytest.mark.parametrize("off", [timedelta(days=-1), timedelta(minutes=3)])
def test_a_time_that_cannot_be_is_not_entered(hall: Hall, off: timedelta) -> None:
    block = queueing.reserve_block(hall.theme, by=KIOSK, now=NOW)
    with pytest.raises(Invalid, match="时间不对"):
        queueing.enter(block, PaperNumber(9000, NOW + off), by=KIOSK, now=NOW)


def test_a_days_blocks_come_to_an_end(hall: Hall) -> None:
    for n in range(20):
        queueing.reserve_block(hall.theme, by=Nobody(f"device:{n}", ""), now=NOW)
    with pytest.raises(Refused, match="已经分完"):
        queueing.reserve_block(hall.theme, by=Nobody("device:20", ""), now=NOW)
