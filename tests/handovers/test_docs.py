"""Official documents: taken in at the window, signed for, answered, brought back; nobody out of turn (R278)."""

from datetime import date, timedelta
from itertools import product

import pytest

from tests.cast import NOW, a_department, a_hall
from tests.desk.visits import shown, sign_in
from tests.handovers.build import a_doc
from yichuang.handovers import public as handovers
from yichuang.handovers.public import DOC_MOVES, DocKind, DocMove, DocState, Incoming, OfficialDoc
from yichuang.journal.public import story
from yichuang.kit.refusal import Forbidden, Invalid, Refused, Stale

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R278")
def test_a_document_goes_to_the_department_and_its_answer_back_to_who_sent_it() -> None:
    hall = a_hall()
    doc = a_doc(hall, at=DocState.DELIVERED, sender_no="青文〔2026〕3号")
    assert (doc.year, doc.number, doc.state) == (2026, 1, DocState.DELIVERED)
    assert (doc.answer, doc.delivered_to) == ("同意。", "李四")
    assert [line.event for line in story(doc.subject)] == [
        "official_doc.taken_in",
        "official_doc.signed",
        "official_doc.answered",
        "official_doc.delivered",
    ]
    assert a_doc(hall).number == 2


@pytest.mark.parametrize(("state", "move"), list(product(DocState, DocMove)))
def test_every_state_and_move(state: DocState, move: DocMove) -> None:
    hall = a_hall()
    doc = a_doc(hall, at=state)
    who = hall.officer("clerk" if move is DocMove.DELIVER else "reviewer")
    assert (handovers.why_not_doc(doc, move, by=who) == "") is ((state, move) in DOC_MOVES)


def test_only_the_window_takes_in_and_brings_and_only_the_department_answers() -> None:
    hall = a_hall()
    doc = a_doc(hall)
    with pytest.raises(Forbidden):
        handovers.take_in_doc(
            Incoming(DocKind.REPORT, "一", "二", hall.department.pk), by=hall.officer("reviewer"), now=NOW
        )
    with pytest.raises(Refused, match="签收和回复"):
        handovers.sign_doc(doc, by=hall.officer("clerk"), now=NOW)
    assert handovers.docs_for(hall.officer("reviewer")) == [doc]
    assert handovers.docs_for(hall.officer("stranger")) == []
    assert handovers.doc_for(doc.pk, hall.officer("stranger")) is None


def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_written() -> None:
    hall = a_hall()
    other = a_department(a_hall("other").centre, "xf", "消防")
    good = {"kind": DocKind.REPORT, "title": "一", "sender": "二", "department_id": hall.department.pk}
    for wrong, field in (
        ({"title": " "}, "title"),
        ({"sender": ""}, "sender"),
        ({"title": "长" * 201}, "title"),
        ({"contact": "a\u202eb"}, "contact"),
        ({"department_id": other.pk}, "department"),
        ({"reply_by": date(2026, 9, 1)}, "reply_by"),
    ):
        with pytest.raises(Invalid) as refused:
            handovers.take_in_doc(Incoming(**(good | wrong)), by=hall.officer("clerk"), now=NOW)  # type: ignore[arg-type]
        assert refused.value.field == field
    assert not OfficialDoc.objects.exists()


def test_two_who_answer_at_once_answer_once() -> None:
    hall = a_hall()
    doc = a_doc(hall, at=DocState.SIGNED)
    stale = OfficialDoc.objects.get(pk=doc.pk)
    handovers.answer_doc(doc, "同意。", by=hall.officer("reviewer"), now=NOW)
    with pytest.raises(Stale):
        handovers.answer_doc(stale, "不同意。", by=hall.officer("approver"), now=NOW + timedelta(minutes=1))
    assert OfficialDoc.objects.get(pk=doc.pk).answer == "同意。"


@pytest.mark.rule("R278")
def test_the_pages_take_a_document_from_hand_to_hand_and_keep_what_was_typed() -> None:
    hall = a_hall()
    clerk, reviewer = sign_in(hall, "clerk"), sign_in(hall, "reviewer")
    typed = {"kind": "complaint", "title": "<b>投诉</b>公文", "sender": " ", "department": hall.department.pk}
    refused = clerk.post("/desk/official-docs/", typed)
    assert refused.status_code == 422
    assert "请写来文单位" in shown(refused)
    assert 'value="&lt;b&gt;投诉&lt;/b&gt;公文"' in refused.content.decode()
    page = clerk.post("/desk/official-docs/", typed | {"sender": "信访局"}).headers["Location"]
    assert clerk.post(page, {"do": "sign"}).status_code == 409
    assert "<b>投诉</b>公文" in shown(reviewer.get("/desk/official-docs/"))
    reviewer.post(page, {"do": "sign"})
    assert reviewer.post(page, {"do": "answer", "answer": ""}).status_code == 422
    reviewer.post(page, {"do": "answer", "answer": "已查明。", "answer_no": "青文函〔2026〕5号"})
    clerk.post(page, {"do": "deliver", "delivered_to": "信访局小王，当面"})
    assert "信访局小王，当面" in shown(clerk.get(page))
    assert "现在没有公文" in shown(clerk.get("/desk/official-docs/"))
    assert "投诉" in shown(clerk.get("/desk/official-docs/?view=all"))
    assert sign_in(hall, "supervisor").get(page).status_code == 403
