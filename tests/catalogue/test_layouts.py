"""The layouts that real exports have, beside plain tables: labels with values, several sheets, objects of JSON."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.catalogue.public import ImportResult, Matter, content_of
from yichuang.catalogue.rules.item import Rejected
from yichuang.catalogue.rules.sheet_form import (
    Layout,
    forms,
    layout_of,
    material_columns,
    pairs_of,
    read_form,
)
from yichuang.catalogue.rules.variants import variants
from yichuang.kit.refusal import Invalid

from .builders import Rows, a_table, a_workbook, guide, report, take_in

pytestmark = pytest.mark.django_db
DOWN: Rows = [
    ["娱乐场所设立办事指南", None],
    ["事项名称", "娱乐场所设立"],
    ["实施机构", "文旅局"],
    ["办件类型", "承诺件"],
    ["法定办结时限", "20个工作日"],
    ["承诺办结时限", "5个工作日"],
    ["受理条件", "1.有固定场所；2.有消防合格证明"],
    ["是否收费", "否"],
    ["追责情形", "不依法受理的"],
]
ACROSS: Rows = [
    ["基本信息", "事项名称", "娱乐场所设立", "事项类型", "行政许可"],
    [None, "实施机构", "文旅局", "办件类型", "承诺件"],
    [None, "法定办结时限", "20个工作日", "承诺办结时限", "5个工作日"],
    [None, "咨询电话", None, "投诉电话", "0000-1234567"],
    ["受理条件", "有固定场所", None, None, None],
    ["申请材料", None, None, None, None],
    ["序号", "材料名称", "份数", "材料形式", "备注"],
    [1, "申请表", 2, "原件", None],
    [2, "身份证", 1, "复印件", "加盖公章"],
    ["办理流程", "受理→审查→决定", None, None, None],
]


def unchanged_again(path: Path) -> ImportResult:
    """Take a file in twice; return the first result, where the second one changed nothing."""
    first, second = take_in(path), take_in(path)
    for done in (first, second):
        assert done.rows == done.imported + done.updated + done.unchanged + done.rejected
    assert (second.rows, second.rejected) == (first.rows, first.rejected)
    assert (second.imported, second.updated) == (0, 0)
    return first


def texts(rows: Rows) -> list[list[str]]:
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("rows", "layout"),
    [
        (DOWN, Layout.PAIRS),
        (ACROSS, Layout.PAIRS),
        ([["事项名称"], ["养犬登记"], ["实施机构"], ["公安局"]], Layout.LINES),
        ([["一、事项名称：养犬登记"], ["二、实施机构：公安局"]], Layout.LINES),
        ([["事项名称", "养犬登记"], ["实施机构", "公安局"]], Layout.PAIRS),
        ([["事项名称", "养犬登记", "犬只年检"], ["实施机构", "公安局", "公安局"]], Layout.ACROSS),
        (
            [["1", "事项名称", "养犬登记"], ["2", "实施机构", "公安局"], ["3", "承诺时限", "1日"]],
            Layout.PAIRS,
        ),
        ([["事项名称"], ["养犬登记"], ["犬只年检"]], Layout.TABLE),
        ([["事项名称", "实施机构"], ["养犬登记", "公安局"]], Layout.TABLE),
        ([["事项名称", "实施机构", "备注"], ["养犬登记", "公安局", "说明"]], Layout.TABLE),
        ([["办理项名称", "", "办理时限", ""], ["名称", "编码", "法定", "承诺"]], Layout.TABLE),
        ([["材料名称", "份数", "权力内部编码"], ["申请表", "1", "A-1"]], Layout.TABLE),
        ([["共 3 项；其中行政许可 2 项"], ["序号", "事项名称", "办理主体"]], Layout.TABLE),
        ([], Layout.TABLE),
    ],
)
def test_the_layout_of_a_sheet_is_told_from_its_first_rows(rows: Rows, layout: Layout) -> None:
    assert layout_of(texts(rows)) is layout


def test_a_label_takes_the_cell_beside_it_unless_that_is_a_label_too() -> None:
    assert pairs_of(["事项名称", "养犬登记", "事项类型", "行政许可"]) == [
        ("事项名称", "养犬登记"),
        ("事项类型", "行政许可"),
    ]
    assert pairs_of(["基本信息", "咨询电话", "", "投诉电话", "12345"]) == [
        ("咨询电话", ""),
        ("投诉电话", "12345"),
    ]
    assert pairs_of(["申请材料", "1.申请表", "2.身份证", "3.照片"]) == [
        ("申请材料", "1.申请表\n2.身份证\n3.照片")
    ]
    assert pairs_of(["事项名称", "养犬登记", "追责情形", "无"])[1] == ("追责情形", "无")
    assert pairs_of(["【实施机构】公安局"]) == [("实施机构", "公安局")]
    assert pairs_of(["养犬登记办事指南"]) == []


def test_a_table_of_materials_begins_with_its_titles() -> None:
    fields = [column.field for column in material_columns(["申请材料", "序号", "材料名称", "份数"])]
    assert fields == ["ignored", "ignored", "material_name", "copies"]
    assert material_columns(["材料名称", "身份证"]) == ()
    assert material_columns(["事项名称", "养犬登记"]) == ()


def test_labels_down_a_sheet_are_one_guide(tmp_path: Path) -> None:
    done = unchanged_again(a_workbook(tmp_path / "a.xlsx", {"s": DOWN}))
    assert (done.rows, done.imported) == (1, 1)
    said = content_of(guide("娱乐场所设立"))
    assert (said.statutory_value, said.promised_value, said.promised_unit) == (20, 5, "working_day")
    assert said.conditions == ("有固定场所", "有消防合格证明")
    assert said.fee_charged is False
    assert said.extra == {"追责情形": "不依法受理的"}
    assert report(tmp_path / "a.xlsx.report.csv")[0][0] == "2"


def test_two_pairs_a_row_with_a_table_of_materials_inside(tmp_path: Path) -> None:
    merge = {"s": ["A1:A4", "B5:E5", "A6:E6", "B10:E10"]}
    done = unchanged_again(a_workbook(tmp_path / "a.xlsx", {"s": ACROSS}, merge))
    assert (done.rows, done.imported) == (1, 1)
    found = guide("娱乐场所设立")
    lines = list(found.materials.values_list("name", "copies", "form", "notes"))
    assert lines == [("申请表", 2, "original", ""), ("身份证", 1, "copy", "加盖公章")]
    said = content_of(found)
    assert (said.category, said.phone, said.complaint_phone) == ("行政许可", "", "0000-1234567")
    assert said.conditions == ("有固定场所",)
    assert [step.name for step in said.steps or ()] == ["受理", "审查", "决定"]
    assert said.extra == {}


def test_several_guides_follow_each_other_in_a_sheet_and_from_sheet_to_sheet(tmp_path: Path) -> None:
    def one(code: str, name: str) -> Rows:
        return [
            [f"{name}办事指南", None],
            ["权力内部编码", code],
            ["事项名称", name],
            ["实施机构", "文旅局"],
            ["序号", "材料名称", "份数"],
            [1, f"{name}申请表", 1],
            ["备注", None],
        ]

    sheets = {
        "甲": [*one("A-1", "娱乐场所设立"), *one("A-2", "演出审批"), *one("", "艺术考级备案")],
        "乙": one("B-1", "文物拍卖许可"),
    }
    done = unchanged_again(a_workbook(tmp_path / "a.xlsx", sheets))
    assert (done.rows, done.imported, done.rejected) == (4, 4, 0)
    assert [m.name for m in guide("演出审批").materials.all()] == ["演出审批申请表"]
    assert Matter.objects.get(name="演出审批").local_code == "A-2"
    assert content_of(guide("演出审批")).notes == ""


def test_label_and_value_on_alternate_lines_of_one_column(tmp_path: Path) -> None:
    lines = [
        *("事项名称", "娱乐场所设立", "实施机构", "文旅局", "受理条件", "1.有固定场所", "2.有消防合格证明"),
        *(
            "承诺办结时限",
            "5个工作日",
            "事项名称",
            "演出审批",
            "实施机构：文旅局",
            "承诺办结时限：",
            "3个工作日",
        ),
    ]
    done = unchanged_again(a_workbook(tmp_path / "a.xlsx", {"s": [[line] for line in lines]}))
    assert (done.rows, done.imported) == (2, 2)
    assert content_of(guide("娱乐场所设立")).conditions == ("有固定场所", "有消防合格证明")
    assert guide("演出审批").promised_value == 3


def test_one_cell_may_hold_a_whole_guide(tmp_path: Path) -> None:
    whole = "一、事项名称：养犬登记\n二、实施机构：公安局\n三、承诺时限：3个工作日\n四、申请材料：1.申请表；2.身份证"
    done = unchanged_again(a_workbook(tmp_path / "a.xlsx", {"s": [["办事指南"], [whole]]}))
    assert (done.rows, done.imported) == (1, 1)
    assert [m.name for m in guide("养犬登记").materials.all()] == ["申请表", "身份证"]


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter"),
    [
        ("a.csv", "gb18030", ","),
        ("a.csv", "utf-8-sig", ","),
        ("a.tsv", "utf-8", "\t"),
        ("a.txt", "gb18030", "\t"),
    ],
)
def test_pairs_are_read_from_text_files_too(tmp_path: Path, name: str, encoding: str, delimiter: str) -> None:
    rows = [["" if cell is None else cell for cell in row] for row in DOWN]
    done = unchanged_again(a_table(tmp_path / name, rows, encoding, delimiter))
    assert (done.rows, done.imported) == (1, 1)
    assert guide("娱乐场所设立").promised_value == 5


def test_a_row_of_materials_that_lost_its_number_is_moved_back_and_says_so(tmp_path: Path) -> None:
    rows = [*DOWN, ["序号", "材料名称", "份数"], [1, "申请表", 2], ["身份证", 1, None], [3, None, 5]]
    done = take_in(a_workbook(tmp_path / "a.xlsx", {"s": rows}))
    lines = guide("娱乐场所设立").materials.values_list("name", "copies")
    assert list(lines) == [("申请表", 2), ("身份证", 1)]
    said = report(done.report)[0][3]
    assert "第 12 行的材料少一格" in said
    assert "第 13 行没有材料名称" in said


def test_a_table_of_steps_stands_inside_too(tmp_path: Path) -> None:
    rows = [
        *DOWN,
        ["环节名称", "办理时限", "办理人员"],
        ["受理", "1个工作日", "窗口"],
        ["审查", "2个工作日", None],
        ["设定依据", "《条例》第三条", None],
    ]
    unchanged_again(a_workbook(tmp_path / "a.xlsx", {"s": rows}))
    said = content_of(guide("娱乐场所设立"))
    steps = [(step.name, step.limit_value, step.notes) for step in said.steps or ()]
    assert steps == [("受理", 1, "办理人员：窗口"), ("审查", 2, "")]
    assert [(law.law, law.article) for law in said.legal_basis or ()] == [("《条例》", "第三条")]


def test_opening_hours_and_a_limit_may_both_be_called_a_time(tmp_path: Path) -> None:
    rows = [
        ["事项名称", "养犬登记"],
        ["办理时间", "周一至周五 8:30-12:00"],
        ["办理时限", "法定20个工作日，承诺5个工作日"],
    ]
    unchanged_again(a_workbook(tmp_path / "a.xlsx", {"s": rows}))
    said = content_of(guide("养犬登记"))
    assert (said.hours, said.statutory_value, said.promised_value) == ("周一至周五 8:30-12:00", 20, 5)


def test_a_guide_in_each_column_is_not_taken_for_one_guide(tmp_path: Path) -> None:
    rows = [
        ["事项名称", "养犬登记", "犬只年检"],
        ["实施机构", "公安局", "公安局"],
        ["承诺办结时限", "3个工作日", "5个工作日"],
    ]
    done = unchanged_again(a_workbook(tmp_path / "a.xlsx", {"s": rows}))
    assert (done.rows, done.rejected) == (1, 1)
    assert "请把行和列互换" in report(done.report)[0][3]


def test_a_guide_without_a_name_is_rejected_with_what_was_seen(tmp_path: Path) -> None:
    rows = [*DOWN, ["序号", "材料名称"], [1, "申请表"], ["事项名称", None], ["实施机构", "文旅局"]]
    done = unchanged_again(a_workbook(tmp_path / "a.xlsx", {"s": rows}))
    assert (done.rows, done.imported, done.rejected) == (2, 1, 1)
    assert report(done.report)[1][0] == "12"
    with pytest.raises(Rejected, match="只见到“实施机构、办件类型”"):
        read_form(next(forms([(1, ["实施机构", "甲局"]), (2, ["办件类型", "即办件"])], Layout.PAIRS)))


def test_a_sheet_that_cannot_be_read_is_a_rejected_row_and_says_what_is_wanted(tmp_path: Path) -> None:
    sheets = {"填表说明": [["请按要求填写"]], "事项": DOWN, "空表": []}
    done = unchanged_again(a_workbook(tmp_path / "a.xlsx", sheets))
    assert (done.rows, done.imported, done.rejected) == (2, 1, 1)
    assert "工作表“填表说明”没有读：这一行是“请按要求填写”" in report(done.report)[0][3]


def test_a_file_without_any_layout_says_what_was_looked_for(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", {"s": [["日期", "金额"], ["2020-01-01", 5]]})
    with pytest.raises(Invalid, match="也没有“事项名称”在左"):
        take_in(path)


def test_statistics_above_the_header_are_passed_over(tmp_path: Path) -> None:
    rows = [
        ["公主岭市行政职权目录", None, None, None, None, None, None],
        ["共 2 项；其中行政许可 1 项，行政给付 1 项", None, None, None, None, None, None],
        ["序号", "事项名称", "事项类型", "办理主体", "行使依据", "法定期限", "收费标准与依据"],
        [1, "养犬登记", "行政许可", "公安局", "《条例》第三条", "20个工作日", "不收费"],
        [2, "高龄津贴", "行政给付", "民政局", None, "30日", None],
    ]
    done = unchanged_again(a_workbook(tmp_path / "a.xlsx", {"s": rows}, {"s": ["A1:G1", "A2:G2"]}))
    assert (done.rows, done.imported) == (2, 2)
    assert guide("养犬登记").statutory_value == 20


def test_the_two_row_header_of_a_list_of_handling_items(tmp_path: Path) -> None:
    top = [
        *("办理项名称", None, "对应的行政权力事项子项", "对应的行政权力事项", None, "服务对象", "环节和流程"),
        *("申请材料及数量", "承诺完成时限(工作日)", "办理成本", "是否为全程网办事项", "备注"),
    ]
    below = ["名称", "编码", None, "名称", "编码", *[None] * 7]
    row = [
        *(
            "饭馆卫生许可（新办）",
            "DG-001",
            "公共场所卫生许可（新办）",
            "公共场所卫生许可",
            "3700001",
            "法人",
        ),
        *("受理→审查→决定", "1.申请表1份；2.平面图2份", 3, "不收费", "是", None),
    ]
    merge = ["A1:B1", "D1:E1", *[f"{column}1:{column}2" for column in "CFGHIJKL"]]
    done = unchanged_again(a_workbook(tmp_path / "a.xlsx", {"s": [top, below, row]}, {"s": merge}))
    assert (done.rows, done.imported) == (1, 1)
    found = guide("饭馆卫生许可（新办）")
    assert (found.promised_value, found.promised_unit) == (3, "working_day")
    assert list(found.materials.values_list("name", "copies")) == [("申请表", 1), ("平面图", 2)]


PLATFORM: dict[str, Rows] = {
    "基本信息": [
        [
            *("task_name", "task_code", "task_type", "dept_name", "use_level", "project_type"),
            *("anticipate_day", "anticipate_type", "promise_day", "promise_type"),
        ],
        ["娱乐场所设立", "1100001", "01", "文旅局", "4", "2", 20, "1", 10, "1"],
        ["演出审批", "1100002", "01", "文旅局", "4", "1", 20, "1", 3, "2"],
    ],
    "扩展信息": [
        ["task_code", "limit_scene_num", "is_fee", "link_way"],
        ["1100001", 1, "1", "0000-7654321"],
        ["1100009", 1, "1", "0000-7654321"],
    ],
    "材料目录": [
        [
            *("task_code", "material_name", "material_type", "material_format", "is_need", "page_num"),
            "source_type",
        ],
        ["1100001", "申请表", "1", "1", "1", 2, "10"],
        ["1100001", "身份证", "2", "3", "2", 1, "20"],
    ],
    "收费项目": [
        ["收费项目名称", "收费标准", "收费依据", "是否允许减免", "task_code"],
        ["证照工本费", "每本 10 元", "发改价格〔2016〕1号", "否", "1100001"],
    ],
    "常见问题": [["task_code", "问题", "答案"], ["1100001", "要几天？", "十个工作日。"]],
}


def test_the_tables_of_the_national_platform_are_joined_by_code(tmp_path: Path) -> None:
    done = unchanged_again(a_workbook(tmp_path / "a.xlsx", PLATFORM))
    assert (done.rows, done.imported, done.rejected) == (3, 2, 1)
    said = content_of(guide("娱乐场所设立"))
    assert (said.statutory_value, said.statutory_unit) == (20, "working_day")
    assert (said.category, said.use_level, said.case_kind) == ("行政许可", "县", "commitment")
    assert (said.visits, said.phone, said.fee_charged) == (1, "0000-7654321", True)
    assert (said.fee_items, said.fee_basis) == ("证照工本费", "发改价格〔2016〕1号")
    assert said.fee_standard == "每本 10 元；是否允许减免：否"
    assert [(q.question, q.answer) for q in said.faqs or ()] == [("要几天？", "十个工作日。")]
    lines = [(m.name, m.form, m.carrier, m.necessity, m.copies, m.source) for m in said.materials or ()]
    assert lines == [
        ("申请表", "original", "纸质", "required", 2, "申请人自备"),
        ("身份证", "copy", "纸质和电子", "optional", 1, "政府部门核发"),
    ]
    assert guide("演出审批").promised_unit == "natural_day"
    (strange,) = [row for row in report(done.report) if row[1] == "未收"]
    assert (strange[0], strange[3]) == ("3", "所属的事项“1100009”不在这份表里。")


def test_questions_alone_are_added_to_a_matter_known_already(tmp_path: Path) -> None:
    take_in(a_workbook(tmp_path / "a.xlsx", {"s": PLATFORM["基本信息"]}))
    alone = a_workbook(tmp_path / "b.xlsx", {"s": PLATFORM["常见问题"]})
    assert take_in(alone).updated == 1
    said = content_of(guide("娱乐场所设立"))
    assert [q.answer for q in said.faqs or ()] == ["十个工作日。"]
    assert said.promised_value == 10
    assert unchanged_again(alone).unchanged == 1


def test_further_columns_alone_are_rejected_and_say_of_whom_they_speak(tmp_path: Path) -> None:
    done = unchanged_again(a_workbook(tmp_path / "a.xlsx", {"s": PLATFORM["扩展信息"]}))
    assert (done.rows, done.rejected) == (2, 2)
    assert "“1100001”不在这份表里" in report(done.report)[0][3]


def a_line(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), "utf-8")
    return path


def test_objects_whose_keys_are_column_names_are_read(tmp_path: Path) -> None:
    record = {
        "职权名称": "娱乐场所设立",
        "实施主体": "文旅局",
        "职权编码": "A-1",
        "法定期限": "20个工作日",
        "承诺时限(工作日)": 5,
        "申请条件": ["有固定场所", "有消防合格证明"],
        "是否收费": False,
        "申请材料": [{"材料名称": "申请表", "份数": 2}, {"材料名称": "身份证", "材料形式": "复印件"}],
        "办理流程": [{"环节": "审查", "时限": "2个工作日"}, {"环节": "决定", "时限": "1个工作日"}],
        "其他信息": {"咨询电话": "0000-1234567"},
    }
    path = a_line(
        tmp_path / "a.jsonl", record, {"task_name": "演出审批", "promise_day": 3, "promise_type": "1"}
    )
    done = unchanged_again(path)
    assert (done.rows, done.imported) == (2, 2)
    said = content_of(guide("娱乐场所设立"))
    assert (said.statutory_value, said.promised_value, said.promised_unit) == (20, 5, "working_day")
    assert said.conditions == ("有固定场所", "有消防合格证明")
    assert [(m.name, m.copies, m.form) for m in said.materials or ()] == [
        ("申请表", 2, ""),
        ("身份证", None, "copy"),
    ]
    assert [(s.name, s.limit_value) for s in said.steps or ()] == [("审查", 2), ("决定", 1)]
    assert (said.phone, said.fee_charged) == ("0000-1234567", False)
    assert guide("演出审批").promised_value == 3


def test_an_object_without_a_name_is_rejected(tmp_path: Path) -> None:
    done = take_in(
        a_line(tmp_path / "a.jsonl", {"职权名称": "", "实施主体": "文旅局"}, {"实施主体": "文旅局"})
    )
    assert (done.rows, done.rejected) == (2, 2)
    assert {row[3] for row in report(done.report)} == {"没有事项名称。"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("报告书60日,报告表30日,登记表15日", [("报告书", 60), ("报告表", 30), ("登记表", 15)]),
        ("新办：20个工作日；变更：10个工作日", [("新办", 20), ("变更", 10)]),
        ("首次申请为三个月，延续为一个月内", [("首次申请", 3), ("延续", 1)]),
        ("报告书60,报告表30日", []),
        ("报告书60日,其余另行通知", []),
        ("受理1个工作日,审查5个工作日", []),
        ("窗口1个工作日;网上10个工作日", []),
        ("法定20个工作日,承诺5个工作日", []),
        ("新办20日,变更20日", []),
        ("20个工作日", []),
        ("", []),
    ],
)
def test_situations_are_told_apart_only_where_each_has_a_number_and_a_unit(
    text: str, found: list[tuple[str, int]]
) -> None:
    assert [(v.situation, v.reading.value) for v in variants(text)] == found


def test_a_guide_whose_limit_differs_by_situation_becomes_handling_items(tmp_path: Path) -> None:
    rows = [
        ["事项名称", "事项编码", "实施机构", "法定办结时限", "承诺办结时限", "申请材料"],
        ["环评审批", "A-1", "环保局", "60日", "报告书60日,报告表30日,登记表15日", "申请表；报告"],
        ["取水许可", "A-2", "水利局", "20个工作日", "10个工作日", "申请表"],
    ]
    path = a_table(tmp_path / "a.csv", rows)
    done = unchanged_again(path)
    assert (done.rows, done.imported) == (4, 4)
    low = guide("环评审批（报告表）")
    assert (low.promised_value, low.promised_unit, low.statutory_value) == (30, "natural_day", 60)
    assert [m.name for m in low.materials.all()] == ["申请表", "报告"]
    parts = Matter.objects.filter(parent__name="环评审批").order_by("pk")
    assert [(m.name, m.tier) for m in parts] == [
        (f"环评审批（{situation}）", "handling") for situation in ("报告书", "报告表", "登记表")
    ]
    assert content_of(low).extra == {"主项编码": "A-1"}
    assert not Matter.objects.filter(name="取水许可", parent__isnull=False).exists()
    first = [row for row in report(done.report) if row[0] == "2"]
    assert len(first) == 3
    assert all("已拆成业务办理项" in row[3] for row in first)


def test_situations_that_do_not_all_have_a_unit_stay_one_guide_with_a_warning(tmp_path: Path) -> None:
    rows = [
        ["事项名称", "实施机构", "承诺办结时限"],
        ["环评审批", "环保局", "报告书60,报告表30日以内另加公示"],
    ]
    done = unchanged_again(a_table(tmp_path / "a.csv", rows))
    assert (done.rows, done.imported, done.warnings) == (1, 1, 1)


CELLS = st.sampled_from(
    [
        "",
        "事项名称",
        "实施机构",
        "材料名称",
        "份数",
        "序号",
        "养犬登记",
        "公安局",
        "1",
        "：",
        "备注：无",
        "甲\n乙",
    ]
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=12))
def test_no_sheet_however_strange_stops_the_reading(rows: list[list[str]]) -> None:
    layout = layout_of(rows)
    for form in forms(list(enumerate(rows, start=1)), layout):
        assert 1 <= form.row <= len(rows)
        with suppress(Rejected):
            assert read_form(form).content.name
