"""Starting a race: real processes that begin the same moment, and what each of them said."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from tests.cast import Hall
from yichuang.papers.public import Paper, PaperKind
from yichuang.site.ops.places import ROOT

PATIENCE = 120 + int(os.environ.get("YICHUANG_TICKETS", "0")) // 20  # the nightly run takes its time


def race(hall: Hall, who: str, work: str, *arguments: str, hands: int) -> list[Any]:
    """Let so many processes do the same work at the same moment; return what each said."""
    return race_of(hall, [(who, work, *arguments)] * hands)


def race_of(hall: Hall, works: list[tuple[str, ...]]) -> list[Any]:
    """Let these works, each by its own process and person, begin at the same moment."""
    params = connection.get_connection_params()
    address = f"postgresql://{quote(params['user'])}@/{params['dbname']}?host={quote(params['host'])}"
    here = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.races.hands", work, str(hall.staff[who].pk), str(hall.window.pk), *more],
            cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=here,
        )
        for who, work, *more in works
    ]  # fmt: skip
    try:
        return list(_let_go(running))
    finally:
        for process in running:
            process.kill()
            process.communicate()


def _let_go(running: list[subprocess.Popen[str]]) -> Iterator[Any]:
    for process in running:
        assert process.stdout is not None
        if process.stdout.readline() != "ready\n":
            pytest.fail(process.communicate()[1])
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in running:
        out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, err
        yield json.loads(out)


def running_numbers(kind: PaperKind) -> list[int]:
    """Return the running numbers of a kind of paper, as in 青市监受〔2026〕387号."""
    numbers = Paper.objects.filter(kind=kind).exclude(number="").values_list("number", flat=True)
    return sorted(int(re.findall(r"(\d+)号", number)[0]) for number in numbers)
