"""The pages of what follows an acceptance: hand-overs, fees, couriers, licences, checks, terms."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cases.build import ID, a_case, a_draft, decide, filled
from tests.cast import NOW, a_hall, a_matter
from tests.desk.visits import a_world, shown, sign_in, text
from tests.fees.build import a_bill, a_matter_with_fee, opened_online
from yichuang.cases import public as cases
from yichuang.cases.public import CommitmentRule, State
from yichuang.fees import public as fees
from yichuang.handovers import public as handovers
from yichuang.licences import public as licences

pytestmark = pytest.mark.django_db
REVOKING = {"do": "revoke", "facts": "虚假合同", "reason": "应当撤销", "basis": "行政许可法第六十九条"}


@pytest.mark.rule("R085")
def test_the_window_hands_all_over_and_the_department_signs_for_all() -> None:
    hall = a_hall()
    sheet = a_matter(hall)
    found = [a_case(hall, sheet=sheet) for _ in range(2)]
    keys = [str(handovers.last_of(case.pk).pk) for case in found]  # type: ignore[union-attr]
    clerk, reviewer = sign_in(hall, "clerk"), sign_in(hall, "reviewer")
    assert "要我交出的" in shown(clerk.get("/desk/handovers/"))
    assert clerk.post("/desk/handovers/", {"do": "hand", "id": keys}).status_code == 302
    twice = clerk.post("/desk/handovers/", {"do": "hand", "id": keys})
    assert twice.status_code == 409
    assert "已交出" in shown(twice)
    assert reviewer.post("/desk/handovers/", {"do": "receive", "id": keys}).status_code == 302
    assert "材料签收" in shown(reviewer.get(f"/desk/cases/{found[0].no}/"))


@pytest.mark.rule("R121")
def test_an_errand_is_filed_and_ended_on_the_page() -> None:
    hall = a_hall()
    clerk = sign_in(hall, "clerk")
    back = (timezone.localtime() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    fields = {
        "do": "out",
        "department": hall.department.pk,
        "reason": "取证照",
        "back_by": back,
        "cover": hall.staff["second_clerk"].pk,
    }
    assert clerk.post("/desk/handovers/", {**fields, "back_by": "明天"}).status_code == 422
    assert clerk.post("/desk/handovers/", fields).status_code == 302
    page = clerk.get("/desk/handovers/")
    (errand,) = re.findall(r'name="errand" value="(\d+)"', text(page))
    assert clerk.post("/desk/handovers/", {"do": "back", "errand": errand}).status_code == 302


@pytest.mark.rule("R141")
def test_the_window_takes_the_money_settles_and_exports() -> None:
    hall = a_hall()
    bill = a_bill(hall)
    clerk = sign_in(hall, "clerk")
    address = f"/desk/cases/{bill.case.no}/fees/"
    key = re.findall(r'name="key" value="(\w+)"', text(clerk.get(address)))[0]
    for _ in range(2):  # a double click
        assert clerk.post(address, {"do": "pay", "way": "cash", "key": key}).status_code == 302
    assert fees.Payment.objects.count() == 1
    assert "已收 40.00" in shown(clerk.get(address))
    assert clerk.post("/desk/fees/").status_code == 302
    settlement = fees.Settlement.objects.get()
    assert bill.case.no in text(clerk.get(f"/desk/fees/{settlement.pk}/export/"))
    assert clerk.get(f"/desk/fees/{settlement.pk}/sheet/")["Content-Type"] == "application/pdf"


def test_what_has_alternatives_is_assessed_and_exempted_on_the_page() -> None:
    hall = a_hall()
    bill = a_bill(hall, "住宅类80元/件；非住宅类550元/件；小微企业免收")
    clerk = sign_in(hall, "clerk")
    address = f"/desk/cases/{bill.case.no}/fees/"
    assert clerk.post(address, {"do": "assess", "q1": "两"}).status_code == 422
    assert clerk.post(address, {"do": "assess", "q1": "1", "q2": "0"}).status_code == 302
    assert clerk.post(address, {"do": "exempt", "order": "1", "amount": "8.123"}).status_code == 422
    assert clerk.post(address, {"do": "exempt", "order": "1", "reason": "小微企业"}).status_code == 302
    assert "已免收" in shown(clerk.get(address))


@pytest.mark.rule("R136")
def test_a_result_is_sent_by_courier_from_the_page() -> None:
    world = a_world()
    case = world.decided
    clerk = sign_in(world.hall, "clerk")
    address = f"/desk/collect/{case.no}/courier/"
    home = {"do": "address", "receiver": "张三", "phone": "13812341234", "address": "文昌路 2 号"}
    assert clerk.post(address, home).status_code == 302
    assert clerk.post(address, {"do": "send", "carrier": "顺丰", "waybill_no": "SF1"}).status_code == 302
    assert "SF1" in shown(clerk.get(f"/desk/collect/{case.no}/"))
    assert clerk.post(address, {"do": "came_back", "reason": "无人接收"}).status_code == 302
    assert clerk.post(address, {"do": "send", "carrier": "顺丰", "waybill_no": "SF2"}).status_code == 302
    assert clerk.post(address, {"do": "sign_for", "receiver": "张三"}).status_code == 302
    case.refresh_from_db()
    assert case.state == State.CONCLUDED


def test_the_approver_revokes_on_the_page_and_the_reviewer_reads_why_she_cannot() -> None:
    hall = a_hall()
    case = a_case(hall, at=State.DECIDED)
    licence = licences.licence_of_case(case.pk)
    assert licence is not None
    address = f"/desk/licences/{licence.pk}/"
    reviewer, approver = sign_in(hall, "reviewer"), sign_in(hall, "approver")
    assert licence.number in shown(reviewer.get("/desk/licences/"))
    assert "审批人员办理" in shown(reviewer.get(address))
    assert reviewer.post(address, REVOKING).status_code == 409
    assert approver.post(address, {**REVOKING, "facts": ""}).status_code == 422
    assert approver.post(address, {**REVOKING, "bar": "fraud"}).status_code == 302
    assert "已撤销" in shown(approver.get(address))
    assert sign_in(hall, "stranger").get(address).status_code == 404


def test_a_case_is_linked_to_a_licence_on_the_page() -> None:
    hall = a_hall()
    sheet = a_matter(hall, result_validity="1年")
    licence = licences.licence_of_case(a_case(hall, at=State.DECIDED, sheet=sheet).pk)
    assert licence is not None
    case = a_case(hall, sheet=sheet)
    clerk = sign_in(hall, "clerk")
    address = f"/desk/cases/{case.no}/licence/"
    assert licence.number in shown(clerk.get(address))
    assert clerk.post(address, {"kind": "renew"}).status_code == 422
    assert clerk.post(address, {"kind": "renew", "licence": licence.pk}).status_code == 302
    assert licences.ask_of(case.pk) is not None


def test_a_matter_offers_a_commitment_a_case_is_accepted_on_it_and_checked() -> None:
    hall = a_hall()
    sheet = a_matter(hall)
    publisher, clerk, approver = (sign_in(hall, who) for who in ("publisher", "clerk", "approver"))
    offer = {"do": "offer", "told": "甲", "commitments": "乙", "consequences": "丙", "check_days": "20"}
    address = f"/desk/matters/{sheet.matter_code}/terms/"
    assert publisher.post(address, {**offer, "area": "finance"}).status_code == 409
    assert publisher.post(address, {**offer, "check_days": "0"}).status_code == 422
    assert publisher.post(address, offer).status_code == 302
    assert CommitmentRule.objects.count() == 1
    case = filled(a_draft(hall, sheet), hall)
    page = clerk.get(f"/desk/intake/{case.no}/commitment/")
    assert "申请人承诺" in shown(page)
    assert clerk.post(f"/desk/intake/{case.no}/commitment/").status_code == 302
    case.refresh_from_db()
    decide(case, hall, now=timezone.now())
    assert case.matter_name in shown(approver.get("/desk/checks/"))
    found = {"commitment": case.pk, "finding": "find_kept", "words": "看过，符合"}
    assert approver.post("/desk/checks/", found).status_code == 302
    assert approver.post("/desk/checks/", found).status_code == 409


@pytest.mark.rule("R142")
def test_the_publisher_sets_a_charge_that_the_guide_cannot_compute() -> None:
    hall = a_hall()
    sheet = a_matter_with_fee(hall, "森林植被恢复费每平方米2-10元")
    publisher = sign_in(hall, "publisher")
    address = f"/desk/matters/{sheet.matter_code}/terms/"
    assert "算不出金额" in shown(publisher.get(address))
    assert publisher.post(address, {"do": "items", "items": "恢复费|六元"}).status_code == 422
    items = "森林植被恢复费|6|平方米×|财税〔2015〕122号|"
    assert publisher.post(address, {"do": "items", "items": items}).status_code == 302
    (tariff,) = fees.tariffs_of(sheet)
    assert (tariff.amount_fen, tariff.asks_quantity) == (600, True)


@pytest.mark.rule("R145")
@pytest.mark.rule("R140")
def test_the_applicant_pays_online_and_downloads_her_result() -> None:
    hall = a_hall()
    opened_online(hall)
    case = a_case(hall, sheet=a_matter_with_fee(hall))
    mine = Client()
    mine.post("/track/", {"no": case.no, "tail": ID[-4:]})
    assert "网上支付" in shown(mine.get("/track/case/"))
    pay = mine.post("/track/case/pay/")["Location"]
    assert mine.post("/track/case/pay/")["Location"] == pay  # two tabs, one order
    assert "不会动用任何钱" in shown(mine.get(pay))
    assert mine.post(pay, {"said": "paid"}).status_code == 302
    assert "已缴费" in shown(mine.get("/track/case/"))  # the provider is asked on the way back
    assert mine.post(pay, {"said": "paid"}).status_code == 409
    assert mine.post("/track/case/delivery/", {"way": "online"}).status_code == 302
    decide(case, hall, now=NOW)
    file = mine.post("/track/case/result/")
    assert mine.get(file["Location"])["Content-Type"] == "application/pdf"
    case.refresh_from_db()
    assert (case.state, case.concluded_by) == (State.CONCLUDED, "citizen")


def test_an_unpaid_published_fee_keeps_the_result_and_says_so() -> None:
    hall = a_hall()
    case = a_case(hall, at=State.DECIDED, sheet=a_matter_with_fee(hall))
    mine = Client()
    mine.post("/track/", {"no": case.no, "tail": ID[-4:]})
    assert "准予决定书" not in shown(mine.get("/track/case/"))
    clerk = sign_in(hall, "clerk")
    assert "应缴 40.00 元" in shown(clerk.get(f"/desk/collect/{case.no}/"))


def test_nobody_acts_on_a_case_that_she_has_not_opened() -> None:
    for address in ("pay", "delivery", "result"):
        answer = Client().post(f"/track/case/{address}/")
        assert (answer.status_code, answer["Location"]) == (302, "/track/")


def test_the_register_masks_people() -> None:
    hall = a_hall()
    a_case(hall, at=State.DECIDED)
    page = shown(Client().get("/grants/"))
    assert "食品小经营许可证" in page
    assert "张三" not in page


def test_a_provider_is_answered_and_a_forger_refused() -> None:
    hall = a_hall()
    opened_online(hall)
    bill = a_bill(hall)
    payment = fees.order_online(bill, by=hall.officer("clerk"), now=NOW)
    fees.settle_order(payment.pay_url.split("/")[3], fees.Said.PAID)
    body = fees.message(payment.order_no)
    there = "/api/v1/payments/sandbox/callback"
    forged = Client().post(there, body, content_type="application/json", headers={"X-Signature": "x"})
    assert forged.status_code == 403
    signed = {"X-Signature": fees.sign(body)}
    for _ in range(2):
        answer = Client().post(there, body, content_type="application/json", headers=signed)
        assert (answer.status_code, answer.json()["state"]) == (200, "paid")
    assert cases.case_by_no(bill.case.no) is not None
