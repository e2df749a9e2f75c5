"""Personal data ends after its term; every figure, and the chain of a visit, stays (个人信息保护法 19, 47)."""

import json
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from tests.appointments.build import a_plan, booked
from tests.cases.build import a_case, a_draft, filled
from tests.cast import NOW, Hall, a_matter
from tests.complaints.build import PHONE, a_complaint, closed
from tests.desk.visits import shown, sign_in
from tests.queueing.build import a_ticket, an_open_hall
from tests.ratings.build import invited
from tests.ratings.build import said as rate
from yichuang.appointments.models import Booking
from yichuang.cases import public as cases
from yichuang.cases.public import State
from yichuang.complaints import public as complaints
from yichuang.complaints.models import Complaint
from yichuang.enquiries import public as enquiries
from yichuang.enquiries.models import Enquiry
from yichuang.journal.public import breaks, story
from yichuang.kit.actor import CITIZEN
from yichuang.notices.models import Message
from yichuang.people import public as people
from yichuang.people.public import IdKind
from yichuang.queueing import public as queueing
from yichuang.queueing.models import Ticket
from yichuang.queueing.public import Channel, Visit, Visitor
from yichuang.ratings import public as ratings
from yichuang.ratings.models import OwnNote, Rating
from yichuang.site import forgetting
from yichuang.worktime.public import Month

pytestmark = pytest.mark.django_db
NAME, NUMBER = "赵小满", "11010519491231002X"
NOTED = f"替{NAME}领取营业执照"
REPLIED = f"550 <{PHONE}@sms.example>: no such user"
IN_FOUR_YEARS = NOW + timedelta(days=4 * 366)


def a_visit(hall: Hall) -> Ticket:
    """Somebody who showed her card takes a number, is served, and rates it badly under her name."""
    visit = Visit(hall.theme, visitor=Visitor(IdKind.ID_CARD, NUMBER, NAME, PHONE))
    queueing.take(visit, channel=Channel.KIOSK, by=CITIZEN, now=NOW)
    clerk = hall.officer("clerk")
    ticket = queueing.call_next(by=clerk, now=NOW)
    assert ticket is not None
    queueing.serve(ticket, by=clerk, now=NOW)
    queueing.end(ticket, by=clerk, now=NOW + timedelta(minutes=9))
    queueing.note_afterwards(ticket, NOTED, by=clerk, now=NOW + timedelta(hours=1))
    rate(invited(ticket.subject), name=NAME, phone=PHONE)
    return ticket


def everything() -> Hall:
    """A hall in which somebody has left her particulars wherever one can."""
    hall = an_open_hall()
    a_visit(hall)
    booking = booked(a_plan(hall))
    Booking.objects.filter(pk=booking.pk).update(state="no_show", ended_at=NOW)
    question = enquiries.Question(words="几点开门", asker=NAME, phone=PHONE)
    asked = enquiries.register(question, by=hall.officer("clerk"), now=NOW)
    enquiries.answer(asked, "九点。", by=hall.officer("clerk"), now=NOW)
    closed(hall, name=NAME, phone=PHONE)
    a_case(hall, at=State.CONCLUDED)
    Message.objects.filter(staff=None).update(error=REPLIED)  # as a mail server answers: with whom it knows
    return hall


def figures(hall: Hall) -> list[Any]:
    """What the hall counts of that month."""
    month = Month(NOW.year, NOW.month)
    return [
        [ratings.figures_of([hall.centre.pk], group, month) for group in ratings.GROUPS],
        complaints.figures_of(hall.centre.pk, month),
        list(Ticket.objects.order_by("pk").values("state", "wait_s", "call_s", "serve_s", "key", "channel")),
        list(Booking.objects.order_by("pk").values("state", "starts_at")),
        list(Enquiry.objects.order_by("pk").values("state", "channel", "asked_at", "answered_at")),
        Message.objects.count(),
    ]


def held() -> str:
    """All that these rooms hold of persons, as text."""
    rows = [
        *Ticket.objects.values_list("name", "phone", "id_number", "grounds", "done_note"),
        *Booking.objects.values_list("name", "phone", "id_number", "email", "address"),
        *Enquiry.objects.values_list("asker", "phone", "email", "tail"),
        *Rating.objects.values_list("name", "phone", "address_mark"),
        *Complaint.objects.values_list("name", "phone", "email"),
        *Message.objects.filter(staff=None).values_list("address", "body", "error"),
    ]
    return json.dumps(rows, ensure_ascii=False)


def test_after_the_term_nobody_is_named_and_every_figure_is_the_same() -> None:
    hall = everything()
    before = figures(hall)
    assert NAME in held()
    expected = forgetting.preview(IN_FOUR_YEARS)["qinghe"]
    assert {"tickets", "bookings", "enquiries", "raters", "complaints", "messages"} <= set(expected)
    assert NAME in held()  # looking changes nothing
    assert forgetting.forget(IN_FOUR_YEARS, limit=1)["qinghe"] == expected
    text = held()
    for word in (NAME, NUMBER, PHONE, "138", PHONE[-4:]):
        assert word not in text
    assert figures(hall) == before
    assert forgetting.forget(IN_FOUR_YEARS) == {}
    told = [line for line in story("centre:qinghe") if line.event == "personal_data.forgotten"]
    assert sum(line.data["count"] for line in told) == sum(expected.values())
    assert list(breaks()) == []


def test_a_note_written_afterwards_goes_with_when_and_by_whom() -> None:
    hall = an_open_hall()
    ticket = a_visit(hall)
    Ticket.objects.filter(pk=ticket.pk).update(
        name="", phone="", id_number=""
    )  # nothing but the note is left
    assert forgetting.forget(IN_FOUR_YEARS)["qinghe"]["tickets"] == 1
    ticket.refresh_from_db()
    assert (ticket.done_note, ticket.noted_at, ticket.noted_by_id) == ("", None, None)
    assert "tickets" not in forgetting.preview(IN_FOUR_YEARS).get("qinghe", {})


def test_why_a_number_ended_goes_where_somebody_typed_it_and_stays_where_we_said_it() -> None:
    hall = an_open_hall()
    typed, ours = a_ticket(hall), a_ticket(hall)
    queueing.leave(typed, f"{NAME}说改天再来", by=hall.officer("clerk"), now=NOW)
    queueing.give_up(ours, now=NOW)
    assert forgetting.forget(IN_FOUR_YEARS)["qinghe"]["ticket_reasons"] == 1
    assert [t.ended_reason for t in Ticket.objects.order_by("pk")] == ["*", "本人退号"]
    assert "ticket_reasons" not in forgetting.preview(IN_FOUR_YEARS).get("qinghe", {})


def test_the_figures_beside_an_enquirys_number_go_when_they_are_a_telephones() -> None:
    hall = an_open_hall()
    by = hall.officer("clerk")
    asked = {
        phone: enquiries.register(
            enquiries.Question(words="几点开门", asker=NAME, phone=phone), by=by, now=NOW
        )
        for phone in (PHONE, "")
    }
    for one in asked.values():
        enquiries.answer(one, "九点。", by=by, now=NOW)
    forgetting.forget(IN_FOUR_YEARS)
    told, given = (Enquiry.objects.get(pk=one.pk) for one in asked.values())
    assert (told.tail, given.tail) == ("", asked[""].tail)
    for guess in ("", "*", PHONE[-4:]):
        assert enquiries.followed(told.no, guess) is None
    assert enquiries.followed(given.no, given.tail) == given


def test_what_a_clerk_noted_for_herself_of_a_service_does_not_outlive_it() -> None:
    hall = an_open_hall()
    ticket, by = a_visit(hall), hall.officer("clerk")
    ratings.note_own(invited(ticket.subject), f"{NAME}说下周再来", by=by, now=NOW)
    forgetting.forget(NOW + timedelta(days=2 * 365))
    assert OwnNote.objects.get().words
    assert forgetting.forget(IN_FOUR_YEARS)["qinghe"]["own_notes"] == 1
    assert OwnNote.objects.get().words == ""


def test_the_chain_of_a_visit_is_still_shown() -> None:
    hall = an_open_hall()
    ticket = a_visit(hall)
    forgetting.forget(IN_FOUR_YEARS)
    words = shown(sign_in(hall, "manager").get(f"/desk/chain/ticket/{ticket.code}/"))
    assert words.index("叫号") < words.index("开始办理") < words.index("离开窗口")


def test_nothing_of_what_still_runs_and_nothing_before_its_term_is_forgotten() -> None:
    hall = an_open_hall()
    visit = a_visit(hall)
    open_complaint = a_complaint(hall, name=NAME, phone=PHONE, ticket=visit.code)
    case = filled(a_draft(hall, a_matter(hall)), hall)
    cases.receive(case, by=hall.officer("clerk"), now=NOW)  # and nobody has answered in four years
    assert forgetting.forget(NOW + timedelta(days=2 * 365)) == {}
    forgetting.forget(IN_FOUR_YEARS)
    assert Complaint.objects.get(pk=open_complaint.pk).name == NAME
    assert Ticket.objects.get(pk=visit.pk).name == NAME
    assert all(message.body != "*" for message in Message.objects.filter(case_no=case.no))


def test_the_term_is_the_centres_and_the_command_counts_first() -> None:
    hall = everything()
    people.set_setting(hall.centre, "privacy.years", 30, by=hall.officer("manager"), now=NOW)
    assert forgetting.preview(IN_FOUR_YEARS) == {}
    leap_day = datetime.fromisoformat("2056-02-29T03:41+08:00")
    assert forgetting.preview(leap_day) == {}
    assert forgetting.preview(leap_day + timedelta(days=366))["qinghe"]["tickets"] == 1
    out = StringIO()
    call_command("forget", "--dry-run", "--json", stdout=out)
    assert json.loads(out.getvalue())["centres"] == {}
