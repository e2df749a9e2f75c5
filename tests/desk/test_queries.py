"""Each page of the workbench costs a few queries, and as many with a hundred rows as with two."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cases.build import a_case, a_draft, filled
from tests.cast import NOW, PASSWORD, Hall, a_hall, a_matter
from yichuang.cases.public import Case, State
from yichuang.catalogue.public import intake_sheet
from yichuang.kit.actor import CITIZEN
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Channel, Turn, Visit

pytestmark = pytest.mark.django_db

MOST = 12
CLERKS = (
    "/desk/window/",
    "/desk/window/?q=食品",
    "/desk/collect/",
    "/desk/collect/?q=张三",
    "/desk/ledger/",
    "/desk/ledger/?mine=1",
    "/desk/ledger/?state=accepted",
    "/desk/ledger/?q=1",
    "/desk/ledger/?q=20260914",
    "/desk/ledger/?q=张三",
    "/desk/ledger/?q=食品",
)
REVIEWERS = (
    "/desk/tasks/",
    "/desk/tasks/?view=today",
    "/desk/tasks/?q=1",
    "/desk/tasks/?q=20260914",
    "/desk/tasks/?q=张三",
    "/desk/tasks/?q=食品",
    "/desk/tasks/done/",
    "/desk/ledger/?q=食品",
)


def signed_in(hall: Hall, who: str) -> Client:
    """Return someone's browser after the real sign-in."""
    client = Client()
    answer = client.post("/sign-in/", {"staff_no": hall.staff[who].staff_no, "password": PASSWORD})
    assert answer.status_code == 302
    if who == "clerk":
        client.post("/desk/seat/", {"window": hall.window.pk, "next": "/desk/"})
    return client


def queries(client: Client, path: str) -> int:
    """Return how many queries a page costs; the first request of a session warms what is remembered."""
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    assert answer.status_code == 200
    return len(seen)


@pytest.fixture
def hall() -> Hall:
    hall = a_hall()
    sheet = a_matter(hall)
    a_case(hall, sheet=sheet)
    a_case(hall, at=State.DECIDED, sheet=sheet)
    clerk = hall.officer("clerk")
    queueing.turn(hall.window, Turn.OPEN, by=clerk, now=NOW)
    for _ in range(3):
        queueing.take(Visit(hall.theme), channel=Channel.KIOSK, by=CITIZEN, now=NOW)
    called = queueing.call_next(by=clerk, now=NOW)
    assert called is not None
    queueing.serve(called, by=clerk, now=NOW)
    return hall


@pytest.mark.parametrize(
    ("who", "path"), [("clerk", p) for p in CLERKS] + [("reviewer", p) for p in REVIEWERS]
)
def test_a_page_costs_at_most_twelve_queries_however_many_rows(hall: Hall, who: str, path: str) -> None:
    client = signed_in(hall, who)
    few = queries(client, path)
    sheet = intake_sheet(Case.objects.filter(state=State.ACCEPTED).values_list("guide_id", flat=True)[0])
    filled(a_draft(hall, sheet), hall)
    for state in (State.ACCEPTED, State.ACCEPTED, State.ACCEPTED, State.DECIDED, State.DECIDED):
        a_case(hall, at=state, sheet=sheet)
    assert queries(client, path) <= MOST
    assert queries(client, path) <= few
