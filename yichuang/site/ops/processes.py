"""Finds and ends what a dead run left behind, and nothing else.

Children are told which part of which installation they are, and hand that on to their own children. A process
that carries the mark is ours whatever its number: numbers are used again, marks are not.
"""

import contextlib
import signal
import time
from pathlib import Path

import psutil

MARK = "YICHUANG_PART"


def mark(part: str, data: Path) -> str:
    """Return the value that a part's processes carry in their environment."""
    return f"{part} of {data}"


def left_over(part: str, data: Path) -> list[psutil.Process]:
    """Return the living processes of a part of this installation."""
    wanted = mark(part, data)
    found: list[psutil.Process] = []
    for process in psutil.process_iter():
        # Another account's environment cannot be read; then it is not ours either.
        with contextlib.suppress(psutil.Error, OSError):
            if process.environ().get(MARK) == wanted:
                found.append(process)
    return found


def left_over_postgres(cluster: Path) -> list[psutil.Process]:
    """Return the PostgreSQL processes that work in this cluster, the one that answers for it first."""
    found: list[psutil.Process] = []
    for process in psutil.process_iter(["name"]):
        if process.info["name"] != "postgres":
            continue
        with contextlib.suppress(psutil.Error, OSError):
            if str(cluster) in process.cmdline():
                found.insert(0, process)
            elif process.cwd() == str(cluster):
                found.append(process)
    return found


def is_alive(process: psutil.Process) -> bool:
    """Say whether it still runs. A zombie does not, even where nobody collects it, as in many containers."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def wait(processes: list[psutil.Process], patience: float) -> list[psutil.Process]:
    """Wait until they have ended; return those that are alive after `patience` seconds."""
    deadline = time.monotonic() + patience
    alive = [process for process in processes if is_alive(process)]
    while alive and time.monotonic() < deadline:
        time.sleep(0.02)
        alive = [process for process in alive if is_alive(process)]
    return alive


def send(processes: list[psutil.Process], word: signal.Signals) -> None:
    """Send a signal to each that is still there."""
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(word)


def end(processes: list[psutil.Process], patience: float) -> None:
    """Ask processes to end; after `patience` seconds make them."""
    send(processes, signal.SIGTERM)
    alive = wait(processes, patience)
    send(alive, signal.SIGKILL)
    wait(alive, 5)
