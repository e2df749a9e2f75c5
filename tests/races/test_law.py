"""What the law knows beside the plain course, done by several real processes at once."""

from datetime import date, timedelta

import pytest

from tests.approvals.build import again, at_decision
from tests.cases.build import a_case, a_draft, filled
from tests.cast import NOW, Hall, a_hall, a_person
from tests.races.start import race_of, running_numbers
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import AN_INSTANT, Case, Mark, Procedure, RequestKind, Special, State
from yichuang.journal.public import Entry, Event, breaks
from yichuang.papers.public import PaperKind
from yichuang.people.public import Role
from yichuang.worktime.public import end_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def happened(*events: Event) -> int:
    """How often these were written into the journal, whose chain is whole."""
    assert list(breaks()) == []
    return Entry.objects.filter(event__in=events).count()


def test_eight_who_accept_the_same_draft_accept_it_once() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall)
    told = race_of(hall, [("clerk", "accept", case.no)] * 8)
    assert sorted(told) == ["done", *["refused"] * 7]
    assert happened(Event.CASE_ACCEPTED) == 1
    assert running_numbers(PaperKind.ACCEPTANCE_NOTICE) == [1]
    assert len(approvals.steps_of(case.pk)) == 1


def test_a_case_decided_and_withdrawn_at_once_has_one_end() -> None:
    hall, case, _task = at_decision()
    told = race_of(hall, [("approver", "decide", str(case.pk)), ("clerk", "withdraw", case.no)] * 4)
    assert sorted(told) == ["done", *["refused"] * 7]
    assert happened(Event.CASE_DECIDED, Event.CASE_ENDED) == 1
    decided = again(case).state == State.DECIDED
    assert again(case).state in {State.DECIDED, State.WITHDRAWN}
    assert len(running_numbers(PaperKind.APPROVAL_DOCUMENT)) == decided
    assert len(running_numbers(PaperKind.WITHDRAWAL_NOTICE)) == (not decided)
    assert approvals.open_task_of(case.pk) is None
    assert again(case).clock.stopped_at == NOW


def test_eight_approvers_pass_one_step_once() -> None:
    hall = a_hall()
    case = a_case(hall)
    works = [(who, "pass_on", str(case.pk)) for who in ("reviewer", "second_reviewer")] * 4
    assert sorted(race_of(hall, works)) == ["done", *["refused"] * 7]
    assert [(task.order, task.state) for task in approvals.steps_of(case.pk)] == [(1, "passed"), (2, "open")]
    assert happened(Event.TASK_PASSED) == 1


def a_received(hall: Hall, *, faulty: bool = False) -> tuple[Case, str]:
    """Return a case that lies here beyond its five days, and the instant after them."""
    case = filled(a_draft(hall), hall)
    by = hall.officer("clerk")
    if faulty:
        cases.mark_material(case, 3, Mark.FAULTY, note="缺页", by=by)
    cases.receive(case, by=by, now=NOW)
    assert case.notice_due_at is not None
    return case, (case.notice_due_at + AN_INSTANT).isoformat()


@pytest.mark.rule("R075")
def test_a_case_accepted_by_the_window_and_by_the_clock_at_once_is_accepted_once() -> None:
    hall = a_hall()
    case, late = a_received(hall)
    works = [("clerk", "accept_at", case.no, late), ("clerk", "sweep_waiting", late)] * 4
    told = [one for one in race_of(hall, works) if isinstance(one, str)]
    by_clock = again(case).accepted_by == "clock"
    assert sorted(told) == (["refused"] * 4 if by_clock else ["done", *["refused"] * 3])
    assert happened(Event.CASE_ACCEPTED) == 1
    kinds = PaperKind.DEEMED_ACCEPTANCE_NOTICE, PaperKind.ACCEPTANCE_NOTICE
    assert [len(running_numbers(kind)) for kind in kinds] == [by_clock, not by_clock]
    assert case.violations.count() == by_clock
    assert len(approvals.steps_of(case.pk)) == 1


def test_a_supplement_asked_while_the_clock_accepts_leaves_one_of_both() -> None:
    hall = a_hall()
    case, late = a_received(hall, faulty=True)
    works = [("clerk", "supplement_at", case.no, late), ("clerk", "sweep_waiting", late)] * 4
    told = [one for one in race_of(hall, works) if isinstance(one, str)]
    by_clock = again(case).state == State.ACCEPTED
    assert again(case).state in {State.ACCEPTED, State.SUPPLEMENTING}
    assert sorted(told) == (["refused"] * 4 if by_clock else ["done", *["refused"] * 3])
    assert happened(Event.CASE_ACCEPTED, Event.CASE_SUPPLEMENT_ASKED) == 1
    assert case.supplements.count() == (not by_clock)
    assert len(running_numbers(PaperKind.SUPPLEMENT_NOTICE)) == (not by_clock)


def test_a_pause_that_ends_while_the_case_is_decided_ends_once_at_most() -> None:
    hall, case, _task = at_decision()
    special = Special(Procedure.TESTING, date(2026, 9, 22), "送检验所检测样品")
    cases.pause(again(case), special, by=hall.officer("reviewer"), now=NOW)
    late = (end_of(special.until) + timedelta(seconds=1)).isoformat()
    works = [("approver", "decide_at", str(case.pk), late), ("clerk", "sweep", late)] * 4
    told = [one for one in race_of(hall, works) if isinstance(one, str)]
    assert told.count("done") == happened(Event.CASE_DECIDED) <= 1
    resumed = happened(Event.CASE_RESUMED)
    assert resumed <= 1
    assert resumed + told.count("done") >= 1
    assert len(running_numbers(PaperKind.APPROVAL_DOCUMENT)) == told.count("done")
    after = again(case)
    assert (after.state == State.DECIDED) == (after.clock.stopped_at is not None) == ("done" in told)
    assert after.clock.paused_until is None
    assert after.clock_entries.count() == 1 + resumed


@pytest.mark.rule("R128")
def test_one_request_answered_by_eight_is_answered_once() -> None:
    hall = a_hall()
    a_case_of_it = again(a_case(hall))
    by = hall.officer("reviewer")
    request = cases.ask(a_case_of_it, RequestKind.EXTENSION, "案情复杂", days=5, by=by, now=NOW)
    hall.staff["second_leader"] = a_person(hall, "qin98", "second_leader", Role.LEADER, hall.department)
    works = [
        ("leader", "answer", str(request.pk), "grant"),
        ("second_leader", "answer", str(request.pk), "refuse"),
    ] * 4
    assert sorted(race_of(hall, works)) == ["done", *["refused"] * 7]
    request.refresh_from_db()
    granted = request.is_granted
    assert happened(Event.REQUEST_ANSWERED) == 1
    assert happened(Event.CASE_EXTENDED) == granted
    assert len(running_numbers(PaperKind.EXTENSION_NOTICE)) == granted
    assert a_case_of_it.clock_entries.count() == granted
