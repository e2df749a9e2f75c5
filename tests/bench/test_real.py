"""One small run of each measurement through real processes: it works, whatever the figures are."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from yichuang.bench import folder
from yichuang.site.ops.places import ROOT, Places

pytestmark = pytest.mark.slow


def bench(data: Path, *arguments: str) -> dict[str, Any]:
    """Run the command on a folder of its own and return its facts."""
    command = [
        sys.executable,
        "-m",
        "yichuang.site.ops.cli",
        "--data",
        str(data),
        "bench",
        *arguments,
        "--json",
    ]
    told = folder.told(Places(data)) | {"YICHUANG_BENCH": "0"}
    done = subprocess.run(command, check=False, cwd=ROOT, env=told, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A loaded hall that every measurement goes on with, as an operator's does."""
    where = tmp_path_factory.mktemp("bench")
    where.chmod(0o711)  # root's database runs under an account of its own, which has to pass through
    assert bench(where / "hall", "load", "--cases", "1000")["cases"] == 1000
    return where / "hall"


def test_a_paper_is_timed_beside_the_least_a_paper_takes(data: Path) -> None:
    found = bench(data, "papers", "--cases", "1000", "--seconds", "1")
    assert 0 < found["floor_ms"] < found["paper_ms"]
    assert found["targets"][0]["target"] == "<= 150"


def test_every_application_that_was_timed_was_taken_in(data: Path) -> None:
    found = bench(data, "intake", "--cases", "1000", "--seconds", "0.5", "--clients", "2")
    assert found["wrong"] == {}
    assert found["intake_per_s"] > 0
    assert found["bare_view_per_s"] > 0
    assert 0 < found["of_bare"] < 1


def test_every_page_of_the_desk_is_asked_for_and_answers(data: Path) -> None:
    found = bench(data, "desk", "--cases", "1000", "--seconds", "1")
    assert found["wrong"] == {}
    assert all(page["n"] for page in found["pages"].values())


def test_every_step_that_was_timed_was_passed_on(data: Path) -> None:
    found = bench(data, "move", "--cases", "1000", "--seconds", "0.5", "--clients", "2")
    assert found["wrong"] == {}
    assert found["moves_per_s"] > 0
    assert found["service_per_s"] > 0


def test_bookings_are_timed_beside_their_own_statements(data: Path) -> None:
    found = bench(data, "book", "--seconds", "0.5")
    assert found["service_per_s"] > 0
    assert found["raw_sql_per_s"] > 0
    assert found["statements"] >= 10


def test_everyone_who_comes_to_the_simulated_hall_is_called_once_and_served(data: Path) -> None:
    found = bench(data, "hall", "--seconds", "3")
    assert found["wrong"] == {}
    assert found["visitors"] == found["numbers_distinct"] == found["served"] == found["calls"] > 10
    assert found["called_twice"] == 0
    assert found["matters"] > 5


def test_every_call_that_was_timed_called_somebody(data: Path) -> None:
    found = bench(data, "call", "--seconds", "0.5", "--clients", "4")
    assert found["wrong"] == {}
    assert found["windows"] == 64
    assert found["calls_per_s"] > 0
    assert found["service_per_s"] > 0
    assert found["call_p99_ms"] >= found["call_p50_ms"] > 0


def test_every_screen_and_phone_that_listens_hears_every_call(data: Path) -> None:
    found = bench(data, "live", "--subscribers", "40", "--seconds", "1")
    assert (found["subscribers"], found["missed"]) == (40, 0)
    assert found["heard"] == found["subscribers"] * found["calls"]
    assert 0 < found["p50_ms"] <= found["p99_ms"]


def test_every_queued_text_reaches_the_provider_once_while_the_desk_is_used(data: Path) -> None:
    found = bench(data, "outbox", "--cases", "1000", "--messages", "300", "--seconds", "1")
    assert found["wrong"] == {}
    assert found["delivered"] == found["texts_at_provider"] == found["requests_at_provider"] == 300
    assert found["ratio"] > 0.2


def test_a_file_of_guides_is_taken_in_once_and_found_unchanged(data: Path) -> None:
    found = bench(data, "import", "--cases", "300")
    assert (found["imported"], found["unchanged_again"]) == (300, 300)
    assert 0 < found["peak_mb_of_a_tenth"] <= found["peak_mb"] * 1.2
