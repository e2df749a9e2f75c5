"""The manager's page of closings."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.visits import a_world, shown, sign_in
from yichuang.cases.public import ledger_of
from yichuang.people.public import Closing, forget_closings
from yichuang.worktime.public import ensure_standard_plans

pytestmark = pytest.mark.django_db
PAGE = "/desk/closings/"
TYPHOON = {
    "do": "shut",
    "from_on": "2026-09-16",
    "until_on": "2026-09-18",
    "reason": "防御台风",
    "notice_number": "青政发〔2026〕12号",
    "notice_title": "关于防御台风停工停业的通告",
    "notice_issuer": "青禾市人民政府",
    "notice_on": "2026-09-15",
}


def test_a_manager_records_a_notice_and_takes_it_back() -> None:
    world = a_world()
    assert ledger_of(world.accepted)
    client = sign_in(world.hall, "manager")
    assert "正在计时的 1 件" in shown(client.get(PAGE))
    assert client.post(PAGE, TYPHOON).status_code == 302
    page = shown(client.get(PAGE))
    assert "青禾市人民政府《关于防御台风停工停业的通告》（青政发〔2026〕12号）" in page
    assert "期限正在重新推算" in page
    closing = Closing.objects.get()
    no_reason = client.post(PAGE, {"do": "withdraw", "closing": closing.pk})
    assert (no_reason.status_code, "请写明为什么撤回" in shown(no_reason)) == (422, True)
    client.post(PAGE, {"do": "withdraw", "closing": closing.pk, "withdrawn_reason": "台风转向"})
    assert "撤回：台风转向" in shown(client.get(PAGE))


def test_one_day_without_a_notice_is_said_to_leave_limits_alone() -> None:
    client = sign_in(a_world().hall, "manager")
    client.post(PAGE, {"do": "shut", "from_on": "2026-09-16", "reason": "停电", "approved_by": "张主任"})
    assert "没有政府通告，期限照常" in shown(client.get(PAGE))


@pytest.mark.rule("R020")
def test_other_hours_have_a_reason_days_and_who_decided_and_the_public_reads_them_at_once() -> None:
    world = a_world()
    world.hall.centre.hours = ensure_standard_plans()["h1"]
    world.hall.centre.save()
    client, today = sign_in(world.hall, "manager"), timezone.localdate()
    days = {"from_on": today.isoformat(), "until_on": (today + timedelta(days=2)).isoformat()}
    assert (
        sign_in(world.hall, "clerk")
        .post(PAGE, {"do": "shut", **days, "reason": "停电", "approved_by": "张主任"})
        .status_code
        == 403
    )
    assert client.post(PAGE, {"do": "shut", **days, "reason": " "}).status_code == 422
    assert "不开放 （停电）" not in shown(client.get("/"))
    client.post(PAGE, {"do": "shut", **days, "reason": "停电", "approved_by": "张主任"})
    unapproved = client.post(PAGE, {"do": "shut", **days, "reason": "停电"})
    assert (unapproved.status_code, "请写批准人" in shown(unapproved)) == (422, True)
    closing = Closing.objects.get()
    assert closing.approved_by == "张主任"
    assert "张主任批准" in shown(client.get(PAGE))
    assert closing.recorded_by == world.hall.officer("manager").actor_id
    forget_closings()  # another process learns of it within seconds
    assert shown(client.get("/")).count("（停电）") == 3


def test_what_cannot_be_is_said_beside_what_was_typed() -> None:
    client = sign_in(a_world().hall, "manager")
    half = client.post(PAGE, {**TYPHOON, "notice_on": ""})
    assert (half.status_code, "要写全" in shown(half)) == (422, True)
    assert 'value="青政发〔2026〕12号"' in half.content.decode()
    assert client.post(PAGE, {**TYPHOON, "from_on": "2026-99-99"}).status_code == 422
    assert client.post(PAGE, {"do": "withdraw", "closing": "x"}).status_code == 422
    assert not Closing.objects.exists()


def test_others_are_not_let_in() -> None:
    assert sign_in(a_world().hall, "clerk").get(PAGE).status_code == 403
