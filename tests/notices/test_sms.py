"""Texts over a gateway that really listens: signed, at least once to it, exactly once to the person."""

import http.client
import json
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from pytest_django import Settings

from tests.cast import NOW, a_hall
from tests.elsewhere import surroundings
from tests.notices.gateways import SECRET, a_gateway
from tests.notices.test_post import ACCEPTED, CASE, an_applicant, jobs_waiting
from yichuang.journal.public import Event, story
from yichuang.notices import services
from yichuang.notices.public import (
    Accepted,
    BookingSoon,
    Channel,
    Concluded,
    Kind,
    Message,
    Reader,
    State,
    post,
)
from yichuang.notices.rules.signing import KEY, canonical, headers, is_signed, signature
from yichuang.notices.rules.sms import MOST_PARTS, mobile, parts_of, short_text
from yichuang.people.public import Applicant, set_setting
from yichuang.site.ops.places import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
LOCAL = ZoneInfo("Asia/Shanghai")
NIGHT = datetime(2026, 9, 14, 22, 30, tzinfo=LOCAL)
MORNING = datetime(2026, 9, 15, 8, 0, tzinfo=LOCAL)


def with_a_phone(phone: str = "13812341234") -> Applicant:
    applicant = an_applicant(email="")
    applicant.phone = phone
    applicant.save()
    return applicant


def tell(to: Applicant, *, key: str = "k1", now: datetime = NOW, centre: int | None = None) -> Message | None:
    post(Kind.CONCLUDED, to=to, case_no=CASE, context=FINISHED, key=key, now=now, centre=centre)
    return Message.objects.filter(channel=Channel.SMS, key=f"{key}:sms").first()


FINISHED = Concluded("食品小经营许可", CASE, "食品小经营许可证", NOW.date(), complaint_phone="0000-7654321")


@pytest.mark.rule("R135")
def test_a_text_reaches_the_phone_signed_and_once(settings: Settings) -> None:
    with a_gateway(settings) as gateway:
        settings.SMS_SIGN = "青禾政务"
        post(Kind.ACCEPTED, to=with_a_phone(), case_no=CASE, context=ACCEPTED, key="k", now=NOW)
        job = jobs_waiting()[-1]
        assert services.deliver(job["message_id"], now=NOW)
        assert not services.deliver(job["message_id"], now=NOW)
        assert services.sweep(NOW) == 0
        [text] = gateway.inbox.texts.values()
    assert text["to"] == "13812341234"
    assert text["text"].startswith("【青禾政务】已受理“食品小经营许可”，编号202609160043")
    message = Message.objects.get(channel=Channel.SMS)
    assert (message.state, message.parts, message.reference) == (State.DELIVERED, 1, "sim-k:sms")
    assert [entry.event for entry in story(f"case:{CASE}")] == [Event.MESSAGE_QUEUED, Event.MESSAGE_DELIVERED]


def test_without_a_gateway_or_a_mobile_number_there_is_no_text(settings: Settings) -> None:
    assert tell(with_a_phone()) is None
    with a_gateway(settings):
        landline = an_applicant(email="", number="340524198001010028")
        landline.phone = "0553-1234567"
        assert tell(landline, key="k2") is None


def test_one_line_carries_many_texts_each_at_its_first_try(settings: Settings) -> None:
    applicant = with_a_phone()
    with a_gateway(settings) as gateway:
        settings.SMS_LANES = 1
        for n in range(10):
            tell(applicant, key=f"k{n}")
        assert services.sweep(NOW) == 10
        assert gateway.inbox.requests == 10


def test_numbers_are_checked() -> None:
    assert mobile("+86 138-1234-1234") == mobile("008613812341234") == "13812341234"
    assert [mobile(n) for n in ("12812341234", "1381234123", "0553-1234567", "+1 202 555 0100", "")] == [
        ""
    ] * 5


def test_a_text_says_its_parts_and_no_full_id_number() -> None:
    assert [parts_of("字" * n) for n in (70, 71, 134, 135)] == [1, 2, 2, 3]
    assert [parts_of("a" * n) for n in (160, 161)] == [1, 2]
    assert parts_of("𠮷" * 36) == 2  # outside the basic plane each counts as two
    assert (
        short_text("证件 34052419800101001X，\n编号 202609160043")
        == "证件 3405**********001X， 编号 202609160043"
    )
    assert short_text("代码 91340500MA2TXG4R1Q") == "代码 9134**********4R1Q"
    long = short_text("长" * 1000, sign="青禾")
    assert (parts_of(long), long[:4], long[-1]) == (MOST_PARTS, "【青禾】", "…")


@pytest.mark.parametrize("behaviour", [{"fail_every": 2}, {"lose_every": 2}], ids=["500", "lost"])
def test_a_gateway_that_breaks_or_loses_answers_still_has_each_text_once(
    settings: Settings, behaviour: dict[str, int]
) -> None:
    applicant = with_a_phone()
    with a_gateway(settings, **behaviour) as gateway:
        for n in range(12):
            tell(applicant, key=f"k{n}")
        now = NOW
        for _ in range(6):
            services.sweep(now)
            now += timedelta(minutes=35)
        assert len(gateway.inbox.texts) == 12
        assert gateway.inbox.requests > 12
    assert set(Message.objects.filter(channel=Channel.SMS).values_list("state", flat=True)) == {
        State.DELIVERED
    }


def test_a_slow_gateway_is_not_waited_for_and_the_key_stays_the_same(settings: Settings) -> None:
    with a_gateway(settings, slow_s=1.5) as gateway:
        settings.SMS_TIMEOUT = 1
        message = tell(with_a_phone())
        assert message is not None
        assert services.sweep(NOW) == 0
        message.refresh_from_db()
        assert (message.state, message.attempts) == (State.QUEUED, 1)
        assert "Timeout" in message.error
        gateway.behaviour.slow_s = 0
        assert services.sweep(NOW + timedelta(minutes=2)) == 1
        assert gateway.inbox.asked == {"k1:sms": 2}


def test_what_the_gateway_refuses_for_good_is_not_tried_again(settings: Settings) -> None:
    with a_gateway(settings) as gateway:
        message = tell(with_a_phone())
        assert message is not None
        Message.objects.filter(pk=message.pk).update(address="10000000000")
        services.sweep(NOW)
        message.refresh_from_db()
        assert (message.state, message.error) == (State.FAILED, "HTTP 422 no such number")
        assert gateway.inbox.texts == {}


def test_a_wrong_secret_is_our_own_fault_and_waits(settings: Settings) -> None:
    with a_gateway(settings):
        settings.SMS_SECRET = "another"
        message = tell(with_a_phone())
        assert message is not None
        services.sweep(NOW)
        message.refresh_from_db()
    assert (message.state, message.error) == (State.QUEUED, "HTTP 401 signature")


def test_a_gateway_that_is_down_costs_the_rest_of_the_batch_no_attempt(settings: Settings) -> None:
    applicant = with_a_phone()
    with a_gateway(settings, fail_every=1):
        settings.SMS_LANES = 1
        for n in range(12):
            tell(applicant, key=f"k{n}")
        assert services.sweep(NOW) == 0
    attempts = sorted(Message.objects.filter(channel=Channel.SMS).values_list("attempts", flat=True))
    assert attempts == [0] * 7 + [1] * 5


def test_a_replayed_request_is_refused_by_the_gateway(settings: Settings) -> None:
    with a_gateway(settings) as gateway:
        body = json.dumps({"to": "13812341234", "text": "好", "key": "k"}).encode()
        signed = headers(SECRET, "POST", "/v1/texts", at=int(time.time()), nonce="n", body=body)
        answers = []
        for _ in range(2):
            line = http.client.HTTPConnection("127.0.0.1", gateway.server_port, timeout=5)
            line.request("POST", "/v1/texts", body, {KEY: "yichuang", "Idempotency-Key": "k", **signed})
            answers.append(line.getresponse().status)
            line.close()
        assert answers == [200, 401]


def test_a_signature_holds_for_its_request_and_its_minutes_only() -> None:
    said = canonical("POST", "/a", at=1000, nonce="n", body=b"x")
    right = {"at": "1000", "nonce": "n", "signed": signature("s", said), "body": b"x", "now": 1100.0}
    assert is_signed("s", "POST", "/a", **right)  # type: ignore[arg-type]
    for wrong in ({"body": b"y"}, {"now": 1301.0}, {"nonce": "m"}, {"at": "１０００"}, {"signed": "é"}):
        assert not is_signed("s", "POST", "/a", **(right | wrong))  # type: ignore[arg-type]
    assert not is_signed("t", "POST", "/a", **right)  # type: ignore[arg-type]


def test_at_night_a_text_waits_for_the_morning_and_an_urgent_one_does_not(settings: Settings) -> None:
    with a_gateway(settings) as gateway:
        waiting = tell(with_a_phone(), now=NIGHT)
        assert waiting is not None
        assert (waiting.next_try_at, waiting.error) == (MORNING, "夜间不打扰，到时间自动发。")
        today = BookingSoon("企业注册开办", "Y1", NIGHT + timedelta(minutes=50), "文昌路 1 号")
        post(Kind.BOOKING_SOON, to=Reader(phone="13912341234"), case_no="", context=today, key="b", now=NIGHT)
        assert services.sweep(NIGHT) == 1
        assert services.sweep(MORNING - timedelta(seconds=1)) == 0
        assert services.sweep(MORNING) == 1
        assert len(gateway.inbox.texts) == 2


def test_what_was_late_in_the_evening_does_not_ring_at_night(settings: Settings) -> None:
    with a_gateway(settings) as gateway:
        message = tell(with_a_phone(), now=NIGHT - timedelta(hours=2))
        assert message is not None
        assert services.sweep(NIGHT) == 0
        message.refresh_from_db()
        assert (message.attempts, message.next_try_at) == (0, MORNING)
        assert gateway.inbox.requests == 0


def test_a_centre_says_when_it_is_quiet_and_which_ways_a_kind_goes(settings: Settings) -> None:
    hall = a_hall()
    by = hall.officer("manager")
    with a_gateway(settings):
        set_setting(hall.centre, "notices.quiet", "", by=by, now=NOW)
        now_and_then = tell(with_a_phone(), now=NIGHT, centre=hall.centre.pk)
        assert now_and_then is not None
        assert now_and_then.next_try_at == NIGHT
        set_setting(hall.centre, "notices.ways.concluded", "email", by=by, now=NOW)
        assert tell(Applicant.objects.get(), key="k2", centre=hall.centre.pk) is None


def test_a_worker_that_comes_back_late_changes_nothing(settings: Settings) -> None:
    with a_gateway(settings):
        message = tell(with_a_phone())
        assert message is not None
        late = Message.objects.get(pk=message.pk)
        late.attempts = 1
        Message.objects.filter(pk=message.pk).update(attempts=2, next_try_at=NOW + timedelta(minutes=5))
        refused = services.sending.Answer(services.sending.Outcome.REFUSED, reason="late")
        services.sending.settle(late, refused, now=NOW)
        message.refresh_from_db()
        assert (message.state, message.attempts) == (State.QUEUED, 2)


@pytest.mark.slow
def test_a_worker_killed_between_sending_and_writing_sends_again_under_the_same_key(
    settings: Settings,
) -> None:
    with a_gateway(settings, slow_s=30) as gateway:
        tell(with_a_phone())
        worker = subprocess.Popen(
            [sys.executable, "-c", WORKER],
            cwd=ROOT,
            env=surroundings(
                YICHUANG_SMS_URL=gateway.url, YICHUANG_SMS_SECRET=SECRET, YICHUANG_SMS_TIMEOUT="60"
            ),
        )
        until = time.monotonic() + 60
        while not gateway.inbox.texts and time.monotonic() < until:
            time.sleep(0.05)
        assert len(gateway.inbox.texts) == 1  # the gateway has it, the worker has no answer
        worker.send_signal(signal.SIGKILL)
        worker.wait(10)
        message = Message.objects.get(channel=Channel.SMS)
        assert (message.state, message.attempts) == (State.QUEUED, 1)
        gateway.behaviour.slow_s = 0
        assert services.sweep(NOW + timedelta(minutes=4)) == 0  # still in the dead one's hand
        assert services.sweep(NOW + timedelta(minutes=5)) == 1
        assert gateway.inbox.asked == {"k1:sms": 2}
        assert len(gateway.inbox.texts) == 1
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.DELIVERED, 2)


WORKER = f"""
import django
django.setup()
from datetime import datetime
from yichuang.notices.public import sweep
sweep(datetime.fromisoformat({NOW.isoformat()!r}))
"""


def test_two_sweeps_at_once_send_nothing_twice(settings: Settings) -> None:
    applicant = with_a_phone()
    with a_gateway(settings, slow_s=0.01) as gateway:
        for n in range(60):
            tell(applicant, key=f"k{n}")

        def work() -> None:
            services.sweep(NOW, limit=1000)
            connections.close_all()

        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert set(gateway.inbox.asked.values()) == {1}
        assert len(gateway.inbox.texts) == 60


def test_html_in_a_name_is_text_and_no_name_breaks_the_line(settings: Settings) -> None:
    with a_gateway(settings):
        context = Accepted("<b>许可</b>\n第二行", CASE, NOW.date())
        post(Kind.ACCEPTED, to=with_a_phone(), case_no=CASE, context=context, key="k", now=NOW)
    assert "\n" not in Message.objects.get(channel=Channel.SMS).body
    assert Message.objects.get(channel=Channel.INBOX).subject == f"已受理：<b>许可</b> 第二行（{CASE}）"
