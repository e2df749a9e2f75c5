"""What taking a case in is told of a guide."""

from typing import Any

import pytest

from yichuang.catalogue.public import (
    DEFAULT_STEPS,
    LimitUnit,
    MaterialLine,
    StepLine,
    StepRole,
    guide_page,
    intake_sheet,
    published,
)

from .builders import a_draft, a_published_guide

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R035")
def test_the_sheet_lists_the_published_materials_and_no_others(django_assert_num_queries: Any) -> None:
    guide = a_published_guide(
        materials=(
            MaterialLine(name="申请表", form="original", copies=2, necessity="required"),
            MaterialLine(name="委托书", situation="委托代理的"),
            MaterialLine(name="章程", necessity="deferrable"),
        )
    )
    with django_assert_num_queries(3):
        sheet = intake_sheet(guide.pk)
    assert [(m.name, m.is_required) for m in sheet.materials] == [
        ("申请表", True),
        ("委托书", False),
        ("章程", False),
    ]
    with django_assert_num_queries(0):
        assert intake_sheet(guide.pk) is sheet


def test_a_source_without_approval_steps_gets_review_and_decision() -> None:
    sheet = intake_sheet(a_published_guide(steps=(StepLine(name="受理", kind="accept"),)).pk)
    assert sheet.is_default_steps
    assert sheet.steps == DEFAULT_STEPS


def test_the_published_approval_steps_are_kept_in_order_and_the_last_one_decides() -> None:
    steps = (
        StepLine(name="受理", kind="accept"),
        StepLine(name="审查", kind="review", limit_value=3, limit_unit="working_day"),
        StepLine(name="审核", kind="review"),
        StepLine(name="送达", kind="deliver"),
    )
    sheet = intake_sheet(a_published_guide(steps=steps).pk)
    assert [(s.order, s.name, s.role) for s in sheet.steps] == [
        (1, "审查", StepRole.REVIEWER),
        (2, "审核", StepRole.APPROVER),
    ]
    assert sheet.steps[0].limit is not None
    assert str(sheet.steps[0].limit) == "3 个工作日"


def test_a_stated_none_is_no_limit_to_count() -> None:
    sheet = intake_sheet(
        a_published_guide(
            promised_value=0, promised_unit="working_day", promised_text="即办", statutory_unit="none"
        ).pk
    )
    assert sheet.statutory is None
    assert sheet.promised is not None
    assert (sheet.promised.value, sheet.promised.unit) == (0, LimitUnit.WORKING_DAY)


@pytest.mark.rule("R038")
def test_the_list_of_services_names_every_published_matter_with_its_kind(
    django_assert_num_queries: Any,
) -> None:
    a_published_guide("娱乐经营许可证", category="行政许可", matter_kind="licence")
    a_published_guide("失业登记", category="公共服务", matter_kind="service")
    a_draft("还没有公布的事")
    with django_assert_num_queries(1):
        listed = [(m.name, m.current and m.current.matter_kind, m.department.name) for m in published()]
    assert {(name, kind) for name, kind, _ in listed} == {
        ("娱乐经营许可证", "licence"),
        ("失业登记", "service"),
    }
    assert all(department for _, _, department in listed)


@pytest.mark.rule("R026")
def test_the_page_says_what_is_missing_and_invents_nothing(django_assert_num_queries: Any) -> None:
    guide = a_published_guide(conditions=("有场所",))
    with django_assert_num_queries(4):
        page = guide_page(guide)
    shown = {e.title: e.lines for e in page.elements}
    assert shown["法定批准条件"] == ("有场所",)
    assert [e.title for e in page.elements if e.is_missing][:2] == ["设立依据", "数量限制"]
    assert page.completeness.score < 50
