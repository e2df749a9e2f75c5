"""What it costs to add working days to a date, beside chinesecalendar's own loop in the same run."""

import random
from datetime import date, timedelta
from time import perf_counter

import chinese_calendar

from yichuang.worktime.public import packaged

ADDS, LOOPS = 200_000, 200
FIRST, SPAN_DAYS, MOST_DAYS = date(2010, 1, 1), 5_800, 60
SEED = 201


def run() -> dict[str, object]:
    """Return nanoseconds for one addition by table, by chinesecalendar's loop, and an empty call's."""
    calendar = packaged()
    pick = random.Random(SEED)
    asked = [
        (FIRST + timedelta(days=pick.randrange(SPAN_DAYS)), pick.randrange(1, MOST_DAYS)) for _ in range(1000)
    ]
    rounds = ADDS // len(asked)
    started = perf_counter()
    for _ in range(rounds):
        for start, days in asked:
            calendar.add(start, days)
    table = (perf_counter() - started) / ADDS
    started = perf_counter()
    for _ in range(rounds):
        for start, days in asked:
            _nothing(start, days)
    floor = (perf_counter() - started) / ADDS
    started = perf_counter()
    theirs = [_loop(start, days) for start, days in asked[:LOOPS]]
    loop = (perf_counter() - started) / LOOPS
    agrees = theirs == [calendar.add(start, days).on for start, days in asked[:LOOPS]]
    return {
        "add_ns": round(table * 1e9),
        "empty_call_ns": round(floor * 1e9),
        "chinesecalendar_ns": round(loop * 1e9),
        "times_faster": round(loop / table),
        "agrees": agrees,
    }


def _nothing(_start: date, _days: int) -> None:
    """The floor: what calling any function costs here."""


def _loop(start: date, days: int) -> date:
    """Add working days the way that chinesecalendar allows: asking day by day."""
    on = start
    while days:
        on += timedelta(days=1)
        days -= chinese_calendar.is_workday(on)
    return on
