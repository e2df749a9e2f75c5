"""One small run of `bench book`: the statements that were timed really booked."""

from pathlib import Path

import pytest

from tests.bench.test_real import bench

pytestmark = pytest.mark.slow


def test_bookings_are_timed_beside_their_own_statements(tmp_path: Path) -> None:
    tmp_path.chmod(0o711)  # root's database runs under an account of its own, which has to pass through
    found = bench(tmp_path / "hall", "book", "--seconds", "1")
    assert found["service_per_s"] > 0
    assert found["raw_sql_per_s"] > 0
    assert found["statements"] >= 10
