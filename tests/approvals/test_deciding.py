"""Grants, grants with conditions, what has to be there first, and the order of acceptance."""

from datetime import timedelta

import pytest

from tests.approvals.build import again, at_decision, doubtful, review, step_of
from tests.cases.build import a_case, decide, hand_over
from tests.cast import NOW, a_hall, a_matter
from yichuang.approvals import public as approvals
from yichuang.approvals.public import FINE, Seen
from yichuang.cases.public import Decision, Outcome, State
from yichuang.kit.refusal import Invalid, Refused
from yichuang.papers import public as papers
from yichuang.papers.public import Attendee, Finding, PaperKind, body_of

pytestmark = pytest.mark.django_db
SEEN = Seen(
    NOW.date(), "9:30", "文昌路 8 号", (Attendee("王磊", badge="T-01"), Attendee("赵楠", badge="T-02")),
    (Finding("面积", "实测 62 平方米", is_met=True),), "现场与材料一致。", present="张三",
)  # fmt: skip


@pytest.mark.rule("R288", "R290")
def test_a_grant_with_conditions_prints_items_notes_and_limits() -> None:
    hall, case, task = at_decision()
    decision = Decision(
        Outcome.CONDITIONAL, "准予经营。", "《食品安全法》第三十五条", ("食品小经营",), ("每年自查一次",),
        ("不得经营散装熟食",), "三年",
    )  # fmt: skip
    approvals.decide(task, decision, by=hall.officer("approver"), now=NOW)
    paper = papers.of_case(case.no)[-1]
    body = body_of(paper)
    assert isinstance(body, papers.ApprovalDocument)
    assert (paper.title, again(case).outcome) == ("准予决定书（有条件核准）", "conditional")
    assert (body.granted, body.notes, body.bounds) == (
        ("食品小经营",),
        ("每年自查一次",),
        ("不得经营散装熟食",),
    )
    hand_over(again(case), hall)
    assert again(case).state == State.CONCLUDED


@pytest.mark.rule("R288")
def test_conditions_are_written_one_by_one_or_it_is_no_conditional_grant() -> None:
    hall, case, task = at_decision()
    with pytest.raises(Invalid, match="条件") as refused:
        approvals.decide(task, Decision(Outcome.CONDITIONAL, "准予"), by=hall.officer("approver"), now=NOW)
    assert refused.value.field == "bounds"
    assert (again(case).state, step_of(case).state) == ("accepted", "open")


def test_only_the_last_step_decides_and_never_a_denial() -> None:
    hall, _case, first = review()
    with pytest.raises(Refused, match="最后一步"):
        approvals.decide(first, Decision(Outcome.GRANTED, "准予"), by=hall.officer("reviewer"), now=NOW)
    hall, _case, last = at_decision(hall, code="other")
    grounds = Decision(Outcome.DENIED, "不予", "条", facts=("事",), reasons=("由",))
    with pytest.raises(Refused, match="逐级报批"):
        approvals.decide(last, grounds, by=hall.officer("approver"), now=NOW)


@pytest.mark.rule("R109")
def test_a_review_records_truth_legality_and_match() -> None:
    hall, case, task = review()
    by = hall.officer("reviewer")
    with pytest.raises(Invalid, match="真实性"):
        approvals.pass_on(task, "同意", by=by, now=NOW)
    with pytest.raises(Invalid, match="写明情况"):
        approvals.pass_on(task, "同意", examined=approvals.Examined(True, False, True), by=by, now=NOW)
    approvals.pass_on(task, "同意", examined=FINE, by=by, now=NOW)
    kept = approvals.steps_of(case.pk)[0].examination
    assert (kept.is_true, kept.is_lawful, kept.is_matching, kept.examined_by) == (
        True,
        True,
        True,
        by.staff_no,
    )


@pytest.mark.rule("R110")
def test_where_materials_and_reality_differ_somebody_looks_before_it_is_decided() -> None:
    hall, case, task = review()
    approvals.pass_on(task, "存疑", examined=doubtful(), by=hall.officer("reviewer"), now=NOW)
    approver = hall.officer("approver")
    with pytest.raises(Refused, match="现场核查"):
        approvals.pass_on(step_of(case), "准予", by=approver, now=NOW)
    later = NOW + timedelta(hours=1)
    inspection = approvals.record_inspection(again(case), SEEN, by=hall.officer("reviewer"), now=later)
    paper = next(p for p in papers.of_case(case.no) if p.kind == PaperKind.SITE_INSPECTION_RECORD)
    assert inspection.number == paper.number != ""
    approvals.pass_on(step_of(case), "准予", by=approver, now=later)
    decided = body_of(papers.of_case(case.no)[-1])
    assert isinstance(decided, papers.ApprovalDocument)
    assert decided.basis == f"现场核查记录（{paper.number}）"


@pytest.mark.rule("R110")
@pytest.mark.parametrize("names", [("王磊",), ("王磊", "王磊"), ()])
def test_fewer_than_two_inspectors_are_no_inspection(names: tuple[str, ...]) -> None:
    hall, case, _task = review()
    seen = Seen(NOW.date(), "9:30", "文昌路", tuple(map(Attendee, names)), SEEN.findings, "一致")
    with pytest.raises(Invalid, match="两名"):
        approvals.record_inspection(again(case), seen, by=hall.officer("reviewer"), now=NOW)
    for who in ("clerk", "stranger", "manager"):
        with pytest.raises(Refused):
            approvals.record_inspection(again(case), SEEN, by=hall.officer(who), now=NOW)


def test_a_quantity_limited_matter_is_decided_in_the_order_of_acceptance() -> None:
    hall = a_hall()
    sheet = a_matter(hall, quantity_limit="每年 2 个")
    first = a_case(hall, sheet=sheet)
    second = a_case(hall, sheet=sheet, now=NOW + timedelta(seconds=1))
    third = a_case(hall, sheet=sheet, now=NOW + timedelta(seconds=2))
    with pytest.raises(Refused, match=first.no):
        decide(second, hall)
    decide(first, hall)
    decide(second, hall)
    with pytest.raises(Refused, match="限 2 个"):
        decide(third, hall)
    assert again(third).state == State.ACCEPTED
    assert approvals.why_not_decide(again(third), Outcome.DENIED, now=NOW) == ""  # what is left is to say no


def test_a_matter_without_a_number_has_no_order() -> None:
    hall = a_hall()
    sheet = a_matter(hall, quantity_limit="无数量限制")
    a_case(hall, sheet=sheet)
    later = a_case(hall, sheet=sheet, now=NOW + timedelta(seconds=1))
    decide(later, hall)
    assert later.state == State.DECIDED
