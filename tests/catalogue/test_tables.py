"""Rows of tables: limits of several levels, special procedures in columns, at most one visit."""

import pytest

from yichuang.catalogue.rules.content import Special
from yichuang.catalogue.rules.headers import find_header
from yichuang.catalogue.rules.item import Item
from yichuang.catalogue.rules.table_form import read_row, spoken


def row(titles: list[list[str]], cells: list[str]) -> Item:
    header = find_header([*titles, cells])
    assert header is not None
    assert header.rows == len(titles)
    return read_row(header.columns, cells, spoken(header.columns))


RELAYED = [
    "事项名称",
    "初审机关",
    "行使层级",
    "县级法定办结时限",
    "县级承诺办结时限(工作日)",
    "省级承诺办结时限",
    "省级法定办结时限",
]


@pytest.mark.parametrize(
    ("level", "promised", "noted"),
    [
        ("县", 5, "省级承诺办结时限：10个工作日"),
        ("", 5, "省级承诺办结时限：10个工作日"),
        ("省", 10, "县级承诺办结时限：5工作日"),
        ("2", 10, "县级"),
    ],
)
def test_the_limit_of_the_halls_own_level_is_taken_and_the_others_are_noted(
    level: str, promised: int, noted: str
) -> None:
    item = row([RELAYED], ["林地审核", "县林业局", level, "20个工作日", "5", "10个工作日", "20个工作日"])
    said = item.content
    assert (said.promised_value, said.promised_unit, said.statutory_value) == (promised, "working_day", 20)
    assert any(noted in note for note in said.limit_notes)
    assert any("有几级" in warning for warning in item.warnings)
    assert {"promised_value", "statutory_value"} <= item.spoken


def test_one_level_alone_is_the_limit_without_a_word() -> None:
    item = row([["事项名称", "实施机关", "县级承诺办结时限"]], ["林地审核", "县林业局", "5个工作日"])
    assert (item.content.promised_value, item.content.limit_notes, item.warnings) == (5, (), ())


@pytest.mark.parametrize(("cell", "visits"), [("是", 1), ("1", 1), ("0次", 0), ("否", None), ("", None)])
def test_at_most_one_visit_is_one(cell: str, visits: int | None) -> None:
    item = row([["事项名称", "实施机关", "最多跑一次"]], ["养犬登记", "公安局", cell])
    assert (item.content.visits, item.warnings) == (visits, ())


TOP = ["事项名称", "实施机关", "中间环节", "", "", "备注"]
BELOW = ["", "", "名称", "时限", "是否计入法定时限", ""]


def test_special_procedures_come_from_columns_of_their_own() -> None:
    item = row([TOP, BELOW], ["屠宰许可", "农业局", "现场核查；听证", "10个工作日；20日", "否；是", "x"])
    assert item.content.special_procedures == (
        Special(name="现场核查", value=10, unit="工作日", counted=False),
        Special(name="听证", value=20, unit="日", counted=True),
    )
    assert item.content.promised_value is None, "the limit of a step is not that of the matter"


def test_one_word_counts_for_every_procedure_and_numbers_that_do_not_match_are_kept() -> None:
    item = row([TOP, BELOW], ["屠宰许可", "农业局", "检验；听证", "1日；2日；3日", "否", ""])
    assert [s.counted for s in item.content.special_procedures or ()] == [False, False]
    assert [s.value for s in item.content.special_procedures or ()] == [None, None]
    assert item.content.extra["special_limit"] == "1日；2日；3日"
    assert any("对不上" in warning for warning in item.warnings)


@pytest.mark.parametrize(
    ("cell", "made"),
    [
        ("无", ()),
        ("", None),
        ("专家评审", (Special(name="专家评审"),)),
        (
            "现场勘验（3个工作日，不计入时限）",
            (Special(name="现场勘验", value=3, unit="工作日", counted=False, notes="3个工作日，不计入时限"),),
        ),
    ],
)
def test_a_cell_of_special_procedures(cell: str, made: tuple[Special, ...] | None) -> None:
    item = row([["事项名称", "实施机关", "特别程序", "备注"]], ["屠宰许可", "农业局", cell, ""])
    assert item.content.special_procedures == made
