"""A newly published year: reading the three forms it comes in, and what must be true of it."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .calendar import SATURDAY

KINDS = {"off": "off", "休": "off", "放假": "off", "work": "work", "班": "work", "上班": "work"}
FEWEST_OFF, MOST_OFF = 7, 60  # weekday and weekend days off of a whole year; more or fewer is a wrong file
MOST_MAKEUP = 20
FIRST_YEAR, LAST_YEAR = 1990, 2200


@dataclass(frozen=True)
class PublishedDay:
    """One day off or one weekend day worked."""

    on: date
    is_off: bool
    name: str


@dataclass(frozen=True)
class PublishedYear:
    """A whole year's notice: its days, the document and the document's date if known."""

    year: int
    days: tuple[PublishedDay, ...]
    source: str
    dated_on: date | None = None

    @property
    def digest(self) -> str:
        """Return what is the same only when source and days are the same."""
        body = [str(self.year), self.source, str(self.dated_on)]
        body += [f"{day.on} {day.is_off} {day.name}" for day in sorted(self.days, key=lambda day: day.on)]
        return hashlib.sha256("\n".join(body).encode()).hexdigest()


class BadYear(ValueError):
    """A file that cannot be a year's notice; the message says which line and why."""


def read(text: str, *, source: str = "", dated_on: str = "") -> list[PublishedYear]:
    """Read JSON, TSV or CSV (columns date, kind, name) into years; raise BadYear with the line.

    JSON is one object or a list of them: {"source": "...", "dated_on": "2026-11-03",
    "days": [{"date": "2027-01-01", "kind": "off", "name": "元旦"}]}. `source` and `dated_on` given
    here stand for a table, or where the JSON has none.
    """
    text = text.lstrip("\ufeff").strip()
    if not text:
        raise BadYear("文件是空的。")
    is_json = text[0] in "[{"
    blocks = _from_json(text, source, dated_on) if is_json else [(_from_table(text), source, dated_on)]
    years = [year for days, src, dated in blocks for year in _by_year(days, src, dated)]
    if len({year.year for year in years}) != len(years):
        raise BadYear("同一年在文件里出现了两次。")
    for year in years:
        if problem := problem_with(year):
            raise BadYear(problem)
    return sorted(years, key=lambda year: year.year)


def problem_with(year: PublishedYear) -> str:
    """Say why this cannot be a year's notice; an empty string means it can."""
    if not FIRST_YEAR <= year.year <= LAST_YEAR:
        return f"{year.year} 年不在可用范围内。"
    if not year.source.strip():
        return f"{year.year} 年没有写明来源（哪一份通知）。"
    seen: set[date] = set()
    for day in year.days:
        if day.on.year != year.year:
            return f"{day.on} 不在 {year.year} 年。"
        if day.on in seen:
            return f"{day.on} 出现了两次。"
        if not day.is_off and day.on.weekday() < SATURDAY:
            return f"{day.on} 是工作日，不会是调休上班日。"
        seen.add(day.on)
    off = sum(day.is_off for day in year.days)
    if not FEWEST_OFF <= off <= MOST_OFF or len(year.days) - off > MOST_MAKEUP:
        return f"{year.year} 年放假 {off} 天、调休上班 {len(year.days) - off} 天，不像一整年的安排。"
    return ""


Block = tuple[list[PublishedDay], str, str]


def _from_json(text: str, source: str, dated_on: str) -> list[Block]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise BadYear("不是合法的 JSON 文件。") from error
    blocks: list[Block] = []
    for block in found if isinstance(found, list) else [found]:
        if not isinstance(block, dict) or not isinstance(block.get("days"), list):
            raise BadYear("JSON 里应有 days 一项，列出每一天。")
        days = _days(enumerate(block["days"], start=1))
        blocks.append((days, str(block.get("source") or source), str(block.get("dated_on") or dated_on)))
    return blocks


def _from_table(text: str) -> list[PublishedDay]:
    head = text.splitlines()[0]
    rows = csv.DictReader(io.StringIO(text), delimiter="\t" if "\t" in head else ",")
    if not {"date", "kind"} <= set(rows.fieldnames or []):
        raise BadYear("第 1 行应是表头：date、kind、name。")
    return _days(enumerate(rows, start=2))


def _days(rows: Iterable[tuple[int, object]]) -> list[PublishedDay]:
    return [_day(number, row) for number, row in rows]


def _day(number: int, row: object) -> PublishedDay:
    if not isinstance(row, Mapping):
        raise BadYear(f"第 {number} 行不是一天。")
    kind = KINDS.get(str(row.get("kind") or "").strip())
    if kind is None:
        raise BadYear(f"第 {number} 行的 kind 应是 off（休）或 work（班）。")
    return PublishedDay(
        _date(str(row.get("date") or ""), f"第 {number} 行"),
        kind == "off",
        str(row.get("name") or "").strip(),
    )


def _date(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadYear(f"{where}的日期“{text}”不存在，应写成 2027-01-01。") from error


def _by_year(days: list[PublishedDay], source: str, dated_on: str) -> list[PublishedYear]:
    if not days:
        raise BadYear("文件里没有一天。")
    dated = _date(dated_on, "来源") if dated_on else None
    years: dict[int, list[PublishedDay]] = {}
    for day in days:
        years.setdefault(day.on.year, []).append(day)
    return [PublishedYear(year, tuple(found), source.strip(), dated) for year, found in years.items()]
