"""Take in the guides of a file: JSON Lines, CSV, XLSX, XLS or ODS."""

import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from yichuang.catalogue.public import ImportPlan, ImportResult, import_file
from yichuang.kit.actor import SYSTEM
from yichuang.kit.command import JsonCommand, Report
from yichuang.kit.refusal import Refused
from yichuang.people.public import Centre, Department, found_first_centre


class Command(JsonCommand):
    help = "导入办事指南（JSON Lines、CSV、XLSX、XLS、ODS）。同一文件再导入一次，什么也不变。"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path)
        parser.add_argument("--centre", help="中心编码；不写就是最上级的那一个")
        parser.add_argument("--department", help="部门编码：机关名称对不上时放在这个部门名下")
        parser.add_argument("--publish", action="store_true", help="直接公布；否则等待中心核准")
        parser.add_argument("--dry-run", action="store_true", help="只试一遍，不改任何东西")
        parser.add_argument("--report", type=Path, help="报告写到哪里（CSV）")

    def report(self, **options: Any) -> Report:
        now = timezone.now()
        centre = _centre(options["centre"], now)
        default = Path(settings.DATA_DIR) / "reports" / f"import-{now:%Y%m%d-%H%M%S-%f}.csv"
        plan = ImportPlan(
            path=options["file"],
            centre=centre,
            department=_department(centre, options["department"]),
            publish=options["publish"],
            dry_run=options["dry_run"],
            report=options["report"] or default,
        )
        show = _bar if sys.stderr.isatty() else lambda *_: None
        result = import_file(plan, by=SYSTEM, now=now, progress=show)
        facts = asdict(result) | {"report": str(result.report)}
        return Report(facts, text=_sentence(result, dry_run=plan.dry_run))


def _centre(code: str | None, now: datetime) -> Centre:
    """Return the centre meant: the one named, else the one that follows no other.

    An installation without any hall gets its first one, so that a catalogue can be looked at before
    windows and people are entered.
    """
    if code:
        named = Centre.objects.filter(code=code).first()
        if named is None:
            raise Refused(f"没有编码为“{code}”的中心。")
        return named
    tops = list(Centre.objects.filter(follows=None).order_by("pk")[:2])
    if len(tops) > 1:
        raise Refused("有几个互不隶属的中心。请用 --centre 写明导入到哪一个。")
    return tops[0] if tops else found_first_centre(by=SYSTEM, now=now)


def _department(centre: Centre, code: str | None) -> Department | None:
    if not code:
        return None
    found = Department.objects.filter(centre=centre, code=code).first()
    if found is None:
        raise Refused(f"{centre.name}没有编码为“{code}”的部门。")
    return found


def _sentence(result: ImportResult, *, dry_run: bool) -> str:
    said = (
        f"共 {result.rows} 行：导入 {result.imported}，更新 {result.updated}，未变 {result.unchanged}，"
        f"未收 {result.rejected}；有提醒的 {result.warnings}。\n报告：{result.report}"
    )
    return "（试导入，什么也没有改）" + said if dry_run else said


def _bar(done: int, total: int) -> None:
    share = min(1.0, done / total) if total else 1.0
    filled = int(share * 30)
    end = "\n" if share >= 1 else ""
    sys.stderr.write(f"\r[{'█' * filled}{'·' * (30 - filled)}] {share:4.0%}{end}")
    sys.stderr.flush()
