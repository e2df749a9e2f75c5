"""What is checked and told when an application is taken in: all of it, once, in writing."""

from dataclasses import replace

import pytest
from django.test import Client

from tests.cases.build import a_case, a_draft, an_immediate_matter, decide, filled
from tests.cast import MATERIALS, NOW, a_department, a_hall, a_matter
from tests.desk.visits import shown
from tests.joint.build import begun, three_sheets
from tests.papers.test_printed import words_of_page
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Case, Mark, State
from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import CaseKind, Matter
from yichuang.enquiries import public as enquiries
from yichuang.joint import public as joint
from yichuang.kit.refusal import Invalid, Refused
from yichuang.notices import public as notices
from yichuang.papers import public as papers

pytestmark = pytest.mark.django_db


def the_notice(case: Case) -> papers.AcceptanceNotice:
    body = papers.body_of(papers.of_case(case.no)[0])
    assert isinstance(body, papers.AcceptanceNotice)
    return body


def as_printed(case: Case) -> str:
    """The words of the first paper of a case."""
    return words_of_page(papers.of_case(case.no)[0])


@pytest.mark.rule("R081")
def test_an_application_is_accepted_when_complete_lawful_accurate_and_in_time() -> None:
    hall = a_hall()
    clerk = hall.officer("clerk")
    case = filled(a_draft(hall), hall)
    cases.mark_material(case, 1, Mark.MISSING, by=clerk)
    with pytest.raises(Refused, match="第 1 项"):  # not complete
        cases.accept(case, by=clerk, now=NOW)
    for wrong in ("租赁合同已经过期", "申请表填写的面积和平面图不一致", "不是法定的格式"):
        cases.mark_material(case, 1, Mark.FAULTY, note=wrong, by=clerk)
        with pytest.raises(Refused, match="第 1 项"):
            cases.accept(case, by=clerk, now=NOW)
    cases.mark_material(case, 1, Mark.RECEIVED, by=clerk)
    cases.note_typed(case, {"id_number": "340524198001010011"}, by=clerk)  # a digit is wrong
    with pytest.raises(Invalid):
        cases.accept(case, by=clerk, now=NOW)
    assert State(Case.objects.get(pk=case.pk).state) is State.DRAFT


@pytest.mark.rule("R092")
def test_what_has_to_be_brought_is_told_in_writing() -> None:
    hall = a_hall()
    sheet = a_matter(hall)
    card = shown(Client().get("/matters/sp-xjy/checklist/"))
    assert [material.name for material in MATERIALS if material.name not in card] == []
    case = filled(a_draft(hall, sheet), hall)
    cases.mark_material(case, 3, Mark.MISSING, by=hall.officer("clerk"))
    cases.supplement(case, by=hall.officer("clerk"), now=NOW)
    [paper] = papers.of_case(case.no)
    assert (paper.kind, paper.number != "") == ("supplement_notice", True)


@pytest.mark.rule("R094")
def test_by_word_only_what_is_published_is_explained_and_nothing_is_asked_for() -> None:
    hall = a_hall()
    sheet, clerk = a_matter(hall), hall.officer("clerk")
    matter = Matter.objects.get(pk=sheet.matter_id)
    asked = enquiries.register(enquiries.Question(words="要带什么", matter=matter), by=clerk, now=NOW)
    enquiries.answer(asked, "按办事指南带五样材料。", by=clerk, now=NOW)
    assert papers.of_case(asked.no) == []
    case = filled(a_draft(hall, sheet), hall)
    with pytest.raises(Refused, match="没有"):
        cases.mark_material(case, 9, Mark.MISSING, by=clerk)
    cases.mark_material(case, 1, Mark.FAULTY, note="日期写错", by=clerk)
    cases.correct_on_spot(case, 1, "当场改好", by=clerk, now=NOW)  # by word: and nothing is left to bring
    assert papers.of_case(case.no) == []
    cases.accept(case, by=clerk, now=NOW)
    assert State(case.state) is State.ACCEPTED


@pytest.mark.rule("R095")
def test_the_acceptance_tells_conditions_materials_procedure_and_limit_at_once() -> None:
    hall = a_hall()
    case = a_case(hall, sheet=a_matter(hall, conditions=("有固定的经营场所", "有管理制度。")))
    body = the_notice(case)
    assert body.conditions == ("有固定的经营场所", "有管理制度。")
    assert body.steps == ("审查", "决定")
    assert [line.name for line in body.materials][:2] == ["设立申请书", "经营者身份证明"]
    assert body.promised.on == case.clock.promised_due_on
    words = as_printed(case)
    assert "法定条件：有固定的经营场所；有管理制度。" in words
    assert "办理程序：审查、决定。" in words


def test_conditions_that_would_fill_the_page_are_cut_where_the_guide_goes_on() -> None:
    hall = a_hall()
    words = as_printed(a_case(hall, sheet=a_matter(hall, conditions=("条件" * 400,))))
    assert "……（全文见办事指南）" in words


@pytest.mark.rule("R101")
def test_a_commitment_case_is_asked_about_at_its_window_and_complained_about_at_the_centre() -> None:
    hall = a_hall()
    case = a_case(hall)
    [notice, *_] = papers.of_case(case.no)
    contacts = the_notice(case).contacts
    assert "承诺件通知书" in notice.title
    assert f"{hall.window.number} 号窗口" in contacts.window
    assert contacts.complaint_phone == hall.centre.complaint_phone != ""
    assert cases.can_view(case, by=hall.officer("clerk"))


@pytest.mark.rule("R105")
def test_each_kind_of_case_has_its_own_way_and_limit() -> None:
    hall = a_hall()
    immediate = a_case(hall, sheet=an_immediate_matter(hall))
    commitment = a_case(hall)
    urgent = a_case(hall, sheet=a_matter(hall, "tj-1", case_kind=CaseKind.URGENT, promised_value=1))
    assert approvals.open_task_of(immediate.pk) is None  # the window decides, today
    assert immediate.clock.promised_due_on == immediate.clock.started_at.date()  # type: ignore[union-attr]
    task = approvals.open_task_of(commitment.pk)
    assert task is not None
    assert task.name == "审查"
    assert str(commitment.clock.promised_due_on) == "2026-09-28"
    assert str(urgent.clock.promised_due_on) == "2026-09-15"
    called = {message.kind for case in (commitment, urgent) for message in notices.of_case(case.no)}
    assert "accepted" in called
    assert "承诺件" in papers.of_case(commitment.no)[0].title
    assert "承诺件" not in papers.of_case(immediate.no)[0].title


@pytest.mark.rule("R107")
def test_what_is_put_off_names_its_day_and_comes_back_to_the_window_and_a_joint_case_has_one() -> None:
    hall = a_hall()
    case = a_case(hall)
    assert the_notice(case).promised.on == case.clock.promised_due_on
    assert f"{hall.window.number} 号窗口" in the_notice(case).contacts.window
    decide(case, hall)
    [ready] = [message for message in notices.of_case(case.no) if message.kind == "decided"]
    assert f"{hall.centre.name}综合窗口" in ready.body
    sheets = three_sheets(hall, a_department(hall.centre, "xfj", "青消防"))
    whole = begun(hall, sheets)
    joint.accept(whole, by=hall.officer("clerk"), now=NOW)
    assert {part.case.taken_by_id for part in joint.parts_of(whole)} == {hall.staff["clerk"].pk}


@pytest.mark.rule("R125")
def test_a_limit_that_was_shortened_is_published_beside_the_laws() -> None:
    hall = a_hall()
    sheet, by = a_matter(hall), hall.officer("publisher")
    assert "10 个工作日" in shown(Client().get("/matters/sp-xjy/"))
    newer = catalogue.draft(Matter.objects.get(pk=sheet.matter_id), by=by, now=NOW)
    catalogue.edit(newer, replace(catalogue.content_of(newer), promised_value=5), by=by, now=NOW)
    catalogue.submit(newer, by=by, now=NOW)
    catalogue.publish(newer, by=hall.officer("centre_approver"), now=NOW)
    page = shown(Client().get("/matters/sp-xjy/"))
    assert "5 个工作日" in page
    assert "20 个工作日" in page
    assert "比法定时限少 15 个工作日" in page
