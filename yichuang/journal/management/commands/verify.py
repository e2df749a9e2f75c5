"""`verify`: proves that the journal is as it was written, and names the first line that is not."""

from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import CommandParser

from yichuang.journal.models import Seal
from yichuang.journal.rules import Witness, read_witnesses
from yichuang.journal.selectors import Proof, prove, seal_by_mark
from yichuang.kit.command import JsonCommand, Report
from yichuang.kit.refusal import Refused

TELL_EVERY = 50_000  # lines


class Command(JsonCommand):
    help = "Prove the journal: every line, every seal; name the first broken, missing or added line."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--since", metavar="SEAL", default="", help="only what came after the seal whose digest begins so"
        )
        parser.add_argument(
            "--against",
            metavar="FILE",
            type=Path,
            nargs="+",
            default=[],
            help="lists of seals that were printed or sent away, such as seals/2026-11-22.txt",
        )

    def report(self, **options: Any) -> Report:
        """Prove, and say what was found; exit code 1 when anything is wrong."""
        witnesses = [witness for path in options["against"] for witness in _witnesses(path)]
        since = _seal(options["since"])
        started = perf_counter()
        proof = prove(since, against=witnesses, progress=self._progress())
        seconds = perf_counter() - started
        facts = {
            "ok": proof.count == 0,
            "lines": proof.lines,
            "seals": proof.seals,
            "unsealed": proof.unsealed,
            "compared": len(witnesses),
            "seconds": round(seconds, 2),
            "faults": proof.count,
            "first": [asdict(fault) | {"sentence": fault.sentence} for fault in proof.faults],
        }
        return Report(facts, text=_text(proof, len(witnesses), seconds), failed=proof.count > 0)

    def _progress(self) -> Any:
        told = 0

        def say(lines: int) -> None:
            nonlocal told
            if lines - told >= TELL_EVERY:
                told = lines
                self.stderr.write(f"\r{lines:,} 行……", ending="")
                self.stderr.flush()

        return say


def _witnesses(path: Path) -> list[Witness]:
    try:
        found = read_witnesses(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise Refused(f"{path} 读不出来：{problem}") from problem
    if not found:
        raise Refused(f"{path} 里没有封存清单。")
    return found


def _seal(mark: str) -> Seal | None:
    if not mark:
        return None
    found = seal_by_mark(mark)
    if found is None:
        raise Refused(f"没有摘要以“{mark}”开头的封存，或者不止一个；请至少写前 8 位。")
    return found


def _text(proof: Proof, compared: int, seconds: float) -> str:
    lines = [
        f"{proof.lines:,} 行，{proof.seals:,} 个封存，{seconds:.1f} 秒；还有 {proof.unsealed:,} 行没有封存"
        + (f"；与清单上的 {compared} 个封存比对" if compared else ""),
    ]
    if not proof.count:
        return "\n".join([*lines, "没有发现改动。"])
    waiting = [fault.sentence for fault in proof.faults]
    more = [f"……一共 {proof.count:,} 处"] if proof.count > len(waiting) else []
    return "\n".join([*lines, f"发现 {proof.count:,} 处改动：", *waiting, *more])
