"""Answers worth keeping become FAQs of their matter: after review, in nobody's words, never without."""

from datetime import timedelta

import pytest

from tests.cast import NOW, Hall, a_hall, a_matter
from tests.desk.visits import shown, sign_in
from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import Guide, Matter, State
from yichuang.enquiries import public as enquiries
from yichuang.enquiries.public import Channel, Enquiry, FaqProposal, Question
from yichuang.enquiries.rules.faq import says_who
from yichuang.journal.public import story
from yichuang.kit.refusal import Invalid, Refused

ASKED, TOLD = "店面只有四十平方米的，办哪一种？", "六十平方米以下的，办食品小经营许可。"
PRIVATE = "我是张丽华，13812345678，我家面馆四十平，办哪种？"


@pytest.fixture
def hall(db: None) -> Hall:
    hall = a_hall()
    a_matter(hall)
    enquiries.index_new()
    return hall


def matter() -> Matter:
    return Matter.objects.get(code="sp-xjy")


def answered(hall: Hall) -> Enquiry:
    clerk = hall.officer("second_clerk")
    question = Question(
        words=PRIVATE, channel=Channel.VISIT, matter=matter(), asker="张丽华", phone="13812345678",
        email="zlh@example.org",
    )  # fmt: skip
    made = enquiries.register(question, by=clerk, now=NOW)
    enquiries.answer(made, "张丽华您好，办小经营。", by=clerk, now=NOW)
    return made


def proposed(hall: Hall) -> FaqProposal:
    clerk = hall.officer("second_clerk")
    enquiries.propose_faq(answered(hall), ASKED, TOLD, by=clerk, now=NOW)
    return enquiries.faqs_to_decide(hall.officer("publisher"))[0]


@pytest.mark.parametrize(
    "words",
    ["张丽华问", "张 丽 华问", "打13812345678", "打138-1234-5678", "打 139 0000 0000", "身份证11010519491231002X",
     "写信到ZLH@example.org"],
)  # fmt: skip
def test_words_that_say_who_asked_are_not_taken(hall: Hall, words: str) -> None:
    assert says_who(words, "张丽华", "13812345678", "zlh@example.org")
    enquiry, clerk = answered(hall), hall.officer("second_clerk")
    for question, answer, field in ((words, TOLD, "question"), (ASKED, words, "answer")):
        with pytest.raises(Invalid, match="请去掉") as refusal:
            enquiries.propose_faq(enquiry, question, answer, by=clerk, now=NOW)
        assert refusal.value.field == field
    assert not FaqProposal.objects.exists()


def test_general_words_say_nothing_of_anybody() -> None:
    assert not says_who("2026 年 1390000 元以下的怎么办？", "张丽华", "13812345678", "zlh@example.org")
    assert not says_who("随便", "", "", "")


@pytest.mark.rule("R043")
def test_a_good_answer_goes_through_review_to_the_guide_and_the_search(hall: Hall) -> None:
    proposal = proposed(hall)
    publisher, later = hall.officer("publisher"), NOW + timedelta(hours=1)
    before = matter().current
    draft = enquiries.take_faq(proposal, ASKED + "（小面馆）", TOLD, by=publisher, now=later)
    assert (draft.state, matter().current) == (State.DRAFT, before)
    catalogue.submit(draft, by=publisher, now=later)
    catalogue.publish(draft, by=hall.officer("centre_approver"), now=later)
    enquiries.index_new()
    page = shown(sign_in(hall, "clerk").get("/matters/sp-xjy/"))
    assert ASKED + "（小面馆）" in page
    assert TOLD in page
    for personal in ("张丽华", "13812345678", "面馆四十平"):
        assert personal not in page
    assert [found.matter_code for found in enquiries.answers("小面馆办什么证")][:1] == ["sp-xjy"]
    kept = enquiries.faq_by_id(proposal.pk)
    assert kept is not None
    assert (kept.state, kept.guide_number) == ("taken", draft.number)
    assert [line.event for line in story(proposal.subject)] == ["faq.proposed", "faq.taken"]
    with pytest.raises(Refused, match="已经有人处理"):
        enquiries.refuse_faq(kept, "重复", by=publisher, now=later)


def test_it_joins_the_draft_that_is_being_written_and_waits_while_one_is_before_the_centre(
    hall: Hall,
) -> None:
    proposal, publisher = proposed(hall), hall.officer("publisher")
    draft = catalogue.draft(matter(), by=publisher, now=NOW)
    catalogue.submit(draft, by=publisher, now=NOW)
    with pytest.raises(Refused, match="不能再起草"):
        enquiries.take_faq(proposal, ASKED, TOLD, by=publisher, now=NOW)
    catalogue.withdraw(Guide.objects.get(pk=draft.pk), by=publisher, now=NOW)
    assert enquiries.take_faq(proposal, ASKED, TOLD, by=publisher, now=NOW).pk == draft.pk
    assert [row.question for row in catalogue.content_of(Guide.objects.get(pk=draft.pk)).faqs or ()] == [
        ASKED
    ]


def test_it_is_refused_with_a_reason_by_the_publisher_alone(hall: Hall) -> None:
    proposal = proposed(hall)
    for who in ("second_clerk", "stranger", "centre_approver"):
        with pytest.raises(Refused, match="事项管理员"):
            enquiries.refuse_faq(proposal, "不必", by=hall.officer(who), now=NOW)
    with pytest.raises(Invalid, match="为什么"):
        enquiries.refuse_faq(proposal, " ", by=hall.officer("publisher"), now=NOW)
    enquiries.refuse_faq(proposal, "指南里已经写明", by=hall.officer("publisher"), now=NOW)
    assert enquiries.faqs_to_decide(hall.officer("publisher")) == []
    assert not matter().guides.filter(state=State.DRAFT).exists()


def test_only_who_answered_proposes_once_and_only_what_is_answered(hall: Hall) -> None:
    clerk = hall.officer("second_clerk")
    asked = enquiries.register(Question(words="几点开门"), by=clerk, now=NOW)
    with pytest.raises(Refused, match="答复以后"):
        enquiries.propose_faq(asked, ASKED, TOLD, matter=matter(), by=clerk, now=NOW)
    enquiries.answer(asked, "九点", by=clerk, now=NOW)
    with pytest.raises(Refused, match="由答复的人"):
        enquiries.propose_faq(asked, ASKED, TOLD, matter=matter(), by=hall.officer("clerk"), now=NOW)
    for question, answer in ((" ", TOLD), ("问" * 201, TOLD), (ASKED, " "), (ASKED, "答" * 2001)):
        with pytest.raises(Invalid):
            enquiries.propose_faq(asked, question, answer, matter=matter(), by=clerk, now=NOW)
    with pytest.raises(Invalid, match="有指南的事项"):
        enquiries.propose_faq(asked, ASKED, TOLD, by=clerk, now=NOW)
    enquiries.propose_faq(asked, ASKED, TOLD, matter=matter(), by=clerk, now=NOW)
    with pytest.raises(Refused, match="已经推荐过"):
        enquiries.propose_faq(asked, ASKED, TOLD, matter=matter(), by=clerk, now=NOW)


def test_the_pages_lead_from_the_answer_to_the_draft(hall: Hall) -> None:
    made = answered(hall)
    clerk, publisher = sign_in(hall, "second_clerk"), sign_in(hall, "publisher")
    address = f"/desk/enquiries/{made.no}/"
    assert "推荐成常见问题" in shown(clerk.get(address))
    said = {"do": "propose", "matter": "sp-xjy", "faq_question": ASKED, "faq_answer": TOLD}
    assert clerk.post(address, said | {"faq_answer": "张丽华"}).status_code == 422
    assert clerk.post(address, said).status_code == 302
    assert "等事项管理员看" in shown(clerk.get(address))
    page = publisher.get("/desk/faqs/").content.decode()
    assert ASKED in page
    assert "张丽华" not in page
    one = {"faq": FaqProposal.objects.get().pk, "question": ASKED, "answer": TOLD}
    assert publisher.post("/desk/faqs/", one | {"do": "refuse", "reason": ""}).status_code == 422
    assert publisher.post("/desk/faqs/", one | {"do": "take"}).status_code == 302
    assert "没有推荐的常见问题" in shown(publisher.get("/desk/faqs/"))
    assert publisher.post("/desk/faqs/", {"faq": "x", "do": "take"}).status_code == 404
    draft = matter().guides.get(state=State.DRAFT)
    assert ASKED in publisher.get(f"/desk/matters/sp-xjy/{draft.number}/edit/").content.decode()
