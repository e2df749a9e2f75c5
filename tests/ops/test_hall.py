"""The server is killed while windows call: no ticket is lost, none is called twice."""

import http.client
import json
import subprocess
import sys
import threading
import time
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
print(json.dumps([call._request(by).headers["Cookie"] for by in call._seated({windows})]))
"""


def furnished(hall: Installation) -> list[str]:
    """Open the windows and let people wait; return the windows' cookies."""
    told = hall.environment() | {
        "DJANGO_SETTINGS_MODULE": "yichuang.site.settings",
        "YICHUANG_DATA": str(hall.folder),
    }
    script = FURNISH.format(windows=WINDOWS, waiting=WAITING)
    done = subprocess.run(
        [sys.executable, "-c", script], env=told, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    cookies: list[str] = json.loads(done.stdout.splitlines()[-1])
    return cookies


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


def test_the_server_killed_while_windows_call_loses_no_ticket_and_calls_none_twice(
    hall: Installation,
) -> None:
    cookies = furnished(hall)
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
            hall.kill("web")
    for thread in threads:
        thread.join()
    assert 0 in {status for each in answers for status in each}  # some were in the middle of it
    assert {each[-1] for each in answers} <= {302, 409}
    with hall.sql() as connection:
        called = connection.execute(
            "SELECT window_id, id FROM queueing_ticket WHERE state = 'called'"
        ).fetchall()
        said = connection.execute("SELECT window_id, ticket_id FROM queueing_call").fetchall()
        (waiting,) = connection.execute(
            "SELECT count(*) FROM queueing_ticket WHERE state = 'waiting'"
        ).fetchone() or (0,)
    assert len(called) == len({ticket for _, ticket in called}) == WINDOWS
    assert sorted(called) == sorted(said)
    assert waiting == WAITING - WINDOWS
