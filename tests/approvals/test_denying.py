"""否定事项报备: nothing is denied before it has gone up level by level (R146)."""

import pytest

from tests.approvals.build import GROUNDS, again, at_decision, fresh, review, step_of
from tests.cases.build import hand_over
from tests.cast import NOW, Hall, a_hall
from yichuang.approvals import public as approvals
from yichuang.approvals.public import Denial, Grounds
from yichuang.cases import public as cases
from yichuang.cases.public import Case, State
from yichuang.journal.public import Event, breaks, story
from yichuang.kit.actor import SYSTEM
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.notices.public import Message
from yichuang.papers import public as papers
from yichuang.papers.public import DenialDecision, NegativeMatterRecord, PaperKind, body_of
from yichuang.people import public as people
from yichuang.people.public import Role

pytestmark = pytest.mark.django_db


def registered() -> tuple[Hall, Case, Denial]:
    hall, case, task = review()
    denial = approvals.register_denial(task, GROUNDS, by=hall.officer("reviewer"), now=NOW)
    return hall, case, fresh(denial)


@pytest.mark.rule("R146", "R132")
def test_a_denial_is_confirmed_at_every_level_and_then_issued_with_both_remedies() -> None:
    hall, case, denial = registered()
    assert (denial.levels, step_of(case).state) == (["approver", "leader"], "denying")
    assert not approvals.confirm_denial(denial, "同意", by=hall.officer("approver"), now=NOW)
    assert again(case).state == State.ACCEPTED
    assert papers.of_case(case.no)[-1].kind != PaperKind.DENIAL_DECISION
    assert approvals.confirm_denial(fresh(denial), "确定不予", by=hall.officer("leader"), now=NOW)
    decided = again(case)
    assert (decided.state, decided.outcome, decided.clock.stopped_at) == ("decided", "denied", NOW)
    issued = {p.kind: body_of(p) for p in papers.of_case(case.no)}
    record, decision = issued[PaperKind.NEGATIVE_MATTER_RECORD], issued[PaperKind.DENIAL_DECISION]
    assert isinstance(record, NegativeMatterRecord)
    assert isinstance(decision, DenialDecision)
    assert [(one.who, one.opinion) for one in record.levels] == [
        ("审批人员", "同意。同意"),
        ("分管领导", "同意。确定不予"),
    ]
    assert (decision.reasons, decision.basis) == (GROUNDS.reasons, GROUNDS.basis)
    paper = next(p for p in papers.of_case(case.no) if p.kind == PaperKind.DENIAL_DECISION)
    sheet = str(papers.sheet_context(paper, "http://x")["sheet"])
    assert "六十日" in sheet
    assert "六个月" in sheet
    assert list(breaks()) == []


def test_the_applicant_is_told_the_reasons_and_the_result_is_handed_out_like_any_other() -> None:
    hall, case, denial = registered()
    approvals.confirm_denial(denial, "同意", by=hall.officer("approver"), now=NOW)
    approvals.confirm_denial(fresh(denial), "同意", by=hall.officer("leader"), now=NOW)
    told = Message.objects.get(case_no=case.no, kind="denied", channel="inbox")
    assert GROUNDS.reasons[0] in told.body
    assert "行政复议" in told.body
    hand_over(again(case), hall)
    receipt = body_of(papers.of_case(case.no)[-1])
    assert isinstance(receipt, papers.DeliveryReceipt)
    assert "不予许可决定书" in receipt.results[0]


@pytest.mark.rule("R146")
def test_a_level_sends_back_with_an_opinion_and_it_goes_up_again_from_below() -> None:
    hall, case, denial = registered()
    approvals.confirm_denial(denial, "同意", by=hall.officer("approver"), now=NOW)
    with pytest.raises(Invalid, match="意见"):
        approvals.send_back_denial(fresh(denial), " ", by=hall.officer("leader"), now=NOW)
    approvals.send_back_denial(fresh(denial), "理由不充分", by=hall.officer("leader"), now=NOW)
    assert (fresh(denial).state, step_of(case).state) == ("sent_back", "denying")
    better = Grounds(GROUNDS.facts, ("经核查，住宅不得作经营场所。",), GROUNDS.basis)
    approvals.revise_denial(fresh(denial), better, by=hall.officer("reviewer"), now=NOW)
    assert (fresh(denial).state, fresh(denial).level) == ("pending", 0)
    approvals.confirm_denial(fresh(denial), "同意", by=hall.officer("approver"), now=NOW)
    assert approvals.confirm_denial(fresh(denial), "同意", by=hall.officer("leader"), now=NOW)
    assert again(case).outcome == "denied"


def test_a_denial_taken_back_opens_the_step_again() -> None:
    hall, case, denial = registered()
    with pytest.raises(Refused, match="拟不予"):
        approvals.pass_on(
            step_of(case), "同意", examined=approvals.FINE, by=hall.officer("reviewer"), now=NOW
        )
    approvals.withdraw_denial(denial, by=hall.officer("reviewer"), now=NOW)
    assert (fresh(denial).state, step_of(case).state) == ("withdrawn", "open")
    approvals.pass_on(step_of(case), "同意", examined=approvals.FINE, by=hall.officer("reviewer"), now=NOW)


def test_a_level_belongs_to_its_role_and_nobody_confirms_her_own_or_twice() -> None:
    hall, _case, denial = registered()
    for who in ("reviewer", "leader", "stranger", "clerk", "chief_rep"):
        with pytest.raises(Refused):
            approvals.confirm_denial(fresh(denial), "同意", by=hall.officer(who), now=NOW)
    people.grant_role(
        hall.staff["approver"],
        Role.LEADER,
        centre=hall.centre,
        department=hall.department,
        by=SYSTEM,
        now=NOW,
    )
    approvals.confirm_denial(fresh(denial), "同意", by=hall.officer("approver"), now=NOW)
    with pytest.raises(Refused, match="下一级已经答复"):
        approvals.confirm_denial(fresh(denial), "同意", by=hall.officer("approver"), now=NOW)


def test_the_centre_sets_the_levels_and_a_case_keeps_those_of_its_day() -> None:
    hall = a_hall()
    people.set_setting(hall.centre, "denial.levels", "chief_rep,leader", by=hall.officer("manager"), now=NOW)
    hall, _case, task = review(hall)
    denial = approvals.register_denial(task, GROUNDS, by=hall.officer("reviewer"), now=NOW)
    assert denial.levels == ["chief_rep", "leader"]


def test_an_approver_who_intends_a_denial_asks_the_level_above_her() -> None:
    hall, _case, task = at_decision()
    denial = approvals.register_denial(task, GROUNDS, by=hall.officer("approver"), now=NOW)
    assert denial.levels == ["leader"]
    assert [one.pk for one in approvals.denials_for(hall.officer("leader"))] == [denial.pk]
    assert approvals.denials_for(hall.officer("approver")) == []


@pytest.mark.parametrize(
    ("grounds", "field"),
    [
        (Grounds((), ("由",), "条"), "facts"),
        (Grounds(("事",), (), "条"), "reasons"),
        (Grounds(("事",), ("由",), " "), "basis"),
        (Grounds(("事" * 501,), ("由",), "条"), "facts"),
    ],
)
def test_grounds_without_facts_reasons_or_article_are_none(grounds: Grounds, field: str) -> None:
    hall, _case, task = review()
    with pytest.raises(Invalid) as refused:
        approvals.register_denial(task, grounds, by=hall.officer("reviewer"), now=NOW)
    assert refused.value.field == field


def test_who_is_later_by_a_moment_gets_a_sentence() -> None:
    hall, case, denial = registered()
    seen = fresh(denial)
    approvals.withdraw_denial(denial, by=hall.officer("reviewer"), now=NOW)
    with pytest.raises(Stale):
        approvals.confirm_denial(seen, "同意", by=hall.officer("approver"), now=NOW)
    assert step_of(case).state == "open"


def test_an_applicant_who_withdraws_settles_what_was_intended() -> None:
    hall, case, denial = registered()
    cases.withdraw(again(case), "不办了", by=hall.officer("clerk"), now=NOW)
    assert fresh(denial).state == "dropped"
    assert approvals.open_task_of(case.pk) is None
    events = [line.event for line in story(case.subject)]
    assert Event.DENIAL_REGISTERED in events
    assert approvals.denials_for(hall.officer("approver")) == []
