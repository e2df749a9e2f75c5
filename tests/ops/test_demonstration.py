"""The first start as a newcomer makes it: the demonstration is there, and what it acknowledges outlives a kill -9."""

import http.client
import json
import os
import re
import shutil
import signal
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.desk.visits import PNG
from tests.ops.installation import Installation
from yichuang.demo import town
from yichuang.site.ops import processes

pytestmark = pytest.mark.slow
EDGE = "-----------------------------yichuang"


class Browser:
    """Somebody's browser: cookies, the form's token, answers as text."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, address: str) -> bytes:
        with self.opener.open(self.root + address, timeout=60) as answer:
            body: bytes = answer.read()
        return body

    def page(self, address: str) -> str:
        return self.get(address).decode()

    def post(self, address: str, **said: str) -> str:
        """Send a form; return the address that it leads to."""
        body = urlencode({**said, "csrfmiddlewaretoken": self._token()}).encode()
        with self.opener.open(self.root + address, body, timeout=60) as answer:
            return str(answer.geturl()).removeprefix(self.root)

    def upload(self, address: str, name: str, content: bytes) -> None:
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="'
        token = f'{head}csrfmiddlewaretoken"\r\n\r\n{self._token()}\r\n'
        file = f'{head}file"; filename="{name}"\r\nContent-Type: image/png\r\n\r\n'
        body = token.encode() + file.encode() + content + f"\r\n--{EDGE}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={EDGE}"}
        with self.opener.open(urllib.request.Request(self.root + address, body, kind), timeout=60) as answer:
            assert name in answer.read().decode()

    def _token(self) -> str:
        return next((cookie.value or "" for cookie in self.jar if cookie.name == "yc_csrf"), "")


@pytest.fixture
def shown() -> Iterator[Installation]:
    """An installation with the demonstration, its first start made by bin/run itself."""
    folder = Path(os.environ["YICHUANG_TEST_HOME"]) / f"newcomer-{os.getpid()}"
    installation = Installation(folder, is_empty=False)
    installation.start()
    yield installation
    if installation.process is not None and installation.process.poll() is None:
        installation.stop()
    left = installation.parts()
    processes.send(left, signal.SIGKILL)
    shutil.rmtree(folder)
    assert left == []


def clerk_of(hall: Installation) -> Browser:
    """The clerk of window 5 signs in and sits down."""
    browser = Browser(hall.port)
    browser.get("/sign-in/")
    seat = browser.post("/sign-in/", staff_no="0305", password=town.PASSWORD)
    window = re.search(r'name="window" value="(\d+)"', browser.page(seat))
    assert window is not None
    browser.post("/desk/seat/", window=window[1], next="/desk/window/")
    return browser


def ask(hall: Installation, key: str, address: str, said: dict[str, Any] | None = None) -> dict[str, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", hall.port, timeout=60)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    connection.request("POST" if said else "GET", address, json.dumps(said) if said else None, headers)
    answer = connection.getresponse()
    told: dict[str, Any] = json.loads(answer.read())
    connection.close()
    assert answer.status in {200, 201}, told
    return told


def facts(hall: Installation, *command: str) -> dict[str, Any]:
    done = hall.command(*command, "--json")
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_what_a_newcomer_starts_is_the_demonstration_and_nothing_it_acknowledged_is_lost(
    shown: Installation, tmp_path: Path
) -> None:
    shown.wait_for_parts()
    said = shown.said.read_text()
    assert f"http://localhost:{shown.port}" in said
    assert [f"{number}  {what}" for number, what in town.VISITORS if number not in said] == []
    assert "青禾" in Browser(shown.port).page("/")
    held = facts(shown, "demo")
    assert (held["centres"], held["matters"]) == (4, 95)

    clerk, key = clerk_of(shown), facts(shown, "token", "--staff", "0305", "--name", "省平台")["token"]
    matter = next(m for m in ask_list(shown, "/api/v1/matters?limit=100") if m["centre"].startswith("青禾市"))
    begun = clerk.post("/desk/begin/", matter=matter["code"])
    no = begun.strip("/").split("/")[-1]
    clerk.upload(f"{begun}files/1/", "身份证.png", PNG)
    guide = ask(shown, key, f"/api/v1/matters/{matter['code']}")
    accepted = ask(
        shown, key, "/api/v1/cases",
        {
            "matter": matter["code"],
            "applicant": {
                "id_kind": "id_card", "id_number": "11010519491231002X", "name": "张三", "phone": "13812341234",
            },
            "materials": [{"order": line["order"]} for line in guide["materials"]],
            "request_key": "newcomer-1",
        },
    )  # fmt: skip

    shown.kill("supervisor", "web", "live", "worker", "database")
    shown.start()
    shown.wait_for_parts()

    again = clerk_of(shown)
    assert again.get(f"/desk/cases/{no}/files/1/1/") == PNG
    assert ask(shown, key, f"/api/v1/cases/{accepted['no']}")["accepted_at"] == accepted["accepted_at"]
    explained = facts(shown, "explain", accepted["no"])
    assert (explained["no"], explained["matter"]) == (accepted["no"], matter["name"])
    assert [line["event"] for line in explained["journal"]][:1] == ["case.drafted"]
    assert facts(shown, "demo") == held, "a second start loads nothing again"

    out = tmp_path / "guides.jsonl"
    exported = facts(shown, "export-guides", str(out))
    assert exported["rows"] == held["matters"] == len(out.read_text("utf-8").splitlines())
    back = facts(shown, "import-guides", str(out))
    assert (back["rows"], back["unchanged"]) == (exported["rows"], exported["rows"])


def ask_list(hall: Installation, address: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(Browser(hall.port).page(address))
    return told
