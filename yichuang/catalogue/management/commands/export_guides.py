"""Give the guides out as JSON Lines, CSV or XLSX."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yichuang.catalogue.public import EXPORT_FORMATS, export_file
from yichuang.kit.refusal import Refused
from yichuang.people.public import Centre


class Command(BaseCommand):
    help = "导出办事指南（JSON Lines、CSV、XLSX）；再导入得到同样的内容。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=EXPORT_FORMATS, default="", help="省去时看文件名结尾")
        parser.add_argument("--centre", help="中心编码；省去时导出全部中心")
        parser.add_argument("--json", action="store_true", help="结果用 JSON 给出")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            centre = _centre(options["centre"])
            count = export_file(options["file"], format_name=options["format"], centre=centre)
        except Refused as wrong:
            raise CommandError(wrong.sentence, returncode=2) from wrong
        if options["json"]:
            self.stdout.write(json.dumps({"rows": count, "file": str(options["file"])}, ensure_ascii=False))
        else:
            self.stdout.write(f"导出 {count} 个事项：{options['file']}")


def _centre(code: str | None) -> Centre | None:
    if not code:
        return None
    centre = Centre.objects.filter(code=code).first()
    if centre is None:
        raise Refused(f"没有编码为“{code}”的中心。")
    return centre
