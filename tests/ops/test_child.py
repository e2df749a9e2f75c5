"""A process that is kept alive."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from yichuang.site.ops import processes
from yichuang.site.ops.child import Child

# It starts a process of its own, as a web server does, and both wait.
PARENT = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', sys.argv[1]]); time.sleep(60)"
WAIT = "import time; time.sleep(60)"


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    part = Child(
        "part", [sys.executable, "-c", PARENT, WAIT], dict(os.environ), tmp_path, patience=5, pause=0.05
    )
    yield part
    part.stop()


def until_two_live(tmp_path: Path) -> None:
    deadline = time.monotonic() + 60
    while len(processes.left_over("part", tmp_path)) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_stopping_ends_its_children_too(tmp_path: Path, child: Child) -> None:
    child.start()
    until_two_live(tmp_path)
    child.stop()
    assert processes.left_over("part", tmp_path) == []


def test_one_that_dies_is_started_again_after_a_growing_pause(tmp_path: Path, child: Child) -> None:
    child.start()
    until_two_live(tmp_path)
    assert child.process is not None
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    child.process.wait()
    assert "part" in child.keep_alive()
    assert processes.left_over("part", tmp_path) == []
    assert child.pause == pytest.approx(0.1)
    time.sleep(0.06)
    assert child.keep_alive() == ""
    assert child.process.pid != first
    until_two_live(tmp_path)


def test_another_installations_processes_are_left_alone(tmp_path: Path, child: Child) -> None:
    child.start()
    until_two_live(tmp_path)
    other = Child("part", [], {}, tmp_path / "other", patience=1)
    other.end_left_over()
    assert len(processes.left_over("part", tmp_path)) == 2
