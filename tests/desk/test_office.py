"""The pages around a case: who opens them, what they do, and the sentence when they refuse."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.approvals.build import LONG_WAY, again, step_of
from tests.cases.build import a_case
from tests.cast import Hall, a_hall, a_matter
from tests.desk.visits import EXAMINED, shown, sign_in, text
from tests.portal.test_track import opened
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Case, State
from yichuang.kit.actor import SYSTEM
from yichuang.papers import public as papers
from yichuang.people import public as people
from yichuang.people.public import Role
from yichuang.worktime.public import calendar

pytestmark = pytest.mark.django_db
PAGES = (
    "countersign", "to-window", "denial", "inspection", "meeting", "hearing", "special", "requests", "terminate",
    "supervise",
)  # fmt: skip
GROUNDS = {
    "facts": "经营场所在住宅内。",
    "reasons": "场所不符合条件。\n没有操作间。",
    "basis": "《办法》第八条",
}


def begun(**content: object) -> tuple[Hall, Case]:
    """Return a hall and a case accepted now: pages ask the real clock."""
    hall = a_hall()
    return hall, a_case(hall, sheet=a_matter(hall, **content), now=timezone.now())  # type: ignore[arg-type]


def do(client: Client, case: Case, page: str, deed: str, status: int = 302, **fields: object) -> str:
    """Send a page's form; return what the answer shows."""
    answer = client.post(f"/desk/cases/{case.no}/{page}/", {"do": deed, **fields})
    assert answer.status_code == status, shown(answer)
    return shown(answer)


def pass_step(client: Client, case: Case, status: int = 302, **fields: object) -> str:
    step = step_of(case)
    words = {"opinion": "同意。", **EXAMINED, **fields}
    answer = client.post(f"/desk/cases/{case.no}/steps/{step.pk}/pass-on/", words)
    assert answer.status_code == status, shown(answer)
    return shown(answer)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_the_office_and_for_nobody_without_duty(page: str) -> None:
    hall, case = begun()
    address = f"/desk/cases/{case.no}/{page}/"
    for who in ("reviewer", "approver", "leader", "chief_rep", "clerk", "supervisor"):
        assert sign_in(hall, who).get(address).status_code == 200, who
    for who in ("stranger", "publisher"):
        assert sign_in(hall, who).get(address).status_code == 404, who
    assert sign_in(hall, "reviewer").post(address, {"do": "nonsense"}).status_code == 404


@pytest.mark.rule("R146", "R132")
def test_a_denial_goes_from_the_reviewers_page_to_the_applicants() -> None:
    hall, case = begun()
    reviewer, approver, leader = (sign_in(hall, who) for who in ("reviewer", "approver", "leader"))
    assert "请写明依据" in do(reviewer, case, "denial", "register", 422, **GROUNDS | {"basis": ""})
    do(reviewer, case, "denial", "register", **GROUNDS)
    assert "拟不予，正在报备" in shown(reviewer.get(f"/desk/cases/{case.no}/"))
    assert "食品小经营许可" in shown(approver.get("/desk/answers/"))
    assert "这一级由审批人员答复" in do(reviewer, case, "denial", "confirm", 409, words="同意")
    do(approver, case, "denial", "send_back", words="事实不清")
    assert "经营场所在住宅内" in text(reviewer.get(f"/desk/cases/{case.no}/denial/"))
    do(reviewer, case, "denial", "revise", **GROUNDS | {"facts": "已现场核实，在住宅内。"})
    do(approver, case, "denial", "confirm", words="同意")
    assert "确定不予" in shown(leader.get(f"/desk/cases/{case.no}/denial/"))
    do(leader, case, "denial", "confirm", words="确定不予")
    assert (again(case).state, again(case).outcome) == ("decided", "denied")
    told = opened(again(case)).content.decode()
    assert "决定不予办理" in told
    assert "行政复议" in told
    assert "6 个月" in told
    assert "不予许可决定书" in shown(sign_in(hall, "clerk").get(f"/desk/collect/{case.no}/"))


@pytest.mark.rule("R288", "R290")
def test_a_conditional_grant_is_written_on_the_step_s_form() -> None:
    hall, case = begun()
    pass_step(sign_in(hall, "reviewer"), case)
    approver = sign_in(hall, "approver")
    refused = pass_step(approver, case, 422, outcome="conditional", notes="每年自查")
    assert "逐条写明条件" in refused
    pass_step(approver, case, outcome="conditional", notes="每年自查", bounds="不得堂食\n营业到 22 点")
    body = papers.body_of(
        next(p for p in papers.of_case(case.no) if p.kind == papers.PaperKind.APPROVAL_DOCUMENT)
    )
    assert isinstance(body, papers.ApprovalDocument)
    assert body.bounds == ("不得堂食", "营业到 22 点")


@pytest.mark.rule("R109", "R110")
def test_a_doubt_on_the_form_asks_for_an_inspection_and_its_record_lets_the_decision_through() -> None:
    hall, case = begun()
    reviewer, approver = sign_in(hall, "reviewer"), sign_in(hall, "approver")
    assert "写明情况" in pass_step(reviewer, case, 422, is_matching="no")
    kept = reviewer.post(
        f"/desk/cases/{case.no}/steps/{step_of(case).pk}/pass-on/",
        EXAMINED | {"opinion": "存疑", "is_true": "no", "truth_note": ""},
    )
    assert 'id="is_true-n" checked' in text(kept)
    pass_step(reviewer, case, is_matching="no", match_note="面积不符")
    assert "现场核查" in pass_step(approver, case, 409)
    assert "面积不符" in shown(approver.get(f"/desk/cases/{case.no}/"))
    today = timezone.localdate().isoformat()
    record = {
        "on": today, "time": "9:30", "place": "文昌路", "name1": "王磊", "badge1": "T-1",
        "findings": "面积：实测 62 平方米", "conclusion": "与材料一致",
    }  # fmt: skip
    assert "两名" in do(reviewer, case, "inspection", "record", 422, **record)
    do(reviewer, case, "inspection", "record", **record, name2="赵楠")
    assert "实测 62 平方米" in shown(reviewer.get(f"/desk/cases/{case.no}/inspection/"))
    pass_step(approver, case)
    assert again(case).state == State.DECIDED


@pytest.mark.rule("R114")
def test_what_goes_back_to_the_window_is_on_its_list_and_comes_back() -> None:
    hall, case = begun()
    reviewer, clerk = sign_in(hall, "reviewer"), sign_in(hall, "clerk")
    assert "理由" in do(reviewer, case, "to-window", "return", 422, opinion="请核")
    do(reviewer, case, "to-window", "return", opinion="请核", reasons="面积不清", order="3")
    assert "面积不清" in shown(clerk.get("/desk/returned/"))
    assert "综合窗口" in do(reviewer, case, "to-window", "answer", 409, answer="核过")
    do(clerk, case, "to-window", "answer", answer="电话核实，以图纸为准")
    assert "没有退回的件" in shown(clerk.get("/desk/returned/"))
    assert "窗口答复" in shown(reviewer.get(f"/desk/cases/{case.no}/"))
    pass_step(reviewer, case)


@pytest.mark.rule("R112")
def test_a_countersign_is_asked_for_and_signed_on_its_page() -> None:
    hall, case = begun(steps=LONG_WAY)
    reviewer, stranger, chief = (sign_in(hall, who) for who in ("reviewer", "stranger", "chief_rep"))
    pass_step(reviewer, case)
    do(reviewer, case, "countersign", "name", 409)
    asked = {"department": hall.other_department.pk, "staff": hall.staff["chief_rep"].pk}
    do(reviewer, case, "countersign", "name", **asked)
    assert "食品小经营许可" in shown(stranger.get("/desk/answers/"))
    assert stranger.get(f"/desk/cases/{case.no}/").status_code == 200
    for client in (stranger, chief):
        for signature in approvals.signatures_for(
            hall.officer("stranger" if client is stranger else "chief_rep")
        ):
            do(client, case, "countersign", "sign", 422, signature=signature.pk)
            do(client, case, "countersign", "sign", signature=signature.pk, verdict="agreed")
            break
    pass_step(reviewer, case)
    assert "分管领导签批" in shown(sign_in(hall, "leader").get("/desk/tasks/"))


@pytest.mark.rule("R113")
def test_a_meeting_goes_from_asking_to_its_minutes() -> None:
    hall, case = begun()
    reviewer = sign_in(hall, "reviewer")
    do(reviewer, case, "meeting", "ask", question="面积如何认定", units="法规科")
    today = timezone.localdate().isoformat()
    held = {"on": today, "time": "14:30", "place": "会议室", "presider": "李伟民", "recorder": "王磊"}
    assert "至少两位" in do(reviewer, case, "meeting", "hold", 422, **held, attendees="李伟民，法规科")
    do(reviewer, case, "meeting", "hold", **held, attendees="李伟民，法规科\n王磊：执法科")
    do(reviewer, case, "meeting", "minute", discussed="面积", concluded="按套内面积")
    assert "按套内面积" in shown(reviewer.get(f"/desk/cases/{case.no}/meeting/"))


def test_a_hearing_goes_from_the_notice_to_the_record() -> None:
    hall, case = begun()
    reviewer, clerk = sign_in(hall, "reviewer"), sign_in(hall, "clerk")
    do(reviewer, case, "hearing", "tell_right", told="张三", intended="拟不予", reason="不符合条件")
    do(clerk, case, "hearing", "ask")
    first = calendar().add(timezone.localdate(), 7).on
    call = {"time": "9:30", "place": "听证室", "presider": hall.staff["chief_rep"].staff_no}
    assert "最早" in do(
        reviewer, case, "hearing", "call", 409, on=(first - timedelta(days=1)).isoformat(), **call
    )
    do(reviewer, case, "hearing", "call", on=first.isoformat(), **call)
    assert again(case).clock.paused_until == first
    assert "还没有举行" in do(reviewer, case, "hearing", "record", 409)
    later = {"party": 0, "answer": "x"}
    assert clerk.post(f"/desk/cases/{case.no}/hearing/", {"do": "party_answer", **later}).status_code == 404
    due = (timezone.localdate() + timedelta(days=5)).isoformat()
    do(reviewer, case, "hearing", "tell_party", name="李四", interest="邻居", content="开店", reply_by=due)
    party = approvals.course_of(case).parties[0]
    do(clerk, case, "hearing", "party_answer", party=party.pk, answer="没有意见")
    assert "没有意见" in shown(reviewer.get(f"/desk/cases/{case.no}/hearing/"))


def test_a_hearing_that_a_rule_orders_is_announced_from_its_page() -> None:
    hall, case = begun()
    publisher, reviewer = sign_in(hall, "publisher"), sign_in(hall, "reviewer")
    terms = f"/desk/matters/{case.matter.code}/terms/"
    rule = {"do": "hearing", "ordered_by": "regulation", "article": "《广告条例》第十二条"}
    assert publisher.post(terms, {**rule, "article": ""}).status_code == 422
    assert publisher.post(terms, rule).status_code == 302
    page = reviewer.get(f"/desk/cases/{case.no}/hearing/")
    assert "这类事项应当听证" in shown(page)
    assert 'value="《广告条例》第十二条"' in text(page)
    assert "请选为什么" in do(reviewer, case, "hearing", "order", 422)
    about = {"ordered_about": "是否准予", "ordered_reason": "条例规定"}
    do(
        reviewer,
        case,
        "hearing",
        "order",
        ground="by_law",
        ordered_basis="《广告条例》第十二条",
        **about,
    )
    day = calendar().add(timezone.localdate(), 9).on
    call = {
        "time": "9:30",
        "place": "听证室",
        "presider": hall.staff["chief_rep"].staff_no,
        "on": day.isoformat(),
    }
    assert "怎样报名" in do(reviewer, case, "hearing", "call", 422, **call)
    last = (day - timedelta(days=1)).isoformat()
    do(reviewer, case, "hearing", "call", register_by=last, how_to_register="到 5 号窗口", **call)
    assert "听公" in shown(reviewer.get(f"/desk/cases/{case.no}/hearing/"))
    assert "到 5 号窗口" in shown(Client().get("/hearings/"))
    assert publisher.post(terms, {"do": "hearing", "ordered_by": ""}).status_code == 302
    assert approvals.hearing_rule_of(case.matter_id) is None


def test_a_special_procedure_is_started_and_ended_on_its_page() -> None:
    hall, case = begun()
    reviewer = sign_in(hall, "reviewer")
    until = calendar().add(timezone.localdate(), 5).on.isoformat()
    assert "种类" in do(reviewer, case, "special", "start", 422, until=until, words="检测")
    do(reviewer, case, "special", "start", procedure="testing", until=until, words="送检水质")
    assert "特别程序进行中" in shown(reviewer.get(f"/desk/cases/{case.no}/special/"))
    do(reviewer, case, "special", "end")
    assert again(case).clock.paused_until is None


@pytest.mark.rule("R116", "R128")
def test_an_extension_is_asked_for_and_answered_by_the_leader() -> None:
    hall, case = begun()
    reviewer, leader = sign_in(hall, "reviewer"), sign_in(hall, "leader")
    before = again(case).clock.statutory_due_on
    assert "10 个工作日" in do(
        reviewer, case, "requests", "ask", 409, kind="extension", days="11", reason="复杂"
    )
    do(reviewer, case, "requests", "ask", kind="extension", days="5", reason="案情复杂")
    do(reviewer, case, "requests", "ask", kind="instruction", reason="面积算法有分歧")
    assert "案情复杂" in shown(leader.get("/desk/answers/"))
    first, second = case.requests.order_by("pk")
    assert "分管领导" in do(reviewer, case, "requests", "answer", 409, request=first.pk, grant="yes")
    do(leader, case, "requests", "answer", 422, request=first.pk)
    do(leader, case, "requests", "answer", request=first.pk, grant="yes", words="同意")
    do(leader, case, "requests", "answer", request=second.pk, grant="yes", words="按套内面积")
    assert again(case).clock.statutory_due_on > before
    assert "没有等我答复的" in shown(leader.get("/desk/answers/"))


def test_the_approver_ends_a_case_without_an_object() -> None:
    hall, case = begun()
    do(sign_in(hall, "reviewer"), case, "terminate", "terminate", 409, reason="x", basis="y")
    do(sign_in(hall, "approver"), case, "terminate", "terminate", reason="申请人死亡", basis="《办法》第九条")
    assert again(case).state == State.TERMINATED


@pytest.mark.rule("R126")
def test_what_is_overdue_is_listed_and_pressed_for() -> None:
    hall = a_hall()
    sheet = a_matter(hall)
    case = a_case(hall, sheet=sheet, now=timezone.now() - timedelta(days=60))
    cases.sweep_lights(timezone.now())
    supervisor, approver = sign_in(hall, "supervisor"), sign_in(hall, "approver")
    for client in (supervisor, approver, sign_in(hall, "manager")):
        assert "法定期限" in shown(client.get("/desk/overdue/"))
    due = timezone.localdate().isoformat()
    do(approver, case, "supervise", "order", 409, required="办", reply_by=due)
    do(supervisor, case, "supervise", "order", required="立即办理并说明原因", reply_by=due)
    assert "待办理" in shown(supervisor.get("/desk/overdue/"))
    do(approver, case, "supervise", "answer", answer="人手不足，今天办结")
    assert again(case).state == State.ACCEPTED
    assert "没有超期的件" in shown(sign_in(a_hall("linxi"), "manager").get("/desk/overdue/"))


def test_the_lists_cost_the_same_however_many_rows() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    hall = a_hall()
    sheet = a_matter(hall)
    people.grant_role(
        hall.staff["clerk"], Role.MANAGER, centre=hall.centre, department=None, by=SYSTEM, now=timezone.now()
    )
    counts = []
    for _ in range(2):
        for _ in range(2):
            case = a_case(hall, sheet=sheet, now=timezone.now() - timedelta(days=60))
            do(sign_in(hall, "reviewer"), case, "denial", "register", **GROUNDS)
        cases.sweep_lights(timezone.now())
        seen = []
        for who, page in (("approver", "answers"), ("manager", "overdue"), ("clerk", "returned")):
            client = sign_in(hall, who)
            client.get(f"/desk/{page}/")
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/desk/{page}/").status_code == 200
            seen.append(len(queries))
        counts.append(seen)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12
