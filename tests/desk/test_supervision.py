"""Supervision's pages: the live desk, a card from warning to lifted, orders, rules, spot checks, the public page."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cases.build import ID, a_case
from tests.cast import Hall, a_hall, a_matter
from tests.desk.visits import shown, sign_in
from tests.queueing.build import a_ticket, an_open_hall
from tests.supervision.build import sweep
from yichuang.cases.public import Case
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Ticket
from yichuang.supervision.public import CHECKLIST, Card, Order, RuleVersion, SpotCheck, State

pytestmark = pytest.mark.django_db
PAGES = (
    "/desk/supervision/", "/desk/supervision/rules/", "/desk/supervision/rules/promise/", "/desk/cards/",
    "/desk/orders/", "/desk/spot-checks/", "/desk/overdue/",
)  # fmt: skip


def late() -> tuple[Hall, Case]:
    """A case whose promise and whose law's limit have passed, seen by the clock."""
    hall = a_hall()
    case = a_case(hall, sheet=a_matter(hall), now=timezone.now() - timedelta(days=60))
    sweep(timezone.now())
    return hall, case


def post(client: Client, address: str, status: int = 302, **fields: object) -> str:
    answer = client.post(address, fields)
    assert answer.status_code == status, shown(answer)
    return shown(answer)


@pytest.mark.rule("R127", "R266", "R294")
def test_the_desk_shows_what_is_late_where_and_how_it_went() -> None:
    hall, case = late()
    supervisor = sign_in(hall, "supervisor")
    words = shown(supervisor.get("/desk/supervision/"))
    for said in ("电子监察", "黄牌", "红牌", "承诺期限", "等人处理", case.department.short):
        assert said in words, said
    for group in ("window", "staff", "matter"):
        assert supervisor.get(f"/desk/supervision/?by={group}&days=365").status_code == 200
    part = supervisor.get("/desk/supervision/", headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    narrowed = shown(supervisor.get("/desk/cards/?level=red&state=waiting"))
    assert "红牌" in narrowed
    assert "没有" in shown(supervisor.get("/desk/cards/?q=龘"))


@pytest.mark.rule("R127")
def test_a_card_is_answered_appealed_and_lifted_by_the_forms() -> None:
    hall, case = late()
    card = Card.objects.get(case_no=case.no, level="yellow", watch="promise")
    address = f"/desk/cards/{card.pk}/"
    reviewer, supervisor = sign_in(hall, "reviewer"), sign_in(hall, "supervisor")
    assert "承诺期限一过即黄牌" in shown(reviewer.get(address))
    assert sign_in(hall, "stranger").get(address).status_code == 404
    assert "请写明理由" in post(reviewer, address, 422, do="answer", words=" ")
    post(reviewer, address, do="answer", words="人手不足")
    post(reviewer, address, do="appeal", words="<b>停电</b>")
    assert "&lt;b&gt;停电" in supervisor.get(address).content.decode()
    assert "督查科" in post(reviewer, address, 409, do="lift", words="我撤")
    post(supervisor, address, do="lift", words="查实停电")
    assert Card.objects.get(pk=card.pk).state == State.LIFTED
    assert "撤销" in shown(reviewer.get(address))


@pytest.mark.rule("R126")
def test_the_clocks_order_is_answered_judged_and_the_public_is_told_why() -> None:
    hall, case = late()
    order = Order.objects.get(case_no=case.no)
    address = f"/desk/orders/{order.pk}/"
    approver, supervisor = sign_in(hall, "approver"), sign_in(hall, "supervisor")
    assert order.no in shown(approver.get("/desk/orders/"))
    assert "督办单已答复" not in shown(supervisor.get("/desk/supervision/"))
    post(approver, address, do="answer", answer="今天办结")
    part = supervisor.get("/desk/supervision/", headers={"HX-Request": "true"})
    assert "1 张督办单已答复，等督查科看" in shown(part)
    assert "新的答复期限" in post(supervisor, address, 422, do="return", words="不清楚")
    post(supervisor, address, do="accept", words="同意")
    assert "督办单已答复" not in shown(supervisor.get("/desk/supervision/"))
    public = "/late/?centre=qinghe"
    assert "还没有说明" in shown(Client().get(public))
    post(approver, f"/desk/cases/{case.no}/supervise/", do="explain", delay="核查因暴雨推迟")
    words = shown(Client().get(public))
    assert "核查因暴雨推迟" in words
    assert case.applicant_name not in words
    citizen = Client()
    citizen.post("/track/", {"no": case.no, "tail": ID[-4:]})
    assert "核查因暴雨推迟" in shown(citizen.get("/track/case/"))


def test_an_order_by_hand_and_a_card_by_hand() -> None:
    hall, case = late()
    supervisor = sign_in(hall, "supervisor")
    until = (timezone.localdate() + timedelta(days=3)).isoformat()
    bad = {"to": "department:999999", "required": "整理", "reply_by": until}
    assert "没有这个部门" in post(supervisor, "/desk/orders/", 422, **bad)
    assert "本中心没有这一件" in post(supervisor, "/desk/orders/", 422, **bad, case_no="209900000000")
    to = f"staff:{hall.staff['clerk'].pk}"
    post(supervisor, "/desk/orders/", to=to, required="物品归位", reply_by=until, about="5 号窗口")
    made = Order.objects.get(about="5 号窗口")
    clerk = sign_in(hall, "clerk")
    assert "物品归位" in shown(clerk.get(f"/desk/orders/{made.pk}/"))
    post(clerk, f"/desk/orders/{made.pk}/", do="answer", answer="已归位")
    assert "人工发牌" in shown(supervisor.get("/desk/supervision/found/"))
    post(supervisor, "/desk/supervision/raise/", watch="no_reason", case_no=case.no, words="没写理由")
    assert Card.objects.filter(watch="no_reason", case_no=case.no).count() == 1
    assert supervisor.post("/desk/supervision/raise/", {"watch": "nonsense"}).status_code == 404


@pytest.mark.rule("R127")
def test_the_next_version_of_a_rule_is_typed_checked_and_kept() -> None:
    hall, _case = late()
    supervisor = sign_in(hall, "supervisor")
    address = "/desk/supervision/rules/promise/"
    form = {
        "warning_on": "1", "warning_offset": "-2", "warning_answer": "0", "warning_points": "0",
        "yellow_on": "1", "yellow_offset": "0", "yellow_answer": "3", "yellow_points": "1",
        "is_on": "1", "reason": "按本市办法", "from_on": timezone.localdate().isoformat(),
    }  # fmt: skip
    words = post(supervisor, address, 422, **(form | {"warning_offset": "二"}))
    assert "请写整数" in words
    assert "亮黄灯" in post(supervisor, address, 422, **(form | {"warning_offset": "-9"}))
    assert not RuleVersion.objects.exists()
    post(supervisor, address, **form)
    assert "现在是第 1 版" in shown(supervisor.get(address))
    assert "前 2 个工作日" in shown(supervisor.get("/desk/supervision/rules/"))
    assert post(sign_in(hall, "manager"), address, 409, **form)
    assert supervisor.get("/desk/supervision/rules/nonsense/").status_code == 404


@pytest.mark.rule("R131")
def test_a_spot_check_is_drawn_looked_at_and_put_right() -> None:
    hall, case = late()
    supervisor = sign_in(hall, "supervisor")
    draw = {"from_on": "2020-01-01", "until_on": timezone.localdate().isoformat(), "wanted": "5"}
    assert "为什么抽查" in post(supervisor, "/desk/spot-checks/", 422, **draw)
    post(supervisor, "/desk/spot-checks/", **draw, reason="季度抽查")
    check = SpotCheck.objects.get()
    item = check.items.get()
    address = f"/desk/spot-checks/{check.pk}/{item.pk}/"
    assert case.matter_name in shown(supervisor.get(f"/desk/spot-checks/{check.pk}/"))
    assert "每一条" in post(supervisor, address, 422, do="look", steps="yes")
    said = {point.value: "yes" for point in CHECKLIST} | {"fee_receipt": "no"}
    post(supervisor, address, do="look", note="没有票据", **said)
    until = timezone.localdate().isoformat()
    post(supervisor, address, do="rectify", required="补开票据", reply_by=until)
    assert Order.objects.filter(kind="rectify", case_no=case.no).count() == 1
    post(supervisor, f"/desk/spot-checks/{check.pk}/", do="close")
    assert "已结束" in shown(supervisor.get("/desk/spot-checks/"))


def test_supervisions_pages_are_for_supervision_and_cost_the_same_however_much_there_is() -> None:
    hall, _case = late()
    clerk = sign_in(hall, "clerk")
    for page in PAGES:
        assert clerk.get(page).status_code == (200 if page in ("/desk/cards/", "/desk/orders/") else 403), (
            page
        )
    supervisor = sign_in(hall, "supervisor")
    counts = []
    for _ in range(2):
        for number in range(2):
            code = f"m{Case.objects.count()}-{number}"
            a_case(hall, sheet=a_matter(hall, code), now=timezone.now() - timedelta(days=60))
        sweep(timezone.now())
        seen = []
        for page in PAGES:
            supervisor.get(page)
            with CaptureQueriesContext(connection) as queries:
                assert supervisor.get(page).status_code == 200
            seen.append(len(queries))
        counts.append(seen)
    assert counts[0] == counts[1]
    assert (
        max(n for page, n in zip(PAGES, counts[0], strict=True) if page != "/desk/supervision/rules/") <= 12
    )


@pytest.mark.rule("R130")
def test_what_was_done_on_visits_without_a_record_is_written_on_their_card() -> None:
    hall = an_open_hall()
    served = timezone.localtime().replace(hour=10) - timedelta(days=2)  # both visits on one day
    first, second = (a_visit(hall, at=served + timedelta(minutes=10 * nth)) for nth in range(2))
    sweep(timezone.now())
    card = Card.objects.get(watch="unrecorded", level="reminder")
    address, clerk = f"/desk/cards/{card.pk}/", sign_in(hall, "clerk")
    words = shown(clerk.get(address))
    for said in ("办理没有记录", "这几个号办了什么", first.label, second.label, "补记"):
        assert said in words, said
    post(clerk, address, do="note", **{f"done-{first.pk}": "领取营业执照", f"done-{second.pk}": " "})
    words = shown(clerk.get(address))
    assert "补记" in words
    assert f"done-{first.pk}" not in clerk.get(address).content.decode()
    too_long = clerk.post(address, {"do": "note", f"done-{second.pk}": "问" * 201})
    assert too_long.status_code == 422
    assert "问" * 201 in too_long.content.decode()  # what was typed is not lost
    supervisor = sign_in(hall, "supervisor")
    assert "由当时的经办人或者大厅管理补记" in shown(supervisor.get(address))
    post(supervisor, address, 409, do="note", **{f"done-{second.pk}": "问路"})
    post(sign_in(hall, "manager"), address, do="note", **{f"done-{second.pk}": "问路"})
    assert "这几个号办了什么" not in shown(clerk.get(address))
    assert sign_in(hall, "stranger").post(address, {"do": "note"}).status_code == 404


def a_visit(hall: Hall, *, at: datetime) -> Ticket:
    """Somebody was served for five minutes, and nothing tells what for."""
    a_ticket(hall, now=at)
    by = hall.officer("clerk")
    ticket = queueing.call_next(by=by, now=at)
    assert ticket is not None
    queueing.serve(ticket, by=by, now=at)
    queueing.end(ticket, by=by, now=at + timedelta(minutes=5))
    return ticket


def test_what_was_typed_for_a_card_by_hand_comes_back_with_what_is_wrong() -> None:
    hall, _case = late()
    supervisor = sign_in(hall, "supervisor")
    told = {"watch": "no_reason", "case_no": "", "department": "999999999", "words": "驳回没有写理由"}
    answer = supervisor.post("/desk/supervision/raise/", told)
    assert answer.status_code == 422
    assert "请选责任部门" in shown(answer)
    assert "驳回没有写理由" in answer.content.decode()
    assert not Card.objects.filter(watch="no_reason").exists()
    told["department"] = str(hall.department.pk)
    assert supervisor.post("/desk/supervision/raise/", told).status_code == 302
    assert supervisor.post("/desk/supervision/raise/", told).status_code == 409
    assert Card.objects.get(watch="no_reason").department_id == hall.department.pk
