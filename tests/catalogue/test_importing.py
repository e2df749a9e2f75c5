"""Files as halls export them, good and bad."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from yichuang.catalogue.public import Guide, Matter, State, content_of, draft, published
from yichuang.journal.public import Entry
from yichuang.kit.actor import SYSTEM
from yichuang.kit.refusal import Invalid
from yichuang.people.public import Department

from .builders import GUIDES, NOW, a_centre, a_department, a_table, a_workbook, guide, report, take_in

pytestmark = pytest.mark.django_db


HEAD = ["事项名称", "实施机构", "承诺办结时限", "申请材料"]


def test_the_real_guides_go_in_whole_and_a_second_time_nothing_changes(tmp_path: Path) -> None:
    path = tmp_path / "guides.jsonl"
    path.write_bytes(GUIDES.read_bytes())
    first = take_in(path)
    assert (first.rows, first.imported, first.rejected) == (74, 74, 0)
    versions = Guide.objects.count()
    again = take_in(path)
    assert (again.rows, again.unchanged, again.updated) == (74, 74, 0)
    assert Guide.objects.count() == versions


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_table_is_read_in_the_encoding_and_with_the_mark_it_was_saved_with(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    rows = [HEAD, ["娱乐场所设立", "文旅局", "5个工作日", "1.申请表；2.身份证"]]
    done = take_in(a_table(tmp_path / "a.csv", rows, encoding, delimiter))
    assert (done.rows, done.imported) == (1, 1)
    assert [m.name for m in guide("娱乐场所设立").materials.all()] == ["申请表", "身份证"]


def test_a_rejected_row_has_its_number_and_reason_and_stops_nobody(tmp_path: Path) -> None:
    rows = [
        HEAD,
        ["", "文旅局", "5个工作日", ""],
        ["12345", "文旅局", "", ""],
        ["娱乐场所设立", "文旅局", "5", "", "多出来的"],
        ["游艺场所设立", "文旅局", "5个工作日", ""],
        ["游艺场所设立", "文旅局", "6个工作日", ""],
        ["长" * 300, "", "", ""],
    ]
    done = take_in(a_table(tmp_path / "a.csv", rows))
    assert (done.rows, done.imported, done.rejected) == (6, 1, 5)
    reasons = {row[0]: row[3] for row in report(done.report) if row[1] == "未收"}
    assert "没有事项名称" in reasons["2"]
    assert "不像一个名称" in reasons["3"]
    assert "列对不上" in reasons["4"]
    assert "与第 5 行是同一个事项" in reasons["6"]
    assert "超过" in reasons["7"]


def test_a_broken_line_of_json_is_one_rejected_row(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        '{"name": "失业登记"}',
        '{"name": "失业',
        "[1, 2]",
        '{"name": "取水许可", "centre": "nowhere"}',
        "",
    ]
    path.write_text("\n".join(lines), "utf-8")
    done = take_in(path)
    assert (done.rows, done.imported, done.rejected) == (4, 1, 3)
    assert "没有编码为“nowhere”的中心" in report(done.report)[3][3]


@pytest.mark.parametrize(
    "record",
    [
        {"name": "失业登记\x00甲", "notes": "\x01\x08"},
        {"name": "失业登记", "extra_thing": {"deep": ["\x00", "\ud800"]}},
        {"name": "失业登记", "materials": [{"name": "表", "copies": 99999999999}]},
        {"name": "失业登记", "visits": -5, "limit_raw": {"legal": {"value": 10**12, "unit": "日"}}},
        {"name": "失业登记", "limit_raw": {"promised": {"value": True, "unit": 5, "text": ["x"]}}},
        {"name": "失业登记", "agency": "甲" * 5000, "id": "x" * 500},
    ],
)
def test_strange_values_neither_stop_the_import_nor_reach_the_database(
    tmp_path: Path, record: dict[str, Any]
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record) + '\n{"name": "取水许可"}\n', "utf-8")
    done = take_in(path)
    assert done.rows == 2
    assert Matter.objects.filter(name="取水许可").exists()


def test_a_changed_row_makes_a_new_version_and_keeps_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    take_in(a_table(path, [HEAD, ["娱乐场所设立", "文旅局", "5个工作日", ""]]))
    done = take_in(a_table(path, [HEAD, ["娱乐场所设立", "文旅局", "3个工作日", ""]]))
    assert (done.updated, done.imported) == (1, 0)
    states = Guide.objects.order_by("number").values_list("promised_value", "state")
    assert list(states) == [(5, State.SUPERSEDED), (3, State.PUBLISHED)]


def test_a_table_that_cannot_speak_of_a_thing_leaves_it_alone(tmp_path: Path) -> None:
    a_table(tmp_path / "a.csv", [HEAD, ["娱乐场所设立", "文旅局", "5个工作日", "申请表"]])
    take_in(tmp_path / "a.csv")
    less = [["事项名称", "实施机构", "承诺办结时限"], ["娱乐场所设立", "文旅局", "3个工作日"]]
    take_in(a_table(tmp_path / "b.csv", less))
    assert guide("娱乐场所设立").materials.count() == 1
    assert guide("娱乐场所设立").promised_value == 3


@pytest.mark.rule("R028")
def test_without_the_operators_word_an_import_waits_for_the_centre(tmp_path: Path) -> None:
    path = a_table(tmp_path / "a.csv", [HEAD, ["娱乐场所设立", "文旅局", "5个工作日", ""]])
    take_in(path, publish=False)
    assert Guide.objects.get().state == State.SUBMITTED
    assert not published().exists()
    assert take_in(path, publish=False).unchanged == 1
    assert take_in(path, publish=True).updated == 1
    assert guide("娱乐场所设立").number == 1


def test_a_persons_draft_is_not_overwritten_by_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    take_in(a_table(path, [HEAD, ["娱乐场所设立", "文旅局", "5个工作日", ""]]))
    draft(Matter.objects.get(), by=SYSTEM, now=NOW)
    done = take_in(a_table(path, [HEAD, ["娱乐场所设立", "文旅局", "3个工作日", ""]]))
    assert (done.rejected, guide("娱乐场所设立").promised_value) == (1, 5)


def test_a_limit_without_a_unit_goes_in_but_is_not_published(tmp_path: Path) -> None:
    done = take_in(a_table(tmp_path / "a.csv", [HEAD, ["娱乐场所设立", "文旅局", "5", ""]]))
    assert (done.imported, done.warnings) == (1, 1)
    assert Guide.objects.get().state == State.SUBMITTED


def test_the_two_tables_of_a_workbook_are_joined_by_code(tmp_path: Path) -> None:
    matters = [
        ["部门名称", "权力内部编码", "事项名称", "事项类型", "承诺办结时限"],
        ["文旅局", "A-1", "娱乐场所设立", "行政许可", "5个工作日"],
        ["文旅局", "A-2", "演出审批", "行政许可", "3个工作日"],
    ]
    materials = [
        ["材料名称", "来源渠道", "材料形式", "纸质材料份数", "材料必要性", "权力内部编码"],
        ["申请表", "申请人自备", "原件", 2, "必要", "A-1"],
        ["身份证", "政府部门核发", "复印件", 1, "容缺后补", "A-1"],
        ["合同", "申请人自备", "原件", 1, "必要", "A-9"],
    ]
    path = a_workbook(tmp_path / "wz.xlsx", {"材料信息": materials, "事项信息": matters})
    done = take_in(path)
    assert (done.imported, done.rejected) == (2, 1)
    lines = list(guide("娱乐场所设立").materials.values_list("name", "form", "copies", "necessity"))
    assert lines == [("申请表", "original", 2, "required"), ("身份证", "copy", 1, "deferrable")]
    assert take_in(path).unchanged == 2


def test_a_separate_file_of_materials_adds_to_matters_known_already(tmp_path: Path) -> None:
    head = ["权力内部编码", "事项名称", "实施机构"]
    first = a_table(tmp_path / "a.csv", [head, ["A-1", "娱乐场所设立", "文旅局"]])
    take_in(first)
    rows = [
        ["权力内部编码", "材料名称", "份数"],
        ["A-1", "申请表", "2"],
        ["A-1", "身份证", "1"],
        ["A-7", "x表", "1"],
    ]
    done = take_in(a_table(tmp_path / "b.csv", rows))
    assert (done.updated, done.rejected) == (1, 1)
    assert guide("娱乐场所设立").materials.count() == 2
    assert take_in(first).unchanged == 1


def test_merged_cells_are_read_as_they_look(tmp_path: Path) -> None:
    rows = [
        ["溪桥县“一链办理”清单", None, None],
        ["一件事名称", "关联事项", "涉及部门"],
        ["开办饭店", "食品经营许可", "市场监管局"],
        [None, "城市排水许可", "住建局"],
        ["身后事", "注销户口", "公安局"],
    ]
    path = a_workbook(tmp_path / "m.xlsx", {"s": rows}, {"s": ["A1:C1", "A3:A4"]})
    assert take_in(path).imported == 3
    assert guide("城市排水许可").extra == {"一件事": "开办饭店"}


def test_a_matter_merged_over_several_rows_of_materials_is_one_matter(tmp_path: Path) -> None:
    rows = [
        ["事项名称", "实施机构", "材料名称", "份数"],
        ["娱乐场所设立", "文旅局", "申请表", 2],
        [None, None, "身份证", 1],
        ["演出审批", "文旅局", "合同", 1],
    ]
    path = a_workbook(tmp_path / "m.xlsx", {"s": rows}, {"s": ["A2:A3", "B2:B3"]})
    done = take_in(path)
    assert (done.rows, done.imported) == (2, 2)
    lines = guide("娱乐场所设立").materials.values_list("name", "copies")
    assert list(lines) == [("申请表", 2), ("身份证", 1)]


def test_a_two_level_merged_header_is_understood(tmp_path: Path) -> None:
    rows = [
        ["办理项名称", None, "承诺完成时限(工作日)", "申请材料及数量"],
        ["名称", "编码", None, None],
        ["娱乐场所设立", "A-1", 5, "申请表1份"],
    ]
    merge = {"s": ["A1:B1", "C1:C2", "D1:D2"]}
    assert take_in(a_workbook(tmp_path / "m.xlsx", {"s": rows}, merge)).imported == 1
    found = guide("娱乐场所设立")
    assert (found.promised_value, found.promised_unit) == (5, "working_day")
    assert Matter.objects.get().local_code == "A-1"


def test_the_columns_of_the_national_platform_are_understood(tmp_path: Path) -> None:
    rows = [
        [
            "task_name",
            "task_code",
            "dept_name",
            "anticipate_day",
            "anticipate_type",
            "promise_day",
            "promise_type",
        ],
        ["娱乐场所设立", "11450721MB155808114000104002000", "文旅局", "20", "1", "30", "2"],
    ]
    take_in(a_table(tmp_path / "a.csv", rows))
    found = guide("娱乐场所设立")
    assert (found.statutory_value, found.statutory_unit) == (20, "working_day")
    assert (found.promised_value, found.promised_unit) == (30, "natural_day")
    assert Matter.objects.get().code == "11450721MB155808114000104002000"


def test_main_items_stand_above_their_handling_items(tmp_path: Path) -> None:
    rows = [
        ["序号", "事项类型", "主项名称", "子项名称", "业务办理项名称", "设定依据"],
        ["1", "行政许可", "娱乐场所设立", "歌舞娱乐场所", "歌舞娱乐场所变更", "《条例》第九条"],
        ["2", "行政许可", "娱乐场所设立", "歌舞娱乐场所", "歌舞娱乐场所注销", "《条例》第九条"],
        ["3", "行政许可", "演出审批", "", "", "《条例》第九条"],
    ]
    done = take_in(a_table(tmp_path / "a.csv", rows))
    assert (done.imported, Matter.objects.count()) == (3, 5)
    low = Matter.objects.get(name="歌舞娱乐场所变更")
    assert low.parent is not None
    assert low.parent.parent is not None
    assert (low.tier, low.parent.name, low.parent.parent.name) == ("handling", "歌舞娱乐场所", "娱乐场所设立")


def test_sub_items_under_a_name_that_stands_once_are_matters_of_their_own(tmp_path: Path) -> None:
    rows = [
        ["序号", "事项名称", "子项名称（无子项时无需填写）", "地方权力编码", "子项地方权力编码", "行使主体"],
        ["1", "取水许可", "1.取水许可首次申请", "A1", "A1-1", "水利局"],
        ["", "", "2.取水许可变更", "", "A1-2", "水利局"],
        ["2", "节水奖励", "", "A2", "", "水利局"],
        ["3", "采砂许可", "采砂许可延续", "A3", "", "水利局"],
        ["", "", "采砂许可变更", "", "", "水利局"],
    ]
    path = a_table(tmp_path / "a.csv", rows)
    assert (take_in(path).imported, take_in(path).unchanged) == (5, 5)
    changed = Matter.objects.get(name="取水许可变更")
    assert changed.parent is not None
    assert (changed.local_code, changed.parent.name) == ("A1-2", "取水许可")
    assert guide("采砂许可变更").extra == {"主项编码": "A3"}


def test_opening_hours_are_not_taken_for_a_limit(tmp_path: Path) -> None:
    rows = [
        ["事项名称", "实施机构", "办理时间"],
        ["娱乐场所设立", "文旅局", "周一至周五 8:30-12:00"],
        ["演出审批", "文旅局", "20个工作日"],
    ]
    take_in(a_table(tmp_path / "a.csv", rows))
    assert (guide("娱乐场所设立").hours, guide("娱乐场所设立").promised_value) == (
        "周一至周五 8:30-12:00",
        None,
    )
    assert guide("演出审批").promised_value == 20


def test_an_agency_is_found_by_name_and_otherwise_waits_to_be_claimed(tmp_path: Path) -> None:
    known = a_department(a_centre())
    rows = [HEAD, ["娱乐场所设立", "青禾市文旅局（文物局）", "", ""], ["取水许可", "某某水务局", "", ""]]
    done = take_in(a_table(tmp_path / "a.csv", rows))
    assert Matter.objects.get(name="娱乐场所设立").department == known
    assert Matter.objects.get(name="取水许可").department == Department.objects.get(name="待认领")
    assert done.warnings == 1


def test_what_has_no_column_here_is_kept(tmp_path: Path) -> None:
    rows = [["事项名称", "实施机构", "追责情形"], ["娱乐场所设立", "文旅局", "不依法受理的"]]
    take_in(a_table(tmp_path / "a.csv", rows))
    assert content_of(guide("娱乐场所设立")).extra == {"追责情形": "不依法受理的"}


def test_a_dry_run_says_what_would_happen_and_changes_nothing(tmp_path: Path) -> None:
    path = a_table(tmp_path / "a.csv", [HEAD, ["娱乐场所设立", "文旅局", "5个工作日", ""]])
    assert take_in(path, dry_run=True).imported == 1
    assert not Matter.objects.exists()
    assert not Entry.objects.exists()


def test_an_import_stands_in_the_journal(tmp_path: Path) -> None:
    path = a_table(tmp_path / "a.csv", [HEAD, ["娱乐场所设立", "文旅局", "5个工作日", ""]])
    take_in(path)
    line = Entry.objects.get(event="catalogue.imported")
    assert (line.data["imported"], line.data["published"], line.by) == (1, True, "system")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("空.csv", b"", "空文件"),
        ("空.xlsx", b"  \n", "空文件"),
        ("a.xlsx", "事项名称,实施机构\n".encode(), "不符"),
        ("a.xlsx", OLE, "密码"),
        ("a.csv", b"PK\x03\x04" + b"x" * 99, "不符"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 99, "打不开"),
        ("a.xls", OLE, "打不开"),
        ("a.pdf", b"%PDF-1.4", "不认识"),
        ("a.csv", b"%PDF-1.4\nabc", "不是文字"),
        ("a.csv", bytes(range(256)) * 20, "不是文字"),
        ("a.csv", "日期,金额\n1,2\n".encode(), "找不到表头"),
        ("a.csv", "事项名称,实施机构\n".encode(), "只有表头"),
        ("a.json", b"[{", "不是完整的 JSON"),
    ],
)
def test_a_wrong_file_gets_one_clear_sentence_and_changes_nothing(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Invalid, match=sentence):
        take_in(path)
    assert not Matter.objects.exists()


def test_the_command_prints_its_counts_as_json(tmp_path: Path) -> None:
    a_centre()
    path = a_table(tmp_path / "a.csv", [HEAD, ["娱乐场所设立", "文旅局", "5个工作日", ""]])
    out = io.StringIO()
    call_command("import_guides", str(path), "--json", "--report", str(tmp_path / "r.csv"), stdout=out)
    said = json.loads(out.getvalue())
    kinds = ("imported", "updated", "unchanged", "rejected")
    assert said["rows"] == 1 == sum(said[kind] for kind in kinds)
    assert Path(said["report"]).is_file()


def test_the_command_ends_with_two_where_the_file_is_wrong(tmp_path: Path) -> None:
    a_centre()
    with pytest.raises(CommandError, match="找不到文件") as wrong:
        call_command("import_guides", str(tmp_path / "none.csv"))
    assert wrong.value.returncode == 2
