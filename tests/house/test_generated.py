"""What is generated is what the code says, and what is gathered can be gathered."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from yichuang.journal.public import Event
from yichuang.site.env import VARIABLES
from yichuang.site.ops.places import ROOT
from yichuang.site.ops.reference import events, rules, settings

READS_ITSELF = ("os.environ", "os.getenv")
MAY_READ = {"env.py", "places.py", "cli.py", "wsgi.py"}


def test_every_event_is_documented() -> None:
    page = events.page()
    assert [event for event in Event if f"`{event.value}`" not in page] == []


def test_every_setting_is_documented_and_says_what_it_means() -> None:
    page = settings.page()
    assert [name for name in VARIABLES if f"`{name}`" not in page] == []
    assert [variable.name for variable in VARIABLES.values() if not variable.meaning] == []


def test_settings_are_read_in_one_place() -> None:
    readers = {
        path.name
        for path in (ROOT / "yichuang").rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in READS_ITSELF)
    }
    assert readers <= MAY_READ


def test_a_range_of_rules_names_each_of_them() -> None:
    assert list(rules._numbers("see R006–R008 and R070")) == ["R006", "R007", "R008", "R070"]


def test_every_marked_rule_is_one_of_the_table() -> None:
    known = rules.TABLE.read_text(encoding="utf-8")
    assert [rule for rule in rules.shown_by() if f"\n{rule}\t" not in known] == []


def test_static_files_can_be_gathered_under_their_digests(tmp_path: Path) -> None:
    told = os.environ | {"YICHUANG_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "yichuang.site.settings"}
    command = [sys.executable, "-m", "django", "collectstatic", "--no-input", "-v", "0"]
    done = subprocess.run(command, check=False, env=told, cwd=ROOT, capture_output=True, text=True)
    assert done.stderr == ""
    assert (tmp_path / "static" / "staticfiles.json").exists()


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_pinned_requirements_name_no_place_to_fetch_from(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert "--index-url" not in text
    assert "--extra-index-url" not in text
    assert "--find-links" not in text
    assert "://" not in text
