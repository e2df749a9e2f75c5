"""`bench outbox`: many queued texts drain at the provider's rate, and the desk does not notice.

The provider is the simulator in a process of its own, at a rate that it is told; the same pages of the desk
are asked for before and while the worker's own process drains. The floor of the drain is the provider's
rate, and of the pages the same pages in the same run with nothing to drain.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import urlopen

from django.db import connection

from yichuang.notices.public import Message, State
from yichuang.people.public import Centre
from yichuang.site.ops.places import ROOT, Places

from . import folder
from .desk import CLERK, signed_in
from .inside import Plan
from .server import HOST, Driven, Request, drive, free_port, web

RATE = 200  # texts a second: a provincial provider's usual allowance
LANES = 4
CLIENTS = 2
PAGES = ("/desk/window/", "/desk/ledger/", "/desk/collect/")
SECRET = "bench"  # noqa: S105 - of a gateway on loopback that forwards nothing
_QUEUE = """
INSERT INTO notices_message (key, kind, channel, centre_id, address, subject, body, language, wording, is_urgent,
       parts, reference, case_no, state, attempts, next_try_at, error, created_at)
SELECT 'bench:' || n || ':sms', 'booked', 'sms', %(centre)s, '138' || lpad(n::text, 8, '0'), '已办结',
       '“食品小经营许可”已办结，编号' || n, 'zh', 0, true, 1, '', 'B' || lpad(n::text, 11, '0'), 'queued', 0,
       now(), '', now()
  FROM generate_series(1, %(count)s) n"""
_DRAIN = """
import django; django.setup()
from django.utils import timezone
from yichuang.notices.public import sweep
while sweep(timezone.now(), limit=1_000_000, seconds=50):
    pass
"""


def run(plan: Plan, where: Places) -> dict[str, Any]:
    """Return the rate of the drain by the provider's, and the desk's p95 with and without it."""
    _queue(plan.messages)
    with web(where) as port, _gateway(where) as gateway:
        cookies = signed_in(port, CLERK)
        _pages(port, cookies, seconds=min(2, plan.seconds))  # caches warm
        quiet = _pages(port, cookies, seconds=plan.seconds)
        worker = _worker(where, gateway)
        try:
            time.sleep(1.5)  # the worker reads the program first
            busy = _pages(port, cookies, seconds=plan.seconds)
            worker.wait(plan.messages / RATE * 4 + 120)
        finally:
            worker.kill()
            worker.wait()
        seen = json.loads(urlopen(f"http://{HOST}:{gateway}/v1/seen", timeout=10).read())
    return _facts(plan, quiet, busy, seen)


def _facts(plan: Plan, quiet: Driven, busy: Driven, seen: dict[str, Any]) -> dict[str, Any]:
    rate = (seen["texts"] - 1) / max(seen["seconds"], 0.001)
    p95, p95_busy = quiet.quantile("desk", 0.95), busy.quantile("desk", 0.95)
    rows = Message.objects.filter(key__startswith="bench:")
    return {
        "messages": plan.messages,
        "provider_per_s": RATE,
        "drained_per_s": round(rate, 1),
        "ratio": round(rate / RATE, 3),
        "delivered": rows.filter(state=State.DELIVERED).count(),
        "texts_at_provider": seen["texts"],
        "requests_at_provider": seen["requests"],
        "desk_p95_ms": round(p95, 1),
        "desk_p95_ms_while_draining": round(p95_busy, 1),
        "desk_ratio": round(p95_busy / p95, 2),
        "wrong": {**quiet.wrong, **busy.wrong},
    }


def _queue(count: int) -> None:
    centre = Centre.objects.order_by("pk").first()
    if centre is None:
        raise RuntimeError("the bench's hall has no centre")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM notices_message WHERE key LIKE 'bench:%%'")
        cursor.execute(_QUEUE, {"centre": centre.pk, "count": count})
        cursor.execute("ANALYZE notices_message")


def _pages(port: int, cookies: str, *, seconds: float) -> Driven:
    share = [Request("desk", "GET", path, {"Cookie": cookies}) for path in PAGES] * max(
        int(seconds * 100), 20
    )
    return drive(port, [share] * CLIENTS, seconds=seconds)


def _told(where: Places, gateway: int) -> dict[str, str]:
    return folder.told(where) | {
        "YICHUANG_SMS_URL": f"http://{HOST}:{gateway}/v1/texts",
        "YICHUANG_SMS_SECRET": SECRET,
        "YICHUANG_SMS_RATE": str(RATE * 2),  # the provider is the brake, not we
        "YICHUANG_SMS_LANES": str(LANES),
        "DJANGO_SETTINGS_MODULE": "yichuang.site.settings",
    }


@contextmanager
def _gateway(where: Places) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "django", "sms_gateway", "--port", str(port), "--rate", str(RATE)]
    process = subprocess.Popen(command, env=_told(where, port), cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        process.kill()
        process.wait()


def _wait(port: int) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            urlopen(f"http://{HOST}:{port}/v1/seen", timeout=5).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _worker(where: Places, gateway: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", _DRAIN], env=_told(where, gateway), cwd=ROOT)
