"""`bench live`: screens and phones that listen, and how long after a call each of them knows.

The stream runs as `bin/run` starts it, beside the web server and its database; who listens are processes of
their own with some hundred connections each. Every call is a commit of the service; what is measured is from
before that commit to the moment at which a listener has read the call's frame.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import psutil
from django.utils import timezone

from yichuang.people.public import Officer
from yichuang.queueing.public import call_next
from yichuang.site.ops.child import Child
from yichuang.site.ops.places import Places
from yichuang.site.ops.supervisor import live_command

from . import folder
from .call import _hall, _seated, _wait
from .inside import Plan
from .server import HOST, free_port, status, web

LISTENERS = 4  # processes; each reads a quarter of the streams
MOST_CALLS, CALLS_A_SECOND = 40, 5
EVERY_S = 0.25
PATIENCE_S = 60.0


def run(plan: Plan, where: Places) -> dict[str, Any]:
    """Return milliseconds from call to listener, and the stream's memory for each connection."""
    calls = min(MOST_CALLS, max(int(plan.seconds * CALLS_A_SECOND), 1))
    centre, theme = _hall(calls)
    _wait(centre, theme, first=0, count=calls + 100)
    with ExitStack() as stack:
        stack.enter_context(web(where))
        port, child = stack.enter_context(_stream(where))
        alone_kb = _memory_kb(child)
        share = plan.subscribers // LISTENERS
        listeners = [stack.enter_context(_listener(port, centre.pk, share)) for _ in range(LISTENERS)]
        for listener in listeners:
            _line(listener)
        time.sleep(2)
        full_kb = _memory_kb(child)
        called = _calls(_seated(calls))
        took = sorted(ms for listener in listeners for ms in _heard(listener, called))
    wanted = share * LISTENERS * calls
    return {
        "subscribers": share * LISTENERS,
        "calls": calls,
        "heard": len(took),
        "missed": wanted - len(took),
        "p50_ms": round(took[len(took) // 2], 1),
        "p99_ms": round(took[int(len(took) * 0.99)], 1),
        "most_ms": round(took[-1], 1),
        "stream_mb": round(full_kb / 1024, 1),
        "kb_a_connection": round((full_kb - alone_kb) / (share * LISTENERS), 1),
    }


def _calls(seated: list[Officer]) -> dict[str, float]:
    """Let one window after another call; return when each number was called, on the machine's own clock."""
    called = {}
    for by in seated:
        at = time.monotonic()
        ticket = call_next(by=by, now=timezone.now())
        if ticket is None:
            raise RuntimeError("nobody waits in the bench's hall")
        called[ticket.label] = at
        time.sleep(EVERY_S)
    return called


def _heard(listener: "subprocess.Popen[str]", called: dict[str, float]) -> list[float]:
    assert listener.stdin is not None  # noqa: S101 - opened with a pipe
    listener.stdin.write("enough\n")
    listener.stdin.flush()
    heard = json.loads(_line(listener))
    return [(at - called[label]) * 1000 for label, many in heard.items() for at in many]


@contextmanager
def _stream(where: Places) -> Iterator[tuple[int, Child]]:
    port = free_port()
    child = Child(
        "live", [sys.executable, "-m", *live_command(HOST, port)], folder.told(where), where.data, 5
    )
    child.start()
    try:
        until = time.monotonic() + PATIENCE_S
        while status(port, "/healthz") != 200:
            if child.has_ended() or time.monotonic() > until:
                raise RuntimeError("the live stream did not start")
            time.sleep(0.05)
        yield port, child
    finally:
        child.stop()


def _memory_kb(child: Child) -> float:
    """Return what the stream's processes hold for themselves and their share of what they hold together."""
    assert child.process is not None  # noqa: S101 - it was started
    root = psutil.Process(child.process.pid)
    return float(sum(p.memory_full_info().pss for p in [root, *root.children(recursive=True)])) / 1024


@contextmanager
def _listener(port: int, centre_id: int, count: int) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "yichuang.bench.listener", str(port), str(centre_id), str(count)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.communicate()


def _line(listener: "subprocess.Popen[str]") -> str:
    assert listener.stdout is not None  # noqa: S101 - opened with a pipe
    line = listener.stdout.readline()
    if not line:
        raise RuntimeError("a listener ended")
    return line
