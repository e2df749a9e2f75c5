"""The life of a ticket: every state and move, and what each writes."""

from dataclasses import replace
from datetime import datetime

import pytest

from tests.cast import NOW, Hall, a_hall
from tests.queueing.build import a_second_window, a_ticket, an_open_hall, minutes
from yichuang.journal.public import Entry, Event, breaks
from yichuang.kit.refusal import Forbidden, Invalid, Refused, Stale
from yichuang.people.public import Grant, Officer, Role, Theme
from yichuang.queueing import public as queueing
from yichuang.queueing.public import DEFAULT, MOVES, Call, Channel, Move, State, Ticket, why_not
from yichuang.queueing.rules.states import BY_PEOPLE_AT_THE_WINDOW
from yichuang.queueing.selectors.policy import forget_policies

ID = "34052419800101001X"
OLD_ID = "11010519491231002X"
ALL = Officer(1, "1", "陈静", "", 1, frozenset(Grant(role, 1, None) for role in Role), window_id=5)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_only_listed_moves_are_allowed(state: State, move: Move) -> None:
    ticket = Ticket(prefix="A", number=3, state=state, centre_id=1, window_id=5)
    assert bool(why_not(ticket, move, by=ALL)) is ((state, move) not in MOVES)


@pytest.mark.parametrize("move", sorted(BY_PEOPLE_AT_THE_WINDOW))
def test_what_is_done_at_a_window_is_done_at_that_window(move: Move) -> None:
    state = next(state for state, listed in MOVES if listed is move)
    ticket = Ticket(prefix="A", number=3, state=state, centre_id=1, window_id=6)
    assert why_not(ticket, move, by=ALL) == "A003 在别的窗口，请在那里操作。"
    ticket.window_id = 5
    reviewer = Officer(2, "2", "王磊", "", 1, frozenset({Grant(Role.REVIEWER, 1, 7)}), window_id=5)
    assert "综合窗口人员" in why_not(ticket, move, by=reviewer)


@pytest.fixture
def hall(db: None) -> Hall:
    """Return an open hall; what an earlier test set is forgotten."""
    forget_policies()
    return an_open_hall()


def call(hall: Hall, now: datetime = NOW) -> Ticket:
    """Call the next one to the hall's window."""
    called = queueing.call_next(by=hall.officer("clerk"), now=now)
    assert called is not None
    return called


@pytest.mark.rule("R056", "R063")
def test_a_number_is_taken_called_served_and_ended_and_its_times_are_written(hall: Hall) -> None:
    clerk = hall.officer("clerk")
    taken = a_ticket(hall, id_number=ID)
    assert (taken.label, taken.state, taken.key) == ("B001", State.WAITING, "ordinary")
    called = call(hall, NOW + minutes(5))
    assert (called.pk, called.state, called.window_id) == (taken.pk, State.CALLED, hall.window.pk)
    queueing.serve(called, by=clerk, now=NOW + minutes(6))
    queueing.end(called, by=clerk, now=NOW + minutes(16))
    called.refresh_from_db()
    assert (called.state, called.wait_s, called.call_s, called.serve_s) == (State.DONE, 300, 60, 600)
    events = list(Entry.objects.filter(subject=called.subject).order_by("id").values_list("event", flat=True))
    assert events == ["ticket.taken", "ticket.called", "ticket.served", "ticket.ended"]
    assert list(breaks()) == []
    said = Call.objects.get()
    assert (said.words, said.kind, said.nth) == ("请B001号到5号窗口", "next", 1)


def test_numbers_run_by_theme_and_day_without_a_gap(hall: Hall) -> None:
    other = Theme.objects.create(centre=hall.centre, code="A", name="社会事务")
    labels = [a_ticket(hall).label, a_ticket(hall, theme=other).label, a_ticket(hall).label]
    assert labels == ["B001", "A001", "B002"]
    with pytest.raises(Invalid):
        a_ticket(hall, id_number="340524198001010010")
    assert a_ticket(hall).label == "B003"
    midnight = NOW.replace(hour=23, minute=59, second=59, microsecond=999999)
    assert a_ticket(hall, now=midnight).label == "B004"
    assert a_ticket(hall, now=midnight + minutes(0.001)).label == "B001"


@pytest.mark.rule("R066")
def test_the_old_go_first_by_their_birthday_and_the_age_is_the_centres(hall: Hall) -> None:
    first, old = a_ticket(hall), a_ticket(hall, id_number=OLD_ID, now=NOW + minutes(20))
    assert (old.key, old.is_escorted) == ("elderly", True)
    why = "B002 是“老年人”，按提前 30 分钟来排；它比 B001 只晚来 20 分钟。"
    assert queueing.why_behind(first) == [why], "told while both still wait"
    assert queueing.why_behind(old) == []
    assert call(hall, NOW + minutes(21)).pk == old.pk
    assert queueing.why_behind(first) == [why], "and after the call, from what the call kept"


def test_a_person_takes_one_number_for_one_line(hall: Hall) -> None:
    a_ticket(hall, id_number=ID)
    with pytest.raises(Refused, match="已经取了 B001"):
        a_ticket(hall, id_number=ID)


def test_a_class_that_is_not_there_and_too_many_matters_are_refused(hall: Hall) -> None:
    with pytest.raises(Invalid, match="没有“vip”这一类"):
        a_ticket(hall, "vip")
    assert not Ticket.objects.exists()


def test_an_appointment_and_a_walk_in_stand_in_one_line(hall: Hall) -> None:
    walk_in = a_ticket(hall)
    booked = a_ticket(hall, now=NOW + minutes(5), booked_for=NOW + minutes(10), channel=Channel.APPOINTMENT)
    assert booked.key == "appointment"
    assert [t.pk for t in queueing.waiting_in(hall.centre.pk)] == [booked.pk, walk_in.pk]
    assert queueing.ahead_of(walk_in) == 1


def test_a_window_has_one_person_at_a_time(hall: Hall) -> None:
    a_ticket(hall), a_ticket(hall)
    call(hall)
    with pytest.raises(Refused, match="B001 还在窗口"):
        call(hall)


def test_nobody_waits_and_the_window_is_told_so(hall: Hall) -> None:
    assert queueing.call_next(by=hall.officer("clerk"), now=NOW) is None


def test_a_number_is_missed_after_the_calls_of_the_policy_and_comes_back_behind_two(hall: Hall) -> None:
    clerk, reception = hall.officer("clerk"), hall.officer("reception")
    tickets = [a_ticket(hall, now=NOW + minutes(n)) for n in range(5)]
    called = call(hall, NOW + minutes(10))
    with pytest.raises(Refused, match="满 3 次"):
        queueing.miss(called, by=clerk, now=NOW + minutes(11))
    for _ in range(2):
        queueing.recall(called, by=clerk, now=NOW + minutes(12))
    with pytest.raises(Refused, match="已经叫了 3 次"):
        queueing.recall(called, by=clerk, now=NOW + minutes(12))
    queueing.miss(called, by=clerk, now=NOW + minutes(13))
    assert [c.nth for c in Call.objects.all()] == [1, 2, 3]
    queueing.come_back(called, by=reception, now=NOW + minutes(15))
    order = [t.pk for t in queueing.waiting_in(hall.centre.pk)]
    assert order == [tickets[1].pk, tickets[2].pk, tickets[0].pk, tickets[3].pk, tickets[4].pk]
    called.refresh_from_db()
    assert (called.state, called.calls, called.misses) == (State.WAITING, 0, 1)


def test_who_is_parked_is_called_again_by_the_same_window(hall: Hall) -> None:
    clerk = hall.officer("clerk")
    a_ticket(hall), a_ticket(hall)
    first = call(hall)
    queueing.serve(first, by=clerk, now=NOW + minutes(1))
    with pytest.raises(Invalid, match="原因"):
        queueing.park(first, " ", by=clerk, now=NOW + minutes(2))
    queueing.park(first, "去复印身份证", by=clerk, now=NOW + minutes(2))
    second = call(hall, NOW + minutes(2))
    queueing.serve(second, by=clerk, now=NOW + minutes(3))
    queueing.end(second, by=clerk, now=NOW + minutes(4))
    other = a_second_window(hall)
    with pytest.raises(Refused, match="挂起它的窗口"):
        queueing.call_this(first, by=other, now=NOW + minutes(5))
    queueing.call_this(first, by=clerk, now=NOW + minutes(5))
    assert Call.objects.last().kind == "back"  # type: ignore[union-attr]
    assert (first.wait_s, first.serve_s) == (0, 60)


@pytest.mark.rule("R065", "R282")
def test_calling_one_out_of_turn_needs_a_reason_and_the_others_are_told_it(hall: Hall) -> None:
    first, second = a_ticket(hall), a_ticket(hall, now=NOW + minutes(1))
    with pytest.raises(Invalid, match="理由"):
        queueing.call_this(second, " ", by=hall.officer("clerk"), now=NOW + minutes(2))
    queueing.call_this(second, "孩子发烧", by=hall.officer("clerk"), now=NOW + minutes(2))
    assert queueing.why_behind(first) == ["B002 是点叫的，理由：孩子发烧"]


def test_a_visit_is_transferred_to_a_theme_or_a_window_with_its_number_and_history(hall: Hall) -> None:
    clerk = hall.officer("clerk")
    other_theme = Theme.objects.create(centre=hall.centre, code="A", name="社会事务")
    other = a_second_window(hall, theme=other_theme)
    before = a_ticket(hall, theme=other_theme)
    ticket = a_ticket(hall)
    ticket = call(hall)
    queueing.serve(ticket, by=clerk, now=NOW + minutes(5))
    queueing.transfer(ticket, theme=other_theme, reason="还要办社保", by=clerk, now=NOW + minutes(15))
    assert (ticket.label, ticket.key, ticket.serve_s) == ("B001", "transferred", 600)
    called = queueing.call_next(by=other, now=NOW + minutes(16))
    assert called is not None
    assert called.pk == ticket.pk != before.pk
    queueing.serve(called, by=other, now=NOW + minutes(17))
    queueing.transfer(called, window=hall.window, reason="回原窗口盖章", by=other, now=NOW + minutes(18))
    a_ticket(hall, now=NOW - minutes(200))
    waiting_here = [t.pk for t in queueing.waiting_in(hall.centre.pk)]
    assert called.pk in waiting_here
    assert queueing.call_next(by=other, now=NOW + minutes(19)).pk == before.pk  # type: ignore[union-attr]
    for wrong in ({}, {"theme": other_theme, "window": hall.window}):
        with pytest.raises(Refused):
            queueing.transfer(called, reason="x", by=other, now=NOW, **wrong)  # type: ignore[arg-type]


def test_a_mistaken_call_puts_the_number_back_where_it_was(hall: Hall) -> None:
    first, _ = a_ticket(hall), a_ticket(hall)
    called = call(hall)
    queueing.undo(called, by=hall.officer("clerk"), now=NOW)
    assert call(hall).pk == first.pk


def test_a_person_gives_the_number_back_and_the_reception_ends_one(hall: Hall) -> None:
    mine, other = a_ticket(hall), a_ticket(hall)
    queueing.give_up(mine, now=NOW)
    assert (mine.state, mine.ended_reason) == (State.LEFT, "本人退号")
    with pytest.raises(Refused, match="不用退"):
        queueing.give_up(mine, now=NOW)
    queueing.leave(other, "说改天再来", by=hall.officer("reception"), now=NOW)
    assert queueing.call_next(by=hall.officer("clerk"), now=NOW) is None


@pytest.mark.rule("R067")
def test_the_reception_corrects_a_class_after_seeing_the_proof(hall: Hall) -> None:
    first, second = a_ticket(hall), a_ticket(hall, now=NOW + minutes(1))
    by = hall.officer("reception")
    with pytest.raises(Invalid, match="证件"):
        queueing.correct(second, keys=("disabled",), grounds="", by=by, now=NOW + minutes(2))
    queueing.correct(second, keys=("disabled",), grounds="残疾人证", by=by, now=NOW + minutes(2))
    assert [t.pk for t in queueing.waiting_in(hall.centre.pk)] == [second.pk, first.pk]
    assert second.is_escorted


def test_two_who_write_at_once_have_one_winner(hall: Hall) -> None:
    a_ticket(hall)
    called = call(hall)
    same = Ticket.objects.get(pk=called.pk)
    queueing.serve(called, by=hall.officer("clerk"), now=NOW)
    with pytest.raises(Stale):
        queueing.serve(same, by=hall.officer("clerk"), now=NOW)


def test_what_a_day_left_open_is_ended_the_next_day(hall: Hall) -> None:
    waiting, served = a_ticket(hall), a_ticket(hall)
    called = call(hall)
    queueing.serve(called, by=hall.officer("clerk"), now=NOW)
    assert queueing.clear_left_over(NOW + minutes(60)) == 0
    assert queueing.clear_left_over(NOW + minutes(24 * 60)) == 2
    assert queueing.clear_left_over(NOW + minutes(24 * 60)) == 0
    states = {t.pk: t.state for t in Ticket.objects.all()}
    assert states == {waiting.pk: State.DONE, served.pk: State.LEFT}


def test_a_new_policy_holds_for_those_who_come_after_it(hall: Hall) -> None:
    before = a_ticket(hall, id_number=OLD_ID)
    classes = tuple(replace(c, head_start_min=45) if c.key == "elderly" else c for c in DEFAULT.classes)
    policy = replace(DEFAULT, classes=classes, calls=2)
    with pytest.raises(Forbidden):
        queueing.set_policy(hall.centre, policy, "试行", by=hall.officer("clerk"), now=NOW)
    by = hall.officer("manager")
    with pytest.raises(Invalid, match="为什么"):
        queueing.set_policy(hall.centre, policy, " ", by=by, now=NOW)
    assert queueing.set_policy(hall.centre, policy, "老人多", by=by, now=NOW).version == 1
    forget_policies()
    assert queueing.policy_of(hall.centre.pk) == (policy, 1)
    follower = a_hall("linxi", follows=hall.centre)
    assert queueing.policy_of(follower.centre.pk) == (policy, 1)
    after = a_ticket(hall, "elderly", now=NOW + minutes(10))
    assert (before.head_start_min, after.head_start_min) == (30, 45)


def test_a_case_of_the_visit_is_written_on_the_ticket(hall: Hall) -> None:
    ticket = a_ticket(hall)
    queueing.link_case(ticket, 1, "202609140001", name="食品小经营许可", now=NOW)
    queueing.link_case(ticket, 1, "202609140001", now=NOW)
    assert [m.case_no for m in ticket.matters.all()] == ["202609140001"]
    with pytest.raises(Stale):
        queueing.link_case(ticket, 2, "202609140002", now=NOW)


def a_visit_that_is_over(hall: Hall) -> Ticket:
    a_ticket(hall)
    ticket = queueing.call_next(by=hall.officer("clerk"), now=NOW)
    assert ticket is not None
    queueing.serve(ticket, by=hall.officer("clerk"), now=NOW)
    queueing.end(ticket, by=hall.officer("clerk"), now=NOW + minutes(5))
    return ticket


@pytest.mark.django_db
@pytest.mark.rule("R130")
def test_what_was_done_on_a_visit_is_written_afterwards_once_with_its_line() -> None:
    hall = an_open_hall()
    ticket, by, later = a_visit_that_is_over(hall), hall.officer("clerk"), NOW + minutes(60)
    copy = Ticket.objects.get(pk=ticket.pk)
    queueing.note_afterwards(ticket, " 领取营业执照 ", by=by, now=later)
    ticket.refresh_from_db()
    assert (ticket.done_note, ticket.noted_at, ticket.noted_by_id) == ("领取营业执照", later, by.staff_id)
    line = Entry.objects.get(subject=ticket.subject, event=Event.TICKET_NOTED)
    assert line.data == {"ticket": ticket.label, "words": "领取营业执照"}
    with pytest.raises(Refused, match="已经补记过了"):
        queueing.note_afterwards(ticket, "问路", by=by, now=later)
    with pytest.raises(Stale):
        queueing.note_afterwards(copy, "问路", by=by, now=later)


@pytest.mark.django_db
@pytest.mark.rule("R130")
def test_a_visit_is_noted_by_whoever_served_or_the_manager_in_time_and_in_words() -> None:
    hall = an_open_hall()
    ticket, by = a_visit_that_is_over(hall), hall.officer("clerk")
    with pytest.raises(Refused, match="当时的经办人或者大厅管理"):
        queueing.note_afterwards(ticket, "问路", by=hall.officer("second_clerk"), now=NOW + minutes(9))
    with pytest.raises(Invalid, match="请写办了什么"):
        queueing.note_afterwards(ticket, "  ", by=by, now=NOW + minutes(9))
    with pytest.raises(Invalid, match="最多 200 字"):
        queueing.note_afterwards(ticket, "问" * 201, by=by, now=NOW + minutes(9))
    with pytest.raises(Refused, match="5 天以内"):
        queueing.note_afterwards(ticket, "问路", by=by, now=NOW + minutes(6 * 24 * 60))
    waiting = a_ticket(hall)
    with pytest.raises(Refused, match="办完以后再补记"):
        queueing.note_afterwards(waiting, "问路", by=by, now=NOW + minutes(9))
    queueing.note_afterwards(ticket, "问路", by=hall.officer("manager"), now=NOW + minutes(5 * 24 * 60))
    assert Ticket.objects.get(pk=ticket.pk).done_note == "问路"
