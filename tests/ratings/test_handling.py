"""What is done about a bad rating, by whom, by when; what does not count; the figures (R164, R165, R167)."""

from datetime import date, timedelta

import pytest

from tests.cast import NOW
from tests.ratings.build import PHONE, a_bad_rating, a_hall_that_serves, a_served_visit, invited, said
from yichuang.journal.public import story
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.ratings import public as ratings
from yichuang.ratings.public import MOVES, WAITING, Month, Move, Rating, State
from yichuang.supervision import public as supervision
from yichuang.supervision.public import Card
from yichuang.worktime.public import local_day

pytestmark = pytest.mark.django_db
COURSE = (
    (Move.OPEN, "reviewer"), (Move.VERIFY, "reviewer"), (Move.RECTIFY, "approver"), (Move.CALL_BACK, "supervisor"),
    (Move.CLOSE, "supervisor"),
)  # fmt: skip


@pytest.mark.rule("R167")
def test_a_named_bad_rating_goes_from_opened_to_closed_with_the_raters_opinion() -> None:
    hall, rating = a_bad_rating()
    assert rating.open_by is not None
    assert rating.rectify_by is not None
    assert local_day(rating.open_by) == NOW.date() + timedelta(days=1)
    assert local_day(rating.rectify_by) == date(2026, 9, 20), "that Sunday is worked"
    for move, who in COURSE:
        with pytest.raises(Invalid):
            ratings.handle(rating, move, "  ", by=hall.officer(who), now=NOW)
        ratings.handle(rating, move, f"{move.label}的情况", by=hall.officer(who), now=NOW)
    assert rating.state == State.CLOSED
    assert [each.move for each in rating.handlings.all()] == [str(move) for move, _ in COURSE]
    assert [line.event for line in story(rating.subject)][1:] == [f"rating.{e}" for e in (
        "opened", "verified", "rectified", "called_back", "closed")]  # fmt: skip


def test_every_move_in_every_state_is_taken_or_refused_with_a_sentence() -> None:
    hall, rating = a_bad_rating()
    by = hall.officer("supervisor")
    for state in State:
        Rating.objects.filter(pk=rating.pk).update(state=state)
        for move in Move:
            fresh = ratings.rating_by_id(rating.pk)
            assert fresh is not None
            why = ratings.why_not(fresh, move, by=by)
            if (state, move) not in MOVES:
                assert "现在是" in why, (state, move)
                with pytest.raises(Refused):
                    ratings.handle(fresh, move, "情况", by=by, now=NOW)
            elif (state, move) in {(State.RECTIFIED, Move.CLOSE), (State.EXPLAINED, Move.CLOSE)}:
                assert "先回访" in why
            else:
                assert not why, (state, move)


def test_an_anonymous_one_is_closed_without_a_call_back() -> None:
    hall, rating = a_bad_rating(named=False)
    for move in (Move.OPEN, Move.VERIFY, Move.EXPLAIN):
        ratings.handle(rating, move, "情况", by=hall.officer("manager"), now=NOW)
    assert "匿名" in ratings.why_not(rating, Move.CALL_BACK, by=hall.officer("manager"))
    ratings.handle(rating, Move.CLOSE, "已说明", by=hall.officer("manager"), now=NOW)
    assert rating.state == State.CLOSED
    assert rating.state not in WAITING


def test_the_rated_and_her_department_do_not_learn_who_rated() -> None:
    hall, rating = a_bad_rating()
    for who in ("clerk", "reviewer", "approver", "leader", "stranger"):
        assert not ratings.may_see_rater(rating, by=hall.officer(who)), who
    assert ratings.may_see_rater(rating, by=hall.officer("supervisor"))
    assert not ratings.can_view(rating, by=hall.officer("clerk"))
    assert not ratings.can_view(rating, by=hall.officer("stranger"))
    assert "差评由承办部门" in ratings.why_not(rating, Move.OPEN, by=hall.officer("stranger"))
    assert "对自己的评价" in ratings.why_not(rating, Move.OPEN, by=hall.officer("clerk"))
    assert "督查科认定" in ratings.why_not(rating, Move.EXCLUDE, by=hall.officer("manager"))


def test_a_complicated_one_has_longer_once() -> None:
    hall, rating = a_bad_rating()
    by = hall.officer("supervisor")
    ratings.handle(rating, Move.OPEN, "受理", by=by, now=NOW)
    before = rating.rectify_by
    ratings.handle(rating, Move.COMPLICATE, "涉及两个部门", by=by, now=NOW)
    assert before is not None
    assert rating.rectify_by is not None
    assert rating.rectify_by > before
    with pytest.raises(Refused, match="延长过一次"):
        ratings.handle(rating, Move.COMPLICATE, "还要", by=by, now=NOW)


def test_two_who_handle_one_at_once_do_it_once() -> None:
    hall, rating = a_bad_rating()
    same = ratings.rating_by_id(rating.pk)
    assert same is not None
    ratings.handle(rating, Move.OPEN, "受理", by=hall.officer("reviewer"), now=NOW)
    with pytest.raises(Stale):
        ratings.handle(same, Move.OPEN, "受理", by=hall.officer("approver"), now=NOW)
    with pytest.raises(Refused, match="已经在处理"):
        said(invited(same.invitation.thing), "satisfied")


@pytest.mark.rule("R164", "R165")
def test_figures_show_numerator_and_denominator_and_what_is_excluded_stays_visible() -> None:
    hall, matter = a_hall_that_serves()
    levels = ("very_satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied")
    for level in levels:
        said(invited(a_served_visit(hall, matter).subject), level)
    a_served_visit(hall, matter)
    spiteful = ratings.rating_by_id(Rating.objects.get(level="very_dissatisfied").pk)
    assert spiteful is not None
    month = Month(2026, 9)
    for group, name in (
        ("department", hall.department.name), ("window", "5 号窗口"), ("staff", "clerk"), ("matter", matter.name),
    ):  # fmt: skip
        (figure,) = ratings.figures_of([hall.centre.pk], group, month)
        assert (figure.name, figure.served) == (name, 5)
        assert (figure.content, figure.rated, figure.percent) == (2, 4, "50.0")
    ratings.handle(spiteful, Move.EXCLUDE, "核实不在场", by=hall.officer("supervisor"), now=NOW)
    (figure,) = ratings.figures_of([hall.centre.pk], "department", month)
    assert (figure.content, figure.rated, figure.excluded, figure.percent) == (2, 3, 1, "66.7")
    assert figure.levels == [1, 0, 1, 1, 0]
    shown = ratings.ratings_for(hall.officer("supervisor"), ratings.Narrow(state="excluded"))
    assert [each.pk for each in shown] == [spiteful.pk]


@pytest.mark.rule("R291")
def test_ratings_that_speak_of_how_often_one_had_to_come_are_counted() -> None:
    hall, matter = a_hall_that_serves()
    said(invited(a_served_visit(hall, matter).subject), "very_dissatisfied", indicators=("113",), words="")
    said(invited(a_served_visit(hall, matter).subject), "very_satisfied", indicators=("517",))
    assert ratings.errands_in([hall.centre.pk], Month(2026, 9)) == 1


def test_a_month_that_is_not_over_is_not_published() -> None:
    today = NOW.date()
    assert str(ratings.month_of("", today=today)) == "2026-08"
    assert str(ratings.month_of("2026-09", today=today)) == "2026-08"
    assert str(ratings.month_of("2025-12", today=today)) == "2025-12"
    assert str(ratings.month_of("99-99<b>", today=today)) == "2026-08"
    assert str(Month(2026, 1).before) == "2025-12"
    assert str(Month(2026, 12).following) == "2027-01"


def test_a_phone_is_kept_with_a_named_rating_and_with_no_other() -> None:
    _hall, rating = a_bad_rating()
    assert (rating.is_named, rating.phone) == (True, PHONE)


def cards() -> list[tuple[str, str]]:
    """Return what was raised, in the order in which it arose."""
    return [(str(c.watch), str(c.level)) for c in Card.objects.order_by("arose_at", "pk")]


@pytest.mark.rule("R167")
def test_a_bad_rating_that_nobody_takes_up_is_carded_and_one_that_is_handled_in_time_is_not() -> None:
    hall, rating = a_bad_rating()
    supervision.sweep(NOW)
    assert cards() == []
    supervision.sweep(NOW + timedelta(days=2))
    assert cards() == [("rating_unopened", "yellow")]
    card = Card.objects.get()
    assert (card.department_id, card.staff_id) == (hall.department.pk, hall.staff["chief_rep"].pk)
    assert PHONE not in str(card.explanation)
    assert "李四" not in f"{card.about}{card.explanation}"
    ratings.handle(rating, Move.OPEN, "受理", by=hall.officer("reviewer"), now=NOW + timedelta(days=2))
    supervision.sweep(NOW + timedelta(days=30))
    assert [each for each in cards() if each[0] == "rating_unopened"] == [("rating_unopened", "yellow")]
    assert ("rating_unrectified", "yellow") in cards()


@pytest.mark.rule("R167")
def test_a_named_one_that_is_not_called_back_is_carded_against_the_centre() -> None:
    hall, rating = a_bad_rating()
    for move, who in COURSE[:3]:
        ratings.handle(rating, move, "情况", by=hall.officer(who), now=NOW)
    supervision.sweep(NOW + timedelta(days=30))
    assert cards() == [("rating_no_call_back", "yellow"), ("rating_no_call_back", "red")]
    assert {card.staff_id for card in Card.objects.all()} == {hall.staff["manager"].pk}


def test_nothing_is_late_about_one_that_became_good_or_was_excluded() -> None:
    hall, rating = a_bad_rating()
    said(invited(rating.invitation.thing), "satisfied", now=NOW + timedelta(hours=1))
    supervision.sweep(NOW + timedelta(days=30))
    assert cards() == []
    said(invited(rating.invitation.thing), "very_dissatisfied", now=NOW + timedelta(hours=2))
    rating = ratings.rating_by_id(rating.pk)  # type: ignore[assignment]
    ratings.handle(rating, Move.EXCLUDE, "误评", by=hall.officer("supervisor"), now=NOW + timedelta(hours=3))
    supervision.sweep(NOW + timedelta(days=31))
    assert cards() == []
