"""What only the real web server shows: bodies beyond all sizes, broken requests."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.cases.build import a_draft
from tests.cast import Hall, a_hall
from tests.desk.visits import sign_in
from tests.elsewhere import surroundings
from yichuang.site.ops.places import ROOT, places
from yichuang.site.ops.supervisor import web_command

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

MEGABYTE = 1_048_576


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[int]:
    """Start the product's own server on the tests' database, once for all of them; yields its port."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = places(str(tmp_path_factory.mktemp("served")))
    where.static.mkdir(parents=True)
    running = subprocess.Popen(
        [sys.executable, "-m", *web_command(where, "127.0.0.1", port)], cwd=ROOT, env=surroundings()
    )
    try:
        _wait(port)
        yield port
    finally:
        running.terminate()
        running.wait(20)


def _wait(port: int) -> None:
    for _ in range(200):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as caller:
            try:
                caller.request("GET", "/healthz")
                if caller.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.1)
    pytest.fail("the server did not start")


def upload(port: int, hall: Hall, megabytes: int) -> tuple[int, str]:
    """Upload a file of so many megabytes to a draft; return the status and what was said."""
    case = a_draft(hall)
    session = sign_in(hall, "clerk").cookies["yc_session"].value
    token = "a" * 32
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="big.pdf"\r\n\r\n%PDF-1.7\n'
    tail = b"\r\n--x--\r\n"
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as caller:
        caller.putrequest("POST", f"/desk/intake/{case.no}/files/1/")
        for name, value in (
            ("Content-Type", "multipart/form-data; boundary=x"),
            ("Content-Length", str(len(head) + megabytes * MEGABYTE + len(tail))),
            ("Cookie", f"yc_session={session}; yc_csrf={token}"),
            ("X-CSRFToken", token),
            ("Accept", "application/json"),
        ):
            caller.putheader(name, value)
        caller.endheaders()
        try:
            caller.send(head)
            for _ in range(megabytes):
                caller.send(bytes(MEGABYTE))
            caller.send(tail)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the answer is there already
        answer = caller.getresponse()
        return answer.status, answer.read().decode()


@pytest.mark.parametrize(("megabytes", "status"), [(25, 422), (150, 413)])
def test_a_file_beyond_all_sizes_is_refused_in_words_and_the_server_goes_on(
    server: int, megabytes: int, status: int
) -> None:
    told, words = upload(server, a_hall(), megabytes)
    assert (told, "20 MB" in words) == (status, True), words
    _wait(server)


@pytest.mark.parametrize("path", ["/desk/%00/", "/%ff%fe", "/" + "x" * 20_000, "/api/v1/matters?q=%ED%A0%80"])
def test_an_address_that_cannot_be_is_no_fault_of_the_server(server: int, path: str) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", server, timeout=20)) as caller:
        caller.request("GET", path)
        assert caller.getresponse().status < 500
