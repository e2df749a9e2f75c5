"""Starting a race: real processes that begin the same moment, and what each of them said."""

import atexit
import json
import os
import re
import select
import subprocess
import sys
from functools import cache
from typing import Any

import pytest
from django.db import connection

from tests.cast import Hall
from tests.elsewhere import surroundings
from yichuang.papers.public import Paper, PaperKind
from yichuang.site.ops.places import ROOT

PATIENCE = 120 + int(os.environ.get("YICHUANG_TICKETS", "0")) // 20  # the nightly run takes its time


def race(hall: Hall, who: str, work: str, *arguments: str, hands: int) -> list[Any]:
    """Let so many processes do the same work at the same moment; return what each said."""
    return race_of(hall, [(who, work, *arguments)] * hands)


def race_of(hall: Hall, works: list[tuple[str, ...]]) -> list[Any]:
    """Let these works, each by its own process and person, begin at the same moment."""
    told = [[work, hall.staff[who].pk, hall.window.pk, *more] for who, work, *more in works]
    starter = _starter(connection.settings_dict["NAME"])
    assert starter.stdin is not None
    assert starter.stdout is not None
    starter.stdin.write(json.dumps(told) + "\n")
    starter.stdin.flush()
    is_there, _, _ = select.select([starter.stdout], [], [], PATIENCE)
    if not is_there:
        starter.kill()
        _starter.cache_clear()
        pytest.fail(f"the race was not over after {PATIENCE} s")
    answer = json.loads(starter.stdout.readline())
    assert "failed" not in answer, answer["failed"]
    said: list[Any] = answer["said"]
    return said


@cache
def _starter(_database: str) -> "subprocess.Popen[str]":
    """Return the process from which the races on a database are forked; it has the product loaded."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.races.hands"],
        cwd=ROOT,
        env=surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.communicate)  # its input ends, and so does it
    return process


def running_numbers(kind: PaperKind) -> list[int]:
    """Return the running numbers of a kind of paper, as in 青市监受〔2026〕387号."""
    numbers = Paper.objects.filter(kind=kind).exclude(number="").values_list("number", flat=True)
    return sorted(int(re.findall(r"(\d+)号", number)[0]) for number in numbers)
