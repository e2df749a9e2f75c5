"""Several real processes on the real database at once."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from tests.approvals.build import GROUNDS, at_decision
from tests.cases.build import a_case, a_draft, filled
from tests.cast import NOW, Hall, a_hall, a_matter, a_person
from tests.fees.build import a_bill, opened_online
from yichuang.approvals import public as approvals
from yichuang.cases.public import Case, State
from yichuang.fees import public as fees
from yichuang.handovers import public as handovers
from yichuang.journal.public import Entry, Event, breaks
from yichuang.kit.actor import CITIZEN
from yichuang.papers.public import Paper, PaperKind
from yichuang.people.public import Applicant, Role
from yichuang.site.ops.places import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PATIENCE = 120


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


@pytest.mark.rule("R074")
def test_eight_windows_take_in_at_once_and_every_number_is_given_once() -> None:
    hall = a_hall()
    sheet = a_matter(hall)
    made = race(hall, "clerk", "take_in", str(sheet.guide_id), "50", hands=8)
    numbers = [no for some in made for no in some]
    assert len(numbers) == len(set(numbers)) == Case.objects.count() == 400
    assert running_numbers(PaperKind.ACCEPTANCE_NOTICE) == list(range(1, 401))
    assert Applicant.objects.count() == 50
    assert list(breaks()) == []
    assert {case.pk for case in Case.objects.all()} == {
        task.case_id for task in approvals.Task.objects.filter(order=1)
    }


def test_one_request_sent_by_four_at_once_makes_one_case() -> None:
    hall = a_hall()
    sheet = a_matter(hall)
    told = race(hall, "clerk", "take_in_once", str(sheet.guide_id), "same-key", hands=4)
    assert set(told) == {Case.objects.get().no}
    assert running_numbers(PaperKind.ACCEPTANCE_NOTICE) == [1]


@pytest.mark.rule("R074")
def test_two_who_accept_the_same_draft_accept_it_once() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall)
    assert sorted(race(hall, "clerk", "accept", case.no, hands=3)) == ["done", "refused", "refused"]
    assert Entry.objects.filter(event=Event.CASE_ACCEPTED).count() == 1
    assert running_numbers(PaperKind.ACCEPTANCE_NOTICE) == [1]
    assert len(approvals.steps_of(case.pk)) == 1
    assert list(breaks()) == []


def test_two_who_pass_the_same_step_pass_it_once() -> None:
    hall = a_hall()
    case = a_case(hall)
    assert sorted(race(hall, "reviewer", "pass_on", str(case.pk), hands=3)) == ["done", "refused", "refused"]
    assert [(t.order, t.state) for t in approvals.steps_of(case.pk)] == [(1, "passed"), (2, "open")]
    case.refresh_from_db()
    assert case.state == State.ACCEPTED
    assert list(breaks()) == []


def test_two_sweeps_at_once_change_each_light_once() -> None:
    hall = a_hall()
    sheet = a_matter(hall)
    made = [a_case(hall, sheet=sheet) for _ in range(12)]
    late = max(case.clock.look_at for case in made) + timedelta(seconds=1)  # type: ignore[type-var, operator]
    race(hall, "clerk", "sweep", late.isoformat(), hands=3)
    changes = Entry.objects.filter(event=Event.CASE_LIGHT_CHANGED)
    assert sorted(changes.values_list("subject", flat=True)) == sorted(case.subject for case in made)
    assert {case.clock.light for case in Case.objects.select_related("clock")} == {"yellow"}
    assert list(breaks()) == []


@pytest.mark.rule("R141")
def test_eight_callbacks_of_one_payment_make_one_receipt() -> None:
    hall = a_hall()
    opened_online(hall)
    payment = fees.order_online(a_bill(hall), by=CITIZEN, now=NOW)
    fees.settle_order(payment.pay_url.rstrip("/").rsplit("/", 1)[1], fees.Said.PAID)
    told = race(hall, "clerk", "call_back", payment.order_no, hands=8)
    assert told == ["done"] * 8  # each is answered, so that the provider stops sending
    assert Entry.objects.filter(event=Event.PAYMENT_PAID).count() == 1
    assert Paper.objects.filter(kind=PaperKind.FEE_RECEIPT).count() == 1
    assert fees.Payment.objects.get().state == fees.PaymentState.PAID


@pytest.mark.rule("R085")
def test_eight_signatures_under_one_hand_over_leave_one() -> None:
    hall = a_hall()
    handover = handovers.last_of(a_case(hall).pk)
    assert handover is not None
    told = race(hall, "clerk", "sign_handover", str(handover.pk), hands=8)
    assert sorted(told) == ["done", *["refused"] * 7]
    assert Entry.objects.filter(event=Event.HANDOVER_HANDED).count() == 1


@pytest.mark.rule("R146")
def test_a_denial_that_is_confirmed_and_taken_back_at_once_has_one_end() -> None:
    hall, case, task = at_decision()
    approvals.register_denial(task, GROUNDS, by=hall.officer("approver"), now=NOW)
    works = [
        ("leader", "settle", str(case.pk), "confirm"),
        ("approver", "settle", str(case.pk), "withdraw"),
    ] * 2
    told = race_of(hall, works)
    assert sorted(told) == ["done", "refused", "refused", "refused"]
    case.refresh_from_db()
    task.refresh_from_db()
    ends = [(State.DECIDED, "denied"), (State.ACCEPTED, "open")]
    assert (State(case.state), str(task.state)) in ends
    settled = Entry.objects.filter(event__in=[Event.DENIAL_CONFIRMED, Event.DENIAL_WITHDRAWN])
    assert settled.count() == 1
    assert len(running_numbers(PaperKind.DENIAL_DECISION)) == (case.state == State.DECIDED)
    assert list(breaks()) == []


def test_two_approvers_at_the_last_step_decide_once() -> None:
    hall, case, _task = at_decision()
    hall.staff["second_approver"] = a_person(hall, "qin99", "second_approver", Role.APPROVER, hall.department)
    works = [("approver", "decide", str(case.pk)), ("second_approver", "decide", str(case.pk))] * 2
    assert sorted(race_of(hall, works)) == ["done", "refused", "refused", "refused"]
    assert running_numbers(PaperKind.APPROVAL_DOCUMENT) == [1]
    assert Entry.objects.filter(event=Event.CASE_DECIDED).count() == 1
    assert list(breaks()) == []
