"""What bin/run becomes: starts database, web server, live stream and worker, watches them, stops them in order.

It holds no Django and does nothing but wait, so that it stays small and has nothing to crash on.
"""

import argparse
import http.client
import os
import signal
import socket
import sys
import time
from contextlib import closing
from types import FrameType

from . import lock, session
from .child import Child
from .embedded import Server, me
from .places import ROOT, CannotStart, Places, embedded, environment, live_port, places, web_environment

FIRST_PAGE_PATIENCE = 120.0
LOOK_EVERY = 0.5


class Stopping(BaseException):
    """The operator asked to stop (Ctrl-C, SIGTERM, or the terminal closed)."""


def main(arguments: list[str]) -> int:
    """Run until stopped. Exit code 0 after an orderly stop, 2 with a sentence when it cannot start."""
    options = _options(arguments)
    where = places(options.data)
    for word in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(word, _stop)
    try:
        session.claim(where)
        with lock.sole(where.lock, me("bin/run")):
            Installation(where, options).run()
    except lock.Taken as taken:
        return _fail(
            f"{where.data} 正在被 {taken.holder} 使用，不能再启动一个。\n"
            f"{where.data} is in use by {taken.holder}; it cannot be started twice."
        )
    except CannotStart as problem:
        return _fail(str(problem))
    except Stopping:
        pass
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/run",
        description="启动一窗：数据库、网站、实时推送和后台任务。 Starts database, web server, live stream, worker.",
    )
    parser.add_argument(
        "--port",
        type=int,
        default=8000,
        help="端口，实时推送用下一个 / port; the live stream has the next one (8000)",
    )
    parser.add_argument("--host", default="127.0.0.1", help="监听地址 / address to listen on (127.0.0.1)")
    parser.add_argument("--data", help="数据目录 / data folder (var)")
    parser.add_argument(
        "--empty", action="store_true", help="首次启动不装演示数据 / no demonstration on first start"
    )
    return parser.parse_args(arguments)


class Installation:
    """The processes of one data folder, in the order they depend on each other."""

    def __init__(self, where: Places, options: argparse.Namespace) -> None:
        self.where = where
        self.host: str = options.host
        self.port: int = options.port
        self.demonstration: bool = not options.empty
        self.database = Server(where) if embedded() else None
        self.web = Child("web", [], {}, where.data, patience=15)
        self.live = Child("live", [], {}, where.data, patience=5)
        self.worker = Child("worker", [], {}, where.data, patience=20)

    def run(self) -> None:
        """Start, announce and watch; whatever happens, stop everything that was started."""
        try:
            # Before the port is tried: what a killed run left behind may hold it.
            for part in self._parts():
                part.end_left_over()
            self._check_port(self.port)
            self._check_port(live_port(self.port))
            self._start_database()
            session.prepare(self.where, demonstration=self.demonstration)
            self._tell()
            self._start_parts()
            self._announce()
            self._watch()
        finally:
            self._stop()

    def _parts(self) -> tuple[Child, ...]:
        return (self.web, self.live, self.worker)

    def _check_port(self, port: int) -> None:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with closing(socket.socket(family, socket.SOCK_STREAM)) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((self.host, port))
            except (OSError, OverflowError) as problem:
                raise CannotStart(
                    f"{self.host} 的端口 {port} 不能使用（可能已被占用）；请用 --port 换一个。",
                    f"Port {port} on {self.host} cannot be used ({problem}); choose one with --port.",
                ) from None

    def _start_database(self) -> None:
        if self.database is not None:
            self.database.start()

    def _tell(self) -> None:
        """Write the children's commands, once it is known whether the demonstration is there."""
        python = [sys.executable, "-m"]
        self.web.environment = web_environment(self.where, self.host, self.port)
        self.web.command = [*python, *web_command(self.where, self.host, self.port)]
        self.live.environment = self.web.environment
        self.live.command = [*python, *live_command(self.host, live_port(self.port))]
        self.worker.environment = environment(self.where)
        self.worker.command = [*python, *WORKER_COMMAND]

    def _start_parts(self) -> None:
        """Start the web server, and the others when the first page is there: two cores, pages first."""
        self.web.start()
        self._wait_for_page()
        self.live.start()
        self.worker.start()

    def _wait_for_page(self) -> None:
        deadline = time.monotonic() + FIRST_PAGE_PATIENCE
        while not self._answers():
            if self.web.has_ended() or time.monotonic() > deadline:
                raise CannotStart(
                    "网站没有启动，原因见上。", "The web server did not start; the reason stands above."
                )
            time.sleep(0.05)

    def _answers(self) -> bool:
        to = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 - compared
        name = self.web.environment["YICHUANG_HOSTS"].split(",")[0].lstrip(".")
        with closing(http.client.HTTPConnection(to, self.port, timeout=10)) as connection:
            try:
                connection.request("GET", "/healthz", headers={"Host": name})
                return connection.getresponse().status < 500
            except (OSError, http.client.HTTPException):
                return False

    def _announce(self) -> None:
        address = self.web.environment["YICHUANG_PUBLIC_URL"]
        _say(f"\n一窗已启动 / Yichuang is running: {address}")
        if self.where.people.exists():
            _say(self.where.people.read_text().rstrip())
        _say("按 Ctrl-C 停止。 / Press Ctrl-C to stop.")

    def _watch(self) -> None:
        while True:
            time.sleep(LOOK_EVERY)
            if self.database is not None and self.database.has_ended():
                _say("数据库意外退出，全部重新启动。 / The database ended unexpectedly; starting all again.")
                self._start_again()
            for part in self._parts():
                if said := part.keep_alive():
                    _say(said)

    def _start_again(self) -> None:
        """Bring everything back after the database died: the others' connections died with it."""
        for part in reversed(self._parts()):
            part.stop()
        self._start_database()
        for part in self._parts():
            part.start()

    def _stop(self) -> None:
        """Stop in the order that loses nothing: no new pages, no new jobs, then the database."""
        _ignore_signals()
        if self.web.process is not None:
            _say("\n正在停止…… / Stopping…")
        for part in self._parts():
            part.stop()
        if self.database is not None:
            self.database.stop()


def web_command(where: Places, host: str, port: int) -> list[str]:
    """Return the web server's command after `python -m`; bench starts the same one."""
    return [
        "granian",
        "yichuang.site.wsgi:application",
        *("--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", host, "--port", str(port)),
        # Two processes for two cores. Part of a page's time is waiting for the database, so a second thread
        # keeps a process busy; more only take turns on the interpreter: with four, intake was a quarter slower
        # (docs/performance.md). Their connections fit in the pool.
        *("--workers", "2", "--blocking-threads", "2", "--backlog", "512"),
        *("--respawn-failed-workers", "--respawn-interval", "1", "--workers-kill-timeout", "10"),
        *("--static-path-route", "/static", "--static-path-mount", str(where.static)),
        *("--working-dir", str(ROOT), "--log-level", "warning"),
    ]


def live_command(host: str, port: int) -> list[str]:
    """Return the live stream's command after `python -m`; bench starts the same one."""
    return [
        "granian",
        "yichuang.screens.stream.app:application",
        *("--interface", "asgi", "--http", "1", "--no-ws", "--host", host, "--port", str(port)),
        # One process: one reading and one encoded frame serve all who watch. A stream is a request that never
        # ends, so the number of requests at once is the number of screens and phones.
        *("--workers", "1", "--backlog", "4096", "--backpressure", str(MOST_STREAMS)),
        *("--respawn-failed-workers", "--respawn-interval", "1", "--workers-kill-timeout", "2"),
        *("--working-dir", str(ROOT), "--log-level", "warning"),
    ]


MOST_STREAMS = 10_000
WORKER_COMMAND = [
    *("django", "procrastinate", "worker", "--concurrency", "2"),
    # A finished job is told in the journal by what it did; keeping the row would only grow the table.
    *("--delete-jobs", "successful", "--shutdown-graceful-timeout", "15"),
]


def _stop(_word: int, _frame: FrameType | None) -> None:
    _ignore_signals()
    raise Stopping


def _ignore_signals() -> None:
    """From here on it stops in order; a second Ctrl-C does not cut that short."""
    for word in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(word, signal.SIG_IGN)


def _say(sentence: str) -> None:
    try:
        print(sentence, flush=True)  # noqa: T201 - the operator's terminal
    except OSError:
        # The terminal is gone; the work goes on, and nothing may be written there again.
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - lives as long as the process


def _fail(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
