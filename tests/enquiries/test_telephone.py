"""The telephone exchange's feed: what it tells is kept once, and only what it tells is counted."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.api.calls import a_key
from tests.cast import NOW, Hall, a_hall
from tests.desk.visits import shown, sign_in
from yichuang.enquiries import public as enquiries
from yichuang.enquiries.management.commands.exchange_simulator import calls, send
from yichuang.enquiries.public import Channel, Enquiry, Extension, PhoneCall, Question, Told
from yichuang.journal.public import story
from yichuang.kit.refusal import Forbidden, Invalid, Refused

FEED = "/api/v1/telephone/calls"
A_SECOND = timedelta(seconds=1)
RING = Told(exchange_id="a-1", extension="801", caller="138-1234-5678", rang_at=NOW)
UP = replace(RING, picked_up_at=NOW + 9 * A_SECOND, rings=2)
OVER = replace(UP, ended_at=NOW + 90 * A_SECOND)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def hall(db: None) -> Hall:
    return a_hall()


def report(hall: Hall, told: Told, **changes: Any) -> PhoneCall:
    return enquiries.report_call(replace(told, **changes), by=hall.officer("manager"), now=LATER)


def missed(n: str = "m-1", **changes: Any) -> Told:
    said = {"exchange_id": n, "rings": 6, "ended_at": NOW + 30 * A_SECOND, **changes}
    return replace(RING, **said)


@pytest.mark.rule("R047")
def test_a_call_is_told_as_it_goes_on_and_is_one_call(hall: Hall) -> None:
    for told in (RING, UP, OVER, OVER, RING):
        report(hall, told)
    kept = PhoneCall.objects.get()
    assert (kept.caller, kept.rings, kept.ended_at) == ("13812345678", 2, OVER.ended_at)
    lines = story(kept.subject)
    assert [line.event for line in lines] == ["phone_call.reported"] * 3
    assert "5678" not in json.dumps([line.data for line in lines])


@pytest.mark.parametrize(
    "change",
    [
        {"extension": "802"}, {"caller": ""}, {"rang_at": NOW - A_SECOND}, {"rings": 9},
        {"picked_up_at": NOW + 3 * A_SECOND}, {"ended_at": NOW + 91 * A_SECOND},
    ],
)  # fmt: skip
def test_a_report_that_contradicts_changes_nothing(hall: Hall, change: dict[str, Any]) -> None:
    report(hall, OVER)
    before = PhoneCall.objects.values().get()
    with pytest.raises(Refused, match="内容不一样"):
        report(hall, OVER, **change)
    assert PhoneCall.objects.values().get() == before


def test_two_reports_that_fit_each_other_in_no_order_of_time_are_refused(hall: Hall) -> None:
    report(hall, RING, ended_at=NOW + 5 * A_SECOND)
    with pytest.raises(Invalid, match="不能早于"):
        report(hall, UP)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"exchange_id": ""}, "id"),
        ({"exchange_id": "a\nb"}, "id"),
        ({"extension": "８０１"}, "extension"),
        ({"extension": "80-1"}, "extension"),
        ({"caller": "张三"}, "caller"),
        ({"caller": "1" * 21}, "caller"),
        ({"rings": -1}, "rings"),
        ({"rang_at": NOW + timedelta(hours=1)}, "rang_at"),
        ({"rang_at": NOW - timedelta(days=400)}, "rang_at"),
        ({"picked_up_at": NOW - A_SECOND}, "picked_up_at"),
        ({"ended_at": NOW - A_SECOND}, "ended_at"),
        ({"ended_at": NOW + timedelta(hours=1)}, "ended_at"),
    ],
)
def test_what_cannot_be_is_refused_by_field_in_a_sentence(
    hall: Hall, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        report(hall, RING, **change)
    assert refusal.value.field == field
    assert (PhoneCall.objects.count(), Extension.objects.count()) == (0, 0)


def test_only_the_key_of_a_manager_reports(hall: Hall) -> None:
    with pytest.raises(Forbidden):
        enquiries.report_call(RING, by=hall.officer("clerk"), now=NOW)
    assert not PhoneCall.objects.exists()


def post(body: dict[str, Any], key: str) -> Any:
    headers = {"Authorization": f"Bearer {key}"}
    return Client().post(FEED, json.dumps(body), content_type="application/json", headers=headers)


def test_the_feed_answers_with_what_is_known_and_masks_the_number(hall: Hall) -> None:
    (told,) = calls(1, until=datetime.now(NOW.tzinfo), extensions=("801",))
    told["caller"] = "13812345678"
    key = a_key(hall, "manager")
    for _again in range(2):
        answer = post(told, key)
        assert (answer.status_code, answer.json()["caller"]) == (200, "138****5678")
    assert PhoneCall.objects.get().rings == told["rings"]
    for wrong, status, field in (
        ({**told, "rang_at": "2026-09-14T10:26:00"}, 422, "rang_at"),
        ({**told, "rang_at": "gestern"}, 422, "rang_at"),
        ({**told, "rings": "viele"}, 422, "rings"),
        ({**told, "mood": "good"}, 422, "mood"),
        ({**told, "caller": "1"}, 409, ""),
    ):
        said = post(wrong, key)
        assert (said.status_code, said.json()["field"]) == (status, field), said.json()
        assert any("一" <= c <= "鿿" for c in said.json()["detail"])
    assert post(told, "nonsense").status_code == 401
    assert post(told, a_key(hall, "clerk")).status_code == 403
    assert PhoneCall.objects.count() == 1


@pytest.mark.rule("R046")
def test_the_figure_counts_only_calls_whose_rings_are_told(hall: Hall) -> None:
    report(hall, OVER)  # in time
    report(hall, OVER, exchange_id="a-2", rings=3)  # in time
    report(hall, OVER, exchange_id="a-3", rings=4)  # late
    report(hall, OVER, exchange_id="a-4", rings=None)  # not told
    report(hall, RING, exchange_id="a-5", rings=9)  # still rings
    report(hall, missed("a-6"))  # rang in vain
    report(hall, missed("a-7", rings=2))  # given up before anyone was late
    report(hall, OVER, exchange_id="a-8", extension="802")
    extension = Extension.objects.get(number="801")
    enquiries.set_extension(
        extension, department=hall.department, window=None, by=hall.officer("manager"), now=NOW
    )
    first, second = enquiries.picked_up_promptly(hall.centre.pk, LATER)
    assert (first.month.isoformat(), first.extension) == ("2026-09-01", "801")
    assert (first.within, first.of, first.given_up, first.untold, first.missed) == (2, 4, 1, 1, 2)
    assert (second.within, second.of, second.department) == (1, 1, "")
    assert {(row.department, row.within, row.of) for row in enquiries.by_department([first, second])} == {
        (hall.department.name, 2, 4),
        ("", 1, 1),
    }


@pytest.mark.rule("R047", "R041")
def test_whoever_picked_up_registers_the_call_once_and_sees_how_often_it_rang(hall: Hall) -> None:
    clerk = hall.officer("clerk")
    for n in range(2):
        report(hall, missed(f"before-{n}", rang_at=NOW - timedelta(days=n)))
    report(hall, missed("long-ago", rang_at=NOW - timedelta(days=31), ended_at=NOW - timedelta(days=31)))
    call = report(hall, OVER)
    elsewhere = report(hall, OVER, exchange_id="x", extension="900", caller="")
    other = Extension.objects.get(number="900")
    enquiries.set_extension(other, department=None, window=hall.window, by=hall.officer("manager"), now=NOW)
    (row,) = enquiries.calls_to_write_down(hall.officer("second_clerk"), LATER)
    assert (row.call.pk, row.times) == (call.pk, 3)
    assert {row.call.pk for row in enquiries.calls_to_write_down(clerk, LATER)} == {call.pk, elsewhere.pk}
    question = Question(words="几点开门", channel=Channel.PHONE, call=call)
    with pytest.raises(Invalid, match="来电"):
        enquiries.register(replace(question, channel=Channel.VISIT), by=clerk, now=LATER)
    made = enquiries.register(question, by=clerk, now=LATER)
    assert (made.call_id, made.phone) == (call.pk, "13812345678")
    with pytest.raises(Refused, match="登记过"):
        enquiries.register(question, by=clerk, now=LATER)
    assert enquiries.calls_to_write_down(hall.officer("second_clerk"), LATER) == []


@pytest.mark.rule("R047")
def test_a_missed_call_is_listed_until_it_is_rung_back_or_answered(hall: Hall) -> None:
    clerk = hall.officer("clerk")
    call = report(hall, missed())
    report(hall, missed("hidden", caller=""))
    report(hall, missed("soon answered", caller="13900000000", rang_at=NOW - timedelta(hours=1)))
    report(hall, OVER, exchange_id="answered", caller="13900000000")
    assert [row.call.pk for row in enquiries.calls_missed(clerk, LATER)] == [call.pk]
    assert enquiries.calls_missed(hall.officer("reviewer"), LATER) == []
    with pytest.raises(Refused, match="还没有人接"):
        enquiries.register(Question(words="?", channel=Channel.PHONE, call=call), by=clerk, now=LATER)
    enquiries.ring_back(call, by=clerk, now=LATER)
    with pytest.raises(Refused, match="已经有人回拨"):
        enquiries.ring_back(call, by=hall.officer("second_clerk"), now=LATER)
    assert enquiries.calls_missed(clerk, LATER) == []
    assert [one.pk for one in enquiries.rung_back_by(clerk, LATER)] == [call.pk]
    assert enquiries.rung_back_by(hall.officer("second_clerk"), LATER) == []


def test_the_page_shows_numbers_masked_until_one_rings_back(hall: Hall) -> None:
    now = datetime.now(NOW.tzinfo)
    fresh = {"rang_at": now - timedelta(minutes=2), "ended_at": now}
    enquiries.report_call(missed(**fresh), by=hall.officer("manager"), now=now)
    enquiries.report_call(replace(OVER, **fresh, picked_up_at=now), by=hall.officer("manager"), now=now)
    PhoneCall.objects.filter(exchange_id="m-1").update(caller="13900001111")
    call = PhoneCall.objects.get(exchange_id="m-1")
    clerk = sign_in(hall, "clerk")
    words = shown(clerk.get("/desk/telephone/"))
    assert "139****1111" in words
    assert "13900001111" not in words
    assert clerk.post("/desk/telephone/", {"do": "ring_back", "call": call.pk}).status_code == 302
    assert "13900001111" in shown(clerk.get("/desk/telephone/"))
    assert clerk.post("/desk/telephone/", {"do": "ring_back", "call": call.pk}).status_code == 409
    assert clerk.post("/desk/telephone/", {"do": "ring_back", "call": "x"}).status_code == 422
    talked = PhoneCall.objects.get(exchange_id="a-1")
    assert "138****5678" in shown(clerk.get("/desk/enquiries/"))
    assert "三十天内第 1 次" in shown(clerk.get(f"/desk/enquiries/?call={talked.pk}"))
    said = {"words": "几点开门", "channel": "phone", "call": talked.pk}
    assert clerk.post("/desk/enquiries/", said).status_code == 302
    assert Enquiry.objects.get().call_id == talked.pk
    extension = Extension.objects.get()
    owner = {"do": "set", "extension": extension.pk, "department": hall.department.pk, "window": ""}
    assert clerk.post("/desk/telephone/", owner).status_code == 409
    assert sign_in(hall, "manager").post("/desk/telephone/", owner).status_code == 302
    assert Extension.objects.get().department_id == hall.department.pk


@pytest.mark.django_db(transaction=True)
def test_the_simulator_rings_at_a_real_door(live_server: Any) -> None:
    hall = a_hall()
    key = a_key(hall, "manager")
    call_command("exchange_simulator", address=live_server.url, key=key, calls=12)
    assert PhoneCall.objects.count() == 12
    assert all(call.rings is None for call in PhoneCall.objects.filter(extension__number="802"))
    (told,) = calls(1, until=datetime.now(NOW.tzinfo), seed=2)
    assert send(live_server.url, key, told)[0] == send(live_server.url, key, told)[0] == 200
    assert PhoneCall.objects.count() == 13
    with pytest.raises(CommandError, match="密钥"):
        call_command("exchange_simulator", address=live_server.url, key="wrong", calls=1)
    with pytest.raises(CommandError, match="没有应答"):
        call_command("exchange_simulator", address="http://127.0.0.1:9", key=key, calls=1)
