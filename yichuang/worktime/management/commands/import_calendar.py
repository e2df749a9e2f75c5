"""`import-calendar FILE`: take in a newly published year of the official calendar."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction
from django.utils import timezone

from yichuang.kit.actor import SYSTEM
from yichuang.kit.command import JsonCommand, Report
from yichuang.kit.refusal import Refused
from yichuang.worktime.public import BadYear, import_year, read_years

LARGEST_BYTES = 5_000_000


class Command(JsonCommand):
    help = "Take in one or more years of the official calendar from CSV, TSV or JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", default="", help="the notice, where the file does not name it")
        parser.add_argument("--dated", default="", metavar="YYYY-MM-DD", help="the notice's date")

    def report(self, **options: Any) -> Report:
        try:
            changed = _import(options["file"], options["source"], options["dated"])
        except BadYear as error:
            raise Refused(str(error)) from error
        imported = [year for year, is_new in changed.items() if is_new]
        unchanged = [year for year, is_new in changed.items() if not is_new]
        facts = {"imported": imported, "unchanged": unchanged}
        return Report(facts, text=f"导入：{_years(imported)}；没有变化：{_years(unchanged)}。")


@transaction.atomic
def _import(file: Path, source: str, dated: str) -> dict[int, bool]:
    """Import every year of the file, or none."""
    now = timezone.now()
    years = read_years(_text(file), source=source, dated_on=dated)
    return {year.year: import_year(year, by=SYSTEM, now=now) for year in years}


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise BadYear(f"{file.name} 太大，不像一份放假安排。")
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadYear(f"读不了 {file}：{error.strerror}。") from error
    except UnicodeDecodeError as error:
        raise BadYear(f"{file.name} 不是 UTF-8 编码，请另存为 UTF-8 后再试。") from error


def _years(years: list[int]) -> str:
    return "、".join(str(year) for year in years) or "无"
