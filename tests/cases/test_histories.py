"""Random legal histories through the services, compared with a model after every step.

The model knows states, days and papers, and nothing of the code under test: it counts with
`tests/cases/reference.py`. 100 histories in `bin/test`; YICHUANG_HISTORIES=2000 for the nightly run.
"""

import os
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from tests.approvals.build import LONG_WAY
from tests.cases.build import hand_over
from tests.cases.holding import VALIDITY, Holding
from tests.cases.inside import SELDOM, Inside
from tests.cases.machine import WHICH, OneCase, now_on
from tests.cases.owing import Owing
from tests.cases.told import LATER_LINE, LONGEST_GAP, ToCome, Way, last_of
from tests.cast import MATERIALS, NOW, Hall, a_hall, a_matter
from tests.fees.build import opened_online
from yichuang.cases import public as cases
from yichuang.cases.public import (
    OPEN_STATES,
    ClockFrom,
    IntakeMode,
    LapseOutcome,
    Mark,
    Procedure,
    Promise,
    Refusal,
    RequestKind,
    Special,
    State,
)
from yichuang.catalogue.public import IntakeSheet, MaterialLine, Matter
from yichuang.kit.refusal import Refused
from yichuang.people import public as people
from yichuang.people.public import Role

HISTORIES = int(os.environ.get("YICHUANG_HISTORIES", "100"))
STEPS = 60
CHARGED = 2  # the first of the matters charge a fee
AFTER_LAPSE = {
    LapseOutcome.WITHDRAWN: State.WITHDRAWN,
    LapseOutcome.RETURNED: State.RETURNED,
    LapseOutcome.TERMINATED: State.TERMINATED,
    LapseOutcome.REJECTED: State.ACCEPTED,
}
WAYS = (
    (IntakeMode.STRICT, ClockFrom.COMMITMENT, LapseOutcome.WITHDRAWN),
    (IntakeMode.TOLERANT, ClockFrom.COMMITMENT, LapseOutcome.WITHDRAWN),
    (IntakeMode.TOLERANT, ClockFrom.COMPLETE, LapseOutcome.TERMINATED),
    (IntakeMode.TOLERANT, ClockFrom.COMMITMENT, LapseOutcome.REJECTED),
    (IntakeMode.SUPPLEMENT_THEN_ACCEPT, ClockFrom.COMPLETE, LapseOutcome.RETURNED),
)


class Histories(Holding, Owing, Inside, OneCase):
    """The window, the clock, and time itself; what happens inside the department is in `Inside`, what is paid
    in `Owing`, what becomes of licences in `Holding`."""

    # -- the window ------------------------------------------------------------------------------

    @precondition(lambda self: self.told.state not in OPEN_STATES)
    @rule(which=WHICH)
    def the_next_applicant(self, which: int) -> None:
        self.settle_the_day()
        self.leave()
        self.begin(which)

    @precondition(lambda self: self.is_at(State.DRAFT, State.RECEIVED, State.SUPPLEMENTING))
    @rule(order=st.sampled_from([1, 2, LATER_LINE]), there=st.booleans())
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
        self.told.accept()
        self.told.run_from(self.today)
        self.told.papers.update(["acceptance_notice", "receipt_of_materials", "routing_sheet"])

    @precondition(lambda self: self.is_at(State.DRAFT))
    @rule()
    def accept_what_is_complete(self) -> None:
        for order in tuple(self.told.missing):
            self.check_a_line(order, there=True)
        self.accept()

    # -- with something still to come ------------------------------------------------------------

    @precondition(
        lambda self: self.is_at(State.DRAFT, State.RECEIVED) and self.told.way.mode != IntakeMode.STRICT
    )
    @rule(days=st.integers(1, 12))
    def accept_with_something_to_come(self, days: int) -> None:
        for order in self.told.missing - {LATER_LINE}:
            self.check_a_line(order, there=True)
        self.check_a_line(LATER_LINE, there=False)
        told, is_promise = self.told, self.told.way.mode == IntakeMode.TOLERANT
        until = self.today + timedelta(days=days) if is_promise else last_of(self.today, LONGEST_GAP)
        promise = Promise(until, is_signed=True) if is_promise else None
        cases.accept(self.fresh(), promise=promise, by=self.clerk, now=self.now)
        told.accept()
        told.to_come = ToCome(until)
        if not told.way.waits:
            told.run_from(self.today)
        told.papers.update(["acceptance_notice", "receipt_of_materials", "routing_sheet"])
        promised = ["gap_acceptance_promise", "gap_acceptance_notice"]
        told.papers.update(promised if is_promise else ["supplement_notice"])

    def is_to_come(self) -> bool:
        return self.is_at(State.ACCEPTED) and self.told.to_come is not None and self.told.to_come.is_open

    @precondition(lambda self: self.is_to_come())
    @rule()
    def what_was_promised_comes(self) -> None:
        told = self.told
        assert told.to_come is not None
        cases.mark_material(self.fresh(), LATER_LINE, Mark.RECEIVED, by=self.clerk)
        cases.complete(self.fresh(), by=self.clerk, now=self.now)
        told.to_come.completed = True
        if told.way.waits:
            told.run_from(self.today)

    # -- supplement, and other ends at the window ------------------------------------------------

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
        told.supplements, told.permitted = told.supplements + 1, False
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
        kind = RequestKind.SECOND_SUPPLEMENT
        request = cases.ask(self.fresh(), kind, "前次没有看出", by=self.clerk, now=self.now)
        cases.answer(request, grant=grant, words="看过了", by=self.officer("second_clerk"), now=self.now)
        self.told.permitted = grant

    @precondition(lambda self: self.is_at(State.DRAFT, State.RECEIVED))
    @rule(required=st.booleans(), sure=SELDOM)
    def turn_away(self, required: bool, sure: bool) -> None:
        if not sure:
            return
        end = cases.refuse if required else cases.not_require
        end(self.fresh(), Refusal("不属本单位职权"), by=self.clerk, now=self.now)
        self.told.end(State.REFUSED if required else State.NOT_REQUIRED)
        self.told.papers["non_acceptance_decision" if required else "not_required_notice"] += 1

    @precondition(lambda self: self.is_at(State.RECEIVED, State.SUPPLEMENTING, State.ACCEPTED))
    @rule(sure=SELDOM)
    def withdraw(self, sure: bool) -> None:
        if not sure:
            return
        cases.withdraw(self.fresh(), "不办了", by=self.clerk, now=self.now)
        self.told.end(State.WITHDRAWN)
        self.told.papers["withdrawal_notice"] += 1

    @precondition(lambda self: self.is_at(State.DECIDED))
    @rule()
    def hand_out(self) -> None:
        if self.is_kept_back():
            with pytest.raises(Refused):
                hand_over(self.fresh(), self.hall, now=self.now)
            return
        hand_over(self.fresh(), self.hall, now=self.now)
        self.told.state = State.CONCLUDED
        self.told.papers["delivery_receipt"] += 1

    # -- the clock -------------------------------------------------------------------------------

    @precondition(lambda self: self.told.may_still(self.today) and self.told.paused_until is None)
    @rule(days=st.integers(1, 25))
    def pause(self, days: int) -> None:
        until = self.today + timedelta(days=days)
        special = Special(Procedure.TESTING, until, "检测样品")
        cases.pause(self.fresh(), special, by=self.officer("reviewer"), now=self.now)
        self.told.pause(self.today, until)

    @precondition(lambda self: self.is_at(State.ACCEPTED) and self.told.paused_until is not None)
    @rule()
    def resume(self) -> None:
        cases.resume(self.fresh(), by=self.officer("reviewer"), now=self.now)
        self.told.go_on(self.today)

    @precondition(lambda self: self.told.may_still(self.today) and not self.told.extended)
    @rule(days=st.integers(1, 10))
    def extend(self, days: int) -> None:
        by = self.officer("reviewer")
        request = cases.ask(self.fresh(), RequestKind.EXTENSION, "案情复杂", days=days, by=by, now=self.now)
        cases.answer(request, grant=True, words="同意", by=self.officer("stranger"), now=self.now)
        for limit in self.told.limits or ():
            limit.extended_on, limit.extra = self.today, days
        self.told.extended = True
        self.told.papers["extension_notice"] += 1

    # -- time ------------------------------------------------------------------------------------

    @precondition(lambda self: self.told.state in OPEN_STATES)
    @rule(days=st.integers(0, 9), hours=st.integers(0, 23))
    def time_passes(self, days: int, hours: int) -> None:
        self.now += timedelta(days=days, hours=hours)
        self.sweep()

    @precondition(lambda self: any(day > self.today for day in self.told.edges()))
    @rule(past=st.integers(-1, 1))
    def time_comes_to_an_edge(self, past: int) -> None:
        day = min(day for day in self.told.edges() if day > self.today) + timedelta(days=past)
        if day > self.today:
            self.now = now_on(day)
            self.sweep()

    def sweep(self) -> None:
        cases.sweep_lights(self.now)
        cases.sweep_waiting(self.now)
        cases.sweep_gaps(self.now)
        told = self.told
        if self.is_at(State.RECEIVED) and told.notice_due and self.today > told.notice_due:
            assert told.received_on is not None
            told.accept()
            told.run_from(told.received_on)
            told.violations += 1
            told.papers["deemed_acceptance_notice"] += 1
        elif self.is_at(State.SUPPLEMENTING) and told.reply_due and self.today > told.reply_due:
            told.end(State.RETURNED)
            told.papers["return_notice"] += 1
        elif self.is_at(State.ACCEPTED) and told.paused_until and self.today > told.paused_until:
            told.paused_until = None
        self.what_was_promised_lapses()
        self.licences_are_looked_at()
        self.money_is_asked_after()

    def what_was_promised_lapses(self) -> None:
        told = self.told
        if not self.is_to_come() or told.to_come is None or self.today <= told.to_come.until:
            return
        told.to_come.lapsed = True
        if told.way.lapses_to is not State.ACCEPTED:
            told.end(told.way.lapses_to)
            is_promise = told.way.mode == IntakeMode.TOLERANT
            told.papers["gap_termination_notice" if is_promise else "return_notice"] += 1


def sheets_of(hall: Hall) -> list[tuple[Way, IntakeSheet]]:
    """Publish one matter for each way of taking in what is not complete."""
    later = MaterialLine(name="健康证明", form="copy", copies=1, necessity="deferrable")
    found = []
    for number, (mode, since, lapse) in enumerate(WAYS):
        charged = (
            {"fee_standard": "40元/证", "fee_basis": "发改价格〔2003〕2322号"} if number < CHARGED else {}
        )
        sheet = a_matter(
            hall,
            f"rh-{number}",
            materials=(*MATERIALS, later),
            steps=LONG_WAY,
            result_validity=VALIDITY,
            fee_charged=number < CHARGED,
            **charged,
        )
        matter = Matter.objects.get(pk=sheet.matter_id)
        cases.set_intake_rule(matter, mode, since, lapse, by=hall.officer("manager"), now=NOW)
        waits = mode is not IntakeMode.STRICT and since is ClockFrom.COMPLETE
        found.append((Way(mode, waits, AFTER_LAPSE[lapse], charges=number < CHARGED), sheet))
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("half", [1, 2])
def test_random_histories_end_as_the_model_says(half: int, monkeypatch: pytest.MonkeyPatch) -> None:
    hall = a_hall()
    opened_online(hall)
    by: Any = hall.officer("manager")
    for who, role in (("second_clerk", Role.CHIEF_REP), ("stranger", Role.LEADER)):
        people.grant_role(
            hall.staff[who], role, centre=hall.centre, department=hall.department, by=by, now=NOW
        )
    monkeypatch.setattr(Histories, "hall", hall, raising=False)
    monkeypatch.setattr(Histories, "sheets", sheets_of(hall), raising=False)
    monkeypatch.setattr(Histories, "officers", {}, raising=False)
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=HISTORIES // 2,  # two tests, so that two processes share the work
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
