"""Who may rate what, once, for how long; what is demanded, kept and numbered (R163, R166–R168; B4)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.cast import NOW
from tests.ratings.build import PHONE, a_concluded_case, a_hall_that_serves, a_served_visit, invited, said
from yichuang.journal.public import story
from yichuang.kit.refusal import Invalid, Refused
from yichuang.queueing.public import Ticket
from yichuang.ratings import public as ratings
from yichuang.ratings.models import StaffDevice
from yichuang.ratings.public import INDICATORS, Channel, Level, Opinion, Rating, Saying, State

A_DAY = timedelta(days=1)


def test_the_two_numberings_run_in_opposite_directions_and_both_come_back() -> None:
    assert [ratings.to_code_table(level) for level in Level] == [1, 2, 3, 4, 5]
    assert [ratings.to_platform(level) for level in Level] == [5, 4, 3, 2, 1]
    for level in Level:
        assert ratings.from_code_table(ratings.to_code_table(level)) is level
        assert ratings.from_platform(ratings.to_platform(level)) is level
    for number in (0, 6, -1):
        with pytest.raises(ValueError, match=str(number)):
            ratings.from_code_table(number)
        with pytest.raises(ValueError, match=str(number)):
            ratings.from_platform(number)


def test_every_level_has_its_eight_indicators_by_the_platforms_codes() -> None:
    assert len(INDICATORS) == 40
    for level in Level:
        codes = [each.code for each in ratings.of_level(level)]
        assert len(codes) == 8
        assert {code[0] for code in codes} == {str(ratings.to_platform(level))}


@pytest.mark.django_db
@pytest.mark.rule("R163", "R166")
def test_a_served_visit_and_a_concluded_case_can_be_rated_each_once() -> None:
    hall, matter = a_hall_that_serves()
    ticket = a_served_visit(hall, matter)
    visit, case = invited(ticket.subject), a_concluded_case(hall)
    assert (visit.code, visit.staff_id, visit.window_id) == (
        ticket.code,
        hall.staff["clerk"].pk,
        hall.window.pk,
    )
    assert visit.department_id == hall.department.pk
    assert len(case.code) >= 20
    assert case.code != visit.code
    rating = said(visit, "very_satisfied", indicators=("517",))
    assert (rating.level, rating.state) == (Level.VERY_SATISFIED, State.KEPT)
    said(case, "fairly_satisfied")
    assert Rating.objects.count() == 2
    said(invited(ticket.subject), "satisfied")
    assert Rating.objects.count() == 2, "what is said again changes what was said"


@pytest.mark.django_db
@pytest.mark.rule("R168")
def test_no_answer_is_no_rating_and_only_the_person_served_rates() -> None:
    hall, matter = a_hall_that_serves()
    a_served_visit(hall, matter)
    assert not Rating.objects.exists()
    with pytest.raises(Refused, match="链接不对"):
        ratings.rate(ratings.invitation_by("forged"), Opinion("satisfied"), channel=Channel.PHONE, now=NOW)
    assert "rate" in dir(ratings)
    assert not [name for name in ratings.__all__ if "self_assess" in name]
    month = ratings.month_of("2026-09", today=NOW.date() + 30 * A_DAY)
    (figure,) = ratings.figures_of([hall.centre.pk], "staff", month)
    assert (figure.served, figure.rated, figure.percent) == (1, 0, "")


@pytest.mark.django_db
def test_an_address_expires_and_a_rating_can_be_changed_only_for_some_days() -> None:
    hall, matter = a_hall_that_serves()
    first, second = (invited(a_served_visit(hall, matter).subject) for _ in range(2))
    with pytest.raises(Refused, match="时间已经过了"):
        said(first, now=NOW + 31 * A_DAY)
    said(second, now=NOW + 30 * A_DAY)
    with pytest.raises(Refused, match="修改的时间也过了"):
        said(second, "very_satisfied", now=NOW + 41 * A_DAY)


@pytest.mark.django_db
def test_below_fairly_satisfied_asks_for_a_reason() -> None:
    hall, matter = a_hall_that_serves()
    visit = invited(a_served_visit(hall, matter).subject)
    for level in ("dissatisfied", "very_dissatisfied"):
        with pytest.raises(Invalid, match="哪里不满意"):
            said(visit, level, words=" ")
    with pytest.raises(Invalid, match="不一致"):
        said(visit, "dissatisfied", indicators=("517",))
    for level in ("", "5", "excellent"):
        with pytest.raises(Invalid, match="满意程度"):
            said(visit, level)
    with pytest.raises(Invalid, match="最多 1000 字"):
        said(visit, words="好" * 100_000)
    with pytest.raises(Invalid, match="电话"):
        said(visit, phone="12")
    assert not Rating.objects.exists()
    assert said(visit, "dissatisfied", words="", indicators=("214",)).state == State.BAD


@pytest.mark.django_db
def test_what_was_said_before_is_kept_and_the_database_keeps_it() -> None:
    hall, matter = a_hall_that_serves()
    ticket = a_served_visit(hall, matter)
    rating = said(invited(ticket.subject), "very_dissatisfied", words="<b>太慢</b>", name="李四", phone=PHONE)
    assert (rating.open_by, rating.rectify_by) != (None, None)
    said(invited(ticket.subject), "satisfied", now=NOW + A_DAY)
    rating.refresh_from_db()
    assert (rating.level, rating.state, rating.is_named, rating.phone) == ("satisfied", "kept", False, "")
    assert list(Saying.objects.values_list("level", "words")) == [
        ("very_dissatisfied", "<b>太慢</b>"), ("satisfied", ""),
    ]  # fmt: skip
    for spoil in (
        lambda: Saying.objects.update(words=""),
        lambda: Saying.objects.all().delete(),
        lambda: Rating.objects.filter(pk=rating.pk).delete(),
        lambda: Rating.objects.update(rated_at=NOW - A_DAY),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            spoil()
    assert [line.event for line in story(rating.subject)] == ["rating.given", "rating.changed"]
    assert not [line for line in story(rating.subject) if PHONE in str(line.data) or "李四" in str(line.data)]


@pytest.mark.django_db
def test_many_from_one_address_and_one_from_the_clerks_own_are_flagged_and_still_count() -> None:
    hall, matter = a_hall_that_serves()
    visits = [invited(a_served_visit(hall, matter).subject) for _ in range(4)]
    for number, visit in enumerate(visits[:3]):
        said(visit, "very_satisfied", address="203.0.113.9", now=NOW + timedelta(seconds=number))
    ratings.note_seat(hall.staff["clerk"].pk, "198.51.100.7", now=NOW)
    said(visits[3], "very_satisfied", address="198.51.100.7")
    kinds = [[str(flag.suspicion) for flag in each.flags.all()] for each in Rating.objects.order_by("pk")]
    assert kinds == [[], [], ["burst"], ["clerks_address"]]
    assert "203.0.113.9" not in str(list(Rating.objects.values()))
    flagged = ratings.ratings_for(hall.officer("supervisor"), ratings.Narrow(is_flagged=True))
    assert len(flagged) == 2
    month = ratings.month_of("2026-09", today=NOW.date() + 30 * A_DAY)
    (figure,) = ratings.figures_of([hall.centre.pk], "window", month)
    assert (figure.content, figure.rated, figure.percent) == (4, 4, "100.0")


@pytest.mark.django_db
def test_many_from_one_telephone_and_those_from_the_clerks_own_are_flagged() -> None:
    hall, matter = a_hall_that_serves()
    clerk = hall.staff["clerk"]
    tickets = [a_served_visit(hall, matter) for _ in range(6)]
    Ticket.objects.filter(pk=tickets[5].pk).update(phone=clerk.phone)
    visits = [invited(ticket.subject) for ticket in tickets]
    for number, visit in enumerate(visits[:3]):  # one telephone that goes from network to network
        address = f"203.0.113.{number}"
        said(visit, "very_satisfied", address=address, device="hers", now=NOW + timedelta(seconds=number))
    ratings.note_device(clerk.pk, "the clerk's telephone", now=NOW - timedelta(days=90))
    said(visits[3], "very_satisfied", address="198.51.100.8", device="the clerk's telephone")
    said(visits[4], "very_satisfied", phone=clerk.phone)
    said(visits[5], "very_satisfied")
    kinds = [[str(flag.suspicion) for flag in each.flags.all()] for each in Rating.objects.order_by("pk")]
    assert kinds == [[], [], ["same_device"], ["clerks_device"], ["clerks_phone"], ["clerks_phone"]]
    assert "the clerk's telephone" not in str(list(Rating.objects.values()))
    assert "clerk's" not in str(list(StaffDevice.objects.values()))
    ratings.note_device(clerk.pk, "another", now=NOW + timedelta(days=366))
    assert StaffDevice.objects.count() == 1  # what was not seen for a year is forgotten
