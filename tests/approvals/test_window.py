"""Back to the window with opinion, reasons and materials; the applicant is sent nowhere."""

import pytest

from tests.approvals.build import again, fresh, review, step_of
from tests.cast import NOW
from yichuang.approvals import public as approvals
from yichuang.approvals.public import UNFINISHED, Task, TaskState
from yichuang.cases.public import State
from yichuang.kit.refusal import Invalid, Refused
from yichuang.notices.public import Message
from yichuang.papers import public as papers
from yichuang.papers.public import HandoverSheet, PaperKind, body_of
from yichuang.people.public import Role

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R114", "R087", "R080")
def test_what_goes_back_to_the_window_comes_back_to_the_same_step_while_the_clock_runs() -> None:
    hall, case, task = review()
    due = again(case).clock.promised_due_at
    returned = approvals.return_to_window(
        task, "请核对面积", "平面图与租赁合同面积不一致", [3], by=hall.officer("reviewer"), now=NOW
    )
    assert (step_of(case).state, again(case).state) == ("at_window", State.ACCEPTED)
    assert (again(case).clock.promised_due_at, again(case).clock.stopped_at) == (due, None)
    sheet = body_of(papers.of_case(case.no)[-1])
    assert isinstance(sheet, HandoverSheet)
    assert sheet.is_return
    assert [line.order for line in sheet.materials] == [3]
    assert "面积不一致" in sheet.opinion
    assert [one.pk for one in approvals.returned_to(hall.centre.pk)] == [returned.pk]
    approvals.answer_return(fresh(returned), "已电话核实，图纸为准", by=hall.officer("second_clerk"), now=NOW)
    back = step_of(case)
    assert (back.pk, back.state) == (task.pk, "open")
    assert approvals.returned_to(hall.centre.pk) == []
    approvals.pass_on(back, "同意", examined=approvals.FINE, by=hall.officer("reviewer"), now=NOW)


@pytest.mark.rule("R087")
@pytest.mark.parametrize(("opinion", "reasons"), [("", "理由"), ("意见", ""), (" ", " ")])
def test_nothing_is_returned_without_opinion_and_reason(opinion: str, reasons: str) -> None:
    hall, case, task = review()
    with pytest.raises(Invalid):
        approvals.return_to_window(task, opinion, reasons, by=hall.officer("reviewer"), now=NOW)
    assert step_of(case).state == "open"


def test_only_the_window_answers_and_once() -> None:
    hall, _case, task = review()
    returned = approvals.return_to_window(task, "请核", "不清", by=hall.officer("reviewer"), now=NOW)
    for who in ("reviewer", "approver", "stranger", "manager"):
        with pytest.raises(Refused):
            approvals.answer_return(fresh(returned), "答", by=hall.officer(who), now=NOW)
    approvals.answer_return(fresh(returned), "答", by=hall.officer("clerk"), now=NOW)
    with pytest.raises(Refused, match="答复过"):
        approvals.answer_return(fresh(returned), "再答", by=hall.officer("clerk"), now=NOW)


@pytest.mark.rule("R009")
def test_no_work_is_made_for_the_applicant_whatever_the_office_does() -> None:
    hall, case, task = review()
    told = Message.objects.filter(case_no=case.no).count()
    returned = approvals.return_to_window(task, "请核", "不清", by=hall.officer("reviewer"), now=NOW)
    approvals.answer_return(fresh(returned), "已核", by=hall.officer("clerk"), now=NOW)
    approvals.ask_meeting(again(case), "面积认定", "执法科", by=hall.officer("reviewer"), now=NOW)
    kinds = {paper.kind for paper in papers.of_case(case.no)}
    assert PaperKind.SUPPLEMENT_NOTICE not in kinds
    assert Message.objects.filter(case_no=case.no).count() == told
    roles = set(Task.objects.filter(case=case, state__in=UNFINISHED).values_list("role", flat=True))
    assert roles <= {Role.REVIEWER.value, Role.APPROVER.value, Role.LEADER.value}
    assert TaskState(step_of(case).state) is TaskState.OPEN
