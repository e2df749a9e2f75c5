"""`bench call` and `bench take`: calling and giving numbers, beside one INSERT and beside their SQL sent raw."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.utils import timezone

from yichuang.desk.middleware import SEEN_KEY, STAFF_KEY, WINDOW_KEY
from yichuang.kit.actor import CITIZEN
from yichuang.people.public import Centre, Officer, Role, Theme, Window, officer
from yichuang.queueing.public import Channel, Visit, call_next, take
from yichuang.site.ops.places import Places

from . import alone
from .inside import Plan
from .server import Driven, Request, drive, web

WINDOWS, WAITING = 64, 5_000
BURSTS, FLOORS_A_CALL = 12, 6
SPARE_WINDOWS = 8_000  # the service alone: each call has a window of its own, so that none has to end first
TAKEN = 9_000  # what one prefix of a day holds
TOKEN = "b" * 32
FORM = "application/x-www-form-urlencoded"
FIRST_NUMBER = 1_000
_STAFF = """
INSERT INTO people_staff (password, staff_no, name, centre_id, post, phone, email, is_active, failures)
SELECT '!', 'q' || n, '窗口 ' || n, %(centre)s, '', '', '', true, 0 FROM generate_series(1, %(count)s) n"""
_GRANTS = """
INSERT INTO people_rolegrant (staff_id, role, centre_id, from_on)
SELECT id, 'clerk', centre_id, '2020-01-01' FROM people_staff WHERE staff_no LIKE 'q%%'"""
_WINDOWS = """
INSERT INTO people_window (centre_id, number, name, theme_id, place, is_open)
SELECT %(centre)s, %(first)s + n, '', %(theme)s, '', true FROM generate_series(1, %(count)s) n"""
_DUTIES = """
INSERT INTO queueing_windowduty (window_id, centre_id, state, sign, clerk_id, themes, since_at, version)
SELECT w.id, w.centre_id, 'open', '', s.id,
       jsonb_build_array(jsonb_build_object('theme_id', w.theme_id, 'after_min', 0)), now(), 0
  FROM people_window w JOIN people_staff s ON s.staff_no = 'q' || (w.number - %(first)s)
 WHERE w.centre_id = %(centre)s AND w.number > %(first)s"""
_TICKETS = """
INSERT INTO queueing_ticket (code, centre_id, day_on, prefix, number, theme_id, state, version, channel,
       appointment_no, id_kind, id_number, name, phone, key, head_start_min, grounds, is_escorted, came_at, stands_at,
       calls, misses, ended_reason, wait_s, call_s, serve_s, since_at)
SELECT 'bench-' || %(from)s + n, %(centre)s, %(today)s, chr(65 + ((%(from)s + n) / 9000)),
       (%(from)s + n) %% 9000 + 1, %(theme)s, 'waiting', 0, 'kiosk', '', '', '', '', '', 'ordinary', 0, '', false,
       now() - interval '2 hours' + n * interval '1 second', now() - interval '2 hours' + n * interval '1 second',
       0, 0, '', 0, 0, 0, now()
  FROM generate_series(1, %(count)s) n"""
_FREE = """
UPDATE queueing_ticket SET state = 'done', served_at = now(), ended_at = now() WHERE state = 'called'"""


# A hall that is kept between measurements (--data) has the windows of the last one: they close and give their names up.
_PUT_AWAY = (
    "DELETE FROM queueing_windowduty",
    "UPDATE queueing_ticket SET code = 'past-' || id WHERE code LIKE 'bench-%'",
    "UPDATE people_staff SET staff_no = 'past-' || id WHERE staff_no LIKE 'q%'",
    "UPDATE people_centre SET code = 'past-' || id WHERE code = 'bench-hall'",
)


def run(plan: Plan, where: Places) -> dict[str, Any]:
    """Return calls a second: 64 windows through HTTP beside the floor, and the service beside its SQL."""
    centre, theme = _hall(WINDOWS + SPARE_WINDOWS)
    _wait(centre, theme, first=0, count=WAITING + WINDOWS * BURSTS)
    with web(where) as port:
        through = _over_http(port, plan, _seated(WINDOWS))
    _wait(centre, theme, first=100_000, count=WAITING + SPARE_WINDOWS)
    calls = [partial(_call, by) for by in _seated(SPARE_WINDOWS, skip=WINDOWS)]
    return {
        "windows": WINDOWS,
        "waiting": WAITING,
        **through,
        **alone.compare(iter(calls), seconds=plan.seconds / 2, rounds=plan.rounds, of=len(calls)),
    }


def run_take(plan: Plan, _where: Places) -> dict[str, Any]:
    """Return numbers given a second by the service alone, beside its SQL sent raw."""
    _, theme = _hall(1)
    return alone.compare(_takes(theme), seconds=plan.seconds / 2, rounds=plan.rounds, of=TAKEN)


def _takes(theme: Theme) -> Iterator[Callable[[], object]]:
    for _ in range(TAKEN):
        yield partial(take, Visit(theme), channel=Channel.KIOSK, by=CITIZEN, now=timezone.now())


def _call(by: Officer) -> None:
    if call_next(by=by, now=timezone.now()) is None:
        raise RuntimeError("nobody waits in the bench's hall")


def _hall(count: int, centre: Centre | None = None) -> tuple[Centre, Theme]:
    """Return a centre with so many open windows more, made in four statements, whatever was measured here before:
    one of its own, or the one that is named."""
    with connection.cursor() as cursor:
        for statement in _PUT_AWAY:
            cursor.execute(statement)
    if centre is None:
        centre = Centre.objects.create(code="bench-hall", name="叫号大厅", short="叫号", level="city")
        theme, first = Theme.objects.create(centre=centre, code="Q", name="叫号"), FIRST_NUMBER
    else:
        theme = Theme.objects.filter(centre=centre).order_by("order")[0]
        first = max(FIRST_NUMBER, *Window.objects.filter(centre=centre).values_list("number", flat=True))
    values = {"centre": centre.pk, "theme": theme.pk, "count": count, "first": first}
    with connection.cursor() as cursor:
        for statement in (_STAFF, _GRANTS, _WINDOWS, _DUTIES):
            cursor.execute(statement, values)
        cursor.execute("ANALYZE")
    return centre, theme


def _wait(centre: Centre, theme: Theme, *, first: int, count: int) -> None:
    today = timezone.localdate()  # not the database's: its day begins eight hours later than the hall's
    values: dict[str, Any] = {
        "centre": centre.pk,
        "theme": theme.pk,
        "today": today,
        "from": first,
        "count": count,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TICKETS, values)
        cursor.execute("ANALYZE queueing_ticket")


def _seated(count: int, *, skip: int = 0) -> list[Officer]:
    """Return the clerks of the open windows, each at hers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT clerk_id, window_id FROM queueing_windowduty ORDER BY window_id OFFSET %s LIMIT %s",
            [skip, count],
        )
        seats = cursor.fetchall()
    today = timezone.localdate()
    found = officer(seats[0][0], on=today)
    if found is None or not found.holds(Role.CLERK):
        raise RuntimeError("the bench's clerks have no role")
    return [
        Officer(clerk, "q", found.name, "", found.centre_id, found.grants, window) for clerk, window in seats
    ]


def _over_http(port: int, plan: Plan, seated: list[Officer]) -> dict[str, Any]:
    """Let all windows call at once, again and again; between two bursts the visits end by one statement."""
    requests = [_request(by) for by in seated]
    shares = [requests[place :: plan.clients] for place in range(plan.clients)]
    floor_request = Request("floor", "POST", "/bench/insert", {}, "{}", 201)
    floors = [[floor_request] * (WINDOWS * FLOORS_A_CALL // plan.clients)] * plan.clients
    seen: dict[str, list[Driven]] = {"floor": [], "call": []}
    for burst in range(BURSTS if plan.rounds > 1 else 2):
        one = {"floor": drive(port, floors, seconds=60), "call": drive(port, shares, seconds=60)}
        with connection.cursor() as cursor:
            cursor.execute(_FREE)
        if burst:  # the first one makes connections and reads templates
            for name, driven in one.items():
                seen[name].append(driven)
    rates = {
        name: sum(len(d.took[name]) for d in many) / sum(d.seconds for d in many)
        for name, many in seen.items()
    }
    took = sorted(one for driven in seen["call"] for one in driven.took["call"])
    return {
        "clients": plan.clients,
        "insert_view_per_s": round(rates["floor"], 1),
        "calls_per_s": round(rates["call"], 1),
        "ratio": round(rates["call"] / rates["floor"], 3),
        "call_p50_ms": round(took[len(took) // 2], 1),
        "call_p99_ms": round(took[int(len(took) * 0.99)], 1),
        "p99_by_median": round(took[int(len(took) * 0.99)] / took[len(took) // 2], 2),
        "wrong": {k: n for many in seen.values() for driven in many for k, n in driven.wrong.items()},
    }


def _request(by: Officer) -> Request:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[STAFF_KEY] = by.staff_id
    session[SEEN_KEY] = timezone.now().isoformat()
    session[WINDOW_KEY] = by.window_id
    session.create()
    cookies = f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    body = urlencode({"csrfmiddlewaretoken": TOKEN})
    return Request("call", "POST", "/desk/calls/next/", {"Cookie": cookies}, body, 302, FORM)
