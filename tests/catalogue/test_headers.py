"""Recognising the tables that halls export."""

import pytest

from yichuang.catalogue.rules.headers import field_of, find_header


def fields(rows: list[list[str]]) -> list[str]:
    header = find_header(rows)
    assert header is not None
    return [column.field for column in header.columns]


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("职权名称", "name"),
        ("实施机构", "agency"),
        ("承诺完成时限(工作日)", "promised"),
        ("法定办结时限", "statutory"),
        (" 事项 名称 ", "name"),
        ("anticipate_type", "statutory_unit"),
        ("申请材料及数量", "materials"),
        ("子项名称（无子项时无需填写）", "sub_name"),
        ("结果", "result_name"),
        ("天气", ""),
    ],
)
def test_a_column_is_known_by_any_of_its_names(title: str, field: str) -> None:
    assert field_of(title) == field


def test_how_many_copies_is_also_asked_as_paper_material() -> None:
    assert field_of("纸质材料", materials=True) == "copies"


def test_titles_and_statistics_above_the_header_are_passed_over() -> None:
    rows = [
        ["公主岭市行政权力清单", "", ""],
        ["共 30 项；其中行政许可 20 项", "", ""],
        ["序号", "事项名称", "办理主体"],
        ["1", "娱乐场所设立", "文化局"],
    ]
    header = find_header(rows)
    assert header is not None
    assert header.rows == 3


def test_a_header_of_two_rows_is_read_as_one() -> None:
    rows = [
        ["办理项名称", "", "对应的行政权力事项", "", "承诺完成时限(工作日)"],
        ["名称", "编码", "名称", "编码", ""],
        ["娱乐场所设立", "A1", "x", "B1", "5"],
    ]
    assert fields(rows) == ["handling_name", "handling_code", "", "", "promised"]


def test_a_second_row_that_is_only_half_filled_still_belongs_to_the_header() -> None:
    rows = [
        ["title", "publisher", "date", "设定依据", "承诺办结时限"],
        ["标题", "发布者", "发布日期", "", ""],
        ["娱乐场所设立", "文化局", "2020-01-01", "条例", "5"],
    ]
    assert fields(rows) == ["name", "ignored", "ignored", "basis", "promised"]


def test_a_table_of_materials_is_told_from_a_table_of_matters() -> None:
    header = find_header([["材料名称", "来源渠道", "材料形式", "纸质材料份数", "权力内部编码"]])
    assert header is not None
    assert header.is_materials
    assert [c.field for c in header.columns] == ["material_name", "source", "shape", "copies", "code"]


def test_a_table_without_names_of_matters_has_no_header() -> None:
    assert find_header([["日期", "金额"], ["2020-01-01", "5"]]) is None


def test_a_merged_title_is_parted_by_the_row_below_it() -> None:
    top = ["序号", "办理项名称", "", "实施主体", "办理时限（工作日）", "", "申请材料及数量"]
    below = ["序号", "名称", "编码", "", "法定", "承诺", ""]  # 序号 is merged down
    header = find_header([["某县事项清单"], top, below, ["1", "食品经营许可", "1134", "某局", "20", "5", ""]])
    assert header is not None
    assert header.rows == 3
    assert [(c.field, c.unit) for c in header.columns[1:6]] == [
        ("handling_name", ""),
        ("handling_code", ""),
        ("agency", ""),
        ("statutory", "工作日"),
        ("promised", "工作日"),
    ]


def test_a_first_row_of_data_is_not_taken_for_a_second_row_of_titles() -> None:
    header = find_header([["事项名称", "实施机关", "承诺时限", "备注"], ["养犬登记", "公安局", "当场", ""]])
    assert header is not None
    assert header.rows == 1
