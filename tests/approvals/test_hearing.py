"""Interested parties and hearings: told, asked, called, recorded, decided on the record (36, 46 to 48)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.approvals.build import GROUNDS, again, at_decision, fresh, review, step_of
from tests.cast import NOW, Hall
from yichuang.approvals import public as approvals
from yichuang.approvals.public import Call, Hearing, HearingNotes, Party, Present, Right, Task
from yichuang.cases.public import Case, Procedure, Special, State
from yichuang.catalogue.public import Special as Published
from yichuang.kit.refusal import Invalid, Refused
from yichuang.papers import public as papers
from yichuang.papers.public import HearingRecord, PaperKind, body_of

pytestmark = pytest.mark.django_db
RIGHT = Right("张三", "拟不予许可", "场所不符合条件", "《行政许可法》第四十七条")
PARTY = Party("李四", "相邻住户，采光受影响", "申请在隔壁开办餐饮", date(2026, 9, 21), has_hearing_right=True)
NOTES = HearingNotes(
    (Present("张三", "申请人", is_signed=True), Present("李四", "利害关系人", is_signed=False, note="拒签")),
    (("张三", "场所可以整改。"), ("李四", "油烟影响生活。")), "赵楠", "双方陈述完毕。",
)  # fmt: skip
FIRST_DAY, LAST_DAY = date(2026, 9, 22), date(2026, 10, 16)


def at(day: date) -> datetime:
    return datetime.combine(day, time(10), ZoneInfo("Asia/Shanghai"))


def told(**content: object) -> tuple[Hall, Case, Task, Hearing]:
    hall, case, task = at_decision(**content)
    hearing = approvals.tell_hearing_right(again(case), RIGHT, by=hall.officer("reviewer"), now=NOW)
    return hall, case, task, fresh(hearing)


def called(on: date = FIRST_DAY, **content: object) -> tuple[Hall, Case, Task, Hearing]:
    hall, case, task, hearing = told(**content)
    approvals.ask_hearing(hearing, by=hall.officer("clerk"), now=NOW)
    call = Call(on, "9:30", "一楼听证室", hall.staff["chief_rep"].staff_no, "赵楠")
    approvals.call_hearing(fresh(hearing), call, by=hall.officer("reviewer"), now=NOW)
    return hall, case, task, fresh(hearing)


def test_a_decision_waits_for_the_days_to_ask_and_then_goes_on() -> None:
    hall, case, task, hearing = told()
    assert hearing.ask_by_on == date(2026, 9, 20)  # a make-up Sunday
    assert papers.of_case(case.no)[-1].kind == PaperKind.HEARING_RIGHT_NOTICE
    approver = hall.officer("approver")
    with pytest.raises(Refused, match="2026-09-20前可以申请听证"):
        approvals.pass_on(task, "准予", by=approver, now=NOW)
    with pytest.raises(Refused, match="已经过了"):
        approvals.ask_hearing(hearing, by=hall.officer("clerk"), now=at(date(2026, 9, 21)))
    approvals.pass_on(step_of(case), "准予", by=approver, now=at(date(2026, 9, 21)))
    assert again(case).state == State.DECIDED


def test_a_hearing_is_held_stops_the_clock_and_is_decided_on_its_record() -> None:
    hall, case, task, hearing = called()
    assert again(case).clock.paused_until == FIRST_DAY
    notice = body_of(next(p for p in papers.of_case(case.no) if p.kind == PaperKind.HEARING_NOTICE))
    assert isinstance(notice, papers.HearingNotice)
    assert (notice.on, notice.presider) == (FIRST_DAY, "chief_rep")
    approver = hall.officer("approver")
    with pytest.raises(Refused, match="归档笔录"):
        approvals.pass_on(task, "准予", by=approver, now=NOW)
    with pytest.raises(Refused, match="还没有举行"):
        approvals.record_hearing(hearing, NOTES, by=hall.officer("reviewer"), now=NOW)
    day = at(FIRST_DAY)
    approvals.record_hearing(hearing, NOTES, by=hall.officer("reviewer"), now=day)
    assert again(case).clock.paused_until is None
    record = body_of(next(p for p in papers.of_case(case.no) if p.kind == PaperKind.HEARING_RECORD))
    assert isinstance(record, HearingRecord)
    assert [one.unit for one in record.attendees] == ["已签字", "未签字：拒签"]
    approvals.pass_on(step_of(case), "准予", by=approver, now=day)
    decided = body_of(papers.of_case(case.no)[-1])
    assert isinstance(decided, papers.ApprovalDocument)
    assert "2026年9月22日的听证笔录" in decided.basis


def test_a_denial_too_is_decided_on_the_record_only() -> None:
    hall, case, task, hearing = called()
    denial = approvals.register_denial(task, GROUNDS, by=hall.officer("approver"), now=NOW)
    with pytest.raises(Refused, match="归档笔录"):
        approvals.confirm_denial(denial, "同意", by=hall.officer("leader"), now=NOW)
    approvals.record_hearing(hearing, NOTES, by=hall.officer("reviewer"), now=at(FIRST_DAY))
    approvals.confirm_denial(fresh(denial), "同意", by=hall.officer("leader"), now=at(FIRST_DAY))
    denied = body_of(papers.of_case(case.no)[-1])
    assert isinstance(denied, papers.DenialDecision)
    assert "听证笔录" in denied.basis


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (FIRST_DAY - timedelta(days=1), "最早 2026-09-22"),
        (LAST_DAY + timedelta(days=1), "最晚 2026-10-16"),
        (None, "日期"),
    ],
)
def test_notice_is_seven_working_days_before_and_within_twenty(on: date | None, says: str) -> None:
    hall, _case, _task, hearing = told()
    approvals.ask_hearing(hearing, by=hall.officer("clerk"), now=NOW)
    call = Call(on, "9:30", "听证室", hall.staff["chief_rep"].staff_no)
    with pytest.raises(Refused, match=says):
        approvals.call_hearing(fresh(hearing), call, by=hall.officer("reviewer"), now=NOW)


@pytest.mark.parametrize("who", ["reviewer", "clerk", "second_reviewer"])
def test_who_reviews_does_not_preside(who: str) -> None:
    hall, _case, _task, hearing = told()
    approvals.ask_hearing(hearing, by=hall.officer("clerk"), now=NOW)
    call = Call(FIRST_DAY, "9:30", "听证室", hall.staff[who].staff_no)
    with pytest.raises(Refused, match="不能是审查这一件的人"):
        approvals.call_hearing(fresh(hearing), call, by=hall.officer("second_reviewer"), now=NOW)


def test_who_presided_does_not_review_afterwards() -> None:
    hall, case, task = review()
    hearing = approvals.tell_hearing_right(again(case), RIGHT, by=hall.officer("reviewer"), now=NOW)
    approvals.ask_hearing(fresh(hearing), by=hall.officer("clerk"), now=NOW)
    call = Call(FIRST_DAY, "9:30", "听证室", hall.staff["second_reviewer"].staff_no)
    approvals.call_hearing(fresh(hearing), call, by=hall.officer("reviewer"), now=NOW)
    with pytest.raises(Refused, match="主持了这一件的听证"):
        approvals.pass_on(task, "同意", examined=approvals.FINE, by=hall.officer("second_reviewer"), now=NOW)


def test_a_record_is_signed_or_says_why_not() -> None:
    hall, _case, _task, hearing = called()
    unsigned = HearingNotes((Present("张三", "申请人", is_signed=False),), NOTES.statements, "赵楠")
    with pytest.raises(Invalid, match="张三没有签字"):
        approvals.record_hearing(hearing, unsigned, by=hall.officer("reviewer"), now=at(FIRST_DAY))
    silent = HearingNotes(NOTES.present, (), "赵楠")
    with pytest.raises(Invalid, match="各方说了什么"):
        approvals.record_hearing(fresh(hearing), silent, by=hall.officer("reviewer"), now=at(FIRST_DAY))


def test_who_gives_the_hearing_up_lets_the_clock_run() -> None:
    hall, case, _task, hearing = called()
    approvals.waive_hearing(hearing, by=hall.officer("clerk"), now=NOW + timedelta(days=1))
    assert again(case).clock.paused_until is None
    approvals.pass_on(step_of(case), "准予", by=hall.officer("approver"), now=NOW + timedelta(days=1))


def test_another_day_is_told_anew() -> None:
    hall, case, _task, hearing = called()
    call = Call(date(2026, 9, 24), "14:30", "二楼", hall.staff["chief_rep"].staff_no)
    approvals.call_hearing(hearing, call, by=hall.officer("reviewer"), now=NOW + timedelta(days=1))
    assert again(case).clock.paused_until == date(2026, 9, 24)
    kinds = [paper.kind for paper in papers.of_case(case.no)]
    assert kinds.count(PaperKind.HEARING_NOTICE) == 2


def test_a_hearing_that_the_guide_counts_is_held_while_the_clock_runs() -> None:
    _hall, case, _task, hearing = called(special_procedures=(Published(name="听证", counted=True),))
    assert (again(case).clock.paused_until, hearing.state) == (None, "called")


def test_an_interested_party_is_told_and_heard_before_the_decision() -> None:
    hall, case, task = at_decision()
    party = approvals.tell_party(again(case), PARTY, by=hall.officer("reviewer"), now=NOW)
    notice = body_of(papers.of_case(case.no)[-1])
    assert isinstance(notice, papers.InterestedPartyNotice)
    assert (notice.party, notice.has_hearing_right) == ("李四", True)
    with pytest.raises(Refused, match="利害关系人"):
        approvals.pass_on(task, "准予", by=hall.officer("approver"), now=NOW)
    approvals.note_party_answer(fresh(party), "油烟应高空排放", by=hall.officer("clerk"), now=NOW)
    with pytest.raises(Refused, match="登记过"):
        approvals.note_party_answer(fresh(party), "再说", by=hall.officer("clerk"), now=NOW)
    approvals.pass_on(step_of(case), "准予", by=hall.officer("approver"), now=NOW)


def test_a_party_who_says_nothing_by_the_day_holds_nothing_up() -> None:
    hall, case, task = at_decision()
    approvals.tell_party(again(case), PARTY, by=hall.officer("reviewer"), now=NOW)
    approvals.pass_on(task, "准予", by=hall.officer("approver"), now=at(date(2026, 9, 22)))
    assert again(case).state == State.DECIDED


@pytest.mark.rule("R289")
def test_experts_and_a_hearing_can_be_called_in_the_first_review() -> None:
    hall, case, _task = review()
    by = hall.officer("reviewer")
    experts = Special(Procedure.EXPERT_REVIEW, date(2026, 9, 18), "请三位专家评审工艺布局")
    approvals.start_special(again(case), experts, by=by, now=NOW)
    approvals.end_special(again(case), by=by, now=NOW + timedelta(days=2))
    approvals.tell_hearing_right(again(case), RIGHT, by=by, now=NOW + timedelta(days=2))
    kinds = {paper.kind for paper in papers.of_case(case.no)}
    assert {PaperKind.SPECIAL_PROCEDURE_NOTICE, PaperKind.HEARING_RIGHT_NOTICE} <= kinds
