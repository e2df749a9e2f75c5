"""`bench NAME`: measures speed and size on a generated hall of its own, beside a floor from the same run."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.core.management.base import CommandParser

from yichuang.bench import deadline, folder, report
from yichuang.bench.start import run as start
from yichuang.kit.command import JsonCommand, Report
from yichuang.kit.refusal import Refused
from yichuang.site.ops.places import ROOT, Places

NAMES = ("deadline", "intake", "desk", "start", "load")
SMALL = 10_000
LARGEST = 5_000_000


class Command(JsonCommand):
    help = "Measure speed and size on a generated hall: deadline, intake, desk, start or load."
    needs_database = False  # it has one of its own, and never looks at the installation's
    takes_data = True

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("name", choices=NAMES, help="what to measure")
        parser.add_argument("--cases", type=int, default=SMALL, help=f"cases in the hall ({SMALL})")
        parser.add_argument("--clients", type=int, default=8, help="clients at once, for intake (8)")
        parser.add_argument("--seconds", type=float, default=8, help="how long each part is driven (8)")
        parser.add_argument("--data", default="", help="a folder to keep the hall in, empty or bench's own")

    def report(self, *, name: str, data: str, **options: Any) -> Report:
        if not 1 <= options["cases"] <= LARGEST or not 1 <= options["clients"] <= 64:
            raise Refused(f"--cases 应在 1 到 {LARGEST} 之间，--clients 应在 1 到 64 之间。")
        plan = {key: options[key] for key in ("cases", "clients", "seconds")}
        if name == "deadline":
            return report.of_deadline(deadline.run())
        if name == "start":
            with hall("") as where:
                return report.of_start(start(where))
        with hall(data) as where:
            facts = inside(where, {"name": name, **plan})
            if name == "desk" and plan["cases"] > SMALL:
                with hall("") as small:
                    facts["small"] = inside(small, {"name": name, **plan, "cases": SMALL})
        return report.of(name, facts)


@contextmanager
def hall(data: str) -> Iterator[Places]:
    """Have a folder to measure in: the one named, which is kept, or one for the time being."""
    if data:
        yield folder.take(Path(data))
        return
    place = Path(mkdtemp(prefix="yichuang-bench-"))
    try:
        yield folder.take(place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def inside(where: Places, plan: dict[str, Any]) -> dict[str, Any]:
    """Measure in a process whose environment leads to this hall's database and to no other."""
    command = [sys.executable, "-m", "yichuang.bench.inside", json.dumps(plan)]
    done = subprocess.run(
        command, check=False, env=folder.told(where), cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        raise Refused("没有量成，原因见上。")
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts
