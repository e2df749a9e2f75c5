"""The outcomes of an application (行政许可法 32): each ends as the law says, on its day, with its paper."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.cases.build import a_case, a_draft, filled
from tests.cast import NOW, Hall, a_hall, a_matter
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Case, Mark, Refusal, RequestKind, State, ViolationKind
from yichuang.journal.public import story
from yichuang.kit.refusal import Invalid, Refused
from yichuang.notices import public as notices
from yichuang.papers import public as papers
from yichuang.people import public as people
from yichuang.people.public import Role
from yichuang.worktime.public import end_of, local_day

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Asia/Shanghai")


def a_received(hall: Hall, *, now: datetime = NOW) -> Case:
    case = filled(a_draft(hall), hall)
    cases.receive(case, by=hall.officer("clerk"), now=now)
    return case


def lacking_one(case: Case, hall: Hall, order: int = 3) -> Case:
    cases.mark_material(case, order, Mark.MISSING, by=hall.officer("clerk"))
    return case


def kinds_of(case: Case) -> list[str]:
    return [paper.kind for paper in papers.of_case(case.no)]


def told(case: Case) -> list[str]:
    return [message.kind for message in notices.of_case(case.no)]


def grant(hall: Hall, who: str, role: Role) -> None:
    people.grant_role(
        hall.staff[who], role, centre=hall.centre, department=hall.department, by=people_by(hall), now=NOW
    )


def people_by(hall: Hall) -> people.Officer:
    return hall.officer("manager")


@pytest.mark.rule("R071")
def test_what_needs_no_application_is_told_at_once_in_writing() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall)
    cases.not_require(
        case, Refusal("自用车库不属于经营场所，不用办许可。"), by=hall.officer("clerk"), now=NOW
    )
    case.refresh_from_db()
    assert (case.state, case.ended_at, case.ended_reason[:4]) == (State.NOT_REQUIRED, NOW, "自用车库")
    assert (kinds_of(case), told(case)) == (["not_required_notice"], ["ended"])


@pytest.mark.rule("R044")
@pytest.mark.rule("R082")
def test_what_is_outside_our_powers_is_refused_with_the_body_to_go_to() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall)
    refusal = Refusal("烟草专卖零售许可由烟草专卖局办理。", referred_to="青禾市烟草专卖局，文昌路 8 号")
    cases.refuse(case, refusal, by=hall.officer("clerk"), now=NOW)
    case.refresh_from_db()
    assert (case.state, case.referred_to[:8]) == (State.REFUSED, "青禾市烟草专卖局")
    (paper,) = papers.of_case(case.no)
    assert (paper.kind, bool(paper.number), bool(paper.seal_id)) == ("non_acceptance_decision", True, True)
    body = papers.body_of(paper)
    assert body.competent_body == "青禾市烟草专卖局，文昌路 8 号"
    with pytest.raises(Refused, match="不予受理"):
        cases.accept(case, by=hall.officer("clerk"), now=NOW)


@pytest.mark.rule("R087")
def test_no_outcome_without_a_reason() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall)
    for end in (cases.refuse, cases.not_require):
        with pytest.raises(Invalid, match="理由"):
            end(case, Refusal("  "), by=hall.officer("clerk"), now=NOW)
    case.refresh_from_db()
    assert (case.state, papers.of_case(case.no)) == (State.DRAFT, [])


@pytest.mark.rule("R072")
def test_an_error_is_put_right_on_the_spot() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall)
    clerk = hall.officer("clerk")
    cases.mark_material(case, 1, Mark.FAULTY, note="日期写反了", by=clerk)
    cases.correct_on_spot(case, 1, "当场改正了日期，申请人按了手印", by=clerk, now=NOW)
    cases.accept(case, by=clerk, now=NOW)
    assert "material.corrected" in [line.event for line in story(case.subject)]
    assert State(case.state) is State.ACCEPTED


@pytest.mark.rule("R073")
@pytest.mark.rule("R075")
@pytest.mark.rule("R090")
@pytest.mark.rule("R091")
@pytest.mark.rule("R093")
def test_everything_to_supplement_is_told_once_in_writing_with_its_last_day() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall)
    clerk = hall.officer("clerk")
    lacking_one(case, hall, 3)
    cases.mark_material(case, 1, Mark.FAULTY, by=clerk)
    with pytest.raises(Refused, match="第 1 项有误，请写明错在哪里"):
        cases.supplement(case, by=clerk, now=NOW)
    cases.mark_material(case, 1, Mark.FAULTY, note="没有签名", by=clerk)
    cases.supplement(case, by=clerk, now=NOW)
    case.refresh_from_db()
    assert (case.state, case.reply_due_at) == (State.SUPPLEMENTING, end_of(local_day(NOW).replace(day=28)))
    (paper,) = papers.of_case(case.no)
    body = papers.body_of(paper)
    assert [(i.order, i.problem, i.wanted) for i in body.items] == [
        (1, "没有签名", "原件 1 份"),
        (3, "未提交", "原件 2 份"),
    ]
    assert (paper.title, told(case)) == ("补正材料告知书", ["supplement_asked"])


def test_nothing_lacking_means_no_supplement_but_acceptance() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall)
    with pytest.raises(Refused, match="应当受理"):
        cases.supplement(case, by=hall.officer("clerk"), now=NOW)


@pytest.mark.rule("R074")
def test_what_was_supplemented_is_accepted() -> None:
    hall = a_hall()
    clerk = hall.officer("clerk")
    case = lacking_one(filled(a_draft(hall), hall), hall)
    cases.supplement(case, by=clerk, now=NOW)
    cases.mark_material(case, 3, Mark.RECEIVED, by=clerk)
    later = NOW + timedelta(days=3)
    cases.accept(case, by=clerk, now=later)
    case.refresh_from_db()
    assert (case.state, case.accepted_at, case.look_at) == (State.ACCEPTED, later, None)
    assert case.clock.started_at == later


@pytest.mark.rule("R096")
@pytest.mark.rule("R097")
def test_a_second_supplement_needs_permission_and_is_a_recorded_violation() -> None:
    hall = a_hall()
    grant(hall, "second_clerk", Role.CHIEF_REP)
    clerk, chief = hall.officer("clerk"), hall.officer("second_clerk")
    case = lacking_one(filled(a_draft(hall), hall), hall)
    cases.supplement(case, by=clerk, now=NOW)
    cases.resubmit(case, by=clerk, now=NOW)
    cases.mark_material(case, 3, Mark.FAULTY, note="比例尺不对", by=clerk)
    with pytest.raises(Refused, match="只能通知一次"):
        cases.supplement(case, by=clerk, now=NOW)
    request = cases.ask(case, RequestKind.SECOND_SUPPLEMENT, "图纸换了一版，前次看不出来", by=clerk, now=NOW)
    with pytest.raises(Refused, match="首席代表"):
        cases.answer(request, grant=True, words="", by=clerk, now=NOW)
    cases.answer(request, grant=True, words="同意", by=chief, now=NOW)
    cases.supplement(case, by=clerk, now=NOW)
    (violation,) = case.violations.all()
    assert (violation.kind, violation.staff_id) == (ViolationKind.SECOND_SUPPLEMENT, clerk.staff_id)
    assert [s.number for s in case.supplements.all()] == [1, 2]
    cases.resubmit(case, by=clerk, now=NOW)
    cases.mark_material(case, 3, Mark.FAULTY, note="又错了", by=clerk)
    with pytest.raises(Refused, match="只能通知一次"):  # a permission is used once
        cases.supplement(case, by=clerk, now=NOW)


@pytest.mark.rule("R075")
def test_five_working_days_of_silence_are_an_acceptance() -> None:
    hall = a_hall()
    case = a_received(hall)
    due_at = case.notice_due_at
    assert due_at == end_of(local_day(NOW).replace(day=20))  # a make-up Sunday is a working day
    assert cases.sweep_waiting(due_at) == 0
    assert cases.sweep_waiting(due_at + timedelta(microseconds=1)) == 1
    case.refresh_from_db()
    assert (case.state, case.accepted_at, case.accepted_by) == (State.ACCEPTED, NOW, "clock")
    assert case.clock.started_at == NOW  # as of the day it was received
    assert kinds_of(case)[-1] == "deemed_acceptance_notice"
    (violation,) = case.violations.all()
    assert (violation.kind, violation.staff_id) == (ViolationKind.NO_NOTICE, hall.staff["clerk"].pk)
    assert approvals.open_task_of(case.pk) is not None
    assert cases.sweep_waiting(due_at + timedelta(days=9)) == 0


def test_the_five_days_are_a_ceiling_that_no_setting_raises() -> None:
    hall = a_hall()
    with pytest.raises(Invalid, match="不能超过 5"):
        people.set_setting(hall.centre, "supplement.notice_days", 6, by=people_by(hall), now=NOW)


@pytest.mark.parametrize(("setting", "state"), [("returned", State.RETURNED), ("withdrawn", State.WITHDRAWN)])
def test_who_never_supplements_is_ended_as_the_centre_has_set_it(setting: str, state: State) -> None:
    hall = a_hall()
    people.set_setting(hall.centre, "supplement.lapse", setting, by=people_by(hall), now=NOW)
    case = lacking_one(filled(a_draft(hall), hall), hall)
    cases.supplement(case, by=hall.officer("clerk"), now=NOW)
    assert cases.sweep_waiting(case.reply_due_at) == 0
    assert cases.sweep_waiting(case.reply_due_at + timedelta(seconds=1)) == 1
    case.refresh_from_db()
    assert (case.state, case.ended_by) == (state, "clock")
    assert kinds_of(case)[-1] in {"return_notice", "withdrawal_notice"}
    assert told(case)[-1] == "ended"


def test_the_applicant_withdraws_before_the_decision_and_every_list_forgets_the_case() -> None:
    hall = a_hall()
    case = a_case(hall)
    cases.withdraw(case, "", by=hall.officer("clerk"), now=NOW)
    case.refresh_from_db()
    assert (case.state, case.clock.look_at, approvals.open_task_of(case.pk)) == (State.WITHDRAWN, None, None)
    decided = a_case(hall, at=State.DECIDED, sheet=a_matter(hall, "sp-2"))
    with pytest.raises(Refused, match="不能再撤回"):
        cases.withdraw(decided, "", by=hall.officer("clerk"), now=NOW)


def test_only_an_approver_of_the_department_terminates_with_reason_and_article() -> None:
    hall = a_hall()
    case = a_case(hall)
    with pytest.raises(Refused, match="审批人员"):
        cases.terminate(case, "申请人死亡", "实施办法第二十条", by=hall.officer("reviewer"), now=NOW)
    with pytest.raises(Invalid, match="条款"):
        cases.terminate(case, "申请人死亡", "", by=hall.officer("approver"), now=NOW)
    cases.terminate(case, "申请人死亡", "实施办法第二十条", by=hall.officer("approver"), now=NOW)
    assert State(case.state) is State.TERMINATED


@pytest.mark.rule("R116")
def test_a_hard_question_is_asked_and_answered_in_writing() -> None:
    hall = a_hall()
    grant(hall, "approver", Role.LEADER)
    case = a_case(hall)
    request = cases.ask(
        case, RequestKind.INSTRUCTION, "同址两家店能否同时许可？", by=hall.officer("reviewer"), now=NOW
    )
    with pytest.raises(Refused, match="正在等答复"):
        cases.ask(case, RequestKind.INSTRUCTION, "再问一次", by=hall.officer("reviewer"), now=NOW)
    assert [r.pk for r in cases.requests_for(hall.officer("approver"))] == [request.pk]
    with pytest.raises(Invalid, match="意见"):
        cases.answer(request, grant=True, words="", by=hall.officer("approver"), now=NOW)
    cases.answer(request, grant=True, words="可以，分开发证。", by=hall.officer("approver"), now=NOW)
    assert kinds_of(case)[-1] == "instruction_request"
