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


def test_a_hall_is_loaded_once_and_then_measured(tmp_path: Path) -> None:
    tmp_path.chmod(0o711)  # root's database runs under an account of its own, which has to pass through
    data = tmp_path / "hall"
    assert bench(data, "load", "--cases", "500")["cases"] == 500
    papers = bench(data, "papers", "--cases", "500", "--seconds", "1")
    assert 0 < papers["floor_ms"] < papers["paper_ms"]
    assert papers["targets"][0]["target"] == "<= 150"
    intake = bench(data, "intake", "--cases", "500", "--seconds", "1", "--clients", "2")
    assert intake["wrong"] == {}
    assert intake["intake_per_s"] > 0
    desk = bench(data, "desk", "--cases", "500", "--seconds", "1")
    assert desk["wrong"] == {}
    assert all(page["n"] for page in desk["pages"].values())
