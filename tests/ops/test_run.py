"""bin/run and bin/yichuang, as real processes on a real folder: started, killed in every way, stopped."""

import signal
import threading
import time
from pathlib import Path

import psycopg
import pytest

from tests.ops.installation import Installation
from yichuang.site.ops import processes, state

pytestmark = pytest.mark.slow


def acknowledged(hall: Installation) -> list[int]:
    """Write one committed row after another until the database is gone; return those that were acknowledged."""
    done: list[int] = []

    def write() -> None:
        try:
            with hall.sql() as connection:
                for number in range(1_000_000):
                    connection.execute("INSERT INTO kept VALUES (%s)", [number])
                    done.append(number)
        except psycopg.OperationalError:
            pass  # killed, as it should be

    writer = threading.Thread(target=write)
    writer.start()
    deadline = time.monotonic() + 60
    while len(done) < 100:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    hall.kill("supervisor", "web", "live", "worker", "database")
    writer.join()
    return done


def test_nothing_acknowledged_is_missing_after_everything_is_killed(hall: Installation) -> None:
    written = acknowledged(hall)
    hall.start()
    with hall.sql() as connection:
        kept = {row[0] for row in connection.execute("SELECT number FROM kept")}
    assert set(written) <= kept


def test_what_a_killed_supervisor_left_is_ended_by_the_next_start(hall: Installation) -> None:
    left = hall.parts()
    hall.kill("supervisor")
    assert all(map(processes.is_alive, left))
    hall.start()
    assert not any(map(processes.is_alive, left))


@pytest.mark.parametrize("part", ["web", "live", "worker", "database"])
def test_a_part_that_is_killed_comes_back(hall: Installation, part: str) -> None:
    before = {process.pid for process in hall.parts(part)}
    hall.kill(part)
    deadline = time.monotonic() + 60
    while not {process.pid for process in hall.parts(part)} - before:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    hall.wait_for_page()


def test_a_second_start_says_so_and_leaves_the_first_alone(hall: Installation) -> None:
    second = hall.run("--port", "1")
    assert second.wait(30) == 2
    said = hall.said.read_text()
    assert "不能再启动一个" in said
    assert "cannot be started twice" in said
    assert hall.answers()


def test_a_port_in_use_is_said_in_a_sentence(hall: Installation, tmp_path: Path) -> None:
    other = Installation(tmp_path / "other", port=hall.port)
    process = other.run()
    assert process.wait(30) == 2
    assert f"Port {hall.port}" in other.said.read_text()


def test_a_command_works_beside_a_running_installation(hall: Installation) -> None:
    found = hall.doctor()
    assert found["数据库"]["mark"] == "ok"
    assert found["数据库结构"]["mark"] == "ok"
    assert hall.answers()


def test_what_is_private_is_closed_to_other_accounts(hall: Installation) -> None:
    assert hall.doctor()["数据目录"]["mark"] == "ok"
    assert hall.where.sockets.stat().st_mode & 0o077 == 0
    assert hall.where.cluster.stat().st_mode & 0o077 == 0
    assert (hall.where.data / "secret-key").stat().st_mode & 0o077 == 0


def test_a_later_start_prepares_nothing_again(hall: Installation) -> None:
    """How long it takes is measured by `bench start`; this is what makes it short."""
    prepared = hall.where.static.stat().st_mtime_ns, state.read(hall.where)
    hall.stop()
    hall.start()
    said = hall.said.read_text()
    assert "正在更新" not in said
    assert "正在装入" not in said
    assert (hall.where.static.stat().st_mtime_ns, state.read(hall.where)) == prepared


@pytest.mark.parametrize("word", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_stopping_stops_everything(hall: Installation, word: signal.Signals) -> None:
    assert hall.process is not None
    hall.process.send_signal(word)
    assert hall.process.wait(60) == 0
    assert hall.parts() == []


def test_a_command_starts_the_database_for_itself_and_stops_it(resting: Installation) -> None:
    assert resting.doctor()["数据库"]["mark"] == "ok"
    assert resting.parts() == []


def test_two_commands_share_the_database_that_one_of_them_started(resting: Installation) -> None:
    found: list[str] = []
    together = [
        threading.Thread(target=lambda: found.append(resting.doctor()["数据库"]["mark"])) for _ in range(3)
    ]
    for one in together:
        one.start()
    for one in together:
        one.join()
    assert found == ["ok"] * 3
    assert resting.parts() == []
