"""A booking is confirmed, reminded of and called off by e-mail, through a real mail server."""

from datetime import timedelta

import pytest

from tests.appointments.build import TOMORROW_AT_NINE, a_plan, booked
from tests.cast import NOW, a_hall
from tests.notices.test_post import Postbox, postbox
from yichuang.appointments import public as appointments
from yichuang.appointments.public import Blocking
from yichuang.notices import services
from yichuang.notices.public import Message, State

__all__ = ["postbox"]  # the fixture: a real mail server
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.rule("R057")
def test_who_gave_an_address_is_written_to_at_every_turn(postbox: Postbox) -> None:
    hall = a_hall()
    booking = booked(a_plan(hall), email="zhang@example.org")
    appointments.sweep(NOW + timedelta(minutes=1))
    day = TOMORROW_AT_NINE.date()
    appointments.block_days(
        hall.centre.pk, Blocking(day, day, "全员培训"), by=hall.officer("manager"), now=NOW
    )
    appointments.sweep(NOW + timedelta(minutes=2))
    services.sweep(NOW + timedelta(minutes=3))
    assert [str(letter["To"]) for letter in postbox.letters] == ["zhang@example.org"] * 3
    words = ("已预约：企业注册开办", "明天的预约：企业注册开办", "预约取消了：企业注册开办")
    subjects = sorted(str(letter["Subject"]).strip() for letter in postbox.letters)
    assert subjects == sorted(f"{word}（{booking.number}）" for word in words)
    assert set(Message.objects.values_list("state", flat=True)) == {State.DELIVERED}


def test_it_is_written_in_the_language_in_which_it_was_booked(postbox: Postbox) -> None:
    booked(a_plan(a_hall()), email="zhang@example.org", language="en")
    services.sweep(NOW + timedelta(minutes=1))
    letter = postbox.letters[0].get_content()  # type: ignore[attr-defined]
    assert "2026-09-15 9:00" in letter
    assert "Please bring your ID" in letter


def test_who_gave_none_is_not_written_to(postbox: Postbox) -> None:
    booked(a_plan(a_hall()))
    assert services.sweep(NOW + timedelta(minutes=1)) == 0
    assert not Message.objects.exists()
