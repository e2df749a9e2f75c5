"""`set-up hall.toml`: enter a real hall: centres, departments, windows, people."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from yichuang.kit.actor import SYSTEM
from yichuang.kit.command import JsonCommand, Report
from yichuang.kit.refusal import Invalid
from yichuang.people.services.setup import set_up


class Command(JsonCommand):
    help = "Enter a hall from a TOML file; what is there already stays (docs/how-to/set-up.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path)

    def report(self, **options: Any) -> Report:
        now = timezone.now()
        done = set_up(_read(options["file"]), by=SYSTEM, now=now)
        facts: dict[str, Any] = {"made": done.made, "passwords": None}
        if done.passwords:
            kept = Path(settings.DATA_DIR) / f"first-passwords-{now:%Y%m%d-%H%M%S}.txt"
            kept.touch(mode=0o600)
            kept.write_text(
                "".join(f"{no}  {word}\n" for no, word in done.passwords.items()), encoding="utf-8"
            )
            facts["passwords"] = str(kept)
        made = done.made
        words = f"新设中心 {made['centre']}、部门 {made['department']}、窗口 {made['window']}、人员 {made['person']}。"
        if facts["passwords"]:
            words += f"\n首次密码在 {facts['passwords']}，发给本人后请删除。"
        return Report(facts, text=words)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Invalid(f"读不了 {path}：{error.strerror}。") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Invalid(f"{path.name} 不是完整的 TOML：{error}") from error
