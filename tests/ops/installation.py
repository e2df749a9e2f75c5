"""A real installation in a folder of its own, for the tests that kill it."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg

from yichuang.site.ops import processes
from yichuang.site.ops.places import ROOT, Places

PATIENCE = 60.0
PARTS = ("web", "live", "worker", "database")


def free_port() -> int:
    """Return a port that is free, as is the one after it: the live stream's."""
    while True:
        with socket.socket() as trial, socket.socket() as following:
            trial.bind(("127.0.0.1", 0))
            port = int(trial.getsockname()[1])
            try:
                following.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


def _command(script: str, module: str) -> list[str]:
    """Return bin/SCRIPT where its environment is the one these tests run in, so that it need not make one."""
    venv = Path(sys.prefix)
    made_from = venv / "made-from-run.txt"
    wanted = ROOT / "requirements" / "run.txt"
    if made_from.exists() and made_from.read_bytes() == wanted.read_bytes():
        return [str(ROOT / "bin" / script)]
    return [sys.executable, "-m", module]


@dataclass
class Installation:
    """One data folder and the bin/run that works on it."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None
    is_empty: bool = True  # without the demonstration

    @property
    def where(self) -> Places:
        return Places(self.folder.resolve())

    def environment(self) -> dict[str, str]:
        ours = {"DATABASE_URL", "YICHUANG_DATA", "DJANGO_SETTINGS_MODULE"}
        told = {name: value for name, value in os.environ.items() if name not in ours}
        return told | {"YICHUANG_VENV": sys.prefix, "PYTHONPATH": str(ROOT)}

    def run(self, *options: str) -> subprocess.Popen[str]:
        """Start bin/run and return at once. Its words go to a file: a pipe would live as long as its children."""
        command = [*_command("run", "yichuang.site.ops.supervisor"), "--data", str(self.folder)]
        command += ["--empty"] if self.is_empty else []
        with self.said.open("w") as words:
            return subprocess.Popen(
                [*command, "--port", str(self.port), *options],
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                text=True,
                cwd="/",
            )

    @property
    def said(self) -> Path:
        """What the last bin/run said."""
        return self.folder.with_name(f"{self.folder.name}.said")

    def start(self) -> None:
        """Start it and wait for its first page."""
        self.process = self.run()
        self._wait(lambda: "Yichuang is running" in self.said.read_text())
        assert self.answers()

    def wait_for_page(self) -> None:
        self._wait(self.answers)

    def wait_for_parts(self) -> None:
        self._wait(lambda: all(self.parts(name) for name in PARTS) and self.answers())

    def _wait(self, until: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not until():
            assert self.process is not None
            assert self.process.poll() is None, self.said.read_text()
            assert time.monotonic() < deadline, "no page"
            time.sleep(0.05)

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run bin/yichuang on the same data."""
        line = [*_command("yichuang", "yichuang.site.ops.cli"), "--data", str(self.folder), *arguments]
        return subprocess.run(
            line, env=self.environment(), check=False, capture_output=True, text=True, cwd="/"
        )

    def doctor(self) -> dict[str, Any]:
        """Return the findings of doctor by their names."""
        report = json.loads(self.command("doctor", "--json").stdout)
        return {finding["name"]: finding for finding in report["findings"]}

    def sql(self) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(self.where.database_url, autocommit=True)

    def parts(self, *names: str) -> list[psutil.Process]:
        """Return the living processes of the parts named; of all of them when none is."""
        found = []
        for name in names or PARTS:
            if name == "database":
                found += processes.left_over_postgres(self.where.cluster)
            else:
                found += processes.left_over(name, self.where.data)
        return found

    def kill(self, *names: str) -> None:
        """kill -9, as a machine that loses its nerve does; the supervisor is called so."""
        victims = (
            self.parts(*[name for name in names if name != "supervisor"])
            if set(names) != {"supervisor"}
            else []
        )
        if "supervisor" in names:
            assert self.process is not None
            self.process.kill()
            self.process.wait()
        processes.send(victims, signal.SIGKILL)  # one may end with another before its turn
        assert processes.wait(victims, 10) == []

    def stop(self) -> int:
        """Ask it to stop, as Ctrl-C does; return its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)
        return self.process.returncode
