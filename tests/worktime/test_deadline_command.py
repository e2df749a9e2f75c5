"""`deadline`: the command that answers when a limit ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from yichuang.bench import deadline as bench

ROOT = Path(__file__).resolve().parents[2]


def deadline(*arguments: str, tmp: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as an operator would, on a machine where no database answers."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://postgres@/none?host={tmp}",
        "YICHUANG_DATA": str(tmp),
    }
    command = [sys.executable, "manage.py", "deadline", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_it_answers_without_a_database(tmp_path: Path) -> None:
    done = deadline("--from", "2026-09-30", "--days", "20", "--json", tmp=tmp_path)
    answer = json.loads(done.stdout)
    assert (answer["due_on"], answer["provisional"]) == ("2026-11-03", False)
    assert (answer["from"], answer["days"], answer["unit"]) == ("2026-09-30", 20, "working_day")
    assert answer["skipped"][0] == {"on": "2026-10-01", "name": "国庆节"}
    assert answer["makeup"] == [{"on": "2026-10-10", "name": "国庆节调休上班"}]


@pytest.mark.slow
def test_an_unpublished_year_is_said_to_be_provisional(tmp_path: Path) -> None:
    done = deadline("--from", "2026-12-20", "--days", "20", tmp=tmp_path)
    assert "暂定" in done.stdout
    assert "2027 年" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("--from", "2026-02-30", "--days", "5"),
        ("--from", "2026-02-20", "--days", "-5"),
        ("--from", "2026-02-20", "--days", "²"),
        ("--from", "2026-02-20", "--days", "5", "--unit", "moon"),
        ("--from", "9999-12-30", "--days", "500"),
    ],
)
def test_bad_input_gets_one_sentence_and_code_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = deadline(*arguments, tmp=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


def test_the_bench_measures_what_chinesecalendar_agrees_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "ADDS", 10_000)
    monkeypatch.setattr(bench, "LOOPS", 20)
    found = bench.run()
    assert found["agrees"] is True
    assert (
        0 < int(str(found["add_ns"])) < 20_000
    )  # a busy machine may be slow; the figure itself is a tenth of 1 µs
