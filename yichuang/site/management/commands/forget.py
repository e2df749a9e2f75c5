"""`forget [--dry-run]`: blank personal data past its term now, as the worker does each night."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from yichuang.kit.command import JsonCommand, Report
from yichuang.site import forgetting


class Command(JsonCommand):
    help = "Blank personal data past its term; --dry-run only counts it."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="count, and change nothing")

    def report(self, **options: Any) -> Report:
        now = timezone.now()
        found = forgetting.preview(now) if options["dry_run"] else forgetting.forget(now)
        lines = [f"{code}  {what}  {n}" for code, counts in found.items() for what, n in counts.items()]
        return Report({"centres": found}, text="\n".join(lines) or "没有超过保存期的个人信息。")
