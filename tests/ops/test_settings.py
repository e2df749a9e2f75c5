"""A setting that cannot be used stops the start with a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from yichuang.site import env
from yichuang.site.env import BadSetting
from yichuang.site.ops.places import LONGEST_SOCKET, ROOT, environment, places, web_environment


@pytest.fixture(autouse=True)
def _registry_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(env, "VARIABLES", dict(env.VARIABLES))


def test_a_flag_is_yes_or_no_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YICHUANG_TRY", "maybe")
    with pytest.raises(BadSetting, match=r"YICHUANG_TRY='maybe' is neither yes nor no"):
        env.flag("YICHUANG_TRY", default=False, meaning="")


def test_a_number_has_a_least_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YICHUANG_TRY", "0")
    with pytest.raises(BadSetting, match="must be a whole number of at least 1"):
        env.number("YICHUANG_TRY", 5, "", least=1)


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YICHUANG_TRY", "")
    assert env.number("YICHUANG_TRY", 5, "") == 5


def test_a_database_of_another_kind_is_refused_in_one_sentence(tmp_path: Path) -> None:
    told = os.environ | {"DATABASE_URL": "mysql://localhost/x", "YICHUANG_DATA": str(tmp_path)}
    said = subprocess.run(
        [sys.executable, "-m", "yichuang.site.ops.cli", "doctor"],
        check=False,
        capture_output=True,
        text=True,
        env=told,
        cwd=ROOT,
    )
    assert said.returncode == 2
    assert said.stderr == "DATABASE_URL must start with postgresql://, not 'mysql'\n"


def test_a_deep_data_folder_gets_a_short_place_for_its_socket(tmp_path: Path) -> None:
    deep = places(tmp_path / ("很深的目录" * 20))
    assert len(os.fsencode(deep.sockets / ".s.PGSQL.5432")) <= LONGEST_SOCKET
    assert deep.sockets == places(deep.data).sockets
    assert deep.sockets != places(deep.data / "x").sockets


def test_a_shallow_data_folder_holds_its_socket_itself() -> None:
    assert places("/srv/hall").sockets == Path("/srv/hall/run")


def test_the_site_answers_to_the_address_it_was_started_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YICHUANG_HOSTS", raising=False)
    monkeypatch.delenv("YICHUANG_PUBLIC_URL", raising=False)
    told = web_environment(places("/srv/hall"), "10.1.2.3", 8080)
    assert told["YICHUANG_PUBLIC_URL"] == "http://10.1.2.3:8080"
    assert "10.1.2.3" in told["YICHUANG_HOSTS"].split(",")


def test_what_the_operator_set_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YICHUANG_HOSTS", "hall.example")
    monkeypatch.setenv("YICHUANG_DEMO", "0")
    told = web_environment(places("/srv/hall"), "0.0.0.0", 8080)
    assert told["YICHUANG_HOSTS"] == "hall.example"
    assert environment(places("/srv/hall"))["YICHUANG_DEMO"] == "0"
