"""Taking in and accepting: one behaviour each."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.cases.build import ID, OTHER_ID, USCC, a_case, a_draft, filled
from tests.cast import MATERIALS, NOW, Hall, a_hall, a_matter
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import HandedIn, Intake, Mark, State
from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import MaterialLine
from yichuang.journal.public import story
from yichuang.kit.files import Stored
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.notices.public import inbox
from yichuang.papers import public as papers
from yichuang.people.public import IdKind, Particulars

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R035")
def test_the_list_of_a_case_is_the_published_one_and_cannot_grow() -> None:
    hall = a_hall()
    case = a_draft(hall)
    assert [m.name for m in case.materials.all()] == [m.name for m in MATERIALS]
    with pytest.raises(Invalid, match="只能收公布的材料"):
        cases.mark_material(case, 6, Mark.RECEIVED, by=hall.officer("clerk"))


@pytest.mark.rule("R006")
@pytest.mark.rule("R007")
@pytest.mark.rule("R008")
def test_a_matter_is_taken_in_at_its_one_acceptance_point_only() -> None:
    hall, elsewhere = a_hall(), a_hall("linxi")
    sheet = a_matter(hall)
    with pytest.raises(Refused, match="不能收件"):
        cases.draft(sheet, by=elsewhere.officer("clerk"), now=NOW)
    with pytest.raises(Refused, match="部门自己不再收件"):
        cases.draft(sheet, by=hall.officer("reviewer"), now=NOW)


@pytest.mark.rule("R074")
@pytest.mark.rule("R076")
def test_a_complete_application_is_accepted() -> None:
    hall = a_hall()
    case = a_case(hall)
    assert (case.state, case.accepted_at, case.applicant_name) == (State.ACCEPTED, NOW, "张三")
    assert case.clock.promised_due_on.isoformat() == "2026-09-28"
    assert [line.event for line in story(case.subject)][:2] == ["case.drafted", "case.accepted"]


@pytest.mark.rule("R083")
def test_every_line_has_to_be_checked_and_what_is_required_has_to_be_there() -> None:
    hall = a_hall()
    by = hall.officer("clerk")
    case = a_draft(hall)
    cases.note_typed(case, {"id_number": ID, "name": "张三"}, by=by)
    sheet = cases.sheet_today(case)
    unchecked = "还不能受理：第 1、2、3、4、5 项没有核对。"
    assert cases.why_not_accept(case, case.materials.all(), published=sheet, by=by) == unchecked

    cases.mark_rest_received(case, by=by)
    cases.mark_material(case, 2, Mark.FAULTY, by=by)
    cases.mark_material(case, 3, Mark.MISSING, by=by)
    said = "不能受理：第 2 项有误，第 3 项未交。"
    assert cases.why_not_accept(case, case.materials.all(), published=sheet, by=by) == said
    with pytest.raises(Refused, match="第 3 项未交"):
        cases.accept(case, by=by, now=NOW)


def test_what_a_situation_does_not_need_may_be_marked_so_and_the_rest_may_not() -> None:
    hall = a_hall()
    by = hall.officer("clerk")
    case = filled(a_draft(hall), hall)
    cases.mark_material(case, 4, Mark.NOT_NEEDED, by=by)
    cases.mark_material(case, 5, Mark.MISSING, by=by)  # not necessary: its absence stops nothing
    with pytest.raises(Refused, match="都要交"):
        cases.mark_material(case, 1, Mark.NOT_NEEDED, by=by)
    cases.accept(case, by=by, now=NOW)
    assert case.state == State.ACCEPTED


@pytest.mark.rule("R077")
@pytest.mark.rule("R099")
def test_acceptance_gives_the_notice_the_receipt_and_the_routing_sheet() -> None:
    hall = a_hall()
    case = a_case(hall)
    issued = papers.of_case(case.no)
    assert [p.title for p in issued] == ["受理通知书（承诺件通知书）", "申请材料收件凭证", "审批流转单"]
    assert issued[0].number == "青市监受〔2026〕1号"
    body = papers.body_of(issued[0])
    assert isinstance(body, papers.AcceptanceNotice)
    assert (body.promised.on, body.statutory.on) == (case.clock.promised_due_on, case.clock.statutory_due_on)


@pytest.mark.rule("R078")
@pytest.mark.rule("R079")
def test_who_takes_in_is_the_one_person_to_ask() -> None:
    hall = a_hall()
    case = a_case(hall)
    assert case.taken_by == hall.staff["clerk"]
    body = papers.body_of(papers.of_case(case.no)[0])
    assert isinstance(body, papers.AcceptanceNotice)
    assert body.contacts.person == "clerk"


@pytest.mark.rule("R280")
def test_the_applicant_is_told_when_the_case_is_accepted() -> None:
    case = a_case(a_hall())
    assert case.applicant is not None
    assert [m.case_no for m in inbox(case.applicant)] == [case.no]


@pytest.mark.rule("R084")
def test_what_was_typed_stays_as_typed_until_it_is_accepted() -> None:
    hall = a_hall()
    by = hall.officer("clerk")
    case = a_draft(hall)
    cases.note_typed(case, {"id_number": "3405", "name": "𠮷"}, by=by)
    cases.note_typed(case, {"phone": "138"}, by=by)
    case.refresh_from_db()
    assert case.typed == {"id_number": "3405", "name": "𠮷", "phone": "138"}
    with pytest.raises(Invalid, match="没有这个栏目"):
        cases.note_typed(case, {"state": "accepted"}, by=by)
    with pytest.raises(Invalid, match="最多"):
        cases.note_typed(case, {"name": "长" * 4001}, by=by)


def test_a_wrong_number_changes_nothing_and_names_its_field() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall, id_number="340524198001010011")
    with pytest.raises(Invalid, match="最后一位") as wrong:
        cases.accept(case, by=hall.officer("clerk"), now=NOW)
    case.refresh_from_db()
    assert (wrong.value.field, case.state, papers.of_case(case.no)) == ("id_number", State.DRAFT, [])


@pytest.mark.rule("R013")
def test_acceptance_puts_the_case_before_the_department_not_before_the_clerk() -> None:
    hall = a_hall()
    case = a_case(hall)
    task = approvals.open_task_of(case.pk)
    assert task is not None
    assert (task.name, task.role, task.department) == ("审查", "reviewer", hall.department)


def test_two_clicks_accept_once() -> None:
    hall = a_hall()
    by = hall.officer("clerk")
    case = filled(a_draft(hall), hall)
    twin = cases.case_by_no(case.no)
    assert twin is not None
    cases.accept(case, by=by, now=NOW)
    with pytest.raises(Stale):
        cases.accept(twin, by=by, now=NOW)
    assert len(papers.of_case(case.no)) == 3


def test_a_body_names_who_acts_for_it() -> None:
    hall = a_hall()
    by = hall.officer("clerk")
    case = filled(a_draft(hall), hall, id_kind=IdKind.USCC.value, id_number=USCC, name="某某有限公司")
    with pytest.raises(Invalid, match="经办人"):
        cases.accept(case, by=by, now=NOW)
    cases.note_typed(case, {"agent_id_number": OTHER_ID, "agent_name": "李四", "authority": "已收"}, by=by)
    cases.accept(case, by=by, now=NOW)
    assert case.agent is not None
    assert (case.applicant_name, case.agent.name) == ("某某有限公司", "李四")


def test_a_discarded_draft_keeps_its_reason_and_its_number() -> None:
    hall = a_hall()
    case = a_draft(hall)
    with pytest.raises(Invalid, match="为什么"):
        cases.discard(case, "", by=hall.officer("clerk"), now=NOW)
    cases.discard(case, "改天再来", by=hall.officer("clerk"), now=NOW)
    assert (case.state, story(case.subject)[-1].data) == (State.DISCARDED, {"reason": "改天再来"})


@pytest.mark.rule("R269")
def test_numbers_run_through_the_day_and_begin_again_the_next() -> None:
    hall = a_hall()
    sheet = a_matter(hall)
    by = hall.officer("clerk")
    numbers = [cases.draft(sheet, by=by, now=NOW).no for _ in range(3)]
    tomorrow = cases.draft(sheet, by=by, now=NOW.replace(day=15)).no
    assert numbers == ["202609140001", "202609140002", "202609140003"]
    assert tomorrow == "202609150001"


def an_intake(guide_id: int, **more: object) -> Intake:
    said: dict[str, object] = {
        "guide_id": guide_id,
        "applicant": Particulars(IdKind.ID_CARD, ID, "张三", phone="13812341234"),
        "materials": [HandedIn(n) for n in range(1, 6)],
        **more,
    }
    return Intake(**said)  # type: ignore[arg-type]


def test_taking_in_through_json_ends_as_at_the_window() -> None:
    hall = a_hall()
    sheet = a_matter(hall)
    by = hall.officer("clerk")
    case = cases.take_in(an_intake(sheet.guide_id), by=by, now=NOW)
    window = a_case(hall, sheet=sheet)
    case.refresh_from_db()
    assert case.state == window.state
    assert [p.kind for p in papers.of_case(case.no)] == [p.kind for p in papers.of_case(window.no)]
    same = [line.event for line in story(case.subject)], [line.event for line in story(window.subject)]
    assert same[0] == same[1]
    assert approvals.open_task_of(case.pk) is not None


def test_the_same_request_twice_makes_one_case() -> None:
    hall = a_hall()
    intake = an_intake(a_matter(hall).guide_id, request_key="a-1")
    first = cases.take_in(intake, by=hall.officer("clerk"), now=NOW)
    again = cases.take_in(intake, by=hall.officer("clerk"), now=NOW)
    assert (first.pk, cases.Case.objects.count()) == (again.pk, 1)


def test_through_json_too_only_published_lines_and_all_required_ones() -> None:
    hall = a_hall()
    guide = a_matter(hall).guide_id
    by = hall.officer("clerk")
    with pytest.raises(Invalid, match="第 9 项"):
        cases.take_in(an_intake(guide, materials=[HandedIn(9)]), by=by, now=NOW)
    with pytest.raises(Refused, match="没有核对"):
        cases.take_in(an_intake(guide, materials=[HandedIn(1)]), by=by, now=NOW)
    assert cases.Case.objects.count() == 0


def test_taking_in_costs_a_fixed_number_of_statements() -> None:
    hall = a_hall()
    intake = an_intake(a_matter(hall).guide_id)
    by = hall.officer("clerk")
    cases.take_in(intake, by=by, now=NOW)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        cases.take_in(intake, by=by, now=NOW)
    said = [q["sql"] for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(said) <= 7, "\n".join(said)


def test_the_database_itself_refuses_an_accepted_case_without_applicant() -> None:
    case = a_draft(a_hall())
    with pytest.raises(IntegrityError, match="case_accepted_is_dated"), transaction.atomic():
        cases.Case.objects.filter(pk=case.pk).update(state=State.ACCEPTED)


@pytest.mark.rule("R028")
def test_a_draft_moves_to_the_version_published_meanwhile_and_keeps_what_still_fits() -> None:
    hall = a_hall()
    by = hall.officer("clerk")
    case = filled(a_draft(hall), hall)
    cases.attach(case, 3, Stored("a" * 64, "图.pdf", "application/pdf", 9), by=by, now=NOW)
    newer = publish_next(hall, MaterialLine(name="设立申请书"), MaterialLine(name="消防验收意见"))
    with pytest.raises(Refused, match="已换成第 2 版"):
        cases.accept(case, by=by, now=NOW)
    cases.follow_guide(case, by=by, now=NOW)
    lines = [(m.order, m.name, m.mark) for m in case.materials.all()]
    assert lines == [
        (1, "设立申请书", Mark.RECEIVED),
        (2, "消防验收意见", Mark.PENDING),
        (3, "经营场所平面图", Mark.NOT_NEEDED),  # its scan is kept
    ]
    cases.mark_rest_received(case, by=by)
    cases.accept(case, by=by, now=NOW)
    assert (case.state, case.guide_id) == (State.ACCEPTED, newer.pk)


def test_an_accepted_case_keeps_the_version_it_was_accepted_under() -> None:
    hall = a_hall()
    case = a_case(hall)
    before = case.guide_id
    publish_next(hall, MaterialLine(name="设立申请书"))
    case.refresh_from_db()
    assert (case.guide_id, case.materials.count()) == (before, 5)


def publish_next(hall: Hall, *materials: MaterialLine) -> catalogue.Guide:
    matter = catalogue.Matter.objects.get()
    by = hall.officer("publisher")
    guide = catalogue.draft(matter, by=by, now=NOW)
    catalogue.edit(guide, replace(catalogue.content_of(guide), materials=materials), by=by, now=NOW)
    catalogue.submit(guide, by=by, now=NOW)
    catalogue.publish(guide, by=hall.officer("centre_approver"), now=NOW)
    return guide
