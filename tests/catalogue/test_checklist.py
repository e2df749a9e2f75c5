"""The publisher's checklist and the ten elements."""

from typing import Any

import pytest

from yichuang.catalogue.rules import labels
from yichuang.catalogue.rules.checklist import checklist
from yichuang.catalogue.rules.codes import doubt_about_catalog_code, doubt_about_task_code
from yichuang.catalogue.rules.content import Basis, Faq, MaterialLine, StepLine
from yichuang.catalogue.rules.elements import completeness, elements

from .builders import said

WD = "working_day"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"case_kind": "immediate", "promised_value": 5, "promised_unit": WD}, "case_kind"),
        ({"case_kind": "immediate"}, "promised_value"),
        ({"promised_value": 0, "promised_unit": WD}, "case_kind"),
        ({"case_kind": "commitment", "promised_value": 0, "promised_unit": WD}, "case_kind"),
        ({"examination": "即审即办", "case_kind": "commitment"}, "examination"),
        ({"examination": "前审后批", "case_kind": "immediate"}, "examination"),
        ({"result_name": "娱乐经营许可证", "result_kind": "批文"}, "result_kind"),
        ({"result_name": "关于某事的批复", "result_kind": "证照"}, "result_kind"),
        ({"result_name": "许可证"}, "result_sample"),
        ({"visits": 1}, "visits_reason"),
        ({"visits": 0, "visits_reason": "要核对原件"}, "visits_reason"),
        ({"visits": 0, "is_online": False, "channels": ("窗口办理",)}, "channels"),
        ({"visits": 1, "visits_reason": "核验", "online_depth": "Ⅳ级"}, "visits"),
        ({"fee_charged": True, "fee_standard": "40元", "pay_online": True}, "fee_basis"),
        ({"fee_charged": True, "fee_basis": "x", "pay_online": True}, "fee_items"),
        ({"fee_charged": True, "fee_basis": "x", "fee_items": "y"}, "pay_online"),
        ({"fee_charged": False, "pay_online": True}, "pay_online"),
        ({"audience": "自然人", "company_topics": "准营准办"}, "person_topics"),
        ({"matter_kind": "licence", "steps": (StepLine(name="受理"),) * 5}, "faqs"),
        ({"matter_kind": "licence", "faqs": (Faq(question="?"),)}, "steps"),
        ({"promised_value": 20}, "promised_unit"),
        (
            {"promised_value": 30, "promised_unit": WD, "statutory_value": 20, "statutory_unit": WD},
            "promised_value",
        ),
        ({"phone": "0000", "complaint_phone": "0000"}, "complaint_phone"),
    ],
)
def test_a_guide_that_contradicts_itself_is_warned_about(fields: dict[str, Any], field: str) -> None:
    assert field in [finding.field for finding in checklist(said(**fields))]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"case_kind": "immediate", "promised_value": 0, "promised_unit": WD, "examination": "即审即办"},
        {"visits": 0, "is_online": False, "channels": ("邮寄",)},
        {"visits": 0, "visits_reason": "无"},
        {"audience": "自然人、企业法人", "person_topics": "x", "company_topics": "y"},
        {"promised_value": 5, "promised_unit": WD, "statutory_value": 20, "statutory_unit": WD},
    ],
)
def test_a_guide_that_agrees_with_itself_is_left_in_peace(fields: dict[str, Any]) -> None:
    assert checklist(said(**fields)) == []


def test_codes_are_checked_only_as_far_as_they_can_be() -> None:
    good = "11450721MB155808114000104002000"
    assert doubt_about_task_code(good, "000104002000") == ""
    assert "与基本编码" in doubt_about_task_code(good, "000104002001")
    assert "信用代码" in doubt_about_task_code("X" + good[1:])
    assert "通常是 31 位" in doubt_about_task_code("A-17")
    assert doubt_about_catalog_code("442199806003") == ""
    assert "12 位" in doubt_about_catalog_code("44")


FULL = {
    "legal_basis": (Basis(law="行政许可法", article="第十二条"),),
    "conditions": ("有场所",),
    "quantity_limit": "无",
    "steps": (StepLine(name="受理"),),
    "promised_value": 5,
    "promised_unit": WD,
    "statutory_value": 20,
    "statutory_unit": WD,
    "materials": (MaterialLine(name="申请表", sample="样表"),),
    "fee_charged": False,
    "responsible": "张科长",
    "complaint_phone": "12345",
    "result_name": "许可证",
}


@pytest.mark.rule("R026")
@pytest.mark.rule("R030")
def test_the_ten_elements_are_said_or_said_to_be_missing() -> None:
    full = completeness(elements(said(**FULL), department="文旅局"))
    assert (full.score, full.missing) == (100, ())
    bare = completeness(elements(said()))
    assert bare.score == 10
    assert len(bare.missing) == 9
    assert [e.letter for e in elements(said())] == list("abcdefghij")


@pytest.mark.rule("R026")
def test_half_an_element_counts_half() -> None:
    half = completeness(elements(said(**FULL | {"responsible": ""}), department="文旅局"))
    assert (half.score, half.missing) == (95, ("责任人",))


@pytest.mark.rule("R026")
def test_a_sample_that_can_be_downloaded_is_a_sample() -> None:
    asked = said(materials=(MaterialLine(name="申请表"),))
    assert elements(asked)[6].lacking == ("示范文本",)
    assert elements(asked, has_samples=True)[6].lacking == ()


def test_a_stated_none_is_not_a_silence() -> None:
    ten = {e.letter: e for e in elements(said(conditions=()))}
    assert ten["c"].lines == ("无",)
    assert ten["g"].is_missing


@pytest.mark.rule("R037")
@pytest.mark.parametrize(
    ("category", "name", "kind"),
    [
        ("行政许可", "娱乐经营许可证", "licence"),
        ("备案", "养老机构备案", "filing"),
        ("公共服务", "失业登记", "service"),
        ("转报", "转报某证", "relay"),
        ("其他行政权力", "养老机构备案", "filing"),
        ("", "某事", ""),
    ],
)
def test_a_matter_is_a_licence_a_filing_a_service_or_a_relay(category: str, name: str, kind: str) -> None:
    assert labels.matter_kind(category, name) == kind
