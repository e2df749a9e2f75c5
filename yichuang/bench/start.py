"""`bench start`: from the command to the first page, and what the whole installation weighs when idle."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import psutil

from yichuang.site.ops import processes
from yichuang.site.ops.places import ROOT, Places

from . import folder
from .server import free_port, status

PAGE = "/"
PATIENCE = 300.0
SETTLE = 15.0  # seconds without a request before memory is read: the worker starts after the first page
MEGABYTE = 1 << 20
STARTS = 3


def run(where: Places) -> dict[str, Any]:
    """Start on an empty folder once (no download in it), then again and again; weigh the last run."""
    first, _ = _run(where, weigh=False)
    later = [_run(where, weigh=False)[0] for _ in range(STARTS - 1)]
    last, weight = _run(where, weigh=True)
    return {
        "first_start_s": round(first, 2),
        "start_s": round(min(*later, last), 2),
        "starts_s": [round(seconds, 2) for seconds in (*later, last)],
        **weight,
    }


def _run(where: Places, *, weigh: bool) -> tuple[float, dict[str, Any]]:
    """Start bin/run's process, wait for the first page, weigh it if asked, stop it in order."""
    port = free_port()
    command = [sys.executable, "-m", "yichuang.site.ops.supervisor", "--data", str(where.data)]
    since = time.monotonic()
    process = subprocess.Popen(
        [*command, "--port", str(port)], env=folder.told(where), cwd=ROOT, stdout=subprocess.DEVNULL
    )
    try:
        while status(port, PAGE) != 200:
            if process.poll() is not None or time.monotonic() - since > PATIENCE:
                raise RuntimeError("bin/run did not show its first page")
            time.sleep(0.01)
        seconds = time.monotonic() - since
        if weigh:
            time.sleep(SETTLE)
        return seconds, _weight(process.pid, where) if weigh else {}
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


def _weight(pid: int, where: Places) -> dict[str, Any]:
    """Return megabytes of the supervisor and everything it started.

    RSS counts a page once for each process that maps it; PSS divides it among them, so that its sum is what
    the machine has really given.
    """
    parts: dict[str, float] = {}
    rss = pss = 0
    for name, process in _tree(pid, where):
        memory = process.memory_full_info()
        rss += memory.rss
        share = getattr(memory, "pss", memory.rss)  # Linux only; elsewhere both figures are the same
        pss += share
        parts[name] = parts.get(name, 0) + share / MEGABYTE
    return {
        "processes": len(list(_tree(pid, where))),
        "rss_mb": round(rss / MEGABYTE, 1),
        "pss_mb": round(pss / MEGABYTE, 1),
        "parts_pss_mb": {name: round(size, 1) for name, size in parts.items()},
    }


def _tree(pid: int, where: Places) -> Iterator[tuple[str, psutil.Process]]:
    yield "supervisor", psutil.Process(pid)
    for part in ("web", "worker"):
        yield from ((part, process) for process in processes.left_over(part, where.data))
    yield from (("database", process) for process in processes.left_over_postgres(where.cluster))
