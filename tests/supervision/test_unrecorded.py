"""What was done on a visit is known by the end of the day (R130): once a day and clerk, and only where nothing
tells it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from tests.cast import NOW, Hall, a_matter
from tests.complaints.build import a_complaint
from tests.queueing.build import a_ticket, an_open_hall
from yichuang.cases import public as cases
from yichuang.enquiries import public as enquiries
from yichuang.enquiries.public import Question
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Sheet, Ticket, Turn, Written
from yichuang.supervision import public as supervision
from yichuang.supervision.public import Card, Watched
from yichuang.worktime.public import end_of, ensure_standard_plans

A_MINUTE = timedelta(minutes=1)
CLOSES = NOW.replace(hour=18, minute=0)  # no opening hours are registered
NEXT_DAY = end_of(NOW.date() + timedelta(days=1))  # a Tuesday
pytestmark = pytest.mark.django_db


def serve(
    hall: Hall, *, at: int = 0, minutes: float = 5, work: Callable[[Ticket], object] | None = None
) -> Ticket:
    """Serve somebody `at` minutes after NOW; `work` is done while the person is there."""
    a_ticket(hall, now=NOW + at * A_MINUTE)
    by, now = hall.officer("clerk"), NOW + at * A_MINUTE
    ticket = queueing.call_next(by=by, now=now)
    assert ticket is not None
    queueing.serve(ticket, by=by, now=now)
    if work is not None:
        work(ticket)
    queueing.end(ticket, by=by, now=now + minutes * A_MINUTE)
    return ticket


def cards() -> list[Card]:
    return list(Card.objects.filter(watch="unrecorded").order_by("arose_at"))


def sweep_for(days: int = 4) -> list[str]:
    """Look every half hour, as a worker would; return the levels that were raised."""
    for half_hour in range(days * 48):
        supervision.sweep(NOW + half_hour * 30 * A_MINUTE)
    return [str(card.level) for card in cards()]


@pytest.mark.rule("R130")
def test_a_day_with_visits_that_nothing_tells_of_is_reminded_of_and_warned_of_once() -> None:
    hall = an_open_hall()
    numbers = [serve(hall, at=at).label for at in (0, 10, 20)]
    assert sweep_for() == ["reminder", "warning"]
    reminder, warning = cards()
    assert reminder.arose_at - CLOSES < A_MINUTE
    assert warning.arose_at - NEXT_DAY < A_MINUTE
    assert reminder.explanation[-1] == f"3 个号办完了，没有记下办了什么：{'、'.join(numbers)}。"
    assert (reminder.window_id, reminder.staff_id) == (hall.window.pk, hall.staff["clerk"].pk)
    assert not Watched.objects.filter(watch="unrecorded", look_at__isnull=False).exists()


@pytest.mark.rule("R130")
def test_a_worker_that_looks_days_late_raises_the_same_cards_with_the_same_instants() -> None:
    hall = an_open_hall()
    first, second = serve(hall), serve(hall, at=10)
    by = hall.officer("clerk")
    queueing.note_afterwards(first, "领取营业执照", by=by, now=CLOSES + timedelta(hours=1))
    queueing.note_afterwards(second, "问路", by=by, now=CLOSES + timedelta(hours=2))
    supervision.sweep(NOW + timedelta(days=5))
    (card,) = cards()
    assert str(card.level) == "reminder"
    assert card.arose_at - CLOSES < A_MINUTE
    assert first.label in card.explanation[-1]
    assert second.label in card.explanation[-1]


def a_case_named(hall: Hall) -> Callable[[Ticket], object]:
    sheet = a_matter(hall)
    return lambda ticket: cases.draft(sheet, ticket=ticket.code, by=hall.officer("clerk"), now=NOW)


def a_case_linked(hall: Hall) -> Callable[[Ticket], object]:
    return lambda ticket: queueing.link_case(ticket, 1, "20260914000001", name="食品小经营许可", now=NOW)


def an_enquiry(hall: Hall) -> Callable[[Ticket], object]:
    def ask(ticket: Ticket) -> None:
        enquiries.register(
            Question(words="营业执照在哪里领？", ticket=ticket.code), by=hall.officer("clerk"), now=NOW
        )

    return ask


def a_complaint_taken_down(hall: Hall) -> Callable[[Ticket], object]:
    return lambda _ticket: a_complaint(hall, by="clerk", window=None)


def a_line_of_work(hall: Hall) -> Callable[[Ticket], object]:
    def pay(_ticket: Ticket) -> None:
        with transaction.atomic():
            by = hall.officer("clerk")
            journal.record("case:20260101000001", Event.PAYMENT_PAID, by=by, at=NOW, centre=hall.centre.pk)

    return pay


@pytest.mark.rule("R130")
@pytest.mark.parametrize(
    "work", [a_case_named, a_case_linked, an_enquiry, a_complaint_taken_down, a_line_of_work]
)
def test_whatever_record_there_is_tells_what_was_done(
    work: Callable[[Hall], Callable[[Ticket], object]],
) -> None:
    hall = an_open_hall()
    serve(hall, work=work(hall))
    assert sweep_for() == []
    assert Watched.objects.get(watch="unrecorded").over_at == CLOSES


def test_what_was_written_before_the_hall_closed_leaves_no_card() -> None:
    hall = an_open_hall()
    ticket = serve(hall)
    queueing.note_afterwards(ticket, "盖章", by=hall.officer("clerk"), now=NOW + timedelta(hours=2))
    assert sweep_for() == []


def test_a_slip_of_the_finger_is_no_visit() -> None:
    serve(an_open_hall(), minutes=0.9)
    assert sweep_for() == []


def test_what_is_entered_after_the_person_has_gone_counts_until_the_next_is_called() -> None:
    hall = an_open_hall()
    serve(hall)
    a_line_of_work(hall)(Ticket())
    other = serve(hall, at=10)
    sweep_for()
    assert {card.explanation[-1] for card in cards()} == {f"1 个号办完了，没有记下办了什么：{other.label}。"}


def test_a_rating_asked_for_or_a_turn_of_the_window_tells_nothing() -> None:
    hall = an_open_hall()

    def ask(ticket: Ticket) -> None:
        with transaction.atomic():
            by = hall.officer("clerk")
            journal.record(ticket.subject, Event.RATING_ASKED, by=by, at=NOW, centre=hall.centre.pk)

    serve(hall, work=ask)
    queueing.turn(hall.window, Turn.PAUSE, sign="马上回来", by=hall.officer("clerk"), now=NOW + 6 * A_MINUTE)
    assert sweep_for() == ["reminder", "warning"]


def test_a_paper_sheet_is_a_record_by_itself() -> None:
    hall = an_open_hall()
    serve(hall, work=a_line_of_work(hall))
    ticket = a_ticket(hall, now=NOW + 10 * A_MINUTE)
    sheet = Sheet(hall.window, NOW.date(), hall.staff["clerk"], [Written(ticket.label, "10:40", "10:50")])
    (outcome,) = queueing.enter_sheet(sheet, by=hall.officer("clerk"), now=NOW + timedelta(days=1))
    assert outcome.kind == "entered", outcome
    supervision.sweep(NOW + timedelta(days=5))
    assert cards() == []


def test_a_visit_beyond_the_hours_is_asked_for_at_the_end_of_the_day() -> None:
    hall = an_open_hall()
    hall.centre.hours = ensure_standard_plans()["h3"]  # until 17:30
    hall.centre.save()
    serve(hall, work=a_line_of_work(hall))
    supervision.sweep(NOW.replace(hour=17, minute=31))
    assert Watched.objects.get(watch="unrecorded").over_at == NOW.replace(hour=17, minute=30)
    serve(hall, at=7 * 60 + 10)  # 17:36
    supervision.sweep(NOW.replace(hour=17, minute=45))
    assert cards() == []
    assert sweep_for() == ["reminder", "warning"]
    assert cards()[0].arose_at - end_of(NOW.date()) < A_MINUTE


@pytest.mark.rule("R130")
def test_it_is_over_when_every_visit_has_its_reason() -> None:
    hall = an_open_hall()
    first, second = serve(hall), serve(hall, at=10)
    supervision.sweep(CLOSES + A_MINUTE)
    by, later = hall.officer("clerk"), CLOSES + timedelta(minutes=20)
    queueing.note_afterwards(first, "领取营业执照", by=by, now=later)
    supervision.sweep(later + A_MINUTE)
    assert Watched.objects.get(watch="unrecorded").over_at is None
    queueing.note_afterwards(second, "问路", by=by, now=later + 5 * A_MINUTE)
    supervision.sweep(later + 6 * A_MINUTE)
    assert Watched.objects.get(watch="unrecorded").over_at == later + 5 * A_MINUTE
    assert sweep_for() == ["reminder"]
