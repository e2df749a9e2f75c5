"""One small run of `bench move`: every step is really passed on."""

from pathlib import Path

import pytest

from tests.bench.test_real import bench

pytestmark = pytest.mark.slow


def test_every_step_that_was_timed_was_passed_on(tmp_path: Path) -> None:
    tmp_path.chmod(0o711)  # root's database runs under an account of its own, which has to pass through
    found = bench(tmp_path / "hall", "move", "--cases", "1000", "--seconds", "1", "--clients", "2")
    assert found["wrong"] == {}
    assert found["moves_per_s"] > 0
    assert found["service_per_s"] > 0
