"""Gateways and receivers that really listen, for tests."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pytest_django import Settings

from yichuang.notices.services.channels.simulator import Behaviour, Simulator

SECRET = "a secret of the tests"


@contextmanager
def served(server: ThreadingHTTPServer) -> Iterator[None]:
    """Serve in a thread while the block runs."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def a_gateway(settings: Settings, **behaviour: Any) -> Iterator[Simulator]:
    """Run the simulator and let the product know of it."""
    gateway = Simulator(SECRET, behaviour=Behaviour(**behaviour))
    settings.SMS_URL, settings.SMS_SECRET, settings.SMS_TIMEOUT = gateway.url, SECRET, 2
    settings.SMS_RATE = 1_000
    with served(gateway):
        yield gateway


class Receiver(ThreadingHTTPServer):
    """Another system: keeps what it is sent, and answers with the next of `answers`, 200 after them."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hooks?from=hall"

    def bodies(self) -> list[dict[str, str]]:
        return [json.loads(body) for _, body in self.heard]


class _Handler(BaseHTTPRequestHandler):
    server: Receiver
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append(({k.lower(): v for k, v in self.headers.items()}, body))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""
