"""The base of the operator's commands, and the dispatcher."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from yichuang.kit.command import JsonCommand, Report
from yichuang.kit.refusal import Refused
from yichuang.site.ops import cli


class Counting(JsonCommand):
    """Reports what it was told."""

    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.add_argument("--days", type=int, default=1)

    def report(self, **options: Any) -> Report:
        if not options["days"]:
            raise Refused("至少一天。")
        return Report({"days": options["days"], "on": date(2026, 9, 30)}, failed=options["days"] > 9)


def said(*arguments: str) -> str:
    out = StringIO()
    call_command(Counting(), *arguments, stdout=out)
    return out.getvalue()


def test_a_program_gets_json() -> None:
    assert json.loads(said("--json", "--days", "3")) == {"days": 3, "on": "2026-09-30"}


def test_a_person_gets_lines() -> None:
    assert said("--days", "3") == "days: 3\non: 2026-09-30\n"


def test_a_refusal_is_its_sentence_and_code_2() -> None:
    with pytest.raises(CommandError, match=r"^至少一天。$") as refused:
        said("--days", "0")
    assert refused.value.returncode == 2


def test_something_wrong_is_code_1_after_the_report() -> None:
    with pytest.raises(SystemExit) as end:
        said("--days", "10")
    assert end.value.code == 1


def test_every_command_of_the_product_has_its_line() -> None:
    commands = cli.operators_commands()
    assert "doctor" in commands
    assert all(commands.values())


@pytest.mark.parametrize(
    "arguments", [["--data", "d", "doctor"], ["doctor", "--data=d"], ["doctor", "--data", "d"]]
)
def test_the_data_folder_may_stand_before_or_after_the_name(arguments: list[str]) -> None:
    assert cli._take_data(arguments) == ("d", ["doctor"])


def test_nothing_is_taken_after_a_bare_dash() -> None:
    assert cli._take_data(["explain", "--", "--data", "d"]) == (None, ["explain", "--", "--data", "d"])
