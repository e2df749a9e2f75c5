"""The live stream as bin/run starts it, on the tests' database."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.elsewhere import surroundings
from yichuang.site.ops.supervisor import live_command

HOST = "127.0.0.1"
PATIENCE = 30.0
READER = "stream under test"  # what the database calls the connection that it reads over


@dataclass
class Stream:
    """A running live stream."""

    port: int
    process: "subprocess.Popen[bytes]"
    opened: list[http.client.HTTPResponse | http.client.HTTPConnection] = field(default_factory=list)

    def answers(self) -> bool:
        client = http.client.HTTPConnection(HOST, self.port, timeout=2)
        try:
            client.request("GET", "/healthz")
            return client.getresponse().status == 200
        except OSError:
            return False
        finally:
            client.close()

    def listen(self, centre_id: int) -> http.client.HTTPResponse:
        """Open a stream; its lines are read from what is returned."""
        client = http.client.HTTPConnection(HOST, self.port, timeout=15)
        client.request("GET", f"/halls/{centre_id}")
        answer = client.getresponse()
        self.opened += [answer, client]
        return answer


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        return int(trial.getsockname()[1])


@contextmanager
def a_stream(port: int = 0) -> Iterator[Stream]:
    """Run the stream while the block runs."""
    port = port or free_port()
    told = surroundings(settings="yichuang.site.settings", PGAPPNAME=READER)
    process = subprocess.Popen([sys.executable, "-m", *live_command(HOST, port)], env=told, cwd="/")
    stream = Stream(port, process)
    try:
        until = time.monotonic() + PATIENCE
        while not stream.answers():
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        yield stream
    finally:
        for one in stream.opened:
            one.close()
        process.terminate()
        process.wait(10)
