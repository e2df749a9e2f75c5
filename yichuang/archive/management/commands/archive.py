"""`archive CASE_NO`: the package of a case that ended, made if it is not there; or a whole month's in one file."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from yichuang.archive.rules.package import manifest_of
from yichuang.archive.selectors import ended_between, month_of
from yichuang.archive.services import archive, check, write_out
from yichuang.kit import files
from yichuang.kit.command import JsonCommand, Report
from yichuang.kit.refusal import Refused
from yichuang.people.public import Centre


class Command(JsonCommand):
    help = "Show, check and copy out the package of a case that ended; or all of a day or month."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("number", metavar="CASE_NO", nargs="?", default="")
        parser.add_argument("--day", type=date.fromisoformat, help="instead: the cases that ended on a day")
        parser.add_argument("--month", metavar="YYYY-MM", default="", help="instead: in a month")
        parser.add_argument("--to", metavar="FILE", type=Path, help="copy the package or packages there")

    def report(self, **options: Any) -> Report:
        """Do the one or the other; exit code 1 when the package is damaged."""
        if options["number"]:
            return _one(options["number"], options["to"])
        if options["day"]:
            return _many(options["day"], options["day"], options["to"])
        if options["month"]:
            try:
                first, last = month_of(date.fromisoformat(f"{options['month']}-01"))
            except ValueError as wrong:
                raise Refused("月份写成 2026-11 这样。") from wrong
            return _many(first, last, options["to"])
        raise Refused("请写办件编号，或者用 --day、--month 指定日期。")


def _one(number: str, to: Path | None) -> Report:
    now = timezone.now()
    package = archive("".join(number.split()), now=now)
    facts = {
        "case_no": package.case_no,
        "sha256": package.sha256,
        "sm3": package.sm3,
        "size": package.size,
        "keep": package.keep,
        "keep_until": package.keep_until,
        "transfer_on": package.transfer_on,
        "made_at": package.made_at,
    }
    if problem := check(package, now=now):
        return Report({**facts, "problem": problem}, f"{package.case_no}：{problem}。", failed=True)
    path = files.path_of(settings.ARCHIVE_DIR, package.sha256)
    with path.open("rb") as content:
        listed = manifest_of(content)
    if to is not None:
        _new(to)
        to.write_bytes(path.read_bytes())
    text = [f"{name}: {value}" for name, value in facts.items()]
    text += [f"{one.sha256[:12]}  {one.size:>10}  {one.path}" for one in listed]
    return Report({**facts, "files": [asdict(one) for one in listed]}, "\n".join(text))


def _new(path: Path) -> None:
    if path.exists():
        raise Refused(f"{path} 已经有了，不覆盖；请换一个文件名。")


def _many(first: date, last: date, to: Path | None) -> Report:
    wanted = list(ended_between(list(Centre.objects.values_list("pk", flat=True)), first, last))
    facts = {"from": first, "to": last, "packages": len(wanted), "bytes": sum(p.size for p in wanted)}
    if to is not None:
        _new(to)
        with to.open("wb") as out:
            write_out(out, wanted, now=timezone.now())
    return Report(facts)
