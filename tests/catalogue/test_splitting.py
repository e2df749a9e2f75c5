"""Cells that hold several things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.catalogue.rules.splitting import read_basis, read_faqs, read_materials, read_steps, split_items


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("1.申请表；2.身份证；3、照片", ["申请表", "身份证", "照片"]),
        ("1、申请表2、身份证", ["申请表", "身份证"]),
        ("(1)申请表 (2)承诺书", ["申请表", "承诺书"]),
        ("①申请表②身份证", ["申请表", "身份证"]),
        ("（一）申请书；（二）身份证明", ["申请书", "身份证明"]),
        ("一、申请书\n二、身份证明", ["申请书", "身份证明"]),
        ("申请书\n身份证明\n", ["申请书", "身份证明"]),
        ("申请书；身份证；结婚证（离婚的；丧偶的）", ["申请书", "身份证", "结婚证（离婚的；丧偶的）"]),
        ("《施工许可证》（1.正本；2.副本）；申请表", ["《施工许可证》（1.正本；2.副本）", "申请表"]),
        ("申请人应提交以下材料：1、申请表2、身份证", ["申请表", "身份证"]),
        ("占地2.5亩以上的证明", ["占地2.5亩以上的证明"]),
        ("1. 场地达12.5平方米的证明\n2. 平面图", ["场地达12.5平方米的证明", "平面图"]),
    ],
)
def test_a_cell_of_materials_is_cut_where_its_writer_cut_it(cell: str, names: list[str]) -> None:
    assert [line.name for line in read_materials(cell)] == names


@pytest.mark.parametrize(
    ("cell", "name", "form", "copies"),
    [
        ("申请书一式二份", "申请书", "", 2),
        ("身份证原件1份", "身份证", "original", 1),
        ("身份证（原件1份）", "身份证", "original", 1),
        ("章程（原件及复印件各1份）", "章程", "both", 1),
        ("平面图 复印件 3份", "平面图", "copy", 3),
        ("申请表（原件1份，复印件2份）", "申请表", "both", 1),
        ("营业执照副本复印件", "营业执照副本复印件", "copy", None),
        ("营业执照（复印件）", "营业执照", "copy", None),
    ],
)
def test_form_and_count_are_read_from_the_name(cell: str, name: str, form: str, copies: int | None) -> None:
    (line,) = read_materials(cell)
    assert (line.name, line.form, line.copies) == (name, form, copies)


def test_none_needed_is_an_empty_list() -> None:
    assert read_materials("无") == ()


def test_steps_carry_their_limits_and_roles() -> None:
    steps = read_steps("受理→审查（3个工作日）→决定：1个工作日→送达")
    assert [(s.name, s.limit_value, s.kind) for s in steps] == [
        ("受理", None, "accept"),
        ("审查", 3, "review"),
        ("决定", 1, "decide"),
        ("送达", None, "deliver"),
    ]


@pytest.mark.parametrize(
    "cell", ["受理-审核-办结", "受理—审核—办结", "受理、审核、办结", "1.受理2.审核3.办结"]
)
def test_steps_are_cut_at_whatever_joins_them(cell: str) -> None:
    assert [step.name for step in read_steps(cell)] == ["受理", "审核", "办结"]


def test_laws_and_articles_are_told_apart() -> None:
    laws = read_basis("1.《行政许可法》第十二条；2.《娱乐场所管理条例》（国务院令第458号）第九条")
    assert [(law.law, law.article) for law in laws] == [
        ("《行政许可法》", "第十二条"),
        ("《娱乐场所管理条例》（国务院令第458号）", "第九条"),
    ]


def test_questions_have_answers() -> None:
    (first, second) = read_faqs("问：要几天？答：5天。\n问：收费吗？答：不收。")
    assert (first.question, first.answer, second.answer) == ("要几天？", "5天。", "不收。")


@given(st.text(alphabet="1234.、；;（）()《》①②一二申请表 \n", max_size=40))
def test_cutting_never_fails_and_invents_nothing(cell: str) -> None:
    whole = "".join(cell.split())
    for item in split_items(cell):
        assert "".join(item.split()) in whole
