"""Locks: one at a time, and never stale."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from yichuang.site.ops import lock

HOLDER = """
import sys, time
from pathlib import Path
from yichuang.site.ops import lock
with lock.sole(Path(sys.argv[1]), "the other one"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other(tmp_path: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, tmp_path / "lock"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_learns_who_is_first(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    with other:
        with pytest.raises(lock.Taken, match="the other one"), lock.sole(tmp_path / "lock", "me"):
            pass
        other.kill()


def test_a_killed_holder_is_no_obstacle(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    with other:
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
    with lock.sole(tmp_path / "lock", "me"):
        assert (tmp_path / "lock").read_text() == "me"


def test_many_may_share_what_nobody_holds_alone(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with lock.shared(path), lock.shared(path), pytest.raises(lock.Taken), lock.sole(path, "me"):
        pass
    with lock.after_everyone(path), pytest.raises(lock.Taken), lock.sole(path, "me"):
        pass
