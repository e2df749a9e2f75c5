"""The installation's own web server over a bench hall, and the clients that drive it over loopback."""

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from yichuang.site.ops.child import Child
from yichuang.site.ops.places import Places
from yichuang.site.ops.supervisor import web_command

from . import folder

HOST = "127.0.0.1"
PATIENCE = 60.0


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        return int(trial.getsockname()[1])


@contextmanager
def web(where: Places) -> Iterator[int]:
    """Run the web server as `bin/run` does while the block runs; yields its port."""
    with _serve(where, {}, ("/healthz", 200)) as port:
        yield port


@contextmanager
def bare_web(where: Places) -> Iterator[int]:
    """Run the same server with one view behind no middleware, `POST /insert`; yields its port."""
    with _serve(where, {"DJANGO_SETTINGS_MODULE": "yichuang.bench.bare"}, ("/insert", 405)) as port:
        yield port


@contextmanager
def _serve(where: Places, told: dict[str, str], ready: tuple[str, int]) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", *web_command(where, HOST, port)]
    # Without warnings about load: the log goes where the operator reads.
    child = Child("web", command, folder.told(where) | told, where.data, patience=15)
    child.start()
    try:
        _wait(port, child, *ready)
        yield port
    finally:
        child.stop()


def _wait(port: int, child: Child, page: str, wanted: int) -> None:
    until = time.monotonic() + PATIENCE
    while status(port, page) != wanted:
        if child.has_ended() or time.monotonic() > until:
            raise RuntimeError("the web server did not start")
        time.sleep(0.05)


def status(port: int, path: str) -> int:
    """Return the status of a page, 0 when nobody answers."""
    with closing(http.client.HTTPConnection(HOST, port, timeout=10)) as connection:
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0


@dataclass(frozen=True)
class Request:
    """One request as it is sent, and which line of the report it belongs to."""

    label: str
    method: str
    path: str
    headers: dict[str, str]
    body: str = ""
    wanted: int = 200
    content_type: str = "application/json"

    def raw(self) -> bytes:
        """Return its bytes on the wire."""
        body = self.body.encode()
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {HOST}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if body:
            lines += [f"Content-Type: {self.content_type}", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass(frozen=True)
class Driven:
    """What the clients saw: seconds that the run took, and milliseconds of each answer by label."""

    seconds: float
    took: dict[str, list[float]]
    wrong: dict[str, int]  # status → how many were not what was wanted

    @property
    def rate(self) -> float:
        """Right answers a second."""
        return sum(map(len, self.took.values())) / self.seconds

    def quantile(self, label: str, part: float) -> float:
        """Return the milliseconds within which this part of the answers came."""
        ordered = sorted(self.took[label])
        return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def drive(port: int, shares: Sequence[Sequence[Request]], *, seconds: float) -> Driven:
    """Send each client's requests one after another over one connection, all clients at once.

    Ends when a client has sent its share or `seconds` are over. Each client is a process of its own,
    so that none waits for another's interpreter.
    """
    with TemporaryDirectory() as place:
        clients = []
        for number, share in enumerate(shares):
            job = Path(place) / f"{number}.json"
            sent = [(r.label, r.raw().decode(), r.wanted) for r in share]
            job.write_text(json.dumps({"port": port, "seconds": seconds, "requests": sent}))
            clients.append(_client(job))
        return _together(clients)


def _client(job: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "yichuang.bench.client", str(job)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _together(clients: "list[subprocess.Popen[str]]") -> Driven:
    for client in clients:
        _line(client)  # "ready": connected, and its requests are in memory
    for client in clients:
        assert client.stdin is not None  # noqa: S101 - opened above
        client.stdin.write("go\n")
        client.stdin.close()
    seen = [json.loads(_line(client)) for client in clients]
    took: dict[str, list[float]] = {}
    wrong: dict[str, int] = {}
    for one in seen:
        for label, times in one["took"].items():
            took.setdefault(label, []).extend(times)
        for name, count in one["wrong"].items():
            wrong[name] = wrong.get(name, 0) + count
    for client in clients:
        client.wait(PATIENCE)
    # The window in which all of them worked: from the signal to the first that was done.
    return Driven(max(one["seconds"] for one in seen), took, wrong)


def _line(client: "subprocess.Popen[str]") -> str:
    assert client.stdout is not None  # noqa: S101 - opened above
    line = client.stdout.readline()
    if not line:
        raise RuntimeError("a client of the bench ended early")
    return line


def facts(driven: Driven) -> dict[str, object]:
    """Return what was not as wanted, for the report."""
    return {key: value for key, value in asdict(driven).items() if key == "wrong" and value}
