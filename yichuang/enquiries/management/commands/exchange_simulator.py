"""`exchange-simulator`: rings as a hall's telephone exchange does, for demonstrations and tests.

    bin/yichuang exchange-simulator --address http://127.0.0.1:8000 --key KEY --calls 20

It is a client of `POST /api/v1/telephone/calls` (docs/reference/telephone-exchange.md), like a real one.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from django.core.management.base import CommandParser
from django.utils import timezone

from yichuang.kit.command import JsonCommand, Report
from yichuang.kit.refusal import Refused

A_RING = timedelta(seconds=5)  # one second of tone and four of silence, GB 3380
FEED = "/api/v1/telephone/calls"


def calls(
    count: int, *, until: datetime, seed: int = 1, extensions: tuple[str, ...] = ("801", "802")
) -> Iterator[dict[str, Any]]:
    """Yield what an exchange tells of so many calls that ended before an instant: most are picked up soon,
    some late, some not at all; some callers withhold their number, and the last extension counts no rings."""
    dice = Random(seed)  # noqa: S311 - a play, not a secret
    for number in range(count):
        rings = dice.choice((1, 2, 2, 3, 3, 4, 6))
        is_answered = dice.random() < 0.8
        extension = dice.choice(extensions)
        rang_at = until - timedelta(minutes=5 * (count - number))
        stopped_at = rang_at + rings * A_RING
        yield {
            "id": f"sim-{seed}-{int(until.timestamp())}-{number}",
            "extension": extension,
            "caller": "" if dice.random() < 0.1 else f"1390000{dice.randrange(20):04d}",
            "rang_at": rang_at.isoformat(),
            "picked_up_at": stopped_at.isoformat() if is_answered else None,
            "ended_at": (stopped_at + timedelta(seconds=90 if is_answered else 0)).isoformat(),
            "rings": None if len(extensions) > 1 and extension == extensions[-1] else rings,
        }


def send(address: str, key: str, told: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Tell one call; return the status and the answer. Raises `URLError` where nothing listens."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    request = Request(address.rstrip("/") + FEED, json.dumps(told).encode(), headers)  # noqa: S310 - the operator's
    try:
        with urlopen(request, timeout=10) as answer:  # noqa: S310 - as above
            return answer.status, json.load(answer)
    except HTTPError as refused:
        return refused.code, json.load(refused)


class Command(JsonCommand):
    help = "A telephone exchange without telephones: tells the hall of calls that nobody made."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="of the hall's site")
        parser.add_argument("--key", required=True, help="a key of a hall's manager, from `token`")
        parser.add_argument("--calls", type=int, default=20, help="how many (20)")
        parser.add_argument("--seed", type=int, default=1, help="another number, other calls")
        parser.add_argument(
            "--extension", action="append", help="a telephone; the last of several counts no rings"
        )

    def report(self, **options: Any) -> Report:
        """Tell them all; stop at the first that is refused, with its sentence."""
        if not options["address"].startswith(("http://", "https://")):
            raise Refused("地址应以 http:// 或者 https:// 开头。")
        told = 0
        extensions = tuple(options["extension"] or ("801", "802"))
        for call in calls(
            options["calls"], until=timezone.now(), seed=options["seed"], extensions=extensions
        ):
            try:
                status, answer = send(options["address"], options["key"], call)
            except (URLError, ValueError) as gone:
                raise Refused(f"{options['address']} 没有应答。") from gone
            if status != 200:
                raise Refused(str(answer.get("detail", status)))
            told += 1
        return Report({"calls": told})
