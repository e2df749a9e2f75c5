"""A gateway to try things on: checks the signature, takes each key once, and misbehaves when it is told to."""

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ...rules.signing import AT, KEY, NONCE, SIGNATURE, is_signed
from ...rules.sms import mobile

PATH = "/v1/texts"
SEEN = "/v1/seen"
MOST_BYTES = 64 * 1024


@dataclass
class Behaviour:
    """How it answers: texts a second (0: as they come), seconds before an answer, and every n-th one
    (0: none) that is answered by a 500, or taken without an answer."""

    rate: float = 0
    slow_s: float = 0
    fail_every: int = 0
    lose_every: int = 0


@dataclass
class Inbox:
    """What was taken: each text once, how often each was asked for, and how many requests came."""

    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    nonces: set[str] = field(default_factory=set)
    requests: int = 0
    first_at: float = 0
    last_at: float = 0
    next_slot: float = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Simulator(ThreadingHTTPServer):
    """The gateway; listens on loopback only."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, secret: str, *, port: int = 0, behaviour: Behaviour | None = None) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.secret, self.behaviour, self.inbox = secret, behaviour or Behaviour(), Inbox()

    @property
    def url(self) -> str:
        """Where texts are posted to."""
        return f"http://127.0.0.1:{self.server_port}{PATH}"

    def wait_for_slot(self) -> None:
        """Wait as long as the provider's rate asks."""
        if not self.behaviour.rate:
            return
        with self.inbox.lock:
            now = time.monotonic()
            slot = max(self.inbox.next_slot, now)
            self.inbox.next_slot = slot + 1 / self.behaviour.rate
        time.sleep(max(slot - now, 0))


class _Handler(BaseHTTPRequestHandler):
    """One connection, kept open."""

    server: Simulator
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        if self.path != SEEN:
            self._say(404, {"reason": "no such page"})
            return
        with self.server.inbox.lock:
            it = self.server.inbox
            facts = {
                "texts": len(it.texts),
                "requests": it.requests,
                "asked": dict(list(it.asked.items())[-200:]),
                "seconds": round(it.last_at - it.first_at, 3),
            }
        self._say(200, facts)

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MOST_BYTES:
            self.close_connection = True
            self._say(413, {"reason": "too long"})
            return
        body = self.rfile.read(int(length))
        status, facts = self._judge(body)
        if status == 200 and (status := self._take(json.loads(body))) == 0:
            self.close_connection = True
            return
        self._say(status, facts)

    def _judge(self, body: bytes) -> tuple[int, dict[str, str]]:
        nonce = self.headers.get(NONCE, "")
        right = is_signed(
            self.server.secret,
            "POST",
            self.path,
            at=self.headers.get(AT, ""),
            nonce=nonce,
            signed=self.headers.get(SIGNATURE, ""),
            body=body,
            now=time.time(),
        )
        if self.path != PATH or not self.headers.get(KEY) or not right:
            return 401, {"reason": "signature"}
        with self.server.inbox.lock:
            is_new = nonce not in self.server.inbox.nonces
            self.server.inbox.nonces.add(nonce)
        if not is_new:
            return 401, {"reason": "replayed"}
        return self._readable(body)

    def _readable(self, body: bytes) -> tuple[int, dict[str, str]]:
        try:
            said = json.loads(body)
        except ValueError:
            return 400, {"reason": "not JSON"}
        if not isinstance(said, dict) or said.get("key") != self.headers.get("Idempotency-Key"):
            return 400, {"reason": "no idempotency key"}
        if mobile(str(said.get("to", ""))) != said.get("to"):
            return 422, {"reason": "no such number"}
        return 200, {"status": "accepted", "reference": f"sim-{said['key']}"[:64]}

    def _take(self, said: dict[str, Any]) -> int:
        """Take a text once; return the status, 0 where the answer is to be lost."""
        server, key = self.server, str(said["key"])
        server.wait_for_slot()
        with server.inbox.lock:
            inbox = server.inbox
            inbox.requests += 1
            number = inbox.requests
            inbox.asked[key] = inbox.asked.get(key, 0) + 1
            inbox.last_at = time.monotonic()
            inbox.first_at = inbox.first_at or inbox.last_at
            fails = bool(server.behaviour.fail_every) and number % server.behaviour.fail_every == 0
            if not fails:
                inbox.texts.setdefault(key, {"to": str(said["to"]), "text": str(said["text"])})
        time.sleep(server.behaviour.slow_s)
        if fails:
            return 500
        return 0 if server.behaviour.lose_every and number % server.behaviour.lose_every == 0 else 200

    def _say(self, status: int, facts: dict[str, Any]) -> None:
        body = json.dumps(facts, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Say nothing: texts are personal data."""
