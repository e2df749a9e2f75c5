"""Random legal histories through the services, compared with a model after every step.

The model knows states, days and papers, and nothing of the code under test: it counts with
`tests/cases/reference.py`. 100 histories in `bin/test`; YICHUANG_HISTORIES=2000 for the nightly run.
"""

import os
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.cases.build import filled, hand_over
from tests.cases.reference import Model, Stop
from tests.cast import NOW, Hall, a_hall, a_matter
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import OPEN_STATES, Case, Mark, Procedure, Refusal, RequestKind, Special, State
from yichuang.catalogue.public import IntakeSheet
from yichuang.papers import public as papers
from yichuang.people import public as people
from yichuang.people.public import Role
from yichuang.worktime.public import packaged

HISTORIES = int(os.environ.get("YICHUANG_HISTORIES", "100"))
STEPS = 32
HERE = NOW.tzinfo
IS_WORKING = packaged().is_working
PROMISED, STATUTORY = 10, 20
SELDOM = st.integers(0, 5)  # what ends a case is done one time in six, so that cases live long


def last_of(start: date, days: int) -> date:
    return Model(start, days, True, IS_WORKING).end()


@dataclass
class Told:
    """What the model holds of one case."""

    case: Case
    state: State = State.DRAFT
    received_on: date | None = None
    notice_due: date | None = None
    reply_due: date | None = None
    supplements: int = 0
    permitted: bool = False
    asked: bool = False
    limits: tuple[Model, Model] | None = None
    paused_until: date | None = None
    extended: bool = False
    missing: set[int] = field(default_factory=set)
    papers: Counter[str] = field(default_factory=Counter)
    violations: int = 0

    def start(self, on: date) -> None:
        self.state = State.ACCEPTED
        self.notice_due = self.reply_due = None
        self.limits = (Model(on, PROMISED, True, IS_WORKING), Model(on, STATUTORY, True, IS_WORKING))

    @property
    def is_running(self) -> bool:
        return self.state is State.ACCEPTED

    def dates(self) -> tuple[date | None, date | None]:
        if self.limits is None:
            return None, None
        promised, statutory = (limit.end() for limit in self.limits)
        return min(promised, statutory), statutory


class Histories(RuleBasedStateMachine):
    """One hall, one case at a time, and a clock that only goes forward."""

    hall: Hall
    sheet: IntakeSheet

    @initialize()
    def open_the_hall(self) -> None:
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        self.now = NOW
        self.begin()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rollback.__exit__(None, None, None)

    @property
    def today(self) -> date:
        return self.now.astimezone(HERE).date()

    @property
    def clerk(self) -> people.Officer:
        return self.hall.officer("clerk")

    def begin(self) -> None:
        case = cases.draft(self.sheet, by=self.clerk, now=self.now)
        self.told = Told(filled(case, self.hall))

    def fresh(self) -> Case:
        found = cases.case_by_no(self.told.case.no)
        assert found is not None
        return found

    def is_at(self, *states: State) -> bool:
        return self.told.state in states

    def may_supplement(self) -> bool:
        told = self.told
        first_or_permitted = told.supplements == 0 or told.permitted
        return self.is_at(State.DRAFT, State.RECEIVED) and bool(told.missing) and first_or_permitted

    # -- the window ------------------------------------------------------------------------------

    @precondition(lambda self: self.told.state not in OPEN_STATES)
    @rule()
    def the_next_applicant(self) -> None:
        self.begin()

    @precondition(lambda self: self.is_at(State.DRAFT, State.RECEIVED, State.SUPPLEMENTING))
    @rule(order=st.integers(1, 3), there=st.booleans())
    def check_a_line(self, order: int, there: bool) -> None:
        mark = Mark.RECEIVED if there else Mark.MISSING
        cases.mark_material(self.fresh(), order, mark, by=self.clerk)
        (self.told.missing.discard if there else self.told.missing.add)(order)

    @precondition(lambda self: self.is_at(State.DRAFT))
    @rule()
    def receive(self) -> None:
        cases.receive(self.fresh(), by=self.clerk, now=self.now)
        self.waits()

    def waits(self) -> None:
        told = self.told
        told.state, told.reply_due = State.RECEIVED, None
        told.received_on, told.notice_due = self.today, last_of(self.today, 5)
        told.papers["receipt_of_materials"] += 1

    @precondition(
        lambda self: self.is_at(State.DRAFT, State.RECEIVED, State.SUPPLEMENTING) and not self.told.missing
    )
    @rule()
    def accept(self) -> None:
        cases.accept(self.fresh(), by=self.clerk, now=self.now)
        self.told.start(self.today)
        self.told.papers.update(["acceptance_notice", "receipt_of_materials", "routing_sheet"])

    @precondition(
        lambda self: (
            self.is_at(State.DRAFT, State.RECEIVED)
            and self.told.missing
            and (self.told.supplements == 0 or self.told.permitted)
        )
    )
    @rule()
    def supplement(self) -> None:
        told = self.told
        cases.supplement(self.fresh(), by=self.clerk, now=self.now)
        told.violations += told.supplements > 0
        told.supplements, told.permitted, told.asked = told.supplements + 1, False, False
        told.state, told.notice_due, told.reply_due = State.SUPPLEMENTING, None, last_of(self.today, 10)
        told.papers["supplement_notice"] += 1

    @precondition(lambda self: self.is_at(State.SUPPLEMENTING))
    @rule()
    def resubmit(self) -> None:
        case = self.fresh()
        cases.resubmit(case, by=self.clerk, now=self.now)
        self.waits()
        for order in self.told.missing:
            cases.mark_material(case, order, Mark.RECEIVED, by=self.clerk)
        self.told.missing.clear()

    @precondition(
        lambda self: self.is_at(State.RECEIVED) and self.told.supplements and not self.told.permitted
    )
    @rule(grant=st.booleans())
    def ask_to_ask_again(self, grant: bool) -> None:
        request = cases.ask(
            self.fresh(), RequestKind.SECOND_SUPPLEMENT, "前次没有看出", by=self.clerk, now=self.now
        )
        cases.answer(request, grant=grant, words="看过了", by=self.hall.officer("second_clerk"), now=self.now)
        self.told.permitted = grant

    @precondition(lambda self: self.is_at(State.DRAFT, State.RECEIVED))
    @rule(required=st.booleans(), sure=SELDOM)
    def turn_away(self, required: bool, sure: int) -> None:
        if sure:
            return
        end = cases.refuse if required else cases.not_require
        end(self.fresh(), Refusal("不属本单位职权"), by=self.clerk, now=self.now)
        self.told.state = State.REFUSED if required else State.NOT_REQUIRED
        self.told.papers["non_acceptance_decision" if required else "not_required_notice"] += 1

    @precondition(lambda self: self.is_at(State.RECEIVED, State.SUPPLEMENTING, State.ACCEPTED))
    @rule(sure=SELDOM)
    def withdraw(self, sure: int) -> None:
        if sure:
            return
        cases.withdraw(self.fresh(), "不办了", by=self.clerk, now=self.now)
        self.told.state = State.WITHDRAWN
        self.told.papers["withdrawal_notice"] += 1

    @precondition(lambda self: self.is_at(State.DRAFT))
    @rule()
    def accept_what_is_complete(self) -> None:
        for order in tuple(self.told.missing):
            self.check_a_line(order, there=True)
        self.accept()

    # -- the office ------------------------------------------------------------------------------

    def may_still(self) -> bool:
        return self.is_at(State.ACCEPTED) and self.today <= (self.told.dates()[1] or date.min)

    @precondition(lambda self: self.may_still() and self.told.paused_until is None)
    @rule(days=st.integers(1, 25))
    def pause(self, days: int) -> None:
        until = self.today + timedelta(days=days)
        special = Special(Procedure.TESTING, until, "检测样品")
        cases.pause(self.fresh(), special, by=self.hall.officer("reviewer"), now=self.now)
        for limit in self.told.limits or ():
            limit.stops.append(Stop(self.today, until))
        self.told.paused_until = until
        self.told.papers["special_procedure_notice"] += 1

    @precondition(lambda self: self.is_at(State.ACCEPTED) and self.told.paused_until is not None)
    @rule()
    def resume(self) -> None:
        cases.resume(self.fresh(), by=self.hall.officer("reviewer"), now=self.now)
        for limit in self.told.limits or ():
            limit.stops[-1].last = self.today
        self.told.paused_until = None

    @precondition(lambda self: self.may_still() and not self.told.extended)
    @rule(days=st.integers(1, 10))
    def extend(self, days: int) -> None:
        by = self.hall.officer("reviewer")
        request = cases.ask(self.fresh(), RequestKind.EXTENSION, "案情复杂", days=days, by=by, now=self.now)
        cases.answer(request, grant=True, words="同意", by=self.hall.officer("stranger"), now=self.now)
        for limit in self.told.limits or ():
            limit.extended_on, limit.extra = self.today, days
        self.told.extended = True
        self.told.papers["extension_notice"] += 1

    @precondition(lambda self: self.is_at(State.ACCEPTED))
    @rule(sure=SELDOM)
    def pass_a_step(self, sure: int) -> None:
        if sure:
            return
        task = approvals.open_task_of(self.told.case.pk)
        assert task is not None
        who = "approver" if task.role == "approver" else "reviewer"
        approvals.pass_on(
            task, "符合条件。", examined=approvals.FINE, by=self.hall.officer(who), now=self.now
        )
        if who == "approver":
            self.told.state, self.told.paused_until = State.DECIDED, None
            self.told.papers.update(["approval_document", "licence"])

    @precondition(lambda self: self.is_at(State.DECIDED))
    @rule()
    def hand_out(self) -> None:
        hand_over(self.fresh(), self.hall, now=self.now)
        self.told.state = State.CONCLUDED
        self.told.papers["delivery_receipt"] += 1

    # -- time ------------------------------------------------------------------------------------

    @precondition(lambda self: self.told.state in OPEN_STATES)
    @rule(days=st.integers(0, 9), hours=st.integers(0, 23))
    def time_passes(self, days: int, hours: int) -> None:
        self.now += timedelta(days=days, hours=hours)
        self.sweep()

    @precondition(lambda self: any(day > self.today for day in self.edges()))
    @rule(past=st.integers(-1, 1))
    def time_comes_to_an_edge(self, past: int) -> None:
        day = min(day for day in self.edges() if day > self.today) + timedelta(days=past)
        if day > self.today:
            self.now = datetime.combine(day, time(9, 30), HERE)
            self.sweep()

    def edges(self) -> list[date]:
        """The days on which something ends."""
        told = self.told
        if not told.is_running:
            return [day for day in (told.notice_due, told.reply_due) if day]
        return [day for day in (*told.dates(), told.paused_until) if day]

    def sweep(self) -> None:
        cases.sweep_lights(self.now)
        cases.sweep_waiting(self.now)
        told = self.told
        if self.is_at(State.RECEIVED) and told.notice_due and self.today > told.notice_due:
            assert told.received_on is not None
            told.start(told.received_on)
            told.violations += 1
            told.papers["deemed_acceptance_notice"] += 1
        elif self.is_at(State.SUPPLEMENTING) and told.reply_due and self.today > told.reply_due:
            told.state = State.RETURNED
            told.papers["return_notice"] += 1
        elif self.is_at(State.ACCEPTED) and told.paused_until and self.today > told.paused_until:
            told.paused_until = None

    # -- what has to hold ------------------------------------------------------------------------

    @invariant()
    def it_is_as_told(self) -> None:
        case, told = self.fresh(), self.told
        assert State(case.state) is told.state
        issued = Counter(paper.kind for paper in papers.of_case(case.no))
        assert issued == told.papers
        clock = case.clock_if_any
        found = (clock.promised_due_on, clock.statutory_due_on) if clock else (None, None)
        assert found == told.dates()
        if told.is_running:
            assert clock is not None
            assert clock.paused_until == told.paused_until
            assert (clock.light == "paused") is (told.paused_until is not None)
        late = {"broken_promise", "overdue"}  # these follow from dates, which are compared above
        assert case.violations.exclude(kind__in=late).count() == told.violations


@pytest.mark.django_db
@pytest.mark.parametrize("half", [1, 2])
def test_random_histories_end_as_the_model_says(half: int, monkeypatch: pytest.MonkeyPatch) -> None:
    hall = a_hall()
    by: Any = hall.officer("manager")
    for who, role in (("second_clerk", Role.CHIEF_REP), ("stranger", Role.LEADER)):
        people.grant_role(
            hall.staff[who], role, centre=hall.centre, department=hall.department, by=by, now=NOW
        )
    monkeypatch.setattr(Histories, "hall", hall, raising=False)
    monkeypatch.setattr(Histories, "sheet", a_matter(hall), raising=False)
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=HISTORIES // 2,  # two tests, so that two processes share the work
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
