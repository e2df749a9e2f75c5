"""Review, decision, handing out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cases.build import ID, OTHER_ID, a_case, a_draft, an_immediate_matter, decide, filled
from tests.cast import NOW, a_hall, a_matter
from yichuang.approvals import public as approvals
from yichuang.approvals.public import Move
from yichuang.cases import public as cases
from yichuang.cases.public import Collection, Mark, State
from yichuang.journal.public import story
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.notices import public as notices
from yichuang.papers import public as papers
from yichuang.people.public import IdKind

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R045")
@pytest.mark.rule("R111")
def test_a_case_passes_its_published_steps_to_the_decision() -> None:
    hall = a_hall()
    case = a_case(hall, at=State.DECIDED)
    assert [(t.name, t.state) for t in approvals.steps_of(case.pk)] == [
        ("审查", "passed"),
        ("决定", "passed"),
    ]
    assert (case.outcome, case.decided_by) == ("granted", hall.staff["approver"].staff_no)
    assert "准予决定书" in [p.title for p in papers.of_case(case.no)]
    assert case.clock.__class__.objects.get(pk=case.pk).stopped_at == NOW


def test_a_step_belongs_to_its_role_and_department() -> None:
    hall = a_hall()
    task = approvals.open_task_of(a_case(hall).pk)
    assert task is not None
    assert approvals.why_not(task, Move.PASS_ON, by=hall.officer("reviewer")) == ""
    for who in ("clerk", "approver", "stranger", "manager"):
        with pytest.raises(Refused):
            approvals.pass_on(task, "同意", examined=approvals.FINE, by=hall.officer(who), now=NOW)


@pytest.mark.rule("R013")
def test_who_took_a_case_in_never_decides_it_whatever_roles_she_holds() -> None:
    from yichuang.kit.actor import SYSTEM
    from yichuang.people import public as people
    from yichuang.people.public import Role

    hall = a_hall()
    for role in (Role.REVIEWER, Role.APPROVER):
        people.grant_role(
            hall.staff["clerk"], role, centre=hall.centre, department=hall.department, by=SYSTEM, now=NOW
        )
    task = approvals.open_task_of(a_case(hall).pk)
    assert task is not None
    assert "受理和审批要分开" in approvals.why_not(task, Move.PASS_ON, by=hall.officer("clerk"))
    assert approvals.count_open(hall.officer("clerk")) == 0


def test_an_opinion_is_needed_and_kept_while_it_is_typed() -> None:
    hall = a_hall()
    by = hall.officer("reviewer")
    task = approvals.open_task_of(a_case(hall).pk)
    assert task is not None
    with pytest.raises(Invalid, match="意见"):
        approvals.pass_on(task, "  ", examined=approvals.FINE, by=by, now=NOW)
    approvals.note_draft(task, "材料齐", by=by)
    task.refresh_from_db()
    assert task.draft == "材料齐"
    approvals.pass_on(task, "材料齐全", examined=approvals.FINE, by=by, now=NOW)
    task.refresh_from_db()
    approvals.note_draft(task, "材料齐全 ", by=by)  # sent beside the decision, and overtaken by it
    with pytest.raises(Refused, match="不能再办"):
        approvals.note_draft(task, "又写", by=by)


def test_two_reviewers_cannot_both_pass_a_step() -> None:
    hall = a_hall()
    by = hall.officer("reviewer")
    case = a_case(hall)
    one, two = approvals.open_task_of(case.pk), approvals.open_task_of(case.pk)
    assert one is not None
    assert two is not None
    approvals.pass_on(one, "同意", examined=approvals.FINE, by=by, now=NOW)
    with pytest.raises(Stale):
        approvals.pass_on(two, "同意", examined=approvals.FINE, by=by, now=NOW)
    assert len(approvals.steps_of(case.pk)) == 2


def test_a_case_may_be_sent_back_a_step_with_the_reason() -> None:
    hall = a_hall()
    case = a_case(hall)
    first = approvals.open_task_of(case.pk)
    assert first is not None
    with pytest.raises(Refused, match="第一步"):
        approvals.send_back(first, "x", by=hall.officer("reviewer"), now=NOW)
    second = approvals.pass_on(first, "同意", examined=approvals.FINE, by=hall.officer("reviewer"), now=NOW)
    assert second is not None
    back = approvals.send_back(second, "平面图面积对不上，请再核。", by=hall.officer("approver"), now=NOW)
    assert (back.order, back.name) == (1, "审查")
    assert story(case.subject)[-1].data["words"] == "平面图面积对不上，请再核。"


def test_the_list_puts_what_is_due_first_at_the_top() -> None:
    hall = a_hall()
    slow = a_matter(hall, "m-slow", name="慢办事项", promised_value=15)
    fast = a_matter(hall, "m-fast", name="快办事项", promised_value=3)
    none = a_matter(
        hall, "m-none", name="无时限事项", category="公共服务", promised_value=None, statutory_value=None
    )
    made = [a_case(hall, sheet=sheet) for sheet in (none, slow, fast)]
    listed = approvals.open_tasks(
        approvals.TaskFilter(timezone.localdate(NOW)), by=hall.officer("reviewer")
    ).tasks
    assert [t.case_id for t in listed] == [c.pk for c in reversed(made)]


@pytest.mark.rule("R098")
@pytest.mark.rule("R010")
def test_an_immediate_case_is_decided_at_the_window_on_the_departments_written_authority() -> None:
    hall = a_hall()
    sheet = an_immediate_matter(hall)
    case = a_case(hall, sheet=sheet)
    assert approvals.open_task_of(case.pk) is None
    cases.decide_here(case, "予以登记。", by=hall.officer("clerk"), now=NOW)
    assert (case.state, case.handled_days, case.decided_by) == (
        State.DECIDED,
        0,
        hall.staff["clerk"].staff_no,
    )


@pytest.mark.rule("R108")
def test_what_is_not_done_on_the_spot_goes_to_the_department_and_the_applicant_is_told_why() -> None:
    hall = a_hall()
    case, clerk = a_case(hall, sheet=an_immediate_matter(hall)), hall.officer("clerk")
    with pytest.raises(Invalid, match="原因"):
        approvals.send_in(case, " ", by=clerk, now=NOW)
    task = approvals.send_in(case, "系统查不到以前的登记", by=clerk, now=NOW)
    assert (task.order, task.department_id) == (1, case.department_id)
    [told] = [message for message in notices.of_case(case.no) if message.kind == "sent_in"]
    assert "系统查不到以前的登记" in told.body
    assert [line.data["reason"] for line in story(case.subject) if line.event == "case.sent_in"] == [
        "系统查不到以前的登记"
    ]
    for again in (case, a_case(hall)):
        with pytest.raises(Refused):
            approvals.send_in(again, "又一次", by=clerk, now=NOW)


def test_only_the_window_hands_an_immediate_case_in() -> None:
    hall = a_hall()
    case = a_case(hall, sheet=an_immediate_matter(hall))
    with pytest.raises(Refused, match="综合窗口"):
        approvals.send_in(case, "不会办", by=hall.officer("reviewer"), now=NOW)
    assert approvals.open_task_of(case.pk) is None


def test_without_the_written_authority_the_department_decides_an_immediate_case() -> None:
    hall = a_hall()
    case = a_case(hall, sheet=an_immediate_matter(hall, authorised=False))
    assert approvals.open_task_of(case.pk) is not None
    with pytest.raises(Refused, match="授权"):
        cases.decide_here(case, "予以登记。", by=hall.officer("clerk"), now=NOW)


def test_a_commitment_case_is_not_decided_at_the_window() -> None:
    hall = a_hall()
    with pytest.raises(Refused, match="窗口不作决定"):
        cases.decide_here(a_case(hall), "同意", by=hall.officer("clerk"), now=NOW)


@pytest.mark.rule("R133")
@pytest.mark.rule("R139")
def test_the_result_goes_out_at_the_window_to_the_person_on_record() -> None:
    hall = a_hall()
    case = a_case(hall, at=State.DECIDED)
    stranger = Collection("李四", IdKind.ID_CARD, OTHER_ID, "受托人")
    with pytest.raises(Refused, match="委托书"):
        cases.hand_out(case, stranger, by=hall.officer("clerk"), now=NOW)
    wrong = Collection("张三", IdKind.ID_CARD, "340524198001010011", "本人")
    with pytest.raises(Invalid, match="最后一位"):
        cases.hand_out(case, wrong, by=hall.officer("clerk"), now=NOW)
    cases.hand_out(case, Collection("张三", IdKind.ID_CARD, ID, "本人"), by=hall.officer("clerk"), now=NOW)
    assert (case.state, case.collected_by) == (State.CONCLUDED, "张三")
    assert papers.of_case(case.no)[-1].title == "送达回执"


def test_someone_else_collects_with_a_written_authority() -> None:
    hall = a_hall()
    case = a_case(hall, at=State.DECIDED)
    helper = Collection("李四", IdKind.ID_CARD, OTHER_ID, "受托人", authority="已收委托书原件")
    cases.hand_out(case, helper, by=hall.officer("clerk"), now=NOW)
    assert story(case.subject)[-3].event == "case.concluded" or case.state == State.CONCLUDED


@pytest.mark.rule("R137")
def test_every_original_goes_back_before_the_case_is_concluded() -> None:
    hall = a_hall()
    by = hall.officer("clerk")
    case = filled(a_draft(hall), hall)
    cases.mark_material(case, 2, Mark.RECEIVED, is_original=True, by=by)
    cases.accept(case, by=by, now=NOW)
    decide(case, hall)
    bare = Collection("张三", IdKind.ID_CARD, ID, "本人")
    with pytest.raises(Refused, match="第 2 项原件还没有退还"):
        cases.hand_out(case, bare, by=by, now=NOW)
    cases.hand_out(case, Collection("张三", IdKind.ID_CARD, ID, "本人", originals=[2]), by=by, now=NOW)
    returned = case.materials.get(order=2)
    assert (returned.returned_at, returned.returned_by) == (NOW, by.staff_no)
    receipt = papers.body_of(papers.of_case(case.no)[-1])
    assert isinstance(receipt, papers.DeliveryReceipt)
    assert receipt.originals == ("经营者身份证明",)


@pytest.mark.rule("R269")
def test_how_long_it_took_is_written_with_the_decision() -> None:
    hall = a_hall()
    case = a_case(hall)
    decide(case, hall, now=NOW + timedelta(days=4))
    assert case.handled_days == 4


@pytest.mark.rule("R134")
def test_the_applicant_is_told_that_the_result_is_ready() -> None:
    from yichuang.notices.public import inbox

    case = a_case(a_hall(), at=State.DECIDED)
    assert case.applicant is not None
    assert {m.kind for m in inbox(case.applicant)} == {"accepted", "decided"}


def test_the_sweep_changes_the_lights_that_are_due_and_no_others() -> None:
    hall = a_hall()
    case = a_case(hall)
    assert cases.sweep_lights(NOW + timedelta(days=1)) == 0
    near = case.clock.look_at
    assert near is not None
    assert cases.sweep_lights(near) == 1
    case.clock.refresh_from_db()
    assert case.clock.light == "yellow"
    assert cases.sweep_lights(case.clock.look_at) == 1
    case.clock.refresh_from_db()
    # The promise is broken; the law's own limit is looked at once more, and then nothing is (R126).
    assert (case.clock.light, case.clock.look_at > case.clock.statutory_due_at) == ("red", True)
    assert cases.sweep_lights(case.clock.statutory_due_at) == 0
    assert cases.sweep_lights(case.clock.look_at) == 1
    assert cases.sweep_lights(near + timedelta(days=60)) == 0
    broken = list(case.violations.values_list("kind", flat=True))
    assert broken == [cases.ViolationKind.BROKEN_PROMISE, cases.ViolationKind.OVERDUE]
    case.refresh_from_db()
    assert (case.state, case.outcome) == (State.ACCEPTED, "")  # late, and still only a person decides
    assert [x.data["to"] for x in story(case.subject) if x.event == "case.light_changed"] == ["yellow", "red"]


@pytest.mark.rule("R115")
@pytest.mark.rule("R280")
def test_progress_is_told_to_who_knows_the_number_and_four_characters() -> None:
    case = a_case(a_hall())
    for tail in ("001X", "001x", "1234"):
        found = cases.progress_of(f" {case.no[:4]} {case.no[4:]} ", tail)
        assert found is not None
        assert found.promised_on == case.clock.promised_due_on
    for tail in ("0000", "", "12341234"):
        assert cases.progress_of(case.no, tail) is None
    assert cases.progress_of("209901010001", "001X") is None


@pytest.mark.rule("R270")
def test_the_ledger_shows_what_ones_duty_shows() -> None:
    hall, elsewhere = a_hall(), a_hall("linxi")
    case = a_case(hall)
    today = NOW.date()

    def seen(who: str, where: object = hall, query: str = "") -> list[str]:
        found = cases.find_cases(cases.CaseFilter(query=query), by=where.officer(who), today=today)  # type: ignore[attr-defined]
        return [c.no for c in found.cases]

    assert seen("clerk") == seen("manager") == seen("reviewer") == [case.no]
    assert seen("stranger") == seen("clerk", elsewhere) == []
    for query in ("张三", case.no, "1", case.no[:10]):
        assert seen("clerk", query=query) == [case.no], query
    assert seen("clerk", query="李四") == []


@pytest.mark.rule("R086")
def test_a_new_scan_stands_beside_the_old_one() -> None:
    from yichuang.kit.files import Stored

    hall = a_hall()
    by = hall.officer("clerk")
    case = a_draft(hall)
    for mark in ("a" * 64, "b" * 64):
        cases.attach(case, 1, Stored(mark, "scan.pdf", "application/pdf", 10), by=by, now=NOW)
    assert [(a.number, a.sha256[0]) for a in case.materials.get(order=1).attachments.all()] == [
        (1, "a"),
        (2, "b"),
    ]
    cases.set_aside(case, 1, 1, by=by, now=NOW)
    first = case.materials.get(order=1).attachments.get(number=1)
    assert (first.sha256, first.set_aside_by) == ("a" * 64, by.staff_no)
