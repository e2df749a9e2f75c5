"""What windows wrote on paper while the server was away: entered with its true times, once, or refused in words."""

from datetime import date, datetime, timedelta

import pytest

from tests.cast import NOW, Hall
from tests.queueing.build import a_second_window, a_ticket, an_open_hall, minutes
from yichuang.journal.public import Entry, Event
from yichuang.kit.actor import Nobody
from yichuang.kit.refusal import Refused
from yichuang.people.public import Staff
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Outcome, PaperNumber, Sheet, State, Ticket, Written
from yichuang.queueing.rules.sheet import Problem, Visited, clock_of, read_rows

pytestmark = pytest.mark.django_db
KIOSK = Nobody("device:1", "1 号取号机")
AFTER = NOW + minutes(60)  # the server is back


@pytest.fixture
def hall() -> Hall:
    """Return an open hall."""
    return an_open_hall()


def at(count: float) -> str:
    """Return the clock's time so many minutes after the hall was opened, as it is written down."""
    return clock_of(NOW + minutes(count))


def row(number: str, called: float, ended: float, matter: str = "") -> Written:
    return Written(number, at(called), at(ended), matter)


def enter(hall: Hall, *rows: Written, now: datetime = AFTER, on: date | None = None) -> list[Outcome]:
    """Let the clerk of the window enter a sheet."""
    by = hall.officer("clerk")
    clerk = Staff.objects.get(pk=by.staff_id)
    return queueing.enter_sheet(Sheet(hall.window, on or NOW.date(), clerk, rows), by=by, now=now)


@pytest.mark.rule("R265")
def test_who_was_served_on_paper_is_served_with_the_true_times(hall: Hall) -> None:
    first, second = a_ticket(hall), a_ticket(hall, now=NOW + minutes(2))
    outcomes = enter(hall, row("B001", 5, 20, "换证"), row("2", 20, 31))
    assert [o.kind for o in outcomes] == ["entered", "entered"]
    assert [o.sentence for o in outcomes] == ["", ""]
    for ticket in (first, second):
        ticket.refresh_from_db()
    assert (first.state, first.wait_s, first.serve_s) == (State.DONE, 5 * 60, 15 * 60)
    assert (second.wait_s, second.serve_s) == (18 * 60, 11 * 60)
    assert (first.called_at, first.ended_at) == (NOW + minutes(5), NOW + minutes(20))
    assert first.window == hall.window
    assert [m.name for m in first.matters.all()] == ["换证"]
    assert queueing.waiting_in(hall.centre.pk) == [], "nobody calls them again"
    assert queueing.calls_since(hall.centre.pk, 0) == [], "and no screen announces them an hour late"


@pytest.mark.rule("R265")
def test_the_journal_has_the_true_times_and_when_it_was_entered_and_by_whom(hall: Hall) -> None:
    ticket = a_ticket(hall)
    enter(hall, row("B001", 5, 20))
    line = Entry.objects.get(subject=ticket.subject, event=Event.TICKET_ENTERED)
    assert (line.at, line.by) == (AFTER, hall.officer("clerk").actor_id)
    assert line.data["called_at"] == (NOW + minutes(5)).isoformat()
    assert line.data["ended_at"] == (NOW + minutes(20)).isoformat()
    assert line.data["is_outage"] is True


@pytest.mark.rule("R265")
def test_a_sheet_that_is_entered_twice_is_entered_once(hall: Hall) -> None:
    a_ticket(hall)
    rows = (row("B001", 5, 20, "换证"), Written())
    assert [o.kind for o in enter(hall, *rows)] == ["entered", "empty"]
    before = Ticket.objects.get()
    assert [o.kind for o in enter(hall, *rows, now=AFTER + minutes(1))] == ["already", "empty"]
    assert Ticket.objects.get().serve_s == before.serve_s
    assert Entry.objects.filter(event=Event.TICKET_ENTERED).count() == 1


@pytest.mark.parametrize(
    ("written", "field", "said"),
    [
        (Written("谁", "8:05", "8:10"), "number", "号码写成"),
        (Written("B001", "早上", "8:10"), "called", "叫号时间写成"),
        (Written("B001", "8:05", "25:00"), "ended", "办完时间写成"),
        (Written("B001", "8:05", ""), "ended", "没有人来的写“没来”"),
        (Written("B001", "23:58", "23:59"), "called", "还没有到"),
        (Written("B001", "0:00", "23:59"), "ended", "还没有到"),
        (row("B001", 20, 5), "ended", "比叫号还早"),
        (Written("无", "8:05", "没来"), "ended", "不用登记"),
        (row("B002", 5, 20), "number", "没有发过 B002"),
        (row("Z001", 5, 20), "number", "没有 Z 字头的号"),
        (row("B001", -9, 5), "called", "才取号"),
        (row("B001", 5, 20, "换" * 301), "matter", "最多 300 个字，现在有 301 个"),
    ],
)
def test_a_row_that_cannot_be_is_refused_beside_it_and_writes_nothing(
    hall: Hall, written: Written, field: str, said: str
) -> None:
    ticket = a_ticket(hall)
    (outcome,) = enter(hall, written)
    assert (outcome.kind, outcome.field) == ("refused", field)
    assert said in outcome.sentence
    ticket.refresh_from_db()
    assert ticket.state == State.WAITING
    assert Ticket.objects.count() == 1


@pytest.mark.rule("R265")
def test_who_came_without_any_number_gets_the_next_one_of_the_line_once(hall: Hall) -> None:
    a_ticket(hall)
    rows = (row("B001", 5, 20), row("无", 20, 30, "换证"), row("没有", 30, 40), row("无", 35, 50))
    outcomes = enter(hall, *rows)
    assert [(o.kind, o.label) for o in outcomes[:3]] == [
        ("entered", "B001"),
        ("entered", "B002"),
        ("entered", "B003"),
    ]
    assert "重叠" in outcomes[3].sentence
    second = Ticket.objects.get(number=2)
    assert (second.channel, second.state) == ("paper", State.DONE)
    assert (second.wait_s, second.serve_s) == (0, 10 * 60)
    assert [m.name for m in second.matters.all()] == ["换证"]
    again = enter(hall, *rows[:3], now=AFTER + minutes(1))
    assert [(o.kind, o.label) for o in again] == [
        ("already", "B001"),
        ("already", "B002"),
        ("already", "B003"),
    ]
    assert a_ticket(hall, now=AFTER).number == 4, "a row that was refused used no number"


def test_of_good_and_bad_rows_the_good_ones_are_entered(hall: Hall) -> None:
    for _ in range(3):
        a_ticket(hall)
    outcomes = enter(hall, row("B001", 5, 20), row("B002", 15, 30), row("B001", 40, 45), row("B003", 20, 25))
    assert [o.kind for o in outcomes] == ["entered", "refused", "refused", "entered"]
    assert "和 B001 重叠" in outcomes[1].sentence
    assert "第 1 行已经写了" in outcomes[2].sentence
    (again,) = enter(hall, row("B002", 22, 30))
    assert "和 B003 重叠" in again.sentence, "what was entered before counts too"
    (right,) = enter(hall, row("B002", 25, 30))
    assert right.kind == "entered"


def test_who_was_served_elsewhere_is_said_with_the_window(hall: Hall) -> None:
    other = a_second_window(hall)
    ticket = a_ticket(hall)
    queueing.call_next(by=other, now=NOW + minutes(1))
    ticket.refresh_from_db()
    (held,) = enter(hall, row("B001", 5, 20))
    assert "在 6 号窗口，由那个窗口补登" in held.sentence
    queueing.serve(ticket, by=other, now=NOW + minutes(2))
    queueing.end(ticket, by=other, now=NOW + minutes(9))
    (done,) = enter(hall, row("B001", 5, 20))
    assert "已经在 6 号窗口办完" in done.sentence
    gone = a_ticket(hall)
    queueing.give_up(gone, now=NOW + minutes(3))
    assert "已经退号或者离开" in enter(hall, row("B002", 5, 20))[0].sentence


def test_a_visit_that_the_outage_interrupted_ends_when_the_paper_says(hall: Hall) -> None:
    clerk = hall.officer("clerk")
    a_ticket(hall)
    ticket = queueing.call_next(by=clerk, now=NOW + minutes(4))
    assert ticket is not None
    queueing.serve(ticket, by=clerk, now=NOW + minutes(5))
    (outcome,) = enter(hall, row("B001", 4, 30))
    assert (outcome.kind, outcome.sentence) == ("entered", "")
    ticket.refresh_from_db()
    assert (ticket.state, ticket.serve_s, ticket.call_s) == (State.DONE, 25 * 60, 60)
    assert ticket.called_at == NOW + minutes(4), "the system's own time stands"


def test_a_paper_may_be_entered_while_the_window_serves_somebody(hall: Hall) -> None:
    a_ticket(hall)
    a_ticket(hall, now=AFTER)
    clerk = hall.officer("clerk")
    queueing.call_next(by=clerk, now=AFTER)  # the one served on paper is called: his clerk sees at once
    called = Ticket.objects.get(number=1)
    queueing.leave(called, "纸单已经办完", by=clerk, now=AFTER)
    queueing.call_next(by=clerk, now=AFTER)
    assert enter(hall, row("B001", 5, 20))[0].kind == "refused"
    late = a_ticket(hall, now=NOW + minutes(1))
    assert enter(hall, row(late.label, 5, 20), now=AFTER + minutes(1))[0].kind == "entered"


def test_nobody_came_is_a_missed_number_that_may_come_back(hall: Hall) -> None:
    ticket = a_ticket(hall)
    (outcome,) = enter(hall, Written("B001", at(5), "没来"))
    assert outcome.kind == "entered"
    ticket.refresh_from_db()
    assert (ticket.state, ticket.misses, ticket.called_at) == (State.MISSED, 1, NOW + minutes(5))
    assert enter(hall, Written("B001", at(5), "没来"))[0].kind == "already"
    queueing.come_back(ticket, by=hall.officer("reception"), now=AFTER)
    assert ticket.state == State.WAITING


@pytest.mark.rule("R265")
def test_a_kiosks_number_may_be_entered_before_the_kiosk_hands_it_in_and_is_one_number(hall: Hall) -> None:
    block = queueing.reserve_block(hall.theme, by=KIOSK, now=NOW)
    (outcome,) = enter(hall, row("B9000", 12, 20))
    assert outcome.kind == "entered"
    given = PaperNumber(9000, NOW + minutes(2))
    ticket = queueing.enter(block, given, by=KIOSK, now=AFTER)
    assert Ticket.objects.get() == ticket
    assert (ticket.came_at, ticket.wait_s, ticket.state) == (NOW + minutes(2), 10 * 60, State.DONE)
    assert queueing.enter(block, given, by=KIOSK, now=AFTER).wait_s == 10 * 60, "handed in twice is once"


def test_while_the_system_was_in_use_it_is_entered_and_said(hall: Hall) -> None:
    other = a_second_window(hall)
    a_ticket(hall)
    queueing.call_next(by=other, now=NOW + minutes(10))
    ticket = a_ticket(hall)
    (outcome,) = enter(hall, row("B002", 5, 20))
    assert outcome.kind == "entered"
    assert "那时系统在用" in outcome.sentence
    assert "6 号窗口叫了 B001" in outcome.sentence
    line = Entry.objects.get(subject=ticket.subject, event=Event.TICKET_ENTERED)
    assert line.data["is_outage"] is False


def test_what_the_night_ended_is_put_right_the_next_day(hall: Hall) -> None:
    ticket = a_ticket(hall)
    tomorrow = NOW + timedelta(days=1)
    assert queueing.clear_left_over(tomorrow) == 1
    (outcome,) = enter(hall, row("B001", 5, 20), now=tomorrow)
    assert outcome.kind == "entered"
    ticket.refresh_from_db()
    assert (ticket.state, ticket.wait_s, ticket.serve_s) == (State.DONE, 5 * 60, 15 * 60)
    assert ticket.ended_reason == ""


def test_a_sheet_of_another_window_or_of_long_ago_is_refused(hall: Hall) -> None:
    other = a_second_window(hall)
    clerk = Staff.objects.get(pk=hall.officer("clerk").staff_id)
    sheet = Sheet(hall.window, NOW.date(), clerk, [row("B001", 5, 20)])
    with pytest.raises(Refused, match="由坐在这个窗口的人"):
        queueing.enter_sheet(sheet, by=other, now=AFTER)
    with pytest.raises(Refused, match="当时坐在窗口的人"):
        queueing.enter_sheet(
            Sheet(hall.window, NOW.date(), Staff.objects.get(pk=other.staff_id), []),
            by=hall.officer("reception"),
            now=AFTER,
        )
    with pytest.raises(Refused, match="14 天以内"):
        enter(hall, row("B001", 5, 20), on=NOW.date() - timedelta(days=15))
    with pytest.raises(Refused, match="还没有到"):
        enter(hall, row("B001", 5, 20), on=NOW.date() + timedelta(days=1))


@pytest.mark.parametrize("text", ["9:05", "09:05", "9：05", "９：０５", "9.05", "0905"])
def test_a_time_is_read_as_people_write_it(text: str) -> None:
    (read,) = read_rows([Written("b3", text, "9:20")], on=NOW.date(), prefix="A", now=NOW + timedelta(days=1))
    assert isinstance(read, Visited)
    assert (read.label, clock_of(read.called_at)) == ("B003", "9:05")
    (bare,) = read_rows([Written("3", text, "9:20")], on=NOW.date(), prefix="A", now=NOW + timedelta(days=1))
    assert isinstance(bare, Visited)
    assert bare.label == "A003"
    (wrong,) = read_rows([Written("3", "9点", "9:20")], on=NOW.date(), prefix="A", now=NOW)
    assert isinstance(wrong, Problem)
