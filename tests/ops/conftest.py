"""One first start for all who test a real installation: each process works on a copy of its folder."""

import fcntl
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clusters import copy
from tests.ops.installation import Installation
from yichuang.site.ops import processes


@pytest.fixture(scope="session")
def made() -> Path:
    """A folder in which the first start was made, by the first of the session's processes that needs it."""
    home = Path(os.environ["YICHUANG_TEST_HOME"])
    folder = home / "first-start" / "made"
    with (home / "first-start.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _first_start(folder)
    return folder


def _first_start(folder: Path) -> None:
    """Start in a folder beside, stop, and give it its name: it is whole or absent."""
    half = Installation(folder.with_name("half"))
    half.folder.parent.mkdir(mode=0o711, exist_ok=True)
    half.start()
    with half.sql() as connection:
        connection.execute("CREATE TABLE kept (number int PRIMARY KEY)")
    assert half.stop() == 0
    half.folder.rename(folder)


@pytest.fixture(scope="session")
def shared(made: Path) -> Iterator[Installation]:
    """The installation that the tests of one process use one after another."""
    folder = Path(os.environ["YICHUANG_TEST_HOME"]) / f"hall-{os.getpid()}"
    copy(made, folder)
    installation = Installation(folder)
    yield installation
    if installation.process is not None and installation.process.poll() is None:
        installation.process.terminate()
        installation.process.wait(60)
    left = installation.parts()
    processes.send(left, signal.SIGKILL)
    shutil.rmtree(folder)
    assert left == []


@pytest.fixture
def hall(shared: Installation) -> Installation:
    """A running installation, whatever the test before did to it: all its parts are there, and it answers."""
    if shared.process is None or shared.process.poll() is not None:
        shared.start()
    shared.wait_for_parts()
    return shared


@pytest.fixture
def resting(shared: Installation) -> Installation:
    """An installation that is not running."""
    if shared.process is not None and shared.process.poll() is None:
        assert shared.stop() == 0
    assert shared.parts() == []
    return shared
