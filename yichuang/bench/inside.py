"""Works inside a bench hall: has its database, loads it once, measures, prints the facts.

A process of its own (`python -m yichuang.bench.inside PLAN`), because its environment leads to the bench
hall's database and to no other; the command that starts it may stand in a real installation.
"""

import json
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from yichuang.site.ops import cli, session
from yichuang.site.ops.places import Places, embedded, places

from . import folder


@dataclass(frozen=True)
class Plan:
    """What is to be measured."""

    name: str
    cases: int
    clients: int
    seconds: float
    subscribers: int = 2_000
    messages: int = 100_000

    @property
    def rounds(self) -> int:
        """How often everything is driven: five times, of which the middle counts.

        Less than two seconds is a trial, which shows that it works and no figure worth keeping: once.
        """
        return 5 if self.seconds >= 2 else 1


def main(arguments: list[str]) -> int:
    """Measure by the plan, which comes as JSON; the facts go to standard output."""
    plan, where = Plan(**json.loads(arguments[0])), places()
    if not folder.is_ours(where) or not embedded():
        raise RuntimeError("bench works in its own folders only")
    import django

    django.setup()
    with session.database(where):
        try:
            facts = measure(plan, where)
        finally:
            cli.close_connections()
    sys.stdout.write(json.dumps(facts))
    return 0


EMPTY = frozenset({"verify", "import", "call", "take", "book", "hall", "live"})  # these bring what they need


def measure(plan: Plan, where: Places) -> dict[str, Any]:
    """Fill the hall if it is empty, then do what the plan names."""
    from . import book, call, desk, hall, importing, intake, joint, live, move, outbox, papers, proof, sweep

    cases = 0 if plan.name in EMPTY else plan.cases
    filled = fill(where, cases=cases, all_open=plan.name in ("sweep", "watch"))
    if plan.name == "load":
        return filled
    measures = {
        "intake": intake.run,
        "desk": desk.run,
        "papers": papers.run,
        "verify": proof.run,
        "move": move.run,
        "joint": joint.run,
        "sweep": sweep.run,
        "watch": sweep.run,
        "call": call.run,
        "take": call.run_take,
        "book": book.run,
        "hall": hall.run,
        "live": live.run,
        "import": importing.run,
        "outbox": outbox.run,
    }
    return measures[plan.name](plan, where)


def fill(where: Places, *, cases: int, all_open: bool) -> dict[str, Any]:
    """Load the demonstration and the cases, once; return how it went."""
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from yichuang.people.public import Centre

    from . import loading
    from .models import Line

    if "cases" in (kept := folder.kept(where)):
        if kept.get("all_open", False) != all_open:
            raise RuntimeError("this hall was made for another measurement; name another folder")
        return kept
    if not Centre.objects.exists():
        call_command("demo_load", without_cases=True, stdout=sys.stderr)
        with connection.schema_editor() as editor:
            editor.create_model(Line)
    loaded = loading.load(cases, now=now(), all_open=all_open) if cases else None
    facts = {
        "cases": cases,
        "all_open": all_open,
        **(asdict(loaded) | {"rate": loaded.rate} if loaded else {}),
    }
    folder.keep(where, facts)
    sys.stderr.write("\n")
    timezone.deactivate()
    return facts


def now() -> datetime:
    """Return this instant."""
    from django.utils import timezone

    return timezone.now()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
