"""A guide's way from draft to superseded, and who may take it there."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from yichuang.catalogue.public import (
    MOVES,
    Action,
    FormKind,
    Guide,
    MaterialLine,
    State,
    attach_form,
    content_of,
    draft,
    due_for_review,
    edit,
    intake_sheet,
    publish,
    remove_form,
    reviewed,
    send_back,
    submit,
    versions,
    why_not,
    why_not_accept_at,
    withdraw,
)
from yichuang.catalogue.rules.elements import elements
from yichuang.journal.public import story
from yichuang.kit.actor import SYSTEM
from yichuang.kit.files import Stored
from yichuang.kit.refusal import Forbidden, Invalid, Refused, Stale
from yichuang.people.public import Role

from .builders import NOW, a_centre, a_draft, a_matter, a_person, a_published_guide

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)
LATER = NOW + timedelta(days=1)


def a_file(name: str) -> Stored:
    return Stored("a" * 64, name, "application/pdf", 9)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_only_listed_moves_are_allowed(state: State, action: Action) -> None:
    guide = Guide(state=state, matter=a_matter())
    refused = (state, action) not in MOVES or action is Action.SUPERSEDE
    assert bool(why_not(guide, action, by=SYSTEM, today=TODAY)) is refused


@pytest.mark.rule("R028")
@pytest.mark.rule("R036")
def test_a_change_is_published_only_after_the_centre_approved_it() -> None:
    guide = a_published_guide()
    matter, centre = guide.matter, guide.matter.centre
    publisher = a_person(centre, Role.PUBLISHER, matter.department)
    approver = a_person(centre, Role.CENTRE_APPROVER)
    second = draft(matter, by=publisher, now=LATER)
    edit(
        second,
        replace(content_of(second), promised_value=5, promised_unit="working_day"),
        by=publisher,
        now=LATER,
    )
    with pytest.raises(Refused):
        publish(second, by=approver, now=LATER)  # not submitted yet
    submit(second, by=publisher, now=LATER)
    with pytest.raises(Refused, match="业务科"):
        publish(second, by=publisher, now=LATER)
    publish(second, by=approver, now=LATER)
    guide.refresh_from_db()
    matter.refresh_from_db()
    assert (guide.state, second.state, matter.current_id) == (State.SUPERSEDED, State.PUBLISHED, second.pk)
    events = [line.event for line in story(f"matter:{matter.code}")]
    assert events[-2:] == ["guide.superseded", "guide.published"]


@pytest.mark.rule("R028")
def test_who_submitted_a_version_may_not_publish_it() -> None:
    guide = a_draft()
    both = a_person(guide.matter.centre, Role.PUBLISHER, guide.matter.department)
    both.grants.create(role=Role.CENTRE_APPROVER, centre=guide.matter.centre, from_on=date(2026, 1, 1))
    submit(guide, by=both, now=NOW)
    with pytest.raises(Refused, match="不能是报送"):
        publish(guide, by=both, now=NOW)


def test_a_role_that_has_ended_opens_nothing() -> None:
    guide = a_draft()
    gone = a_person(
        guide.matter.centre, Role.PUBLISHER, guide.matter.department, until_on=TODAY - timedelta(days=1)
    )
    with pytest.raises(Refused, match="事项管理员"):
        submit(guide, by=gone, now=NOW)


def test_another_departments_publisher_may_not_draft() -> None:
    guide = a_published_guide()
    stranger = a_person(guide.matter.centre, Role.CLERK)
    with pytest.raises(Forbidden):
        draft(guide.matter, by=stranger, now=NOW)


@pytest.mark.rule("R036")
def test_a_running_case_keeps_the_version_it_was_accepted_under() -> None:
    guide = a_published_guide(promised_value=10, promised_unit="working_day")
    before = intake_sheet(guide.pk)
    second = draft(guide.matter, by=SYSTEM, now=LATER)
    edit(second, replace(content_of(second), promised_value=5), by=SYSTEM, now=LATER)
    submit(second, by=SYSTEM, now=LATER)
    publish(second, by=SYSTEM, now=LATER)
    intake_sheet.cache_clear()
    assert intake_sheet(guide.pk) == before
    assert [g.number for g in versions(guide.matter)] == [2, 1]


@pytest.mark.rule("R015")
def test_a_published_version_is_reviewed_when_its_year_is_over() -> None:
    guide = a_published_guide()
    centre = guide.matter.centre
    assert guide.review_on == date(2027, 9, 1)
    assert not due_for_review(centre, date(2027, 8, 31)).exists()
    assert list(due_for_review(centre, date(2027, 9, 1))) == [guide]
    reviewed(guide, by=SYSTEM, now=NOW + timedelta(days=365))
    assert not due_for_review(centre, date(2027, 9, 2)).exists()


@pytest.mark.rule("R015")
def test_a_centre_may_ask_for_shorter_reviews() -> None:
    a_centre(settings={"guide.review_months": 6})
    assert a_published_guide().review_on == date(2027, 3, 1)


@pytest.mark.parametrize(
    "change", [{"name": "别的"}, {"promised_value": 1}, {"state": "draft"}, {"number": 9}]
)
def test_the_database_refuses_to_change_a_published_version(change: dict[str, object]) -> None:
    guide = a_published_guide()
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        Guide.objects.filter(pk=guide.pk).update(**change)


@pytest.mark.rule("R035")
def test_nobody_can_add_a_material_to_a_published_list() -> None:
    guide = a_published_guide(materials=(MaterialLine(name="申请表"),))
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        guide.materials.create(order=2, name="无犯罪记录证明")
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        guide.materials.update(name="别的")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM catalogue_materialspec WHERE guide_id = %s", [guide.pk])
        assert cursor.fetchone() == (1,)


@pytest.mark.rule("R006")
@pytest.mark.rule("R007")
@pytest.mark.rule("R008")
def test_a_matter_is_taken_in_at_its_one_acceptance_point_only() -> None:
    matter = a_published_guide().matter
    matter.refresh_from_db()
    county = a_centre("county", name="溪桥县政务服务中心", short="溪桥县", level="county")
    assert why_not_accept_at(matter, matter.centre) == ""
    assert "只由青禾市政务服务中心窗口受理" in why_not_accept_at(matter, county)


def test_a_matter_without_a_published_guide_is_not_taken_in() -> None:
    matter = a_matter()
    assert "还没有公布" in why_not_accept_at(matter, matter.centre)
    with pytest.raises(Refused, match="还没有公布"):
        intake_sheet(matter.guides.get().pk)


@pytest.mark.rule("R032")
def test_blank_forms_and_samples_follow_into_the_next_version() -> None:
    guide = a_draft(materials=(MaterialLine(name="申请表"),))
    material = guide.materials.get()
    attach_form(guide, a_file("申请表.docx"), kind=FormKind.BLANK, material=material, by=SYSTEM, now=NOW)
    attach_form(guide, a_file("样表.pdf"), kind=FormKind.SAMPLE, by=SYSTEM, now=NOW)
    submit(guide, by=SYSTEM, now=NOW)
    publish(guide, by=SYSTEM, now=NOW)
    with pytest.raises(Refused, match="已公布"):
        attach_form(guide, a_file("x.pdf"), kind=FormKind.BLANK, by=SYSTEM, now=NOW)
    with pytest.raises(Refused, match="已公布"):
        remove_form(guide, guide.forms.all()[0].pk, by=SYSTEM, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        guide.forms.update(name="别的.pdf")
    second = draft(guide.matter, by=SYSTEM, now=LATER)
    forms = {form.name: form.material and form.material.guide_id for form in second.forms.all()}
    assert forms == {"申请表.docx": second.pk, "样表.pdf": None}


def test_a_file_of_the_same_name_replaces_the_one_before_and_each_change_is_told() -> None:
    guide = a_draft()
    attach_form(guide, a_file("样表.pdf"), kind=FormKind.BLANK, by=SYSTEM, now=NOW)
    attach_form(guide, a_file("样表.pdf"), kind=FormKind.SAMPLE, by=SYSTEM, now=NOW)
    form = guide.forms.get()
    assert form.kind == FormKind.SAMPLE
    late = Guide.objects.select_related("matter").get(pk=guide.pk)
    remove_form(guide, form.pk, by=SYSTEM, now=LATER)
    assert not guide.forms.exists()
    with pytest.raises(Refused, match="已经拿掉"):
        remove_form(guide, form.pk, by=SYSTEM, now=LATER)
    with pytest.raises(Stale):
        attach_form(late, a_file("样表.pdf"), kind=FormKind.BLANK, by=SYSTEM, now=LATER)
    events = [line.event for line in story(f"matter:{guide.matter.code}")]
    assert events[-3:] == ["guide.form_attached", "guide.form_attached", "guide.form_removed"]


def test_an_edit_keeps_a_form_with_its_material() -> None:
    guide = a_draft(materials=(MaterialLine(name="申请表"),))
    material = guide.materials.get()
    attach_form(guide, a_file("表.pdf"), kind=FormKind.BLANK, material=material, by=SYSTEM, now=NOW)
    more = (MaterialLine(name="身份证"), MaterialLine(name="申请表"))
    edit(guide, replace(content_of(guide), materials=more), by=SYSTEM, now=NOW)
    form = guide.forms.select_related("material").get()
    assert form.material is not None
    assert form.material.name == "申请表"


def test_a_version_sent_back_returns_to_its_department_with_a_reason() -> None:
    guide = a_draft()
    submit(guide, by=SYSTEM, now=NOW)
    with pytest.raises(Invalid, match="理由"):
        send_back(guide, reason=" ", by=SYSTEM, now=NOW)
    send_back(guide, reason="材料没有写份数", by=SYSTEM, now=NOW)
    assert (guide.state, guide.sent_back_reason, guide.submitted_by) == (State.DRAFT, "材料没有写份数", "")
    submit(guide, by=SYSTEM, now=NOW)
    withdraw(guide, by=SYSTEM, now=NOW)
    assert guide.state == State.DRAFT


def test_a_limit_without_a_unit_is_not_published() -> None:
    guide = a_draft(promised_value=20)
    submit(guide, by=SYSTEM, now=NOW)
    with pytest.raises(Refused, match="没有单位"):
        publish(guide, by=SYSTEM, now=NOW)


def test_who_was_slower_loses_nothing_but_is_told() -> None:
    guide = a_draft()
    other = Guide.objects.get(pk=guide.pk)
    edit(guide, replace(content_of(guide), notes="先到"), by=SYSTEM, now=NOW)
    with pytest.raises(Stale):
        edit(other, replace(content_of(other), notes="后到"), by=SYSTEM, now=NOW)
    guide.refresh_from_db()
    assert guide.notes == "先到"


def test_two_versions_are_never_in_the_making_at_once() -> None:
    guide = a_published_guide()
    draft(guide.matter, by=SYSTEM, now=LATER)
    with pytest.raises(Refused, match="不能再起草"):
        draft(guide.matter, by=SYSTEM, now=LATER)


def test_the_words_of_the_source_about_a_limit_end_with_the_limit() -> None:
    guide = a_draft(promised_value=5, promised_unit="working_day", promised_text="五个工作日")
    assert content_of(guide).promised_text == "五个工作日"
    edit(guide, replace(content_of(guide), phone="0550-1"), by=SYSTEM, now=LATER)
    assert content_of(guide).promised_text == "五个工作日"
    edit(guide, replace(content_of(guide), promised_value=3), by=SYSTEM, now=LATER)
    said = content_of(guide)
    assert (said.promised_text, said.limit_raw) == ("", None)
    assert any("3 个工作日" in line for line in elements(said)[5].lines)
