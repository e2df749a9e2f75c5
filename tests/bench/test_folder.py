"""Bench works in its own folders only: it never reaches a real hall's data."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from yichuang.bench import folder
from yichuang.kit.refusal import Refused
from yichuang.site.ops.places import Places


def test_an_empty_folder_becomes_its_own_and_is_known_again(tmp_path: Path) -> None:
    where = folder.take(tmp_path / "hall")
    folder.keep(where, {"cases": 500})
    assert folder.kept(folder.take(tmp_path / "hall")) == {"cases": 500}


def test_a_folder_with_anything_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pg").mkdir()
    with pytest.raises(Refused, match="不是 bench 建的目录"):
        folder.take(tmp_path)
    assert not (tmp_path / folder.MARK).exists()


@pytest.mark.parametrize("name", ["load", "intake", "desk"])
def test_the_command_refuses_a_real_halls_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "prepared.json").write_text("{}")
    with pytest.raises(CommandError, match="不是 bench 建的目录"):
        call_command("bench", name, "--data", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["prepared.json"]


def test_what_runs_in_a_bench_hall_is_not_told_the_operators_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://postgres@db.example/real")
    monkeypatch.setenv("YICHUANG_DATA", "/srv/real")
    monkeypatch.setenv("YICHUANG_EMAIL_URL", "smtp://mail.example")
    told = folder.told(Places(tmp_path))
    assert "DATABASE_URL" not in told
    assert "YICHUANG_EMAIL_URL" not in told
    assert told["YICHUANG_DATA"] == str(tmp_path)


def test_nonsense_is_refused_with_a_sentence() -> None:
    with pytest.raises(CommandError, match="--cases 应在 1 到"):
        call_command("bench", "load", "--cases", "0")
