from dataclasses import asdict
from typing import Any

from django.utils import timezone

from yichuang.kit.command import JsonCommand, Report
from yichuang.site.ops.checks import Finding, Mark, examine

SIGNS = {Mark.OK: "✓", Mark.WARN: "!", Mark.BAD: "✗"}


class Command(JsonCommand):
    help = "检查数据库、后台任务、节假日、字体、磁盘等，并说明怎么办。"
    database_may_fail = True

    def report(self, **_options: Any) -> Report:
        findings = examine(timezone.now())
        bad = [finding for finding in findings if finding.mark is Mark.BAD]
        facts = {"ok": not bad, "findings": [asdict(finding) for finding in findings]}
        return Report(facts, text="\n".join(map(_line, findings)), failed=bool(bad))


def _line(finding: Finding) -> str:
    line = f"{SIGNS[finding.mark]} {finding.name}：{finding.found}"
    return f"{line}\n    {finding.advice}" if finding.advice else line
