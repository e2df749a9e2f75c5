"""The whole chain on one page, from whichever link one comes; each person sees what her duty needs."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.appointments.build import MORNING, a_plan, booked, due
from tests.cases.build import a_case, a_draft, filled
from tests.cast import Hall, a_hall, a_matter
from tests.desk.visits import shown, sign_in
from tests.queueing.build import a_ticket
from tests.ratings.build import PHONE, invited
from tests.ratings.build import said as rate
from tests.supervision.build import sweep
from yichuang.appointments import public as appointments
from yichuang.cases import public as cases
from yichuang.cases.public import Case
from yichuang.enquiries import public as enquiries
from yichuang.enquiries.public import Enquiry
from yichuang.kit.actor import CITIZEN
from yichuang.notices import public as notices
from yichuang.notices.public import Message
from yichuang.papers import public as papers
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Turn
from yichuang.ratings.public import Rating
from yichuang.supervision.public import Card

pytestmark = pytest.mark.django_db


def a_visit() -> tuple[Hall, queueing.Ticket, Case]:
    """Someone takes a number, is called, and her application is accepted there."""
    hall, now = a_hall(), timezone.now()
    clerk = hall.officer("clerk")
    queueing.turn(hall.window, Turn.OPEN, by=clerk, now=now)
    a_ticket(hall, now=now)
    ticket = queueing.call_next(by=clerk, now=now)
    assert ticket is not None
    queueing.serve(ticket, by=clerk, now=now)
    case = filled(a_draft(hall, a_matter(hall), now=now), hall)
    Case.objects.filter(pk=case.pk).update(ticket=ticket.code)
    cases.accept(Case.objects.get(pk=case.pk), by=clerk, now=now)
    return hall, ticket, Case.objects.get(pk=case.pk)


@pytest.mark.rule("R280")
def test_from_number_case_and_paper_one_comes_to_the_same_chain() -> None:
    hall, ticket, case = a_visit()
    clerk = sign_in(hall, "clerk")
    paper = papers.of_case(case.no)[0]
    seen = {
        shown(clerk.get(f"/desk/chain/{kind}/{key}/"))
        for kind, key in (("ticket", ticket.code), ("case", case.no), ("paper", paper.code))
    }
    assert len(seen) == 1
    words = seen.pop()
    for said in (ticket.label, "叫号", "开始办理", "受理", case.matter_name, "文书", "消息", "站内信"):
        assert said in words, said
    assert words.index("叫号") < words.index("开始办理")
    assert "全程" in shown(clerk.get(f"/desk/cases/{case.no}/"))


@pytest.mark.rule("R280")
def test_from_an_appointment_and_its_messages_one_comes_to_the_same_chain() -> None:
    hall, now = a_hall(), timezone.now()
    plan = a_plan(hall, replace(MORNING, weekdays=(1, 2, 3, 4, 5, 6, 7), walk_in_percent=0))
    coming = due(booked(plan, 8, email="zhang@example.com"))
    appointments.check_in(coming, key="", by=CITIZEN, now=now)
    ticket = queueing.Ticket.objects.get(appointment_no=coming.number)
    told = Message.objects.filter(key__startswith=f"booking:{coming.number}:").order_by("pk").first()
    assert told is not None
    desk = sign_in(hall, "manager")
    seen = {
        shown(desk.get(f"/desk/chain/{kind}/{key}/"))
        for kind, key in (("booking", coming.number), ("ticket", ticket.code), ("message", told.pk))
    }
    assert len(seen) == 1
    words = seen.pop()
    for said in (ticket.label, "约好了", "取号", "消息", str(told.get_channel_display())):
        assert said in words, said
    assert told.address not in words
    assert sign_in(a_hall("linxi"), "manager").get(f"/desk/chain/message/{told.pk}/").status_code == 404


def test_the_message_that_asks_for_a_rating_leads_to_the_visit() -> None:
    hall, ticket, case = a_visit()
    key = f"rate:{ticket.subject}:sms"
    asked = notices.of_case(case.no)[0]
    Message.objects.filter(pk=asked.pk).update(key=key, case_no="")
    words = shown(sign_in(hall, "clerk").get(f"/desk/chain/message/{asked.pk}/"))
    assert ticket.label in words


def test_a_message_about_a_case_leads_to_its_chain() -> None:
    hall, _ticket, case = a_visit()
    message = notices.of_case(case.no)[0]
    clerk = sign_in(hall, "clerk")
    from_there = shown(clerk.get(f"/desk/chain/message/{message.pk}/"))
    assert from_there == shown(clerk.get(f"/desk/chain/case/{case.no}/"))


def test_each_person_sees_what_her_duty_needs() -> None:
    hall, ticket, case = a_visit()
    address = f"/desk/chain/case/{case.no}/"
    reviewer = shown(sign_in(hall, "reviewer").get(address))
    assert (case.matter_name in reviewer, ticket.label in reviewer) == (True, False)
    assert sign_in(hall, "stranger").get(address).status_code == 404
    other = a_hall("linxi")
    assert sign_in(other, "manager").get(address).status_code == 404
    assert sign_in(other, "manager").get(f"/desk/chain/ticket/{ticket.code}/").status_code == 404


def test_a_card_leads_to_the_chain_and_stands_in_it() -> None:
    hall = a_hall()
    case = a_case(hall, sheet=a_matter(hall), now=timezone.now() - timedelta(days=60))
    sweep(timezone.now())
    card = Card.objects.filter(case_no=case.no, level="red").first()
    assert card is not None
    words = shown(sign_in(hall, "supervisor").get(f"/desk/chain/card/{card.pk}/"))
    for said in ("黄牌", "红牌", "承诺期限", "受理", "督办"):
        assert said in words, said


@pytest.mark.rule("R280")
def test_what_was_asked_at_the_window_stands_in_the_chain_for_whoever_may_read_it() -> None:
    hall, ticket, case = a_visit()
    clerk = sign_in(hall, "clerk")
    clerk.post("/desk/seat/", {"window": hall.window.pk})
    clerk.post("/desk/enquiries/", {"words": "还要带什么", "channel": "visit"})
    enquiry = Enquiry.objects.get()
    assert enquiry.ticket == ticket.code
    enquiries.answer(enquiry, "带身份证", by=hall.officer("clerk"), now=timezone.now())
    from_there = shown(clerk.get(f"/desk/chain/enquiry/{enquiry.no}/"))
    for words in ("还要带什么", "带身份证", ticket.label, case.matter_name):
        assert words in from_there
    assert "还要带什么" not in shown(sign_in(hall, "reviewer").get(f"/desk/chain/case/{case.no}/"))


def test_a_rating_stands_in_the_chain_for_those_alone_who_may_know_who_rated() -> None:
    hall, ticket, case = a_visit()
    queueing.end(ticket, by=hall.officer("clerk"), now=timezone.now())
    rate(invited(ticket.subject), "dissatisfied", now=timezone.now(), phone=PHONE)
    rating = Rating.objects.get()
    address = f"/desk/chain/rating/{rating.pk}/"
    words = shown(sign_in(hall, "supervisor").get(address))
    for each in ("不满意", "等了两个小时", ticket.label, case.matter_name):
        assert each in words
    assert PHONE not in words
    for who in ("clerk", "reviewer", "approver", "stranger"):
        assert sign_in(hall, who).get(address).status_code == 404, who
    for who in ("clerk", "reviewer"):
        chain = shown(sign_in(hall, who).get(f"/desk/chain/case/{case.no}/"))
        assert "等了两个小时" not in chain, who
        assert "好差评" not in chain.split("先后")[1], who


@pytest.mark.parametrize(
    ("kind", "key"),
    [("case", "209900000000"), ("ticket", "nonsense"), ("booking", "x"), ("paper", "x"), ("card", "9" * 30),
     ("card", "²"), ("nonsense", "1"), ("rating", "1"), ("rating", "x"), ("enquiry", "x"), ("enquiry", "9" * 30),
     ("message", "x"), ("message", "1")],
)  # fmt: skip
def test_what_is_not_there_is_not_found(kind: str, key: str) -> None:
    assert sign_in(a_hall(), "manager").get(f"/desk/chain/{kind}/{key}/").status_code == 404
