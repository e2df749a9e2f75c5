"""Starting a race: real processes that begin the same moment, and what each of them said."""

import json
import os
import re
import subprocess
import sys
from typing import Any
from urllib.parse import quote

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
    done = subprocess.run(
        [sys.executable, "-m", "tests.races.hands"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        input=json.dumps([[work, hall.staff[who].pk, hall.window.pk, *more] for who, work, *more in works]),
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    said: list[Any] = json.loads(done.stdout)
    return said


def running_numbers(kind: PaperKind) -> list[int]:
    """Return the running numbers of a kind of paper, as in 青市监受〔2026〕387号."""
    numbers = Paper.objects.filter(kind=kind).exclude(number="").values_list("number", flat=True)
    return sorted(int(re.findall(r"(\d+)号", number)[0]) for number in numbers)
