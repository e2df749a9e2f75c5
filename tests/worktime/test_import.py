"""A newly published year: whole or not at all, with its source, once."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from yichuang.journal.public import Event, story
from yichuang.kit.actor import SYSTEM
from yichuang.kit.refusal import Invalid
from yichuang.worktime.public import (
    BadYear,
    PublishedYear,
    calendar,
    forget,
    hold,
    import_year,
    packaged,
    read_years,
    sources,
)

NOW = datetime(2026, 11, 10, 1, tzinfo=UTC)
# An invented arrangement, for tests only.
OFF = [
    "01-01",
    "01-02",
    "01-03",
    *(f"02-{d:02d}" for d in range(5, 14)),
    "04-05",
    "05-01",
    *(f"10-{d:02d}" for d in range(1, 8)),
]
MAKEUP = ["02-14", "10-09"]


def table(year: int = 2027, off: list[str] = OFF, makeup: list[str] = MAKEUP) -> str:
    rows = [f"{year}-{d},off,假" for d in off] + [f"{year}-{d},work,班" for d in makeup]
    return "\n".join(["date,kind,name", *rows])


def a_year(year: int = 2027) -> PublishedYear:
    return read_years(
        table(year, makeup=[] if year != 2027 else MAKEUP), source="测试用安排", dated_on="2026-11-03"
    )[0]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget()
    yield
    hold(packaged())


@pytest.mark.django_db(transaction=True)
def test_an_imported_year_takes_the_doubt_out_of_dates() -> None:
    start = date(2026, 12, 25)
    assert calendar().add(start, 10).provisional
    assert import_year(a_year(), by=SYSTEM, now=NOW)
    due = calendar().add(start, 10)
    assert (due.on, due.provisional) == (date(2027, 1, 11), False)
    assert calendar().is_makeup(date(2027, 2, 14))
    newest = sources()[-1]
    assert (newest.year, newest.source, newest.dated_on) == (2027, "测试用安排", date(2026, 11, 3))
    assert not packaged().is_published(start.replace(year=2027))


@pytest.mark.django_db
def test_importing_the_same_year_again_changes_nothing() -> None:
    assert import_year(a_year(), by=SYSTEM, now=NOW)
    assert not import_year(a_year(), by=SYSTEM, now=NOW)
    assert [line.event for line in story("calendar:2027")] == [Event.CALENDAR_IMPORTED]


@pytest.mark.django_db
def test_a_corrected_year_replaces_the_whole_year() -> None:
    import_year(a_year(), by=SYSTEM, now=NOW)
    better = read_years(table(off=OFF[:-1]), source="更正通知")[0]
    assert import_year(better, by=SYSTEM, now=NOW)
    forget()
    assert calendar().is_working(date(2027, 10, 7))
    assert len(story("calendar:2027")) == 2


@pytest.mark.django_db
def test_a_year_after_a_gap_is_refused() -> None:
    with pytest.raises(Invalid, match="请先导入 2027 年"):
        import_year(a_year(2029), by=SYSTEM, now=NOW)


@pytest.mark.django_db
def test_the_calendar_is_held_and_costs_one_small_query_at_most(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        calendar()
        calendar()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "空的"),
        ("{", "不是合法的 JSON"),
        ('{"year": 2027}', "days"),
        ('[{"days": [1]}]', "第 1 行不是一天"),
        ("day;kind", "表头"),
        ("date,kind\n", "没有一天"),
        (table() + "\n2027-02-30,off,假", "第 25 行的日期“2027-02-30”不存在"),
        (table() + "\n2027-01-01,off,假", "2027-01-01 出现了两次"),
        (table() + "\n2027-03-01,work,班", "2027-03-01 是工作日"),
        (table() + "\n2027-03-06,maybe,班", "第 25 行的 kind"),
        (table(off=OFF[:3]), "不像一整年"),
    ],
)
def test_a_wrong_file_is_refused_with_the_line_and_the_reason(text: str, says: str) -> None:
    with pytest.raises(BadYear, match=says):
        read_years(text, source="测试用安排")


def test_a_year_without_a_source_is_refused() -> None:
    with pytest.raises(BadYear, match="来源"):
        read_years(table())


def test_json_csv_and_tsv_say_the_same() -> None:
    rows = [line.split(",") for line in table().splitlines()[1:]]
    block = {"source": "甲", "days": [{"date": d, "kind": k, "name": n} for d, k, n in rows]}
    assert (
        read_years(json.dumps([block]))[0].digest
        == read_years(table(), source="甲")[0].digest
        == read_years("\ufeff" + table().replace(",", "\t"), source="甲")[0].digest
    )


@pytest.mark.django_db
def test_the_command_imports_once_and_says_what_it_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "2027.csv"
    file.write_text(table(), encoding="utf-8")
    for expected in ({"imported": [2027], "unchanged": []}, {"imported": [], "unchanged": [2027]}):
        call_command("import_calendar", str(file), "--source", "测试用安排", "--json")
        assert json.loads(capsys.readouterr().out) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"date,kind\n2027-13-01,off"])
def test_the_command_refuses_a_bad_file_with_one_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(content)
    with pytest.raises(CommandError) as stopped:
        call_command("import_calendar", str(file), "--source", "甲")
    assert stopped.value.returncode == 2
    assert len(str(stopped.value).splitlines()) == 1
