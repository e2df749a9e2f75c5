"""Random histories of cases that a higher body decides, compared with a model of both after every step.

25 histories in `bin/test`, more by YICHUANG_HISTORIES.
"""

import os
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
from django.db import connection, transaction
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

from tests.approvals.build import GROUNDS, step_of
from tests.cases.build import hand_over
from tests.cases.reference import Model, Stop
from tests.cases.test_upward import Two, accepted, two_halls
from tests.cases.told import IS_WORKING
from tests.cast import NOW, Hall
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Case, Procedure, RequestKind, Special, State
from yichuang.kit.refusal import Refused
from yichuang.people import public as people
from yichuang.people.public import Officer, Role

HISTORIES = int(os.environ.get("YICHUANG_HISTORIES", "100")) // 4
SELDOM = st.sampled_from([False] * 5 + [True])
BELOW, ABOVE = 20, (5, 20)  # working days: of article 43; promised and of the law above
_AS_IT_IS = """
SELECT c.state, k.promised_due_on, k.statutory_due_on, k.stopped_at IS NULL, k.paused_until,
  ARRAY(SELECT p.kind FROM papers_paper p WHERE p.case_no = c.no),
  (SELECT count(*) FROM approvals_task t WHERE t.case_id = c.id AND t.closed_at IS NULL),
  ARRAY(SELECT m.name || m.mark FROM cases_casematerial m WHERE m.case_id = c.id ORDER BY m."order"),
  (SELECT count(*) FROM journal_entry e WHERE e.subject = 'case:' || c.no
   AND e.event IN ('case.decided', 'case.ended'))
FROM cases_case c JOIN cases_clock k ON k.case_id = c.id WHERE c.id = %s
"""


@dataclass
class Body:
    """What the model holds of the case at one body."""

    case: Case
    limits: list[Model]
    state: State = State.ACCEPTED
    step: int = 1
    paused_until: date | None = None
    is_extended: bool = False
    ends: int = 0
    papers: Counter[str] = field(default_factory=Counter)

    def dates(self) -> tuple[date | None, date]:
        found = [limit.end() for limit in self.limits]
        return (min(found) if len(found) > 1 else None), found[-1]

    def runs(self, today: date) -> bool:
        return self.state is State.ACCEPTED and today <= self.dates()[1]

    def end(self, state: State) -> None:
        self.state, self.paused_until, self.ends = state, None, self.ends + 1


class UpwardHistories(RuleBasedStateMachine):
    """A window below, a body above, one applicant at a time, and a clock that only goes forward."""

    two: ClassVar[Two]
    officers: ClassVar[dict[tuple[str, str], Officer]]

    @initialize()
    def open_the_halls(self) -> None:
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        self.now = NOW
        self.begin()

    def teardown(self) -> None:
        if hasattr(self, "rollback"):
            transaction.set_rollback(True)
            self.rollback.__exit__(None, None, None)

    def begin(self) -> None:
        case = accepted(self.two, now=self.now)
        self.low = Body(case, [Model(self.today, BELOW, True, IS_WORKING)])
        self.low.papers.update(["acceptance_notice", "receipt_of_materials", "routing_sheet"])
        self.high: Body | None = None

    @property
    def today(self) -> date:
        return self.now.astimezone(NOW.tzinfo).date()

    def by(self, hall: Hall, who: str) -> Officer:
        key = hall.centre.code, who
        if key not in self.officers:
            self.officers[key] = hall.officer(who)
        return self.officers[key]

    @property
    def above(self) -> Body:
        assert self.high is not None
        return self.high

    def fresh(self, body: Body) -> Case:
        return Case.objects.get(pk=body.case.pk)

    def is_below(self) -> bool:
        return self.low.state is State.ACCEPTED

    def is_above(self) -> bool:
        return self.low.state is State.SENT_UP

    # -- both bodies -----------------------------------------------------------------------------

    @precondition(lambda self: self.is_below())
    @rule()
    def the_lower_body_goes_on(self) -> None:
        who = ("reviewer", "approver")[self.low.step - 1]
        task = step_of(self.low.case)
        fine, low = approvals.FINE, self.two.low
        if self.low.paused_until is not None and self.low.step == 2:
            with pytest.raises(Refused):
                approvals.pass_on(task, "同意上报", examined=fine, by=self.by(low, who), now=self.now)
            return
        approvals.pass_on(task, "同意上报", examined=fine, by=self.by(low, who), now=self.now)
        self.low.step += 1
        if self.low.step > 2:
            self.it_went_up()

    def it_went_up(self) -> None:
        self.low.state = State.SENT_UP
        self.low.papers["upward_opinion"] += 1
        above = Case.objects.get(relayed__case=self.low.case.pk)
        self.high = Body(above, [Model(self.today, days, True, IS_WORKING) for days in ABOVE])
        self.high.papers.update(["acceptance_notice", "receipt_of_materials", "routing_sheet"])

    @precondition(lambda self: self.is_above())
    @rule(denies=SELDOM)
    def the_higher_body_goes_on(self, denies: bool) -> None:
        high, body = self.two.high, self.above
        task = step_of(body.case)
        if body.step == 1:
            by = self.by(high, "reviewer")
            approvals.pass_on(task, "审查", examined=approvals.FINE, by=by, now=self.now)
            body.step = 2
            return
        by = self.by(high, "approver")
        if denies:
            denial = approvals.register_denial(task, GROUNDS, by=by, now=self.now)
            approvals.confirm_denial(denial, "同意", by=self.by(high, "leader"), now=self.now)
            body.papers.update(["negative_matter_record", "denial_decision"])
        else:
            approvals.pass_on(task, "准予", examined=approvals.FINE, by=by, now=self.now)
            body.papers.update(["approval_document", "licence"])
        body.end(State.CONCLUDED)
        self.low.end(State.DECIDED)

    def turn(self) -> tuple[Body, Hall]:
        return (self.low, self.two.low) if self.is_below() else (self.above, self.two.high)

    @precondition(lambda self: self.is_below() or self.is_above())
    @rule(days=st.integers(1, 20))
    def pause_or_resume(self, days: int) -> None:
        body, hall = self.turn()
        by = self.by(hall, "reviewer")
        if body.paused_until is not None:
            cases.resume(self.fresh(body), by=by, now=self.now)
            for limit in body.limits:
                limit.stops[-1].last = min(self.today, limit.stops[-1].last)
            body.paused_until = None
        elif body.runs(self.today):
            until = self.today + timedelta(days=days)
            cases.pause(self.fresh(body), Special(Procedure.TESTING, until, "检测"), by=by, now=self.now)
            for limit in body.limits:
                limit.stops.append(Stop(self.today, until))
            body.paused_until = until
            body.papers["special_procedure_notice"] += 1

    @precondition(lambda self: self.is_below() or self.is_above())
    @rule(days=st.integers(1, 10))
    def extend(self, days: int) -> None:
        body, hall = self.turn()
        if body.is_extended or not body.runs(self.today):
            return
        kind, by = RequestKind.EXTENSION, self.by(hall, "reviewer")
        request = cases.ask(self.fresh(body), kind, "案情复杂", days=days, by=by, now=self.now)
        cases.answer(request, grant=True, words="同意", by=self.by(hall, "stranger"), now=self.now)
        for limit in body.limits:
            limit.extended_on, limit.extra = self.today, days
        body.is_extended = True
        body.papers["extension_notice"] += 1

    # -- ends ------------------------------------------------------------------------------------

    @precondition(lambda self: self.is_below() or self.is_above())
    @rule(sure=SELDOM)
    def withdraw(self, sure: bool) -> None:
        if not sure:
            return
        cases.withdraw(self.fresh(self.low), "不办了", by=self.by(self.two.low, "clerk"), now=self.now)
        if self.is_above():
            self.above.end(State.WITHDRAWN)
        self.low.end(State.WITHDRAWN)
        self.low.papers["withdrawal_notice"] += 1

    @precondition(lambda self: self.low.state is State.DECIDED)
    @rule()
    def hand_out(self) -> None:
        hand_over(self.fresh(self.low), self.two.low, now=self.now)
        self.low.state = State.CONCLUDED
        self.low.papers["delivery_receipt"] += 1

    @precondition(lambda self: self.low.state in {State.CONCLUDED, State.WITHDRAWN})
    @rule()
    def the_next_applicant(self) -> None:
        with pytest.raises(Refused):
            cases.withdraw(self.fresh(self.low), "", by=self.by(self.two.low, "clerk"), now=self.now)
        self.begin()

    @precondition(lambda self: self.low.state not in {State.CONCLUDED, State.WITHDRAWN})
    @rule(days=st.integers(0, 9))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days, hours=1)
        cases.sweep_lights(self.now)
        for body in (self.low, self.high):
            if body and body.paused_until and self.today > body.paused_until:
                body.paused_until = None

    # -- what has to hold ------------------------------------------------------------------------

    @invariant()
    def both_are_as_told(self) -> None:
        lists = [self.is_as_told(body) for body in (self.low, self.high) if body is not None]
        assert all(one == lists[0] for one in lists)  # all of the materials went up, as they were found

    def is_as_told(self, body: Body) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(_AS_IT_IS, [body.case.pk])
            row: Any = cursor.fetchone()
        state, promised, statutory, ticks, paused_until, issued, steps, materials, ends = row
        assert State(state) is body.state
        assert (promised, statutory) == body.dates()
        assert ticks is (body.state is State.ACCEPTED)  # a limit runs only where the case lies
        assert steps == (body.state is State.ACCEPTED)
        assert Counter(issued) == body.papers
        assert ends == body.ends
        if body.state is State.ACCEPTED:
            assert paused_until == body.paused_until
        return list(materials)


@pytest.mark.django_db
@pytest.mark.rule("R104")
def test_random_histories_of_two_bodies_end_as_the_model_says(monkeypatch: pytest.MonkeyPatch) -> None:
    two = two_halls()
    for hall in (two.low, two.high):
        people.grant_role(
            hall.staff["stranger"],
            Role.LEADER,
            centre=hall.centre,
            department=hall.department,
            by=hall.officer("manager"),
            now=NOW,
        )
    monkeypatch.setattr(UpwardHistories, "two", two, raising=False)
    monkeypatch.setattr(UpwardHistories, "officers", {}, raising=False)
    run_state_machine_as_test(
        UpwardHistories,
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
