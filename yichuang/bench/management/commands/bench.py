"""`bench NAME`: measures speed and size on a generated hall of its own, beside a floor from the same run."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.core.management.base import CommandParser

from yichuang.bench import deadline, estimate, folder, report
from yichuang.bench.start import run as start
from yichuang.kit.command import JsonCommand, Report
from yichuang.kit.refusal import Refused
from yichuang.site.ops.places import ROOT, Places

NAMES = (
    "deadline", "estimate", "live", "intake", "desk", "move", "joint", "call", "take", "hall", "book",
    "sweep", "watch", "papers", "verify", "start", "load", "outbox", "import",
)  # fmt: skip
# Measured beside a small hall, in so many rounds by turns. Of pages each takes its best round: among seven one met a
# moment in which the machine did nothing else.
IN_TURN = {"desk": 7, "sweep": 3, "watch": 3}
SMALL = 10_000
LARGEST = 5_000_000
INSIDE = [sys.executable, "-m", "yichuang.bench.inside"]


class Command(JsonCommand):
    help = "Measure speed and size on a generated hall: deadline, intake, desk, papers, verify …"
    needs_database = False  # it has one of its own, and never looks at the installation's
    takes_data = True

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("name", choices=NAMES, help="what to measure")
        parser.add_argument("--cases", type=int, default=SMALL, help=f"cases in the hall ({SMALL})")
        parser.add_argument("--clients", type=int, default=8, help="clients at once, for intake (8)")
        parser.add_argument("--seconds", type=float, default=8, help="how long each part is driven (8)")
        parser.add_argument(
            "--subscribers", type=int, default=2_000, help="screens and phones, for live (2000)"
        )
        parser.add_argument("--messages", type=int, default=100_000, help="queued texts, for outbox (100000)")
        parser.add_argument("--data", default="", help="a folder to keep the hall in, empty or bench's own")

    def report(self, **options: Any) -> Report:
        """Measure what was named; the plan of a hall goes to a process that can reach no other."""
        name, data = options["name"], options["data"]
        if not 1 <= options["cases"] <= LARGEST or not 1 <= options["clients"] <= 64:
            raise Refused(f"--cases 应在 1 到 {LARGEST} 之间，--clients 应在 1 到 64 之间。")
        plan = {key: options[key] for key in ("cases", "clients", "seconds", "subscribers", "messages")}
        if name == "deadline":
            return report.of_deadline(deadline.run())
        if name == "estimate":
            return report.of_estimate(estimate.run())
        if name == "start":
            with hall("") as where:
                return report.of_start(start(where))
        with hall(data) as where:
            plan = {"name": name, **plan}
            return report.of(name, in_turn(where, plan) if name in IN_TURN else inside(where, plan))


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


def in_turn(where: Places, plan: dict[str, Any]) -> dict[str, Any]:
    """Measure this hall, and of a small one beside it if this one is large, round by round."""
    with ExitStack() as stack:
        plans = [(where, plan)]
        if plan["cases"] > SMALL:
            plans.append((stack.enter_context(hall("")), {**plan, "cases": SMALL}))
        halls = [stack.enter_context(_waiting(place, of)) for place, of in plans]
        for _ in range(IN_TURN[plan["name"]] if plan["seconds"] >= 2 else 1):
            for one in halls:
                _send(one, "go\n")
        found = [_facts(one) for one in halls]
    return found[0] | ({"small": found[1]} if len(found) > 1 else {})


@contextmanager
def _waiting(where: Places, plan: dict[str, Any]) -> Iterator["subprocess.Popen[str]"]:
    """Have a measuring process that is ready for a word."""
    process = subprocess.Popen(
        [*INSIDE, json.dumps(plan)],
        env=folder.told(where),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        _expect(process)
        yield process
    finally:
        if process.poll() is None:
            process.communicate()  # no more words: it ends by itself, its server first


def _send(process: "subprocess.Popen[str]", word: str) -> None:
    assert process.stdin is not None  # noqa: S101 - opened with a pipe
    process.stdin.write(word)
    process.stdin.flush()
    _expect(process)


def _expect(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None  # noqa: S101 - opened with a pipe
    for line in process.stdout:  # the web server may say something too
        if line == "ready\n":
            return
    raise Refused("没有量成，原因见上。")


def _facts(process: "subprocess.Popen[str]") -> dict[str, Any]:
    said, _ = process.communicate()
    return _read(said, process.returncode)


def _read(said: str, code: int) -> dict[str, Any]:
    """Return the facts, which are the last line that was said."""
    if code:
        raise Refused("没有量成，原因见上。")
    facts: dict[str, Any] = json.loads(said.splitlines()[-1])
    return facts


def inside(where: Places, plan: dict[str, Any]) -> dict[str, Any]:
    """Measure in a process whose environment leads to this hall's database and to no other."""
    command = [*INSIDE, json.dumps(plan)]
    done = subprocess.run(
        command, check=False, env=folder.told(where), cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    return _read(done.stdout, done.returncode)
