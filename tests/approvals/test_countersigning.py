"""会签 and the leader's sign-off: the published steps, each by those whose step it is (R112)."""

from dataclasses import replace

import pytest

from tests.approvals.build import LONG_WAY, again, fresh, review, step_of
from tests.cast import NOW, Hall
from yichuang.approvals import public as approvals
from yichuang.approvals.public import FINE, Task, Verdict
from yichuang.cases.public import Case, State
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.papers import public as papers
from yichuang.papers.public import PaperKind, RoutingSheet, body_of

pytestmark = pytest.mark.django_db


def at_countersign(needed: int = 2) -> tuple[Hall, Case, Task]:
    steps = tuple(replace(one, needed=needed) if one.kind == "countersign" else one for one in LONG_WAY)
    hall, case, task = review(steps=steps)
    approvals.pass_on(task, "初审同意", examined=FINE, by=hall.officer("reviewer"), now=NOW)
    return hall, case, step_of(case)


def name_two(hall: Hall, task: Task) -> list[approvals.Signature]:
    approvals.name_signers(
        task, [hall.other_department.pk], [hall.staff["chief_rep"].pk], by=hall.officer("reviewer"), now=NOW
    )
    return list(task.signatures.select_related("task__case", "department", "staff"))


@pytest.mark.rule("R112")
def test_a_case_goes_by_review_countersign_and_the_leaders_hand_to_the_decision() -> None:
    hall, case, task = at_countersign()
    reviewer = hall.officer("reviewer")
    with pytest.raises(Refused, match="还没有请会签"):
        approvals.pass_on(task, "会签完毕", by=reviewer, now=NOW)
    department, person = name_two(hall, task)
    approvals.sign(department, Verdict.AGREED, "无意见", by=hall.officer("stranger"), now=NOW)
    with pytest.raises(Refused, match="要 2 份同意，现有 1 份"):
        approvals.pass_on(fresh(task), "会签完毕", by=reviewer, now=NOW)
    approvals.sign(person, Verdict.AGREED, "同意", by=hall.officer("chief_rep"), now=NOW)
    approvals.pass_on(step_of(case), "会签完毕", by=reviewer, now=NOW)
    signing = step_of(case)
    assert (signing.role, signing.kind) == ("leader", "sign_off")
    assert [t.pk for t in approvals.open_tasks(approvals.TaskFilter(NOW.date()), by=hall.officer("leader")).tasks] == [
        signing.pk
    ]  # fmt: skip
    approvals.pass_on(signing, "同意报批", by=hall.officer("leader"), now=NOW)
    approvals.pass_on(step_of(case), "准予", by=hall.officer("approver"), now=NOW)
    assert again(case).state == State.DECIDED
    sheet = [body_of(p) for p in papers.of_case(case.no) if p.kind == PaperKind.ROUTING_SHEET][-1]
    assert isinstance(sheet, RoutingSheet)
    assert [(one.who, one.opinion) for one in sheet.countersigns] == [
        ("青文旅局", "同意。无意见"),
        ("chief_rep", "同意。同意"),
    ]
    assert [one.signed_by for one in sheet.steps] == ["reviewer", "reviewer", "leader", "approver"]


def test_one_objection_fails_all_and_the_step_says_what_can_be_done() -> None:
    hall, case, task = at_countersign(needed=0)
    department, person = name_two(hall, task)
    approvals.sign(person, Verdict.AGREED, "", by=hall.officer("chief_rep"), now=NOW)
    with pytest.raises(Invalid, match="理由"):
        approvals.sign(department, Verdict.OBJECTED, " ", by=hall.officer("stranger"), now=NOW)
    approvals.sign(department, Verdict.OBJECTED, "影响文物保护范围", by=hall.officer("stranger"), now=NOW)
    with pytest.raises(Refused, match="会签没有通过"):
        approvals.pass_on(step_of(case), "会签完毕", by=hall.officer("reviewer"), now=NOW)
    back = approvals.send_back(step_of(case), "文旅局不同意", by=hall.officer("reviewer"), now=NOW)
    assert back.name == "初审"


def test_only_those_who_were_asked_sign_and_once() -> None:
    hall, _case, task = at_countersign()
    department, person = name_two(hall, task)
    for who in ("reviewer", "approver", "clerk", "stranger"):
        with pytest.raises(Refused):
            approvals.sign(person, Verdict.AGREED, "", by=hall.officer(who), now=NOW)
    approvals.sign(department, Verdict.AGREED, "", by=hall.officer("stranger"), now=NOW)
    with pytest.raises(Refused, match="签过"):
        approvals.sign(fresh(department), Verdict.OBJECTED, "改了", by=hall.officer("stranger"), now=NOW)
    with pytest.raises((Refused, Stale)):
        approvals.name_signers(
            step_of(task.case), [hall.other_department.pk], [], by=hall.officer("reviewer"), now=NOW
        )


def test_a_countersigner_may_read_the_case_and_finds_it_on_her_list() -> None:
    hall, case, task = at_countersign()
    stranger = hall.officer("stranger")
    assert not approvals.is_asked(case, by=stranger)
    name_two(hall, task)
    assert approvals.is_asked(case, by=stranger)
    assert [one.who for one in approvals.signatures_for(stranger)] == ["青文旅局"]
    assert not approvals.is_asked(case, by=hall.officer("manager"))


def test_whom_one_cannot_ask() -> None:
    hall, _case, task = at_countersign()
    by = hall.officer("reviewer")
    for departments, staff in (
        ([], []),
        ([hall.other_department.pk], []),  # two are needed
        ([hall.department.pk, hall.other_department.pk], []),  # its own department
        ([hall.other_department.pk], [hall.staff["clerk"].pk]),  # who took it in
        ([hall.other_department.pk], [hall.staff["reviewer"].pk]),  # herself
        ([hall.other_department.pk], [10**9]),
    ):
        with pytest.raises(Refused):
            approvals.name_signers(fresh(task), departments, staff, by=by, now=NOW)
    assert task.signatures.count() == 0
