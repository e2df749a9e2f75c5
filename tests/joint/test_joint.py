"""Joint applications: asked once, begun together or in order, collected at once."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.build import ID
from tests.cast import NOW, Hall, a_department, a_hall
from tests.joint.build import begun, decide, three_sheets
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Collection, Mark
from yichuang.cases.public import State as CaseState
from yichuang.catalogue.public import IntakeSheet
from yichuang.joint import public as joint
from yichuang.joint.public import MeetingKind, Minutes, State
from yichuang.joint.rules import why_not_order
from yichuang.journal.public import story
from yichuang.kit.refusal import Invalid, Refused
from yichuang.notices.public import Message
from yichuang.papers import public as papers
from yichuang.people import public as people
from yichuang.people.public import IdKind, Shutting, forget_closings
from yichuang.worktime.public import calendar, local_day

pytestmark = pytest.mark.django_db


def a_street() -> tuple[Hall, list[IntakeSheet]]:
    hall = a_hall()
    return hall, three_sheets(hall, a_department(hall.centre, "xfj", "青消防"))


@pytest.mark.rule("R102")
@pytest.mark.rule("R147")
@pytest.mark.rule("R276")
def test_materials_that_several_departments_want_are_asked_for_once() -> None:
    hall, sheets = a_street()
    bundle = begun(hall, sheets)
    names = [(m.name, m.copies_wanted, len(m.serves)) for m in bundle.materials.all()]
    assert names[:2] == [("设立申请书", 3, 3), ("租赁合同", 3, 3)]
    assert len(names) == 5  # three departments with three each, two of them the same
    for part in joint.parts_of(bundle):
        assert set(part.case.materials.values_list("mark", flat=True)) == {Mark.RECEIVED}
    assert (bundle.taken_by_id, bundle.window_id) == (hall.staff["clerk"].pk, hall.window.pk)


def test_one_department_alone_is_no_joint_case() -> None:
    hall, sheets = a_street()
    with pytest.raises(Refused, match="2 个以上部门"):
        joint.begin("一件事", sheets[:1], {}, by=hall.officer("clerk"), now=NOW)
    with pytest.raises(Refused, match="选了两次"):
        joint.begin("一件事", [*sheets, sheets[0]], {}, by=hall.officer("clerk"), now=NOW)


@pytest.mark.rule("R103")
@pytest.mark.rule("R117")
@pytest.mark.rule("R118")
@pytest.mark.rule("R292")
def test_the_parts_run_together_and_are_collected_in_one_visit() -> None:
    hall, sheets = a_street()
    bundle, clerk = begun(hall, sheets), hall.officer("clerk")
    joint.accept(bundle, by=clerk, now=NOW)
    assert bundle.due_on == calendar().add(local_day(NOW), 45).on
    parts = joint.parts_of(bundle)
    assert {part.case.state for part in parts} == {CaseState.ACCEPTED}
    assert all(approvals.open_task_of(part.case.pk) for part in parts)
    minutes = Minutes(
        MeetingKind.SITE_VISIT, local_day(NOW), "文昌路 6 号", "王明、李芳", "看了后厨", "符合要求"
    )
    joint.meet(bundle, minutes, by=clerk, now=NOW)
    with pytest.raises(Refused, match="不能再一次出件"):
        joint.hand_out(bundle, Collection("张三", IdKind.ID_CARD, ID, "本人"), by=clerk, now=NOW)
    for part in parts:
        decide(part.case, hall)
    bundle.refresh_from_db()
    assert State(bundle.state) is State.READY
    joint.hand_out(bundle, Collection("张三", IdKind.ID_CARD, ID, "本人"), by=clerk, now=NOW)
    assert {part.case.state for part in joint.parts_of(bundle)} == {CaseState.CONCLUDED}
    kinds = [paper.kind for paper in papers.of_case(bundle.no)]
    assert kinds == ["joint_approval_form", "meeting_minutes", "joint_approval_form"]
    body = papers.body_of(papers.of_case(bundle.no)[-1])
    assert [bool(opinion.opinion) for opinion in body.opinions] == [True, True, True]
    events = [line.event for line in story(bundle.subject)]
    assert [e for e in events if e.startswith("joint.")] == [
        "joint.begun", "joint.accepted", "joint.met", "joint.ready", "joint.concluded",
    ]  # fmt: skip


def test_a_part_begins_when_what_it_waits_for_is_granted() -> None:
    hall, sheets = a_street()
    bundle = begun(hall, sheets, {3: [1, 2]})
    joint.accept(bundle, by=hall.officer("clerk"), now=NOW)
    first, second, third = joint.parts_of(bundle)
    assert third.case.state == CaseState.DRAFT
    decide(first.case, hall)
    third.case.refresh_from_db()
    assert third.case.state == CaseState.DRAFT
    later = NOW + timedelta(days=2)
    decide(second.case, hall, now=later)
    third.case.refresh_from_db()
    assert (third.case.state, third.case.accepted_at) == (CaseState.ACCEPTED, later)


def test_what_waits_for_something_that_ended_is_put_away_and_the_whole_still_ends() -> None:
    hall, sheets = a_street()
    bundle, clerk = begun(hall, sheets, {2: [1]}), hall.officer("clerk")
    joint.accept(bundle, by=clerk, now=NOW)
    first, second, third = joint.parts_of(bundle)
    cases.withdraw(first.case, "店面没租下来", by=clerk, now=NOW)
    second.case.refresh_from_db()
    assert second.case.state == CaseState.DISCARDED
    decide(third.case, hall)
    bundle.refresh_from_db()
    assert State(bundle.state) is State.READY


def test_a_chain_falls_whole_whichever_way_its_parts_are_listed() -> None:
    hall, sheets = a_street()
    bundle, clerk = begun(hall, sheets, {1: [2], 2: [3]}), hall.officer("clerk")
    joint.accept(bundle, by=clerk, now=NOW)
    cases.withdraw(joint.parts_of(bundle)[2].case, "不办了", by=clerk, now=NOW)
    states = [part.case.state for part in joint.parts_of(bundle)]
    assert states == [CaseState.DISCARDED, CaseState.DISCARDED, CaseState.WITHDRAWN]
    bundle.refresh_from_db()
    assert State(bundle.state) is State.READY


def test_the_whole_is_withdrawn_with_every_part_that_is_not_decided() -> None:
    hall, sheets = a_street()
    bundle, clerk = begun(hall, sheets, {3: [1]}), hall.officer("clerk")
    joint.accept(bundle, by=clerk, now=NOW)
    joint.withdraw(bundle, "", by=clerk, now=NOW)
    states = [part.case.state for part in joint.parts_of(bundle)]
    assert states == [CaseState.WITHDRAWN, CaseState.WITHDRAWN, CaseState.DISCARDED]


def test_the_overall_limit_is_extended_once_by_the_government_and_its_passing_is_noted() -> None:
    hall, sheets = a_street()
    bundle = begun(hall, sheets)
    joint.accept(bundle, by=hall.officer("clerk"), now=NOW)
    manager = hall.officer("manager")
    with pytest.raises(Refused, match="中心负责"):
        joint.extend(bundle, 15, "青政函〔2026〕8号", by=hall.officer("clerk"), now=NOW)
    with pytest.raises(Refused, match="最多 15"):
        joint.extend(bundle, 16, "青政函〔2026〕8号", by=manager, now=NOW)
    with pytest.raises(Invalid, match="文号"):
        joint.extend(bundle, 15, "", by=manager, now=NOW)
    joint.extend(bundle, 15, "青政函〔2026〕8号", by=manager, now=NOW)
    assert bundle.due_on == calendar().add(local_day(NOW), 60).on
    with pytest.raises(Refused, match="延长过一次"):
        joint.extend(bundle, 1, "再来", by=manager, now=NOW)
    assert bundle.look_at is not None
    assert joint.sweep(bundle.look_at - timedelta(seconds=1)) == 0
    assert joint.sweep(bundle.look_at) == 1
    assert joint.sweep(bundle.look_at) == 0
    assert story(bundle.subject)[-1].event == "joint.overdue"
    bundle.refresh_from_db()
    assert State(bundle.state) is State.RUNNING  # late, and still only people decide


def test_a_government_notice_moves_the_day_of_the_whole_and_the_applicant_is_told_once() -> None:
    hall, sheets = a_street()
    bundle = begun(hall, sheets)
    joint.accept(bundle, by=hall.officer("clerk"), now=NOW)
    joint.extend(bundle, 15, "青政函〔2026〕8号", by=hall.officer("manager"), now=NOW)
    assert joint.recount(NOW) == 0
    first = local_day(NOW) + timedelta(days=2)
    notice = Shutting(
        first, first + timedelta(days=1), "台风", notice_number="青政发〔2026〕9号", notice_title="停办公告",
        notice_issuer="青禾市人民政府", notice_on=local_day(NOW),
    )  # fmt: skip
    people.shut_hall(hall.centre, notice, by=hall.officer("manager"), now=NOW)
    forget_closings()
    before = Message.objects.count()
    assert joint.recount(NOW) == 1
    bundle.refresh_from_db()
    assert bundle.due_on == calendar().add(local_day(NOW), 62).on
    assert "joint.recounted" in [line.event for line in story(bundle.subject)]
    assert Message.objects.count() == before + 1
    assert joint.recount(NOW) == 0


def test_nothing_is_accepted_while_a_shared_material_is_missing() -> None:
    hall, sheets = a_street()
    bundle, clerk = begun(hall, sheets), hall.officer("clerk")
    joint.mark(bundle, 2, Mark.MISSING, by=clerk)
    with pytest.raises(Refused, match="第 2 项没有齐"):
        joint.accept(bundle, by=clerk, now=NOW)


@given(st.dictionaries(st.integers(1, 5), st.lists(st.integers(1, 5), max_size=3), max_size=5))
def test_an_order_is_refused_exactly_when_it_has_a_circle(after: dict[int, Sequence[int]]) -> None:
    def reaches(start: int, goal: int, seen: frozenset[int] = frozenset()) -> bool:
        return any(
            step == goal or (step not in seen and reaches(step, goal, seen | {step}))
            for step in after.get(start, ())
        )

    assert bool(why_not_order(after, 5)) is any(reaches(part, part) for part in range(1, 6))
