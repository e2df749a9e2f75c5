"""Complaints at the desk and on the portal: taken down, given out, answered, handed on, read by a code."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from tests.cases.build import ID, a_case
from tests.cast import NOW, Hall, a_hall, a_matter
from tests.complaints.build import (
    A_DAY,
    PHONE,
    WORDS,
    a_complaint,
    a_hall_to_complain_of,
    again,
    answered,
    assigned,
    online,
)
from tests.desk.visits import shown, sign_in
from tests.ratings.build import a_bad_rating
from yichuang.cases import public as cases
from yichuang.complaints import public as complaints
from yichuang.complaints.public import Complaint, Narrow, OpinionBox, Rectification, State, Unresolved
from yichuang.people.public import Staff
from yichuang.supervision import public as supervision
from yichuang.worktime.public import month_of

pytestmark = pytest.mark.django_db
AT = "/desk/complaints/"
MOST = 12


@pytest.fixture
def hall() -> Hall:
    return a_hall_to_complain_of()


def post(client: Client, address: str, status: int = 302, **fields: object) -> str:
    answer = client.post(address, fields)
    assert answer.status_code == status, shown(answer)
    return shown(answer)


@pytest.mark.rule("R149", "R150", "R284")
def test_a_clerk_takes_a_complaint_down_and_hands_the_code_to_whoever_complained(hall: Hall) -> None:
    clerk = sign_in(hall, "second_clerk")
    assert "没有投诉" in shown(clerk.get(AT))
    post(clerk, f"{AT}new/", words=WORDS, nature="attitude", channel="phone", kind="complaint", phone=PHONE)
    made = Complaint.objects.get()
    words = shown(clerk.get(f"{AT}{made.pk}/"))
    assert made.spaced_code in words
    assert "实名，只有中心能看" in words
    assert PHONE not in words
    assert "查办到哪一步" not in words


@pytest.mark.rule("R151", "R158", "R161")
def test_somebody_angry_at_the_counter_is_settled_at_once_or_told_why_and_by_when(hall: Hall) -> None:
    clerk = sign_in(hall, "second_clerk")
    said = {"words": "排了两个小时<b>", "nature": "facilities", "channel": "spoken", "kind": "complaint"}
    assert "怎样向群众说明" in post(clerk, f"{AT}new/", 422, **said)
    post(clerk, f"{AT}new/", **said, told="窗口少，正在加开")
    post(clerk, f"{AT}new/", **said, settled="加开一个窗口", apologised="1")
    settled, waiting = Complaint.objects.order_by("-pk")
    assert (settled.state, waiting.state) == (State.CLOSED, State.REGISTERED)
    assert settled.apologised_at is not None
    page = clerk.get(f"{AT}{waiting.pk}/").content
    assert b"&lt;b&gt;" in page


@pytest.mark.rule("R151", "R154", "R159")
def test_it_is_given_out_looked_into_passed_up_answered_and_closed(hall: Hall) -> None:
    complaint = a_complaint(hall, now=timezone.now())
    at = f"{AT}{complaint.pk}/"
    supervisor, chief, desk = (sign_in(hall, who) for who in ("supervisor", "chief_rep", "reception"))
    assert chief.get(at).status_code == 404
    assert PHONE in shown(supervisor.get(at))
    assert "请选分给谁办" in post(supervisor, at, 422, do="assign", rung="pigeon")
    post(supervisor, at, do="assign", rung="chief_rep", department=hall.department.pk, why="请核实")
    words = shown(chief.get(at))
    assert WORDS in words
    assert PHONE not in words
    assert "李四" not in words
    assert complaint.code not in words.replace("-", "")
    assert chief.post(at, {"do": "escalate", "words": "说不通"})["Location"] == AT  # it is not hers any more
    post(desk, at, do="investigate", finding="founded", found="第一次没有讲清")
    assert "请写怎样处理的" in post(desk, at, 422, do="answer", words=" ")
    post(desk, at, do="answer", words="<i>已改正</i>")
    assert "先向群众道歉" in shown(supervisor.get(at))
    post(supervisor, at, 409, do="close", words="满意")
    post(supervisor, at, do="apologise", words="首席代表打电话道歉")
    post(supervisor, at, do="close", words="满意")
    assert again(complaint).state == State.CLOSED
    assert supervisor.post(at, {"do": "nonsense"}).status_code == 404
    assert supervisor.post(at, {"do": "end:999"}).status_code == 404


@pytest.mark.rule("R160")
def test_it_is_handed_to_another_body_with_that_bodys_limits_and_comes_back_with_the_result(
    hall: Hall,
) -> None:
    complaint = a_complaint(hall, kind="petition", now=timezone.now())
    at, supervisor = f"{AT}{complaint.pk}/", sign_in(hall, "supervisor")
    assert "请写转给哪个机关" in post(supervisor, at, 422, do="transfer", body="petition", reason="信访事项")
    post(supervisor, at, do="transfer", body="petition", to_name="青禾市信访局", reason="信访事项")
    words = shown(supervisor.get(at))
    for said in ("青禾市信访局", "信访工作条例第二十二、二十三条", "对方异议期限"):
        assert said in words, said
    citizen = shown(Client().get(f"/complain/{complaint.code}/"))
    assert "已转其他机关办理" in citizen
    assert "青禾市信访局" in citizen
    (sent,) = complaints.transfers_of(complaint)
    post(supervisor, at, do=f"accept:{sent.pk}")
    assert "第三十四条" in shown(supervisor.get(at))
    post(supervisor, at, do=f"end:{sent.pk}", said="已经答复信访人")
    assert again(complaint).state == State.CLOSED


@pytest.mark.rule("R152")
def test_the_register_is_taken_out_without_who_complained(hall: Hall) -> None:
    a_complaint(hall, words="=1+1 有问题")
    supervisor = sign_in(hall, "supervisor")
    answer = supervisor.get(f"{AT}export/?state=all")
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.values)
    assert len(rows) == 2
    assert "'=1+1 有问题" in rows[1]
    assert not [cell for row in rows for cell in row if cell in ("李四", PHONE)]
    assert sign_in(hall, "clerk").get(f"{AT}export/").status_code == 403
    pdf = supervisor.post(f"{AT}{Complaint.objects.get().pk}/record/")
    assert pdf.content.startswith(b"%PDF")


@pytest.mark.rule("R153")
def test_a_month_is_put_on_a_paper_with_its_trend_also_when_nobody_complained(hall: Hall) -> None:
    manager = sign_in(hall, "manager")
    month = month_of("", today=timezone.localdate())
    empty = shown(manager.get(f"{AT}month/"))
    assert "没有收到投诉" in empty
    post(manager, f"{AT}month/", month=str(month), remarks="继续<b>努力")
    a_complaint(hall, now=month.begins)
    words = shown(manager.get(f"{AT}month/?month={month}"))
    assert "共登记1件，比上月增加1件" in words
    post(manager, f"{AT}month/", month=str(month), remarks="")
    first, second = complaints.reports_at(hall.centre.pk, month)[::-1]
    assert (first.edition, second.edition) == (1, 2)
    pdf = manager.get(f"{AT}month/{second.pk}.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert manager.get(f"{AT}month/999.pdf").status_code == 404
    other = a_hall("linxi")
    assert sign_in(other, "manager").get(f"{AT}month/{second.pk}.pdf").status_code == 404
    assert "最多" in post(manager, f"{AT}month/", 422, month=str(month), remarks="多" * 100_000)


@pytest.mark.rule("R155")
def test_what_a_spot_check_and_a_call_back_found_is_registered_from_their_pages() -> None:
    hall, rating = a_bad_rating(now=timezone.now())
    manager = sign_in(hall, "manager")
    page = manager.get(f"/desk/ratings/{rating.pk}/").content.decode()
    link = re.search(r'href="(/desk/complaints/new/\?[^"]+)"', page)
    assert link is not None
    form = shown(manager.get(link[1].replace("&amp;", "&")))
    assert "登记投诉" in form
    post(
        manager, f"{AT}new/", words="回访说又被推来推去", nature="passing_on", channel="call_back",
        kind="complaint", source=f"rating:{rating.pk}",
    )  # fmt: skip
    made = Complaint.objects.get()
    assert made.no in shown(manager.get(f"/desk/ratings/{rating.pk}/"))
    assert "已经登记过" in post(
        manager, f"{AT}new/", 409, words="又一次", nature="other", channel="call_back", kind="complaint",
        source=f"rating:{rating.pk}",
    )  # fmt: skip


@pytest.mark.rule("R155")
def test_a_case_drawn_for_a_spot_check_leads_to_a_complaint(hall: Hall) -> None:
    case = a_case(hall, sheet=a_matter(hall))
    on = timezone.localdate(case.accepted_at)
    supervisor, by = sign_in(hall, "supervisor"), hall.officer("supervisor")
    check = supervision.draw(supervision.Draw(on, on, 1, "抽查"), by=by, now=timezone.now())
    item = check.items.get()
    found = {point.value: point.value != "steps" for point in supervision.CHECKLIST}
    supervision.look_at_item(item, found, "态度生硬", by=by, now=timezone.now())
    at = f"/desk/spot-checks/{check.pk}/{item.pk}/"
    assert f"source=spot_item:{item.pk}" in supervisor.get(at).content.decode()
    post(
        supervisor, f"{AT}new/", words="态度生硬", nature="attitude", channel="spot_check", kind="complaint",
        source=f"spot_item:{item.pk}", case_no=case.no,
    )  # fmt: skip
    made = Complaint.objects.get()
    assert (made.case_no, made.department_id) == (case.no, case.department_id)
    assert made.no in shown(supervisor.get(at))
    chain = shown(supervisor.get(f"/desk/chain/case/{case.no}/"))
    assert f"投诉 {made.no}" in chain
    assert shown(supervisor.get(f"/desk/chain/complaint/{made.pk}/")) == chain
    assert made.no not in shown(sign_in(hall, "reviewer").get(f"/desk/chain/case/{case.no}/"))


@pytest.mark.rule("R252")
def test_what_is_borne_out_is_put_right_by_the_department_and_reported_when_grave(hall: Hall) -> None:
    complaint = answered(hall)
    at = f"{AT}{complaint.pk}/"
    supervisor, chief = sign_in(hall, "supervisor"), sign_in(hall, "chief_rep")
    assert "整改什么" in post(supervisor, at, 422, do="rectify", put_right_by=hall.department.pk, required="")
    post(supervisor, at, do="rectify", put_right_by=hall.department.pk, required="补发一次性告知单")
    order = f"{AT}rectifications/{Rectification.objects.get().pk}/"
    assert "补发一次性告知单" in shown(chief.get(f"{AT}rectifications/"))
    post(chief, order, do="answer", words="已补发")
    post(supervisor, order, 422, do="return", words="还差一份", reply_on="昨天")
    post(supervisor, order, do="return", words="还差一份", reply_on=timezone.localdate().isoformat())
    post(chief, order, do="answer", words="都补了")
    post(supervisor, order, do="accept", words="")
    assert Rectification.objects.get().state == "accepted"
    assert "李四" not in shown(chief.get(order))
    assert sign_in(hall, "clerk").get(order).status_code == 403
    other = a_hall("linxi")
    assert sign_in(other, "chief_rep").get(order).status_code == 404
    post(supervisor, at, do="report_up", body="discipline", to_name="青禾市纪委监委", reason="多次发生")
    assert "报监察机关：青禾市纪委监委" in shown(supervisor.get(at))


def test_what_could_not_be_done_elsewhere_has_an_owner_until_it_is_solved(hall: Hall) -> None:
    at = f"{AT}unresolved/"
    clerk, reviewer = sign_in(hall, "clerk"), sign_in(hall, "reviewer")
    assert "为什么没办成" in post(clerk, at, 422, about="户口", words=" ")
    post(clerk, at, about="户口<b>", words="三个窗口都说不归他管", owner=hall.staff["reviewer"].pk)
    made = Unresolved.objects.get()
    one = f"{at}{made.pk}/"
    assert made.about in shown(reviewer.get(at))
    post(reviewer, one, do="note", words="问了派出所")
    post(reviewer, one, 422, do="hand_to", owner="", why="不懂")
    answer = reviewer.post(one, {"do": "hand_to", "owner": hall.staff["approver"].pk, "why": "归审批"})
    assert answer["Location"] == at  # it is not hers any more
    approver = sign_in(hall, "approver")
    post(approver, one, do="solve", words="协调派出所当天办好")
    citizen, code = Client(), made.code
    assert "协调派出所当天办好" in shown(citizen.get(f"/complain/{code}/"))
    post(citizen, f"/complain/{code}/", words="还是没办")
    assert Unresolved.objects.get().state == "open"
    assert sign_in(hall, "stranger").get(one).status_code == 404
    assert approver.post(one, {"do": "nonsense"}).status_code == 404


@pytest.mark.rule("R162", "R167")
def test_an_opinion_box_is_opened_by_two_and_empty_is_an_answer_too(hall: Hall) -> None:
    at, manager = f"{AT}boxes/", sign_in(hall, "manager")
    assert "还没有登记意见箱" in shown(manager.get(at))
    post(manager, at, do="add", name="一楼意见箱", place="东门")
    assert "已经有一个" in post(manager, at, 422, do="add", name="一楼意见箱", place="东门")
    box, witness = OpinionBox.objects.get(), hall.staff["supervisor"].pk
    assert "取出几封" in post(manager, at, 422, do="open", box=box.pk, letters="", witness=witness)
    assert "另一个人" in post(
        manager, at, 422, do="open", box=box.pk, letters="0", witness=hall.staff["manager"].pk
    )
    Staff.objects.filter(pk=hall.staff["leader"].pk).update(is_active=False)
    assert "另一个人" in post(
        manager, at, 422, do="open", box=box.pk, letters="0", witness=hall.staff["leader"].pk
    )
    post(manager, at, do="open", box=box.pk, letters="0", witness=witness)
    post(manager, at, do="open", box=box.pk, letters="2", witness=witness, note="一封没有署名")
    assert [one.letters for one in box.openings.all()] == [2, 0]
    assert sign_in(hall, "clerk").get(at).status_code == 403


@pytest.mark.rule("R150", "R296")
def test_a_citizen_finds_where_to_complain_the_telephone_first_and_writes_without_a_name(hall: Hall) -> None:
    citizen = Client()
    page = shown(citizen.get("/complain/?centre=qinghe"))
    assert page.index("0000-7654321") < page.index("发生了什么")
    assert "综合服务台" in page
    assert "投诉建议" in shown(citizen.get("/"))
    answer = citizen.post(
        "/complain/", {"words": "窗口<script>没人", "kind": "complaint", "nature": "absence"}
    )
    made = Complaint.objects.get()
    assert answer["Location"] == f"/complain/{made.code}/?new=1"
    seen = citizen.get(answer["Location"])
    assert made.spaced_code in shown(seen)
    assert b"&lt;script&gt;" in seen.content
    assert made.is_anonymous
    post(Client(), "/complain/find/", code=made.spaced_code.lower())
    assert "正在办" in shown(Client().get(f"/complain/{made.spaced_code}/"))


@pytest.mark.rule("R151")
def test_who_is_not_content_asks_for_a_review_on_the_same_page(hall: Hall) -> None:
    complaint = answered(hall, now=timezone.now())
    at, citizen = f"/complain/{complaint.code}/", Client()
    page = shown(citizen.get(at))
    assert "情况属实，窗口已改正" in page
    assert "首席代表" in page
    assert "哪里不满意" in post(citizen, at, 422, words=" ")
    assert "x" * 200 in post(citizen, at, 422, words="x" * 100_000)
    post(citizen, at, words="没有说清楚")
    assert "正在复核" in shown(citizen.get(at))
    assert again(complaint).state == State.APPEALED
    assert "已经要求复核" in post(citizen, at, 409, words="再来")


def test_bad_input_online_gets_a_sentence_and_nothing_typed_is_lost(hall: Hall) -> None:
    client = Client()
    for bad, sentence in (
        ({"words": ""}, "发生了什么"),
        ({"words": "诉" * 100_000}, "写了 100000 字，最多 3000 字"),
        ({"words": "诉", "phone": "1"}, "电话号码不完整"),
        ({"words": "诉", "kind": "poem"}, "请选是投诉"),
        ({"words": "诉", "case_no": "209900000000"}, "没有这个办件编号"),
    ):
        answer = post(client, "/complain/?centre=qinghe", 422, **bad)
        assert sentence in answer
        assert bad["words"] in answer
    assert not Complaint.objects.exists()
    post(client, "/complain/", words="诉", ticket="nonsense", window="9" * 30)
    assert Complaint.objects.get().ticket == ""
    post(client, "/complain/", words="哪里都没办成", kind="unresolved")
    assert Unresolved.objects.get().owner_id == hall.staff["manager"].pk


@pytest.mark.rule("R156")
def test_the_efficiency_office_comes_in_at_the_complaints(hall: Hall) -> None:
    made = a_complaint(hall, by="efficiency", kind="report", nature="extortion")
    efficiency = sign_in(hall, "efficiency")
    assert efficiency.get("/desk/")["Location"] == AT
    assert made.no in shown(efficiency.get(AT))
    assert made.no not in shown(sign_in(hall, "manager").get(f"{AT}?state=all"))
    assert sign_in(hall, "manager").get(f"{AT}{made.pk}/").status_code == 404


def test_floods_and_wrong_codes_are_slowed_down(hall: Hall) -> None:
    client = Client()
    client.get("/?centre=qinghe")
    statuses = [client.post("/complain/", {"words": "诉"}).status_code for _ in range(60)]
    assert (statuses[0], statuses[-1]) == (302, 429)
    guesses = [client.get(f"/complain/{'A' * 15}{letter}/").status_code for letter in "BCDEFGHJKMNPQRST"]
    assert (guesses[0], guesses[-1]) == (404, 429)
    assert client.post("/complain/find/", {"code": ""}).status_code == 422


def test_what_is_another_centres_or_not_in_her_duty_is_not_shown(hall: Hall) -> None:
    complaint, other = a_complaint(hall), a_hall("linxi")
    assert sign_in(other, "supervisor").get(f"{AT}{complaint.pk}/").status_code == 404
    assert sign_in(hall, "clerk").get(f"{AT}{complaint.pk}/").status_code == 404
    assert sign_in(hall, "publisher").get(AT).status_code == 403
    assert sign_in(hall, "chief_rep").get(f"{AT}new/").status_code == 403


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    assert answer.status_code == 200
    return len(seen)


def test_pages_cost_a_few_queries_however_much_there_is(hall: Hall) -> None:
    first = answered(hall, now=timezone.now())
    supervisor = sign_in(hall, "supervisor")
    pages = [AT, f"{AT}?state=all", f"{AT}new/", f"{AT}{first.pk}/", f"{AT}month/", f"{AT}boxes/",
             f"{AT}unresolved/", f"{AT}rectifications/"]  # fmt: skip
    few = [queries(supervisor, path) for path in pages]
    for _ in range(4):
        assigned(hall)
        online(hall)
        answered(hall)
    many = [queries(supervisor, path) for path in pages]
    assert max(many) <= MOST, dict(zip(pages, many, strict=True))
    assert many == few
    assert queries(Client(), f"/complain/{first.code}/") <= MOST


@pytest.mark.rule("R296")
def test_whose_application_was_refused_reads_where_to_complain(hall: Hall) -> None:
    case = a_case(hall, sheet=a_matter(hall))
    cases.withdraw(case, "不办了", by=hall.officer("clerk"), now=NOW)
    citizen = Client()
    post(citizen, "/track/", no=case.no, tail=ID[-4:])
    words = shown(citizen.get("/track/case/"))
    assert "对服务不满意的，可以投诉： 0000-7654321" in words
    page = shown(citizen.get(f"/complain/?case_no={case.no}"))
    assert "发生了什么" in page


def test_a_list_narrowed_by_time_asks_the_database(hall: Hall) -> None:
    now = timezone.now()
    late = assigned(hall, now=now - 20 * A_DAY)
    fresh = a_complaint(hall, now=now)
    by = hall.officer("supervisor")
    groups = complaints.sorted_for(by, now).by_time
    for due, count in groups.items():
        assert len(complaints.complaints_for(by, Narrow(due=due), now)) == count
    assert [row.complaint.pk for row in complaints.complaints_for(by, Narrow(), now)] == [late.pk, fresh.pk]
    supervisor = sign_in(hall, "supervisor")
    assert late.no in shown(supervisor.get(f"{AT}?due=late"))
    assert fresh.no not in shown(supervisor.get(f"{AT}?due=late"))
    assert supervisor.get(f"{AT}?due=nonsense&window=x&state=y&nature=z").status_code == 200


def test_the_chain_of_a_visit_shows_what_was_complained_of_to_those_who_may_see_it() -> None:
    hall, rating = a_bad_rating(now=timezone.now())
    ticket = rating.invitation.code
    manager = sign_in(hall, "manager")
    citizen = Client()
    assert f"/complain/?ticket={ticket}" in citizen.get(f"/rate/{ticket}/").content.decode()
    post(citizen, "/complain/?centre=qinghe", words="推来推去", nature="passing_on", ticket=ticket)
    made = Complaint.objects.get()
    assert (made.window_id, made.staff_id) == (hall.window.pk, hall.staff["clerk"].pk)
    seen = shown(manager.get(f"/desk/chain/complaint/{made.pk}/"))
    assert f"投诉 {made.no}" in seen
    assert "叫号" in seen
    assert shown(manager.get(f"/desk/chain/ticket/{ticket}/")) == seen
    clerk = sign_in(hall, "clerk")
    assert made.no not in shown(clerk.get(f"/desk/chain/ticket/{ticket}/"))
    assert clerk.get(f"/desk/chain/complaint/{made.pk}/").status_code == 404
