"""Enquiries at the desk and on the portal: registered in a line, answered from the guide, handed on, read."""

import re

import pytest
from django.test import Client

from tests.cast import Hall, a_hall, a_matter
from tests.desk.visits import shown, sign_in
from yichuang.enquiries import public as enquiries
from yichuang.enquiries.public import Enquiry, State

pytestmark = pytest.mark.django_db


def post(client: Client, address: str, status: int = 302, **fields: object) -> str:
    answer = client.post(address, fields)
    assert answer.status_code == status, shown(answer)
    return shown(answer)


def a_ready_hall() -> Hall:
    hall = a_hall()
    a_matter(hall, conditions=("有固定的经营场所",))
    enquiries.index_new()
    return hall


@pytest.mark.rule("R041", "R047", "R051", "R091")
def test_a_few_letters_and_enter_bring_the_guide_and_one_more_key_says_it_was_told() -> None:
    hall = a_ready_hall()
    clerk = sign_in(hall, "clerk")
    assert "没有等答复的咨询" in shown(clerk.get("/desk/enquiries/"))
    post(clerk, "/desk/enquiries/", words="spxjy", channel="phone", phone="13812345678")
    made = Enquiry.objects.get()
    address = f"/desk/enquiries/{made.no}/"
    words = shown(clerk.get(address))
    for said in ("食品小经营许可", "有固定的经营场所", "租赁合同", "办事须知", "10 个工作日", "不收费"):
        assert said in words, said
    post(clerk, address, do="answer", answer="", matter="sp-xjy")
    assert Enquiry.objects.get().state == State.ANSWERED
    assert "最近答复的" in shown(clerk.get("/desk/enquiries/"))


@pytest.mark.rule("R042", "R052")
def test_a_question_in_plain_words_is_handed_on_and_confirmed_there() -> None:
    hall = a_ready_hall()
    first, clerk = sign_in(hall, "manager"), sign_in(hall, "clerk")
    post(first, "/desk/enquiries/", words="开饭店要什么证<b>", channel="visit")
    made = Enquiry.objects.get()
    address = f"/desk/enquiries/{made.no}/"
    assert "食品小经营许可" in shown(first.get(address))
    assert b"<b>" not in clerk.get(address).content.split(b"<h1>")[1].split(b"</h1>")[0]
    assert "转到哪里" in post(first, address, 422, do="hand_on", to="", place="楼上")
    post(first, address, do="hand_on", to=f"window:{hall.window.pk}", place="二楼")
    assert "还没有确认" in shown(first.get(address))
    assert "为什么退回" in post(clerk, address, 422, do="come_back", words="")
    post(clerk, address, do="take")
    assert "接到了" in shown(first.get(address))
    assert "接到的窗口" in post(sign_in(hall, "second_clerk"), address, 409, do="answer", answer="x")
    assert clerk.post(address, {"do": "nonsense"}).status_code == 404


def test_what_is_another_centres_or_departments_is_not_shown() -> None:
    hall, other = a_ready_hall(), a_hall("linxi")
    post(sign_in(hall, "clerk"), "/desk/enquiries/", words="开饭店", channel="visit")
    address = f"/desk/enquiries/{Enquiry.objects.get().no}/"
    assert sign_in(other, "clerk").get(address).status_code == 404
    assert sign_in(hall, "stranger").get(address).status_code == 404
    assert sign_in(hall, "supervisor").get(address).status_code == 200
    assert sign_in(hall, "publisher").get("/desk/enquiries/").status_code == 403


def test_bad_input_at_the_desk_is_refused_with_a_sentence() -> None:
    hall = a_ready_hall()
    clerk = sign_in(hall, "clerk")
    assert "请写问了什么" in post(clerk, "/desk/enquiries/", 422, words=" ", channel="visit")
    assert "请选怎么问的" in post(clerk, "/desk/enquiries/", 422, words="问", channel="pigeon")
    assert "网上咨询" in post(clerk, "/desk/enquiries/", 422, words="问", channel="online")
    assert "最多" in post(clerk, "/desk/enquiries/", 422, words="问" * 100_000, channel="visit")
    assert not Enquiry.objects.exists()


@pytest.mark.rule("R048", "R054")
def test_a_citizen_asks_online_and_reads_the_answer_by_number_and_last_four() -> None:
    hall = a_ready_hall()
    asker, at = Client(), "?centre=qinghe"
    assert "三个工作日" in shown(asker.get(f"/ask/{at}"))
    post(asker, "/ask/", words="我想<i>开饭店</i>", phone="13812345678", matter="sp-xjy")
    assert "还没有答复" in shown(asker.get("/ask/mine/"))
    made = Enquiry.objects.get()
    assert made.first_contact is None
    clerk = sign_in(hall, "clerk")
    assert made.question in shown(clerk.get("/desk/enquiries/"))
    post(clerk, f"/desk/enquiries/{made.no}/", do="answer", answer="办<b>食品小经营许可</b>")
    elsewhere = Client()
    assert elsewhere.get("/ask/mine/").status_code == 302
    assert "对不上" in post(elsewhere, "/ask/find/", 422, no=made.no, tail="0000")
    post(elsewhere, "/ask/find/", no=made.no, tail="5678")
    page = elsewhere.get("/ask/mine/")
    assert "有答复了" in shown(page)
    assert b"&lt;b&gt;" in page.content
    assert Enquiry.objects.get().first_contact_id == hall.staff["clerk"].pk


def test_without_a_telephone_four_digits_are_given() -> None:
    a_ready_hall()
    asker = Client()
    post(asker, "/ask/?centre=qinghe", words="问一件事")
    made = Enquiry.objects.get()
    assert made.tail in shown(asker.get("/ask/mine/"))
    assert re.fullmatch(r"\d{4}", made.tail)


def test_wrong_guesses_and_floods_are_slowed_down_and_bad_input_gets_a_sentence() -> None:
    a_ready_hall()
    client = Client()
    for bad, sentence in (
        ({"words": ""}, "想问什么"),
        ({"words": "问" * 100_000}, "最多"),
        ({"words": "问", "phone": "1"}, "电话号码不完整"),
    ):
        assert sentence in post(client, "/ask/?centre=qinghe", 422, **bad)
    statuses = [client.post("/ask/?centre=qinghe", {"words": "问"}).status_code for _ in range(60)]
    assert statuses[0] == 302
    assert statuses[-1] == 429
    guesses = [client.post("/ask/find/", {"no": "W1", "tail": "0000"}).status_code for _ in range(20)]
    assert guesses[0] == 422
    assert guesses[-1] == 429
