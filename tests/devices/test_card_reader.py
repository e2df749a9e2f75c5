"""The simulator speaks the protocol that docs/reference/card-reader.md describes; pages may ask it alone."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import Request, urlopen

import pytest
from django.core.management import call_command

from yichuang.devices.management.commands.card_reader_simulator import bridge
from yichuang.devices.public import Card
from yichuang.site import env

ORIGIN = "http://localhost:8000"


@contextmanager
def reading(card: Card | None) -> Iterator[str]:
    """Run a bridge on which this card lies; yield its address."""
    server = bridge(0, lambda: card, origin=ORIGIN)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.rule("R069")
def test_a_card_is_read_as_number_and_name() -> None:
    with reading(Card("11010519491231002X", "李四")) as address, urlopen(f"{address}/read") as answer:
        assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
        assert answer.headers["Cache-Control"] == "no-store"
        assert json.load(answer) == {
            "card": {"number": "11010519491231002X", "name": "李四", "kind": "id_card"}
        }


def test_no_card_is_a_sentence() -> None:
    with reading(None) as address, urlopen(f"{address}/read") as answer:
        assert json.load(answer) == {"problem": "没有放卡。请把身份证放在读卡区。"}


def test_a_browser_that_asks_first_is_told_who_may() -> None:
    with reading(None) as address, urlopen(Request(f"{address}/read", method="OPTIONS")) as answer:
        assert answer.status == 204
        assert answer.headers["Access-Control-Allow-Private-Network"] == "true"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8009", "http://localhost:1", "http://[::1]:65535"]
)  # fmt: skip
def test_a_bridge_on_the_machine_itself_can_be_configured(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("YICHUANG_TEST_READER", address)
    assert env.loopback("YICHUANG_TEST_READER", "for a test") == address
    env.VARIABLES.pop("YICHUANG_TEST_READER")


@pytest.mark.parametrize(
    "address",
    ["https://127.0.0.1:1", "http://10.0.0.1:80", "http://127.0.0.1", "http://127.0.0.1:1/read",
     "http://127.0.0.1:1 https://elsewhere", "http://127.0.0.1.elsewhere:1"],
)  # fmt: skip
def test_a_bridge_elsewhere_cannot(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("YICHUANG_TEST_READER", address)
    with pytest.raises(env.BadSetting, match="must look like"):
        env.loopback("YICHUANG_TEST_READER", "for a test")
    env.VARIABLES.pop("YICHUANG_TEST_READER")


def test_the_simulator_is_a_command_of_the_operator() -> None:
    with pytest.raises(SystemExit) as end:
        call_command("card_reader_simulator", "--help")
    assert end.value.code == 0
