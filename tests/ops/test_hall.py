"""The server is killed while windows call: no ticket is lost, none called twice, and a screen hears every call."""

import http.client
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest

from tests.ops.installation import Installation

pytestmark = pytest.mark.slow
WINDOWS, WAITING = 48, 60
# A hall with open windows and people waiting, and a signed-in session for each window.
FURNISH = """
import json
import django
django.setup()
from yichuang.bench import call
centre, theme = call._hall({windows})
call._wait(centre, theme, first=0, count={waiting})
cookies = [call._request(by).headers["Cookie"] for by in call._seated({windows})]
print(json.dumps([centre.pk, cookies]))
"""


@dataclass
class Screen:
    """What a screen keeps: the calls it was told, by their ids. It opens its stream again by itself."""

    hall: Installation
    centre_id: int
    heard: set[int] = field(default_factory=set)
    opened: int = 0
    is_on: bool = True

    def watch(self) -> None:
        while self.is_on:
            with suppress(OSError, http.client.HTTPException):
                self._listen()
            time.sleep(0.2)

    def _listen(self) -> None:
        stream = http.client.HTTPConnection("127.0.0.1", self.hall.port + 1, timeout=10)
        try:
            stream.request("GET", f"/halls/{self.centre_id}")
            answer = stream.getresponse()
            self.opened += 1
            for line in answer:
                if not self.is_on:
                    return
                if line.startswith(b"data: ") and b'"calls"' in line:
                    self.heard |= {said["id"] for said in json.loads(line[6:])["calls"]}
        finally:
            stream.close()


def within_half_a_minute(happens: Callable[[], bool]) -> bool:
    """Wait for something; say whether it happened."""
    deadline = time.monotonic() + 30
    while not (happened := happens()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return happened


def furnished(hall: Installation) -> tuple[int, list[str]]:
    """Open the windows and let people wait; return the centre and the windows' cookies."""
    told = hall.environment() | {
        "DJANGO_SETTINGS_MODULE": "yichuang.site.settings",
        "YICHUANG_DATA": str(hall.folder),
    }
    script = FURNISH.format(windows=WINDOWS, waiting=WAITING)
    done = subprocess.run(
        [sys.executable, "-c", script], env=told, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    centre_id, cookies = json.loads(done.stdout.splitlines()[-1])
    return centre_id, cookies


def call(hall: Installation, cookies: str) -> int:
    """Press "call next" at a window; return the status, 0 when no answer came."""
    token = next(pair.partition("=")[2] for pair in cookies.split("; ") if pair.startswith("yc_csrf="))
    connection = http.client.HTTPConnection("127.0.0.1", hall.port, timeout=20)
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request("POST", "/desk/calls/next/", urlencode({"csrfmiddlewaretoken": token}), headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def test_killed_while_windows_call_it_loses_no_ticket_calls_none_twice_and_screens_miss_none(
    hall: Installation,
) -> None:
    centre_id, cookies = furnished(hall)
    screen = Screen(hall, centre_id)
    watching = threading.Thread(target=screen.watch)
    watching.start()
    assert within_half_a_minute(lambda: screen.opened == 1), "it watches before anybody is called"
    answers: list[list[int]] = [[] for _ in cookies]

    def window(number: int) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            answers[number].append(call(hall, cookies[number]))
            if answers[number][-1] in {302, 409}:  # called now, or by the request that got no answer
                return
            time.sleep(0.2)

    threads = [threading.Thread(target=window, args=(number,)) for number in range(WINDOWS)]
    for place, thread in enumerate(threads):
        thread.start()
        if place == WINDOWS // 2:
            hall.kill("web", "live")
    for thread in threads:
        thread.join()
    assert 0 in {status for each in answers for status in each}  # some were in the middle of it
    assert {each[-1] for each in answers} <= {302, 409}
    with hall.sql() as connection:
        called = connection.execute(
            "SELECT window_id, id FROM queueing_ticket WHERE state = 'called'"
        ).fetchall()
        said = connection.execute("SELECT id, window_id, ticket_id FROM queueing_call").fetchall()
        (waiting,) = connection.execute(
            "SELECT count(*) FROM queueing_ticket WHERE state = 'waiting'"
        ).fetchone() or (0,)
    assert len(called) == len({ticket for _, ticket in called}) == WINDOWS
    assert sorted(called) == sorted((window, ticket) for _, window, ticket in said)
    assert waiting == WAITING - WINDOWS
    every = {number for number, *_ in said}
    within_half_a_minute(lambda: screen.heard == every)
    screen.is_on = False
    watching.join()
    assert screen.heard == every
    assert screen.opened > 1, "it was cut off and came back alone"
