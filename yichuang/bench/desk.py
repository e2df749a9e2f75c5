"""`bench desk`: the lists that staff work from, as pages, through the real server, signed in."""

import http.client
import itertools
import re
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from yichuang.approvals.public import Task
from yichuang.cases.public import Case, State
from yichuang.demo.town import PASSWORD
from yichuang.people.public import Staff
from yichuang.site.ops.places import Places

from .inside import Plan
from .server import HOST, Driven, Request, drive, web

CLERK, REVIEWER, MANAGER, AUDITOR = "0305", "1101", "0102", "0903"
CLIENTS = 2  # a page's own time is wanted, not how long it waits for a core
SAMPLES = 40
SURNAME_PARTS = ("志国", "建文", "雨桐", "食品", "文化传播", "青禾市", "王伟", "海波")
MATTERS = ("食品", "特种设备", "道路", "演出", "养老")


def run(plan: Plan, where: Places) -> dict[str, Any]:
    """Return p50 and p95 in milliseconds of each page, from the better of several rounds.

    Says `ready` on standard output, and begins a round at each line that it is sent, until there are no
    more: so two halls of different sizes are measured in turn on the same minutes of the same machine.
    """
    with web(where) as port:
        clerk, reviewer = signed_in(port, CLERK), signed_in(port, REVIEWER)
        cookies = {"clerk": clerk, "reviewer": reviewer}
        cookies |= {"manager": signed_in(port, MANAGER), "auditor": signed_in(port, AUDITOR)}
        pages = {**clerks_pages(), **reviewers_pages(port, reviewer), **others_pages()}
        who = {label: cookies[label.partition(" ")[0]] for label in pages}
        _round(port, pages, who, seconds=min(plan.seconds, 4))  # caches warm, as on any working day
        rounds = []
        print("ready", flush=True)
        for _go in sys.stdin:
            rounds.append(_round(port, pages, who, seconds=plan.seconds))
            print("ready", flush=True)
    best = {label: min(rounds, key=lambda one: one.quantile(label, 0.95)) for label in ["floor", *pages]}
    return {
        "cases": plan.cases,
        "pages": {
            label: {
                "p50_ms": round(seen.quantile(label, 0.5), 1),
                "p95_ms": round(seen.quantile(label, 0.95), 1),
                "n": len(seen.took[label]),
            }
            for label, seen in best.items()
        },
        "wrong": {status: n for one in rounds for status, n in one.wrong.items()},
    }


def _round(port: int, pages: dict[str, list[str]], cookies: dict[str, str], *, seconds: float) -> Driven:
    """Ask for every page in turn, each client starting elsewhere, until the time is over."""
    label_paths = {label: itertools.cycle(paths) for label, paths in pages.items()}
    share = []
    for _ in range(max(int(seconds * 25), SAMPLES)):
        share.append(Request("floor", "GET", "/healthz", {}))
        share += [
            Request(at, "GET", next(paths), {"Cookie": cookies[at]}) for at, paths in label_paths.items()
        ]
    half = len(share) // 2
    seconds_for_all = max(seconds, 1) * 3
    return drive(port, [share, share[half:] + share[:half]][:CLIENTS], seconds=seconds_for_all)


def clerks_pages() -> dict[str, list[str]]:
    """Return the clerk's pages, each with the paths that are asked for in turn."""
    ledger = "/desk/ledger/?q="
    return {
        "clerk ledger": ["/desk/ledger/"],
        "clerk ledger by number": [ledger + no for no in _numbers()],
        "clerk ledger by part of a number": [ledger + no[:8] for no in _numbers()],
        "clerk ledger by name": [ledger + quote(name) for name in _names()],
        "clerk ledger by part of a name": [ledger + quote(part) for part in SURNAME_PARTS],
        "clerk ledger by matter": [ledger + quote(word) for word in MATTERS],
        "clerk ledger by state": [f"/desk/ledger/?q=&state={state.value}" for state in State],
        "clerk ledger by state and name": [
            f"{ledger}{quote(part)}&state={state.value}" for part in SURNAME_PARTS for state in State
        ],
        "clerk ledger of her own": ["/desk/ledger/?mine=1"],
        "clerk window": ["/desk/window/"],
        "clerk case": [f"/desk/cases/{no}/" for no in _of_her_centre(_numbers())],
        "clerk joint": ["/desk/joint/"],
        "clerk returned": ["/desk/returned/"],
        "clerk collect": ["/desk/collect/"],
        "clerk collect by name": [f"/desk/collect/?q={quote(part)}" for part in SURNAME_PARTS],
    }


def reviewers_pages(port: int, cookies: str) -> dict[str, list[str]]:
    """Return the reviewer's pages. The second page's address is read off the first."""
    tasks = "/desk/tasks/?q="
    open_now = Task.objects.filter(state="open", role="reviewer", department__letter="青市监")
    mine = list(open_now.select_related("case").order_by("id")[:SAMPLES])
    return {
        "reviewer tasks": ["/desk/tasks/"],
        "reviewer tasks by number": [tasks + task.case.no for task in mine] or [tasks],
        "reviewer tasks by today's number": [f"{tasks}{number}" for number in range(1, 9)],
        "reviewer tasks by name": [tasks + quote(task.case.applicant_name) for task in mine] or [tasks],
        "reviewer tasks by part of a name": [tasks + quote(part) for part in SURNAME_PARTS],
        "reviewer tasks by matter": [tasks + quote(word) for word in MATTERS],
        "reviewer tasks due today": ["/desk/tasks/?view=today"],
        "reviewer tasks, page 2": [_second_page(port, cookies)],
        "reviewer ledger": ["/desk/ledger/"],
        "reviewer ledger by part of a name": [f"/desk/ledger/?q={quote(part)}" for part in SURNAME_PARTS],
    }


def others_pages() -> dict[str, list[str]]:
    """Return the lists of those who look on."""
    return {
        "manager ledger": ["/desk/ledger/"],
        "manager overdue": ["/desk/overdue/"],
        "manager archive": ["/desk/archive/"],
        "auditor seals": ["/desk/seals/"],
    }


def _numbers() -> list[str]:
    """Return case numbers spread over the whole history."""
    newest = Case.objects.order_by("-id").values_list("id", flat=True).first() or 0
    spread = [newest * place // SAMPLES for place in range(1, SAMPLES + 1)]
    return list(Case.objects.filter(id__in=spread).values_list("no", flat=True))


def _of_her_centre(numbers: list[str]) -> list[str]:
    """Return those of the clerk's own centre: others are not hers to open."""
    clerk = Staff.objects.get(staff_no=CLERK)
    return list(Case.objects.filter(no__in=numbers, centre=clerk.centre_id).values_list("no", flat=True))


def _names() -> list[str]:
    return list(Case.objects.filter(no__in=_numbers()).values_list("applicant_name", flat=True))


def _second_page(port: int, cookies: str) -> str:
    first = _get(port, "/desk/tasks/", cookies)
    found = re.search(r'href="(\?[^"]*after=[^"]+)"', first)
    return "/desk/tasks/" + found[1].replace("&amp;", "&") if found else "/desk/tasks/"


def _get(port: int, path: str, cookies: str) -> str:
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    connection.request("GET", path, headers={"Cookie": cookies})
    return connection.getresponse().read().decode()


def signed_in(port: int, staff_no: str) -> str:
    """Sign in as a person of the demonstration, at her first window if she has one; return the cookies."""
    cookies: dict[str, str] = {}

    def send(method: str, path: str, **form: str) -> str:
        connection = http.client.HTTPConnection(HOST, port, timeout=60)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            form["csrfmiddlewaretoken"] = cookies["yc_csrf"]
        connection.request(method, path, urlencode(form) if form else None, headers)
        answer = connection.getresponse()
        cookies.update(_cookies(answer))
        return answer.read().decode()

    send("GET", "/sign-in/")
    send("POST", "/sign-in/", staff_no=staff_no, password=PASSWORD)
    seat = re.search(r'name="window"[^>]*value="(\d+)"', send("GET", "/desk/seat/"))
    if seat:
        send("POST", "/desk/seat/", window=seat[1], next="/desk/")
    if "yc_session" not in cookies:
        raise RuntimeError(f"{staff_no} could not sign in")
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def _cookies(answer: http.client.HTTPResponse) -> Iterator[tuple[str, str]]:
    for name, value in answer.getheaders():
        if name.lower() == "set-cookie":
            key, _, rest = value.partition("=")
            yield key, rest.partition(";")[0]
