"""What bin/test becomes: every check in turn, all of them even after a failure, and what failed at the end."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.chromium import find_chromium, install_chromium

PYTHON = [sys.executable, "-m"]
PYTEST = [*PYTHON, "pytest", "--durations=5"]


@dataclass(frozen=True)
class Step:
    """One check."""

    name: str
    command: list[str]


CHECKS = (
    Step("format", [*PYTHON, "ruff", "format", "--check", "."]),
    Step("lint", [*PYTHON, "ruff", "check", "."]),
    Step("import contracts", [str(Path(sys.executable).with_name("lint-imports"))]),
    Step("types", [*PYTHON, "mypy"]),
    Step("generated documents", [sys.executable, "manage.py", "reference", "--check"]),
)
QUICK = Step("tests", [*PYTEST, "-n", "2", "-m", "not browser and not slow"])
# Each file stays in one process: its server, its hall and its browser are made once. conftest.py orders the files.
ALL = Step("all tests", [*PYTEST, "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"])


def main(arguments: list[str]) -> int:
    """Run the steps, or hand paths and options to pytest. 0 only when everything passed."""
    # The caller's choices of settings and data are not the tests'. Nor is that no bytecode be kept: hundreds of
    # processes are started, and each would compile the whole product for itself.
    for name in (
        "DJANGO_SETTINGS_MODULE",
        "YICHUANG_DATA",
        "YICHUANG_TEST_HOME",
        "PYTHONDONTWRITEBYTECODE",
    ):
        os.environ.pop(name, None)
    fast = arguments == ["--fast"]
    if arguments and not fast:
        return subprocess.run([*PYTHON, "pytest", *arguments], check=False).returncode
    if not fast and find_chromium() is None and not install_chromium():
        say("no Chromium could be installed; the journeys will fail")
    results = [(step, *run(step)) for step in (*CHECKS, QUICK if fast else ALL)]
    say("")
    for step, passed, seconds in results:
        say(f"{'ok' if passed else 'FAILED':<8}{seconds:6.1f} s  {step.name}")
    failed = [step.name for step, passed, _ in results if not passed]
    say(f"failed: {', '.join(failed)}" if failed else "everything passed")
    return 1 if failed else 0


def run(step: Step) -> tuple[bool, float]:
    """Run one step; return whether it passed and how long it took."""
    say(f"== {step.name}")
    since = time.monotonic()
    code = subprocess.run(step.command, check=False, stdin=subprocess.DEVNULL).returncode
    return code == 0, time.monotonic() - since


def say(line: str) -> None:
    """Write in order with what the steps write themselves."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
