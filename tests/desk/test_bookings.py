"""The desk's pages of bookings: the day by time, and the manager's plans."""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.appointments.build import a_click, a_person
from tests.cast import Hall, a_hall, a_matter
from tests.desk.visits import shown, sign_in
from yichuang.appointments import public as appointments
from yichuang.appointments.public import Blackout, Booking, Plan, Session, State, Terms, Wish
from yichuang.kit.actor import CITIZEN
from yichuang.worktime.public import calendar

pytestmark = pytest.mark.django_db
DAY, PLANS = "/desk/bookings/", "/desk/bookings/plans/"
NEW = {
    "do": "plan", "session": "morning", "weekdays": ["1", "2"], "opens": "09:00", "closes": "11:00",
    "slot_min": "30", "capacity": "4", "walk_in_percent": "50", "lead_min_days": "0", "lead_max_days": "14",
    "closes_before_min": "60",
}  # fmt: skip


def booked(hall: Hall, session: Session = Session.MORNING, name: str = "张三") -> Booking:
    """Book a time on the next day that is no holiday, whatever today is."""
    every_day = Terms(session, (1, 2, 3, 4, 5, 6, 7), time(9), time(10), 30, 4)
    now = timezone.now()
    made = appointments.set_plan(hall.theme, every_day, by=hall.officer("manager"), now=now)
    plan = appointments.plan_of(made.pk)
    assert plan is not None
    offer = appointments.offer_of(hall.theme.pk, None, now=now)
    day = next(d for d in appointments.days_of(offer, now=now) if d.left and d.on > timezone.localdate())
    assert day.on not in calendar().off
    at = next(free.starts_at for free in day.times if free.plan_id == plan.pk)
    held = appointments.hold(Wish(plan, at), key=a_click(), now=now)
    place = appointments.booking_of(held.number)
    assert place is not None
    person = a_person(address="文昌路 9 号")
    return appointments.book(place, person, key=a_click(), by=CITIZEN, now=now)


def test_the_day_shows_who_comes_by_time_and_masks_them(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    hall = a_hall()
    booking = booked(hall)
    client = sign_in(hall, "clerk")
    address = f"{DAY}?day={timezone.localdate(booking.starts_at)}"
    with django_assert_max_num_queries(12):
        page = shown(client.get(address))
    assert booking.number in page
    assert "张**" in page
    assert "张三" not in page
    assert "9:00–9:30" in page
    too_early = client.post(address, {"do": "check_in", "number": booking.number})
    assert (too_early.status_code, "请当天签到" in shown(too_early)) == (409, True)
    file = client.get(f"{DAY}export/?day={timezone.localdate(booking.starts_at)}")
    assert booking.number in file.content.decode()
    assert "张三" not in file.content.decode()
    assert "没有预约" in shown(client.get(f"{DAY}?day=2020-01-01"))


def test_who_has_come_is_checked_in_and_told_the_ticket() -> None:
    hall = a_hall()
    booking = booked(hall)
    today = timezone.now() + timedelta(minutes=1)
    Booking.objects.filter(pk=booking.pk).update(starts_at=today)
    answer = sign_in(hall, "clerk").post(DAY, {"do": "check_in", "number": booking.number}, follow=True)
    assert "号票 B001" in shown(answer)


def test_a_home_visit_shows_where_to_go_and_is_noted() -> None:
    hall = a_hall()
    booking = booked(hall, Session.HOME)
    client = sign_in(hall, "clerk")
    address = f"{DAY}?day={timezone.localdate(booking.starts_at)}"
    assert "文昌路 9 号" in shown(client.get(address))
    Booking.objects.filter(pk=booking.pk).update(starts_at=timezone.now())
    assert "已记上门" in shown(client.post(DAY, {"do": "visited", "number": booking.number}, follow=True))


def test_a_manager_excuses_who_did_not_come() -> None:
    hall = a_hall()
    booking = booked(hall)
    yesterday = timezone.now() - timedelta(days=1)
    Booking.objects.filter(pk=booking.pk).update(starts_at=yesterday)
    appointments.sweep(timezone.now())
    client = sign_in(hall, "manager")
    address = f"{DAY}?day={timezone.localdate(yesterday)}"
    assert "未到" in shown(client.get(address))
    assert client.post(address, {"do": "excuse", "number": booking.number}).status_code == 422
    assert (
        client.post(address, {"do": "excuse", "number": booking.number, "reason": "住院"}).status_code == 302
    )
    assert Booking.objects.get(pk=booking.pk).state == State.EXCUSED


def test_a_manager_sets_a_plan_for_a_theme_or_a_matter_and_ends_it() -> None:
    hall = a_hall()
    a_matter(hall)
    client = sign_in(hall, "manager")
    assert client.post(PLANS, {**NEW, "theme": hall.theme.pk}).status_code == 302
    assert client.post(PLANS, {**NEW, "theme": hall.theme.pk, "matter": "sp-xjy"}).status_code == 302
    page = shown(client.get(PLANS))
    assert "每 30 分钟 4 个，可约 2 个" in page
    assert "周一 、 周二" in page or "周一、周二" in page
    plan = Plan.objects.first()
    assert plan is not None
    assert "已经约好的照常" in shown(client.post(PLANS, {"do": "end", "plan": plan.pk}, follow=True))
    assert client.post(PLANS, {"do": "end", "plan": plan.pk}).status_code == 409


@pytest.mark.parametrize(
    "wrong",
    [
        {"theme": "0"},
        {"matter": "no-such"},
        {"session": "night"},
        {"weekdays": []},
        {"opens": "25:00"},
        {"closes": "x"},
        {"capacity": "²"},
        {"walk_in_percent": "100"},
        {"do": "nothing"},
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_stays_typed(wrong: dict[str, str]) -> None:
    hall = a_hall()
    answer = sign_in(hall, "manager").post(PLANS, {**NEW, "theme": hall.theme.pk, **wrong})
    assert answer.status_code == 422
    assert not Plan.objects.exists()


def test_days_are_blocked_with_a_count_of_what_is_called_off_and_opened_again() -> None:
    hall = a_hall()
    booking = booked(hall)
    client = sign_in(hall, "manager")
    day = timezone.localdate(booking.starts_at).isoformat()
    assert client.post(PLANS, {"do": "block", "reason": "培训"}).status_code == 422
    assert client.post(PLANS, {"do": "block", "block_from": day}).status_code == 422
    said = shown(client.post(PLANS, {"do": "block", "block_from": day, "reason": "培训"}, follow=True))
    assert "已经约好的 1 个" in said
    assert "培训" in said
    blackout = Blackout.objects.get()
    assert client.post(PLANS, {"do": "unblock", "blackout": blackout.pk}).status_code == 302
    assert client.post(PLANS, {"do": "unblock", "blackout": blackout.pk}).status_code == 422


def test_plans_are_the_managers_and_the_day_is_the_halls() -> None:
    hall = a_hall()
    assert sign_in(hall, "clerk").get(PLANS).status_code == 403
    assert sign_in(hall, "reviewer").get(DAY).status_code == 403
