"""A few minutes of the simulated day: everyone gets a number, is called once, and is served."""

from pathlib import Path

import pytest

from tests.bench.test_real import bench

pytestmark = pytest.mark.slow


def test_everyone_who_comes_is_called_once_and_served(tmp_path: Path) -> None:
    tmp_path.chmod(0o711)  # root's database runs under an account of its own, which has to pass through
    found = bench(tmp_path / "hall", "hall", "--seconds", "6")
    assert found["wrong"] == {}
    assert found["visitors"] == found["numbers_distinct"] == found["served"] == found["calls"] > 20
    assert found["called_twice"] == 0
