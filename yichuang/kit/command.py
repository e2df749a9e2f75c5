"""The base of every operator's command: what it found, as JSON for a program or as lines for a person.

    class Command(JsonCommand):
        help = "One line for the list of commands."

        def add_arguments(self, parser: CommandParser) -> None:
            super().add_arguments(parser)
            parser.add_argument("--days", type=int, required=True)

        def report(self, **options: Any) -> Report:
            return Report({"due_on": "2026-11-03"}, text="到 2026年11月3日 为止")

`bin/yichuang NAME` finds it under its module's name, with `-` for `_`.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import OperationalError

from .refusal import Refused


@dataclass(frozen=True)
class Report:
    """What a command found. `facts` is its JSON; `text` the same for people (one line a fact unless given).

    `failed` makes the exit code 1: the command did its work and found something wrong.
    """

    facts: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    failed: bool = False

    def lines(self) -> str:
        """Return what a person reads."""
        return self.text or "\n".join(f"{name}: {value}" for name, value in self.facts.items())


class JsonCommand(BaseCommand):
    """A command that implements `report` and may be asked for `--json`.

    A refusal ends it with its sentence and exit code 2, as wrong arguments do. Progress goes to
    `self.stderr`, so that standard output stays the report alone.
    """

    needs_database = True
    """False where packaged data is enough: then `bin/yichuang` starts no database for it."""

    database_may_fail = False
    """True for a command that has something to say even where the database cannot be started."""

    takes_data = False
    """True for a command that does not work on the installation of `--data` but is told the folder itself."""

    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def report(self, **options: Any) -> Report:
        """Do the work and say what was found."""
        raise NotImplementedError

    def handle(self, *_args: Any, **options: Any) -> None:
        as_json = options.pop("json")
        try:
            report = self.report(**options)
        except Refused as refusal:
            raise CommandError(refusal.sentence, returncode=2) from refusal
        except OperationalError as problem:
            reason = str(problem).splitlines()[0]
            raise CommandError(f"连接不上数据库：{reason}", returncode=2) from problem
        if as_json:
            facts = json.dumps(report.facts, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
            self.stdout.write(facts)
        else:
            self.stdout.write(report.lines())
        if report.failed:
            raise SystemExit(1)
