"""Special procedures, meetings, being pressed when late."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.approvals.build import again, at_decision, fresh, review, step_of
from tests.cast import NOW, a_hall
from yichuang.approvals import public as approvals
from yichuang.approvals.public import Held, Minutes
from yichuang.cases.public import Procedure, Special, State
from yichuang.catalogue.public import Special as Published
from yichuang.kit.refusal import Invalid, Refused
from yichuang.papers import public as papers
from yichuang.papers.public import Attendee, PaperKind, body_of

pytestmark = pytest.mark.django_db
TESTING = Special(Procedure.TESTING, date(2026, 9, 30), "送市检测中心检测水质")


def test_testing_stops_the_law_s_clock_and_the_step_s_with_it() -> None:
    hall, case, task = review()
    before, step_before = again(case).clock.statutory_due_on, task.step_due_at
    approvals.start_special(again(case), TESTING, by=hall.officer("reviewer"), now=NOW)
    assert again(case).clock.statutory_due_on > before
    assert step_of(case).step_due_at > step_before  # type: ignore[operator]
    assert papers.of_case(case.no)[-1].kind == PaperKind.SPECIAL_PROCEDURE_NOTICE
    later = NOW + timedelta(days=2)
    approvals.end_special(again(case), by=hall.officer("reviewer"), now=later)
    assert again(case).clock.paused_until is None
    assert step_of(case).step_due_at == step_before + timedelta(days=2)  # type: ignore[operator]


def test_only_the_department_stops_the_clock() -> None:
    hall, case, _task = review()
    for who in ("clerk", "stranger", "manager", "supervisor"):
        with pytest.raises(Refused):
            approvals.start_special(again(case), TESTING, by=hall.officer(who), now=NOW)


@pytest.mark.rule("R128")
@pytest.mark.parametrize(("counted", "refused"), [(True, True), (False, False), (None, False)])
def test_what_the_guide_counts_in_the_limit_does_not_stop_it(counted: bool | None, refused: bool) -> None:
    published = Published(name="检测", value=5, unit="working_day", counted=counted)
    hall, case, _task = review(special_procedures=(published,))
    if refused:
        with pytest.raises(Refused, match="“检测”计入办理期限"):
            approvals.start_special(again(case), TESTING, by=hall.officer("reviewer"), now=NOW)
    else:
        approvals.start_special(again(case), TESTING, by=hall.officer("reviewer"), now=NOW)
    assert (again(case).clock.paused_until is None) is refused


@pytest.mark.rule("R113")
def test_a_decision_waits_for_the_minutes_and_rests_on_them() -> None:
    hall, case, task = at_decision()
    office, approver = hall.officer("reviewer"), hall.officer("approver")
    meeting = approvals.ask_meeting(again(case), "面积如何认定", "执法科、法规科", "本周", by=office, now=NOW)
    assert papers.of_case(case.no)[-1].kind == PaperKind.MEETING_REQUEST
    with pytest.raises(Refused, match="会议纪要"):
        approvals.pass_on(task, "准予", by=approver, now=NOW)
    with pytest.raises(Refused, match="已经申请了"):
        approvals.ask_meeting(again(case), "再议", "法规科", by=office, now=NOW)
    with pytest.raises(Refused, match="不能出会议纪要"):
        approvals.minute_meeting(fresh(meeting), Minutes(("议",), ("定",)), by=office, now=NOW)
    came = (Attendee("李伟民", unit="法规科"), Attendee("王磊", unit="执法科"))
    approvals.hold_meeting(
        fresh(meeting), Held(NOW.date(), "14:30", "三楼会议室", "李伟民", "王磊", came), by=office, now=NOW
    )
    approvals.minute_meeting(
        fresh(meeting), Minutes(("面积的算法",), ("按套内面积认定",)), by=office, now=NOW
    )
    number = fresh(meeting).number
    assert number.startswith("青市监纪")
    approvals.pass_on(step_of(case), "准予", by=approver, now=NOW)
    decided = body_of(next(p for p in papers.of_case(case.no) if p.kind == PaperKind.APPROVAL_DOCUMENT))
    assert isinstance(decided, papers.ApprovalDocument)
    assert number in decided.basis


def test_a_meeting_that_was_called_off_stands_in_nobodys_way() -> None:
    hall, case, task = at_decision()
    office = hall.officer("reviewer")
    meeting = approvals.ask_meeting(again(case), "议", "法规科", by=office, now=NOW)
    approvals.call_off_meeting(fresh(meeting), by=office, now=NOW)
    approvals.pass_on(task, "准予", by=hall.officer("approver"), now=NOW)
    assert again(case).state == State.DECIDED


@pytest.mark.parametrize(
    "seen",
    [
        {"procedure": Procedure.BY_LAW, "words": "公示"},  # without an article
        {"until": NOW.date()},
        {"words": " "},
    ],
)
def test_a_special_procedure_that_cannot_be(seen: dict[str, object]) -> None:
    hall, case, _task = review(a_hall())
    with pytest.raises(Invalid):
        approvals.start_special(
            again(case), replace(TESTING, **seen), by=hall.officer("reviewer"), now=NOW  # type: ignore[arg-type]
        )  # fmt: skip
