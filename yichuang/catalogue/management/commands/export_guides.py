"""Give the guides out as JSON Lines, CSV or XLSX."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from yichuang.catalogue.public import EXPORT_FORMATS, export_file
from yichuang.kit.command import JsonCommand, Report
from yichuang.kit.refusal import Refused
from yichuang.people.public import Centre


class Command(JsonCommand):
    help = "导出办事指南（JSON Lines、CSV、XLSX）；再导入得到同样的内容。"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=EXPORT_FORMATS, default="", help="省去时看文件名结尾")
        parser.add_argument("--centre", help="中心编码；省去时导出全部中心")

    def report(self, **options: Any) -> Report:
        path = options["file"]
        count = export_file(path, format_name=options["format"], centre=_centre(options["centre"]))
        return Report({"rows": count, "file": str(path)}, text=f"导出 {count} 个事项：{path}")


def _centre(code: str | None) -> Centre | None:
    if not code:
        return None
    centre = Centre.objects.filter(code=code).first()
    if centre is None:
        raise Refused(f"没有编码为“{code}”的中心。")
    return centre
