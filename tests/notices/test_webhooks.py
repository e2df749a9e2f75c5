"""Other systems are told: signed, again when they are down, dead letters replayed, nobody inside reached."""

from datetime import timedelta
from itertools import pairwise

import pytest
from pytest_django import Settings

from tests.cases.build import a_case
from tests.cast import NOW, Hall, a_hall, a_matter, a_person
from tests.notices.gateways import Receiver, served
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.notices import services
from yichuang.notices.models import Push
from yichuang.notices.public import PushState, Subscription, dead_pushes, secret_for, subscribable
from yichuang.notices.rules.signing import is_signed
from yichuang.notices.rules.webhooks import MAX_PUSHES, networks_in, why_not_address, why_not_reach
from yichuang.people.public import Officer, Role

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)


def an_operator(hall: Hall) -> Officer:
    hall.staff["sysadmin"] = a_person(hall, "sysad", "系统", Role.SYSADMIN, None)
    return hall.officer("sysadmin")


def told(hall: Hall, receiver: Receiver, *events: str) -> tuple[Subscription, Officer]:
    by = an_operator(hall)
    wanted = list(events) or ["case.accepted"]
    return services.subscribe("区数据局", receiver.url, wanted, by=by, now=NOW), by


@pytest.fixture
def loopback(settings: Settings) -> None:
    settings.WEBHOOK_NETWORKS = "127.0.0.0/8"


@pytest.mark.usefixtures("loopback")
def test_an_accepted_case_is_pushed_signed_with_its_number_and_nothing_about_the_person() -> None:
    hall, receiver = a_hall(), Receiver()
    with served(receiver):
        subscription, _ = told(hall, receiver)
        case = a_case(hall)
        assert services.sweep_pushes(LATER) == 1
        assert services.sweep_pushes(LATER) == 0
    [(headers, body)] = receiver.heard
    [said] = receiver.bodies()
    assert {k: said[k] for k in ("event", "case_no", "state")} == {
        "event": "case.accepted",
        "case_no": case.no,
        "state": "accepted",
    }
    assert set(said) == {"id", "event", "case_no", "state", "occurred_at"}
    assert case.applicant_name not in body.decode()
    assert headers["x-yichuang-event-id"] == said["id"]
    at = headers["x-yichuang-timestamp"]
    assert is_signed(
        secret_for(subscription), "POST", "/hooks?from=hall", at=at, nonce=headers["x-yichuang-nonce"],
        signed=headers["x-yichuang-signature"], body=body, now=float(at),
    )  # fmt: skip


@pytest.mark.usefixtures("loopback")
def test_a_kind_of_message_can_be_subscribed() -> None:
    hall, receiver = a_hall(), Receiver()
    with served(receiver):
        told(hall, receiver, "message.accepted")
        a_case(hall)
        services.sweep_pushes(LATER)
    assert [one["event"] for one in receiver.bodies()] == ["message.accepted"]


@pytest.mark.usefixtures("loopback")
def test_a_receiver_that_is_down_is_tried_again_later_and_later_then_the_letter_is_dead_and_replayed() -> (
    None
):
    hall, receiver = a_hall(), Receiver()
    receiver.answers = [500] * MAX_PUSHES
    with served(receiver):
        subscription, by = told(hall, receiver)
        a_case(hall)
        now, waits = LATER, []
        for _ in range(MAX_PUSHES):
            assert services.sweep_pushes(now) == 0
            push = Push.objects.get()
            if push.next_try_at:
                waits.append(push.next_try_at - now)
                now = push.next_try_at
        assert all(later > earlier for earlier, later in pairwise(waits[:8]))
        assert waits[0] >= timedelta(seconds=30)
        [dead] = dead_pushes(subscription)
        assert dead.error == "HTTP 500"
        assert services.replay(subscription, push_id=dead.pk, by=by, now=now) == 1
        assert services.replay(subscription, by=by, now=now) == 0
        assert services.sweep_pushes(now) == 1
    assert len({one["id"] for one in receiver.bodies()}) == 1  # the receiver can tell the repeats
    assert Push.objects.get().state == PushState.DELIVERED


@pytest.mark.usefixtures("loopback")
def test_an_ended_subscription_hears_nothing_and_its_letters_are_not_replayed() -> None:
    hall, receiver = a_hall(), Receiver()
    with served(receiver):
        subscription, by = told(hall, receiver)
        sheet = a_matter(hall)
        a_case(hall, sheet=sheet)
        services.end_subscription(subscription, by=by, now=NOW)
        a_case(hall, sheet=sheet)
        assert services.sweep_pushes(LATER) == 0
        with pytest.raises(Refused, match="已停用"):
            services.replay(subscription, by=by, now=NOW)
    assert receiver.heard == []
    assert len(dead_pushes(subscription)) == 1


def test_a_case_that_fails_is_not_pushed_and_without_subscriptions_nothing_is_kept() -> None:
    a_case(a_hall())
    assert not Push.objects.exists()


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/", "ftp://example.org/", "https://", "https://u:p@example.org/", "https://a/#b",
        "https://exa mple.org/", "javascript:alert(1)", "https://例子.cn/", "https://[::1", "http://10.0.0.1/",
    ],
)  # fmt: skip
def test_addresses_that_cannot_be_are_refused(url: str) -> None:
    hall = a_hall()
    assert why_not_address(url)
    with pytest.raises(Invalid) as refused:
        services.subscribe("x", url, ["case.accepted"], by=an_operator(hall), now=NOW)
    assert refused.value.field == "url"


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.1", "0.0.0.0",
     "100.64.0.1", "224.0.0.1"],
)  # fmt: skip
def test_inner_addresses_are_not_reached_unless_the_setting_allows_it(ip: str) -> None:
    assert "内网地址" in why_not_reach(ip, ())
    assert why_not_reach("10.1.2.3", networks_in("10.1.0.0/16, 127.0.0.0/8")) == ""
    assert why_not_reach("8.8.8.8", ()) == ""


def test_a_name_that_leads_inside_is_found_out_when_it_is_connected_to(settings: Settings) -> None:
    hall, receiver = a_hall(), Receiver()
    settings.WEBHOOK_NETWORKS = "127.0.0.0/8"
    with served(receiver):
        told(hall, receiver)
        a_case(hall)
        settings.WEBHOOK_NETWORKS = ""  # as if the name had been turned to an inner address since
        assert services.sweep_pushes(LATER) == 0
    assert "内网地址" in Push.objects.get().error
    assert receiver.heard == []


def test_only_the_system_administrator_subscribes() -> None:
    hall = a_hall()
    with pytest.raises(Forbidden):
        services.subscribe(
            "x", "https://example.org/", ["case.accepted"], by=hall.officer("manager"), now=NOW
        )
    with pytest.raises(Invalid, match="至少选一种"):
        services.subscribe("x", "http://127.0.0.1:1/", ["case.drafted"], by=an_operator(hall), now=NOW)
    assert "case.drafted" not in subscribable()
