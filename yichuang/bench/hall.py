"""`bench hall`: a day of a city hall through HTTP at sixty times its speed.

Sixty windows in four themes, six thousand visitors who come in two waves, each for one of the demonstration's real
matters, which take their own time each (`errands.py`). Kiosks take the numbers by the same form that a finger sends;
every clerk is a connection that calls the next one, finds out whom, begins, serves as long as the visit lasts, and
presses "done, call next". `--seconds 480` is the whole day (eight hours); fewer seconds are its first part, with as
many visitors as come by then.
"""

import http.client
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from queue import SimpleQueue
from random import Random
from typing import Any
from urllib.parse import urlencode

import psutil
from django.db import connection, connections
from django.db.models import Avg, Count
from django.utils import timezone

from yichuang.devices.public import Device, Kind
from yichuang.kiosk.rules import new_form
from yichuang.people.public import Centre, Theme
from yichuang.queueing.public import Call, State, Ticket, TicketMatter
from yichuang.site.ops.places import Places

from . import call
from .errands import THEMES, Errand, errands, themes_of_windows
from .inside import Plan
from .server import HOST, web

SPEED = 60  # a minute of the hall is a second here
DAY_S = 8 * 3600 / SPEED
VISITORS, WINDOWS, KIOSKS = 6_000, 60, 8
SPREAD = 0.5  # how far one visit for a matter takes longer than another
SEED = 20260922
AGAIN_S = 2.0  # a clerk whom nobody waits for is told when someone comes, and looks by herself this often
_SERVES = """
UPDATE queueing_windowduty
   SET themes = jsonb_build_array(jsonb_build_object('theme_id', %s::bigint, 'after_min', 0))
 WHERE window_id = (SELECT window_id FROM queueing_windowduty WHERE centre_id = %s
                     ORDER BY window_id OFFSET %s LIMIT 1)"""
CALLED = re.compile(rb"/desk/calls/(\d+)/serve/")
FORM = "application/x-www-form-urlencoded"


@dataclass
class Day:
    """What the day is made of, and what came of it."""

    port: int
    device: str
    errands: list[Errand]
    ends_at: float
    took: dict[str, list[float]] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)
    sent_again: int = 0
    guard: threading.Lock = field(default_factory=threading.Lock)
    came: list[threading.Semaphore] = field(default_factory=list)  # of each theme
    asking: threading.Lock = field(default_factory=threading.Lock)

    def minutes_of(self, ticket_id: int) -> float:
        """Return how long a visit for the number's matter takes. One clerk asks at a time, and gives her connection
        back: there are more clerks than a pool has."""
        with self.asking:
            matter = TicketMatter.objects.values_list("matter_id", flat=True).get(ticket=ticket_id)
            connection.close()
        return next(one.minutes for one in self.errands if one.matter_id == matter)

    def note(self, label: str, seconds: float, status: int, wanted: int) -> None:
        """Write down one answer."""
        with self.guard:
            self.took.setdefault(label, []).append(seconds * 1000)
            if status != wanted:
                self.wrong[f"{label} {status}"] += 1


class Line:
    """One connection of one person, kept for the day."""

    def __init__(self, day: Day, cookies: str) -> None:
        self.day, self.cookies = day, cookies
        self.connection = http.client.HTTPConnection(HOST, day.port, timeout=60)

    def ask(self, label: str, path: str, form: dict[str, str] | None = None) -> bytes:
        """Send one request and note how long the answer took."""
        headers, body = {"Cookie": self.cookies}, None
        if form is not None:
            headers["Content-Type"] = FORM
            body = urlencode({"csrfmiddlewaretoken": call.TOKEN, **form})
        since = time.perf_counter()
        said, status = self._send(path, body, headers)
        if status == 0:  # the server closed a connection that had rested too long: a browser sends again, too
            self.day.sent_again += 1
            said, status = self._send(path, body, headers)
        self.day.note(label, time.perf_counter() - since, status, 302 if form is not None else 200)
        return said

    def _send(self, path: str, body: str | None, headers: dict[str, str]) -> tuple[bytes, int]:
        try:
            self.connection.request("POST" if body is not None else "GET", path, body, headers)
            answer = self.connection.getresponse()
            return answer.read(), answer.status
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return b"", 0


def run(plan: Plan, where: Places) -> dict[str, Any]:
    """Play the day, or its first part, and say what came of it."""
    centre = Centre.objects.get(code="qinghe")  # the demonstration's city: its matters are taken in there
    known, began_at = _furnish(centre), timezone.now()
    seconds = min(plan.seconds, DAY_S)
    device = Device.objects.create(
        centre=centre, name="bench", kind=Kind.KIOSK, place="hall", since_at=timezone.now()
    )
    seats = call._seated(WINDOWS)
    cookies = [call._request(by).headers["Cookie"] for by in seats]
    arrivals = _arrivals(known, seconds)
    with web(where) as port:
        came = [threading.Semaphore(0) for _ in THEMES]
        day = Day(port, device.code, known, time.monotonic() + seconds, came=came)
        usage = _Usage()
        _play(day, arrivals, cookies)
        used = usage.since(seconds)
    asked_for = {"matters": len({errand.code for _, errand in arrivals})}
    size = {"speed": SPEED, "seconds": seconds, "windows": WINDOWS, "visitors": len(arrivals)}
    return size | asked_for | _facts(day, used, centre, began_at)


def _furnish(centre: Centre) -> list[Errand]:
    """Open the windows and return what people come for; windows serve one theme each, by how much it takes."""
    call._hall(WINDOWS, centre)
    themes = [Theme.objects.get(centre=centre, code=code) for code, _ in THEMES]
    known = errands(themes, Random(SEED))
    with connection.cursor() as cursor:
        for number, theme in enumerate(themes_of_windows(known, WINDOWS)):
            cursor.execute(_SERVES, [themes[theme].pk, centre.pk, number])
    return known


def _arrivals(known: list[Errand], seconds: float) -> list[tuple[float, Errand]]:
    """Return when who comes for what: a Poisson stream with a wave at ten and one at half past two."""
    chance = Random(SEED)
    found: list[tuple[float, Errand]] = []
    shares = [one.share for one in known]
    while len(found) < VISITORS:
        hour = chance.choices(
            (chance.uniform(9, 17), chance.gauss(10.2, 0.8), chance.gauss(14.6, 0.8)), (4, 4, 3)
        )[0]
        if 9 <= hour < 16.6:
            found.append(((hour - 9) * 3600 / SPEED, chance.choices(known, shares)[0]))
    return sorted((one for one in found if one[0] < seconds), key=lambda one: one[0])


def _play(day: Day, arrivals: list[tuple[float, Errand]], cookies: list[str]) -> None:
    began = time.monotonic()
    people: SimpleQueue[tuple[float, Errand] | None] = SimpleQueue()
    for one in [*arrivals, *[None] * KIOSKS]:
        people.put(one)
    last_come = threading.Event()
    kiosks = [threading.Thread(target=_kiosk, args=(day, people, began)) for _ in range(KIOSKS)]
    clerks = [
        threading.Thread(target=_clerk, args=(day, one, theme, Random(SEED + n), last_come))
        for n, (one, theme) in enumerate(zip(cookies, themes_of_windows(day.errands, WINDOWS), strict=True))
    ]
    for thread in (*kiosks, *clerks):
        thread.start()
    for thread in kiosks:
        thread.join()
    last_come.set()
    for thread in clerks:
        thread.join()


def _kiosk(day: Day, people: "SimpleQueue[tuple[float, Errand] | None]", began: float) -> None:
    line = Line(day, f"yc_csrf={call.TOKEN}")
    while (one := people.get()) is not None:
        at, errand = one
        time.sleep(max(began + at - time.monotonic(), 0))
        form = {"matter": errand.code, "mark": new_form()}
        line.ask("take", f"/kiosk/{day.device}/take/", form)
        day.came[errand.theme].release()
    connections.close_all()


def _clerk(day: Day, cookies: str, theme: int, chance: Random, last_come: threading.Event) -> None:
    """Call, begin, serve, again; go home when the day is over and nobody waits."""
    line = Line(day, cookies)
    while True:
        line.ask("call", "/desk/calls/next/", {})
        called = CALLED.search(line.ask("strip", "/desk/calls/"))
        if called is None:
            if last_come.is_set() or time.monotonic() > day.ends_at + DAY_S:
                return
            day.came[theme].acquire(timeout=AGAIN_S)
            continue
        line.ask("serve", f"/desk/calls/{int(called[1])}/serve/", {})
        time.sleep(chance.lognormvariate(0, SPREAD) * day.minutes_of(int(called[1])) * 60 / SPEED)


class _Usage:
    """Processor time and memory of everything that this process started, and of the database."""

    def __init__(self) -> None:
        self.before = self._cpu()

    def _tree(self) -> list[psutil.Process]:
        found: list[psutil.Process] = psutil.Process().children(recursive=True)
        return found

    def _cpu(self) -> float:
        return sum(sum(one.cpu_times()[:2]) for one in self._tree() if one.is_running())

    def since(self, seconds: float) -> dict[str, float]:
        """Return the servers' share of one core and their memory."""
        memory = sum(one.memory_full_info().pss for one in self._tree()) / 2**20
        return {"cores": round((self._cpu() - self.before) / seconds, 2), "pss_mb": round(memory)}


def _facts(day: Day, used: dict[str, float], centre: Centre, began_at: datetime) -> dict[str, Any]:
    tickets = Ticket.objects.filter(centre=centre, came_at__gte=began_at)
    told = tickets.aggregate(n=Count("id"), wait=Avg("wait_s"), serve=Avg("serve_s"))
    waits = sorted(tickets.values_list("wait_s", flat=True))
    labels = {(t.prefix, t.number) for t in tickets}
    calls = Call.objects.filter(centre=centre, at__gte=began_at)
    return {
        "numbers_given": told["n"],
        "numbers_distinct": len(labels),
        "served": tickets.filter(state=State.DONE).count(),
        "calls": calls.count(),
        "called_twice": calls.count() - calls.values("ticket").distinct().count(),
        "mean_wait_min": round((told["wait"] or 0) * SPEED / 60, 1),
        "p90_wait_min": round(waits[int(len(waits) * 0.9)] * SPEED / 60, 1) if waits else 0,
        "mean_visit_min": round((told["serve"] or 0) * SPEED / 60, 1),
        "p50_ms": {label: _quantile(took, 0.5) for label, took in day.took.items()},
        "p99_ms": {label: _quantile(took, 0.99) for label, took in day.took.items()},
        "wrong": dict(day.wrong),
        "sent_again": day.sent_again,
        **used,
    }


def _quantile(took: list[float], part: float) -> float:
    return round(sorted(took)[min(int(len(took) * part), len(took) - 1)], 1)
