"""A step of inspection in the published procedure is obligatory; 必要时 may be waived, with the reason written."""

import pytest

from tests.approvals.build import again, at_decision, step_of
from tests.approvals.test_deciding import SEEN
from tests.cast import NOW, STEPS
from yichuang.approvals import public as approvals
from yichuang.cases.public import State
from yichuang.catalogue.public import StepLine, intake_sheet
from yichuang.journal.public import story
from yichuang.kit.refusal import Invalid, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R110")]
ALWAYS = (STEPS[0], StepLine(name="现场踏勘", kind="inspect"), STEPS[1])
AS_NEEDED = (STEPS[0], StepLine(name="现场核查（必要时）", kind="inspect"), STEPS[1])
A_TEST = (STEPS[0], StepLine(name="专家评审", kind="inspect"), STEPS[1])


def test_a_published_visit_comes_before_the_decision_and_nobody_waives_it() -> None:
    hall, case, task = at_decision(steps=ALWAYS)
    approver = hall.officer("approver")
    with pytest.raises(Refused, match="“现场踏勘”这一步"):
        approvals.pass_on(task, "准予", by=approver, now=NOW)
    with pytest.raises(Refused, match="不能免"):
        approvals.waive_inspection(again(case), "不用看", by=hall.officer("reviewer"), now=NOW)
    approvals.record_inspection(again(case), SEEN, by=hall.officer("reviewer"), now=NOW)
    approvals.pass_on(step_of(case), "准予", by=approver, now=NOW)
    assert again(case).state == State.DECIDED


def test_what_the_guide_has_as_needed_is_waived_in_writing_once() -> None:
    hall, case, task = at_decision(steps=AS_NEEDED)
    approver, reviewer = hall.officer("approver"), hall.officer("reviewer")
    with pytest.raises(Refused, match="写明不需要的理由"):
        approvals.pass_on(task, "准予", by=approver, now=NOW)
    with pytest.raises(Invalid):
        approvals.waive_inspection(again(case), " ", by=reviewer, now=NOW)
    approvals.waive_inspection(again(case), "同址换证，上月已看过", by=reviewer, now=NOW)
    with pytest.raises(Refused, match="已经写明"):
        approvals.waive_inspection(again(case), "又一次", by=reviewer, now=NOW)
    assert story(case.subject)[-1].data == {"words": "同址换证，上月已看过"}
    approvals.pass_on(step_of(case), "准予", by=approver, now=NOW)
    assert again(case).state == State.DECIDED


def test_a_review_by_experts_is_no_visit() -> None:
    hall, case, task = at_decision(steps=A_TEST)
    assert intake_sheet(case.guide_id).site_step == ""
    approvals.pass_on(task, "准予", by=hall.officer("approver"), now=NOW)
    assert again(case).state == State.DECIDED
