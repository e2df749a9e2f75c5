"""The closed list of papers: each has its body, its words and its place in the law."""

from dataclasses import replace
from typing import Any

import pytest

from yichuang.papers.public import (
    ApprovalDocument,
    Attendee,
    Body,
    ClosingNotice,
    DenialDecision,
    HandoverSheet,
    PaperKind,
    SiteInspectionRecord,
    SupplementItem,
    SupplementNotice,
    kind_of,
)
from yichuang.papers.rules.bodies import BODY_OF, title_of, what_is_missing
from yichuang.papers.rules.codec import from_json, to_json
from yichuang.papers.rules.kinds import KINDS, Layout
from yichuang.papers.rules.layouts import blocks_of
from yichuang.papers.rules.samples import SAMPLES
from yichuang.papers.rules.wording import in_capitals

OF_KIND = {kind_of(body): body for body in SAMPLES}
INTAKE = (PaperKind.NON_ACCEPTANCE_DECISION, PaperKind.NOT_REQUIRED_NOTICE, PaperKind.ACCEPTANCE_NOTICE)


def words_of(kind: PaperKind) -> str:
    return _words(blocks_of(OF_KIND[kind]))


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "".join(_words(item) for item in value)
    return _words(tuple(vars(value).values())) if hasattr(value, "__dict__") else ""


def test_every_kind_has_a_body_a_sample_and_a_row_in_the_table() -> None:
    assert set(OF_KIND) == set(PaperKind) == set(KINDS) == set(BODY_OF)


def test_no_two_kinds_share_a_number_series() -> None:
    series = [spec.series for spec in KINDS.values() if spec.series]
    assert len(series) == len(set(series))


def test_a_sealed_paper_bears_a_number() -> None:
    assert [kind for kind, spec in KINDS.items() if spec.is_sealed and not spec.series] == []


@pytest.mark.parametrize("body", SAMPLES, ids=kind_of)
def test_every_sample_is_complete_and_survives_its_json(body: Body) -> None:
    assert what_is_missing(body) == ""
    assert from_json(kind_of(body), to_json(body)) == body


def test_acceptance_and_refusal_are_sealed_and_numbered() -> None:
    assert all(KINDS[kind].is_sealed and KINDS[kind].series for kind in INTAKE)


def test_decisions_are_official_documents_and_the_licence_a_certificate() -> None:
    official = {kind for kind, spec in KINDS.items() if spec.layout is Layout.OFFICIAL}
    assert {
        PaperKind.DENIAL_DECISION,
        PaperKind.NON_ACCEPTANCE_DECISION,
        PaperKind.APPROVAL_DOCUMENT,
    } <= official
    assert PaperKind.REVOCATION_DECISION in official
    assert KINDS[PaperKind.LICENCE].layout is Layout.CERTIFICATE


@pytest.mark.rule("R132")
def test_a_denial_gives_facts_reasons_basis_and_both_remedies() -> None:
    words = words_of(PaperKind.DENIAL_DECISION)
    assert "直线距离 4 米" in words
    assert "间距要求" in words
    assert "行政许可法》第三十八条第二款和《中华人民共和国食品安全法》第三十三条" in words
    assert "六十日内，依照《中华人民共和国行政复议法》向青禾县人民政府申请行政复议" in words
    assert "六个月内，依照《中华人民共和国行政诉讼法》向青禾县人民法院提起行政诉讼" in words


def test_what_is_no_licence_is_not_denied_under_the_licensing_law() -> None:
    body = OF_KIND[PaperKind.DENIAL_DECISION]
    assert isinstance(body, DenialDecision)
    other = replace(body, is_licence=False)
    assert title_of(other) == "不予批准决定书"
    assert "行政许可法" not in _words(blocks_of(other))


@pytest.mark.rule("R090")
def test_a_supplement_notice_says_of_each_what_is_wrong_and_what_is_wanted_by_when() -> None:
    words = words_of(PaperKind.SUPPLEMENT_NOTICE)
    for said in (
        "未标注操作间面积",
        "A4 纸 1 份，标注各功能区面积（样表：样表夹第 3 页）",
        "未提交",
        "2026年9月28日（周一）前",
    ):
        assert said in words
    assert "一次性告知" in words
    assert "逾期未补齐的，视为撤回申请。" in words


def test_deemed_acceptance_counts_from_the_day_of_receipt() -> None:
    words = words_of(PaperKind.DEEMED_ACCEPTANCE_NOTICE)
    assert "第三十二条第一款第四项" in words
    assert "自收到申请材料之日即2026年9月14日起视为受理" in words


def test_refusal_names_the_body_to_go_to() -> None:
    words = words_of(PaperKind.NON_ACCEPTANCE_DECISION)
    assert "请向青禾市市场监督管理局（青禾市政务服务中心 12 号窗口，0000-1234000）提出申请" in words


@pytest.mark.rule("R288")
def test_a_conditional_grant_says_so_and_prints_its_conditions() -> None:
    body = OF_KIND[PaperKind.APPROVAL_DOCUMENT]
    assert isinstance(body, ApprovalDocument)
    assert title_of(replace(body, is_conditional=True)) == "准予决定书（有条件核准）"
    assert "限制条件" in what_is_missing(replace(body, is_conditional=True, bounds=()))


@pytest.mark.rule("R290")
def test_a_grant_lists_what_is_granted_what_to_mind_and_its_bounds() -> None:
    words = words_of(PaperKind.APPROVAL_DOCUMENT)
    for said in ("批准事项", "热食类食品制售", "注意事项", "亮证经营", "限制条件", "不得经营生食类食品"):
        assert said in words


@pytest.mark.rule("R085")
def test_a_hand_over_lists_the_materials_and_has_both_signatures() -> None:
    words = words_of(PaperKind.HANDOVER_SHEET)
    for said in (
        "移交人",
        "接收人",
        "小餐饮经营许可申请书",
        "5 号窗口",
        "市场监管局行政审批科",
        "2026年9月16日 10:30",
    ):
        assert said in words


@pytest.mark.rule("R088")
def test_what_was_typed_is_printed_to_be_checked_and_signed() -> None:
    words = words_of(PaperKind.APPLICATION_PRINT)
    assert "请逐项核对" in words
    assert "已核对以上内容" in words


@pytest.mark.rule("R116")
def test_a_hard_question_goes_up_on_a_sheet_with_room_for_the_answer() -> None:
    assert "租赁合同" in words_of(PaperKind.INSTRUCTION_REQUEST)
    assert "批示" in words_of(PaperKind.INSTRUCTION_REQUEST)


def test_an_overdue_sheet_never_replaces_a_decision() -> None:
    assert "不代替审批决定" in words_of(PaperKind.SUPERVISION_SHEET)


@pytest.mark.rule("R138")
def test_a_paper_that_lacks_something_of_its_own_is_not_complete() -> None:
    visit, items, back = (
        OF_KIND[PaperKind.SITE_INSPECTION_RECORD],
        OF_KIND[PaperKind.SUPPLEMENT_NOTICE],
        OF_KIND[PaperKind.HANDOVER_SHEET],
    )
    assert isinstance(visit, SiteInspectionRecord)
    assert isinstance(items, SupplementNotice)
    assert isinstance(back, HandoverSheet)
    assert "两名" in what_is_missing(replace(visit, inspectors=(Attendee("赵某"),)))
    assert "有什么问题" in what_is_missing(replace(items, items=(SupplementItem(1, "合同", "", ""),)))
    assert "需要补正的内容" in what_is_missing(replace(items, items=()))
    assert "意见和理由" in what_is_missing(replace(back, is_return=True))
    closing = OF_KIND[PaperKind.RETURN_NOTICE]
    assert isinstance(closing, ClosingNotice)
    assert "种类" in what_is_missing(replace(closing, kind=PaperKind.LICENCE))


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (1000, "壹拾元整"),
        (13050, "壹佰叁拾元伍角整"),
        (100_005, "壹仟元零伍分"),
        (1_000_100, "壹万零壹元整"),
        (10_050_000, "壹拾万零伍佰元整"),
        (100_000_000, "壹佰万元整"),
        (10_000_000_000, "壹亿元整"),
        (1_234_567_89, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
        (7, "柒分"),
        (-500, "负伍元整"),
    ],
)
def test_amounts_are_written_in_capitals_as_on_receipts(fen: int, words: str) -> None:
    assert in_capitals(fen) == words
