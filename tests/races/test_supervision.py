"""Several workers look at once, and one is killed while it looks: every card is there, and none twice."""

import subprocess
import sys
import time
from datetime import datetime, timedelta

import pytest

from tests.cases.build import a_case
from tests.cast import Hall, a_hall, a_matter
from tests.elsewhere import surroundings
from tests.races.start import race
from yichuang.cases import public as cases
from yichuang.journal.public import Entry, Event
from yichuang.notices.public import Message
from yichuang.site.ops.places import ROOT
from yichuang.supervision.public import Card, Order, Watched

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CASES, LEVELS = 12, ["red", "reminder", "warning", "yellow"]
PATIENCE = 60


def a_late_hall() -> tuple[Hall, datetime]:
    """Cases that are all under watch and far past every level, nobody having looked at them yet."""
    hall = a_hall()
    for number in range(CASES):
        a_case(hall, sheet=a_matter(hall, f"late-{number}"))
    due = cases.Clock.objects.latest("promised_due_at").promised_due_at
    assert due is not None
    late = due + timedelta(days=20)
    cases.sweep_lights(late)
    assert Watched.objects.filter(look_at__isnull=False).count() == 2 * CASES
    return hall, late


def each_once() -> None:
    """Every case has every card of its promise, one order, and each was written down and told once."""
    for no in cases.Case.objects.values_list("no", flat=True):
        mine = Card.objects.filter(case_no=no, watch="promise")
        assert sorted(mine.values_list("level", flat=True)) == LEVELS, no
        assert Order.objects.filter(case_no=no).count() == 1, no
    raised = Entry.objects.filter(event=Event.CARD_RAISED)
    assert raised.count() == Card.objects.count() == raised.values("subject").distinct().count()
    told = Message.objects.filter(kind="card", channel="inbox")
    assert told.count() == told.values("key").distinct().count() > 0


@pytest.mark.rule("R127")
def test_eight_workers_at_once_raise_every_card_once() -> None:
    hall, late = a_late_hall()
    looked = race(hall, "clerk", "sweep_watched", late.isoformat(), hands=8)
    assert sum(looked) >= 2 * CASES
    race(hall, "clerk", "sweep_watched", (late + timedelta(minutes=1)).isoformat(), hands=2)
    each_once()


@pytest.mark.rule("R127")
def test_a_worker_that_is_killed_while_it_looks_is_made_good_by_the_next() -> None:
    hall, late = a_late_hall()
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.races.sweeper", late.isoformat()], cwd=ROOT, env=surroundings()
    )
    until = time.monotonic() + PATIENCE
    while Card.objects.count() == 0 and time.monotonic() < until:
        time.sleep(0.005)
    worker.kill()
    worker.wait()
    done = Card.objects.count()
    assert done > 0, "the worker raised nothing within a minute"
    assert Watched.objects.filter(look_at__lte=late).exists(), "it was killed too late to show anything"
    race(hall, "clerk", "sweep_watched", (late + timedelta(minutes=1)).isoformat(), hands=1)
    assert Card.objects.count() > done
    each_once()
