"""`bench verify`: how many lines a minute are proved, beside only reading them; and what sealing costs."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection, transaction

from yichuang.journal.public import GENESIS, Entry, Event, digest, prove, seal
from yichuang.site.ops.places import Places

from . import folder
from .inside import Plan, now
from .rows import escaped, stamp

TABLE = Entry._meta.db_table

LINES_A_CASE = 10  # of an intake with its papers and messages, through to the end
WINDOW = 500  # lines between two sealings: a hall that takes in ten cases a second
CENTRES = 3
OPEN_AT_ONCE = 200  # cases whose lines come mixed
SEED = 278
EVENTS = (
    Event.CASE_DRAFTED,
    Event.CASE_ACCEPTED,
    *[Event.PAPER_ISSUED] * 3,
    Event.MESSAGE_QUEUED,
    Event.TASK_PASSED,
    Event.CASE_DECIDED,
    Event.MATERIAL_RETURNED,
    Event.CASE_CONCLUDED,
)


def run(plan: Plan, where: Places) -> dict[str, Any]:
    """Write a journal of ten lines a case, sealed as it grows; then read it, and prove it."""
    written = _fill(plan, where)
    rounds = []
    for _ in range(3):
        read, proved = _read(), _prove()
        rounds.append((read, proved))
    read, proved = min(rounds, key=lambda pair: pair[1])
    lines = written["lines"]
    return {
        **written,
        "read_only_s": round(read, 2),
        "verify_s": round(proved, 2),
        "lines_a_minute": round(lines / proved * 60),
        "ratio_to_reading": round(proved / read, 2),
    }


def _fill(plan: Plan, where: Places) -> dict[str, Any]:
    """Write and seal the lines, once for a folder."""
    known = folder.kept(where)
    if "journal" in known:
        return dict(known["journal"])
    sealing: list[float] = []
    seal(now=now())
    total, started = 0, perf_counter()
    for lines in _windows(plan.cases):
        _write(lines)
        began = perf_counter()
        seal(now=now())
        sealing.append(perf_counter() - began)
        total += len(lines)
        if len(sealing) % 100 == 0:
            sys.stderr.write(f"\r{total:,}   ")
            sys.stderr.flush()
    tenth = max(len(sealing) // 10, 1)
    made = {
        "lines": total,
        "sealings": len(sealing),
        "lines_a_sealing": WINDOW,
        "seal_ms_first_tenth": round(median(sealing[:tenth]) * 1000, 1),
        "seal_ms_last_tenth": round(median(sealing[-tenth:]) * 1000, 1),
        "filled_s": round(perf_counter() - started, 1),
    }
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM ANALYZE {TABLE}")
    folder.keep(where, known | {"journal": made})
    sys.stderr.write("\n")
    return made


def _windows(cases: int) -> Iterator[list[str]]:
    """Yield the lines between two sealings, as COPY text: many cases going on at once."""
    pick, following = Random(SEED), 1
    going: dict[int, tuple[int, str]] = {}
    at = now() - timedelta(days=1)
    lines: list[str] = []
    while following <= cases or going:
        while following <= cases and len(going) < OPEN_AT_ONCE:
            going[following] = (0, GENESIS)
            following += 1
        case = pick.choice(list(going))
        step, previous = going[case]
        text, mark = _line(case, step, previous, at)
        lines.append(text)
        if step + 1 == LINES_A_CASE:
            del going[case]
        else:
            going[case] = (step + 1, mark)
        if len(lines) == WINDOW:
            yield lines
            lines, at = [], at + timedelta(seconds=5)
    if lines:
        yield lines


def _line(case: int, step: int, previous: str, at: datetime) -> tuple[str, str]:
    subject, event = f"case:B{case:011d}", EVENTS[step]
    data: dict[str, object] = {
        "kind": "acceptance_notice",
        "number": f"青市监受〔2026〕{case}号",
        "code": f"BENCH{step}{case:07d}",
    }
    mark = digest(previous, subject, event, "0305", at, data)
    told = escaped(json.dumps(data, ensure_ascii=False))
    centre = case % CENTRES + 1
    row = f"{subject}\t{event.value}\t0305\t张敏\t{stamp(at)}\t{told}\t{previous}\t{mark}\t{centre}\n"
    return row, mark


@transaction.atomic
def _write(lines: list[str]) -> None:
    columns = "subject, event, by, by_name, at, data, previous, digest, centre"
    with connection.cursor() as cursor, cursor.copy(f"COPY {TABLE} ({columns}) FROM STDIN") as copy:
        copy.write("".join(lines))


def _read() -> float:
    """The floor: bring every line here, and do nothing with it."""
    started = perf_counter()
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT * FROM {TABLE} ORDER BY xid, id")
        while cursor.fetchmany(5_000):
            pass
    return perf_counter() - started


def _prove() -> float:
    started = perf_counter()
    found = prove()
    if found.count:
        raise RuntimeError(found.faults[0].sentence)
    return perf_counter() - started
