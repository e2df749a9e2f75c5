"""`rating-keys-simulator`: presses a key as a key-pad's program does, for demonstrations and tests."""

import json
import time
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from django.core.management.base import CommandParser

from yichuang.devices.rules.keys import KEYS, feed_address, press
from yichuang.kit.command import JsonCommand, Report
from yichuang.kit.refusal import Refused

ASK_EVERY_S = 2.0
ANSWER_S = 5.0


class Command(JsonCommand):
    help = "A key-pad without a key-pad: waits until a visit can be rated at its window, and presses one key."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--server", default="http://localhost:8000", help="the hall's site")
        parser.add_argument("--device", required=True, help="the code of the device in the ledger")
        parser.add_argument("--key", type=int, choices=KEYS, default=1, help="1 the best, 5 the worst")
        parser.add_argument("--wait", type=float, default=60, help="seconds to wait for a visit")

    def report(self, **options: Any) -> Report:
        """Ask, press, say what the server answered."""
        address, until = (
            feed_address(options["server"], options["device"]),
            time.monotonic() + options["wait"],
        )
        while (visit := _ask(address)) is None:
            if time.monotonic() > until:
                raise Refused("窗口一直没有可以评价的办事。")
            time.sleep(ASK_EVERY_S)
        said = _send(address, press(visit, options["key"]))
        return Report({"visit": visit, "key": options["key"], **said})


def _ask(address: str) -> int | None:
    visit = _send(address).get("visit")
    return int(visit) if visit is not None else None


def _send(address: str, said: bytes | None = None) -> dict[str, Any]:
    """Return what the server says. Raises `Refused` with its sentence, or that it is not there."""
    if not address.startswith(("http://", "https://")):
        raise Refused("--server 要以 http:// 或 https:// 开头。")
    try:
        with urlopen(address, said, timeout=ANSWER_S) as answer:  # noqa: S310 - looked at above
            return dict(json.load(answer))
    except HTTPError as no:
        raise Refused(_sentence(no)) from no
    except (URLError, ValueError) as problem:
        raise Refused(f"服务器没有回音：{problem}") from problem


def _sentence(no: HTTPError) -> str:
    try:
        return str(json.load(no)["detail"])
    except (ValueError, KeyError, TypeError):
        return f"服务器回答 {no.code}。"
