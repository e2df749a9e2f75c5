"""The pages of the post, of its words, and of other systems; what the case's pages say was sent."""

import pytest
from django.test import Client
from pytest_django import Settings

from tests.cast import NOW, a_person
from tests.desk.visits import a_world, shown, sign_in
from tests.notices.gateways import Receiver, a_gateway
from yichuang.notices import services
from yichuang.notices.models import CentreWording, Push
from yichuang.notices.public import Channel, Message, PushState, State, Subscription, opted_out
from yichuang.people.public import Role, setting_text

pytestmark = pytest.mark.django_db
PAGE, WORDS = "/desk/messages/", "/desk/messages/accepted/zh/"
GOOD = {"subject": "受理：{matter}", "body": "编号 {case_no}。", "sms": "受理{case_no}", "after": "0"}


def test_what_failed_is_listed_masked_and_sent_again_by_hand(settings: Settings) -> None:
    world = a_world()
    manager = sign_in(world.hall, "manager")
    assert "没有发送失败的消息" in shown(manager.get(PAGE))
    with a_gateway(settings):
        settings.SMS_SECRET = ""
        case = world.accepted
        Message.objects.filter(channel=Channel.SMS).update(
            state=State.FAILED, next_try_at=None, error="HTTP 401"
        )
        page = shown(manager.get(PAGE))
        assert "138****1234" in page
        assert "13812341234" not in page
        assert "HTTP 401" in page
        assert "发送失败" in shown(sign_in(world.hall, "reviewer").get(f"/desk/cases/{case.no}/"))
        message = Message.objects.get(channel=Channel.SMS)
        assert manager.post(PAGE, {"do": "again", "message": message.pk}).status_code == 302
        again = manager.post(PAGE, {"do": "again", "message": message.pk})
        assert (again.status_code, "已经不在失败的里面" in shown(again)) == (422, True)
        assert manager.post(PAGE, {"do": "all"}).status_code == 302
    assert Message.objects.get(pk=message.pk).state == State.QUEUED


def test_ways_and_quiet_hours_are_set_on_the_page() -> None:
    world = a_world()
    manager, centre = sign_in(world.hall, "manager"), world.hall.centre.pk
    assert manager.post(PAGE, {"do": "quiet", "quiet": "22:00-07:30"}).status_code == 302
    assert setting_text(centre, "notices.quiet") == "22:00-07:30"
    wrong = manager.post(PAGE, {"do": "quiet", "quiet": "<b>夜里"})
    assert (wrong.status_code, "21:00-08:00 这样" in shown(wrong)) == (422, True)
    assert "&lt;b&gt;夜里" in wrong.content.decode()
    assert manager.post(PAGE, {"do": "ways", "kind": "sent", "ways": "sms"}).status_code == 302
    assert setting_text(centre, "notices.ways.sent") == "sms"
    assert manager.post(PAGE, {"do": "ways", "kind": "sent", "ways": "pigeon"}).status_code == 422
    assert manager.post(PAGE, {"do": "ways", "kind": "seals", "ways": "sms"}).status_code == 404
    assert manager.post(PAGE, {"do": "nothing"}).status_code == 404


def test_words_are_tried_on_a_sample_before_they_hold() -> None:
    world = a_world()
    manager = sign_in(world.hall, "manager")
    tried = manager.post(WORDS, {**GOOD, "do": "try"})
    assert "受理：食品小经营许可" in shown(tried)
    assert "短信，分 1 条" in shown(tried)
    assert not CentreWording.objects.exists()
    assert manager.post(WORDS, {**GOOD, "do": "save"}).status_code == 302
    assert "现在用的是第 1 版" in shown(manager.get(WORDS))
    slow = manager.post(WORDS, {**GOOD, "do": "save"})
    assert (slow.status_code, "刚才有人改过" in shown(slow)) == (409, True)
    assert manager.post(WORDS, {"do": "house", "after": "1"}).status_code == 302
    assert "回到出厂的文字" in shown(manager.get(WORDS))


def test_a_faulty_word_is_said_beside_its_field_and_what_was_typed_stays() -> None:
    world = a_world()
    manager = sign_in(world.hall, "manager")
    answer = manager.post(WORDS, {**GOOD, "body": "<i>{nosuch}", "sms": "{case_no", "do": "save"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'id="f-body" role="alert">只能写文字，不能写网页代码：&lt;i&gt;' in page
    assert 'id="f-sms" role="alert">花括号没有成对' in page
    assert "&lt;i&gt;{nosuch}" in page
    assert not CentreWording.objects.exists()
    for nowhere in ("/desk/messages/seals/zh/", "/desk/messages/accepted/fr/", "/desk/messages/x/zh/"):
        assert manager.get(nowhere).status_code == 404


def test_others_are_not_let_in() -> None:
    world = a_world()
    for page in (PAGE, WORDS):
        assert sign_in(world.hall, "clerk").get(page).status_code == 403
    assert sign_in(world.hall, "manager").get("/desk/webhooks/").status_code == 403


def an_operator(world: object) -> Client:
    hall = world.hall  # type: ignore[attr-defined]
    hall.staff["sysadmin"] = a_person(hall, "sysad", "系统", Role.SYSADMIN, None)
    return sign_in(hall, "sysadmin")


def test_another_system_is_added_looked_at_replayed_and_ended(settings: Settings) -> None:
    world, receiver = a_world(), Receiver()
    receiver.server_close()
    settings.WEBHOOK_NETWORKS = "127.0.0.0/8"
    client = an_operator(world)
    wrong = client.post(
        "/desk/webhooks/", {"name": "数据局", "url": "http://10.0.0.1/", "events": ["case.accepted"]}
    )
    assert (wrong.status_code, "地址要用 https" in shown(wrong)) == (422, True)
    form = {"name": "数据局", "url": receiver.url, "events": ["case.accepted"]}
    added = client.post("/desk/webhooks/", form)
    page = added["Location"].partition("?")[0]
    assert "把下面的密钥交给对方" in shown(client.get(added["Location"]))
    no = world.accepted.no
    assert services.sweep_pushes(NOW) == 0
    Push.objects.update(state=PushState.DEAD, next_try_at=None)
    assert no[:4] in shown(client.get(page))
    assert client.post(page, {"do": "replay", "push": Push.objects.get().pk}).status_code == 302
    assert Push.objects.get().state == PushState.QUEUED
    assert client.post(page, {"do": "renew"}).status_code == 302
    assert client.post(page, {"do": "end"}).status_code == 302
    assert (client.post(page, {"do": "all"}).status_code, Subscription.objects.get().is_active) == (
        409,
        False,
    )
    assert client.get("/desk/webhooks/999/").status_code == 404


def test_the_person_sees_what_was_sent_where_and_declines_what_the_law_lets_her(settings: Settings) -> None:
    world = a_world()
    with a_gateway(settings):
        case = world.accepted
        services.sweep(NOW)
    citizen = Client()
    citizen.post("/track/", {"no": case.no, "tail": "1234"})
    page = shown(citizen.get("/track/case/"))
    assert "短信 138****1234 已送达" in page
    refused = citizen.post("/track/case/messages/", {"channel": "sms", "kind": "accepted", "do": "decline"})
    assert (refused.status_code, "行政许可法第三十二条要求告知您的" in shown(refused)) == (409, True)
    ask = {"channel": "sms", "kind": "", "do": "decline"}
    assert citizen.post("/track/case/messages/", ask).status_code == 302
    assert len(opted_out([case.applicant_id])) == 1
    assert "重新发给我" in shown(citizen.get("/track/case/"))
    assert citizen.post("/track/case/messages/", {**ask, "do": "want"}).status_code == 302
    assert opted_out([case.applicant_id]) == []
    assert citizen.post("/track/case/messages/", {"channel": "pigeon"}).status_code == 404
    assert Client().post("/track/case/messages/", ask)["Location"] == "/track/"
