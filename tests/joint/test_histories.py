"""Random joint applications through the services, compared with a small model after every step.

Four parts of three departments, in any order that has no circle; 25 histories in `bin/test`, more by
YICHUANG_HISTORIES.
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

from tests.approvals.build import GROUNDS
from tests.cases.build import ID
from tests.cases.told import last_of
from tests.cast import NOW, Hall, a_department, a_hall
from tests.joint.build import a_matter_of, begun, decide, three_sheets
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Case, Collection, Mark
from yichuang.cases.public import State as CaseState
from yichuang.catalogue.public import IntakeSheet
from yichuang.joint import public as joint
from yichuang.joint.public import Bundle, MeetingKind, Minutes, State
from yichuang.kit.refusal import Refused
from yichuang.people.public import IdKind, Officer

HISTORIES = int(os.environ.get("YICHUANG_HISTORIES", "100")) // 4
STEPS = 30
PARTS = (1, 2, 3, 4)
OVER = {CaseState.DECIDED, CaseState.CONCLUDED, CaseState.WITHDRAWN, CaseState.DISCARDED}
SELDOM = st.sampled_from([False] * 5 + [True])


_AS_IT_IS = """
SELECT b.state, b.due_on,
  ARRAY(SELECT c.state FROM joint_part p JOIN cases_case c ON c.id = p.case_id
        WHERE p.bundle_id = b.id ORDER BY p."order"),
  ARRAY(SELECT p.kind FROM papers_paper p WHERE p.case_no = b.no),
  (SELECT count(*) FROM journal_entry e WHERE e.subject = 'joint:' || b.no AND e.event = 'joint.overdue')
FROM joint_bundle b WHERE b.id = %s
"""


@st.composite
def orders(draw: st.DrawFn) -> dict[int, list[int]]:
    """Draw what each part waits for: only parts before it in some order, which need not be the list's."""
    line = draw(st.permutations(PARTS))
    waits: dict[int, list[int]] = {}
    for place, part in enumerate(line[1:], start=1):
        before = st.sampled_from(line[max(place - 2, 0) : place])  # near ones: chains, not stars
        waits[part] = draw(st.lists(before, unique=True, min_size=int(place > 1), max_size=2))
    return {part: sorted(before) for part, before in waits.items() if before}


@dataclass
class Whole:
    """What the model holds of one joint application."""

    after: dict[int, list[int]]
    state: State = State.GATHERING
    parts: dict[int, CaseState] = field(default_factory=lambda: dict.fromkeys(PARTS, CaseState.DRAFT))
    granted: set[int] = field(default_factory=set)
    missing: set[int] = field(default_factory=set)
    due: date | None = None
    is_extended: bool = False
    is_watched: bool = False
    overdue: int = 0
    papers: Counter[str] = field(default_factory=Counter)

    def advance(self) -> None:
        """Begin what waited, put away what cannot begin any more, until nothing moves."""
        moved = True
        while moved:
            moved = False
            for part, before in self.after.items():
                if self.parts[part] is not CaseState.DRAFT:
                    continue
                if set(before) <= self.granted:
                    self.parts[part], moved = CaseState.ACCEPTED, True
                elif any(self.parts[one] in OVER and one not in self.granted for one in before):
                    self.parts[part], moved = CaseState.DISCARDED, True
        if all(state in OVER for state in self.parts.values()):
            self.state, self.is_watched = State.READY, False
            self.papers["joint_approval_form"] += 1


class JointHistories(RuleBasedStateMachine):
    """One window, one joint application at a time, and a clock that only goes forward."""

    hall: ClassVar[Hall]
    sheets: ClassVar[list[IntakeSheet]]
    officers: ClassVar[dict[str, Officer]]

    @initialize(after=orders(), gather=SELDOM)
    def open_the_hall(self, after: dict[int, list[int]], gather: bool) -> None:
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        self.now = NOW
        self.begin(after, gather)

    def teardown(self) -> None:
        if not hasattr(self, "rollback"):  # the draw was given up before anything began
            return
        transaction.set_rollback(True)
        self.rollback.__exit__(None, None, None)

    def begin(self, after: dict[int, list[int]], gather: bool) -> None:
        """Begin; most are accepted at once, because what is worth looking at comes after."""
        self.bundle = begun(self.hall, self.sheets, dict(after), now=self.now)
        self.cases = {part.order: part.case_id for part in joint.parts_of(self.bundle)}
        self.told = Whole(after)
        if not gather:
            self.accept()

    @property
    def today(self) -> date:
        return self.now.astimezone(NOW.tzinfo).date()

    def officer(self, who: str) -> Officer:
        if who not in self.officers:
            self.officers[who] = self.hall.officer(who)
        return self.officers[who]

    def fresh(self) -> Bundle:
        return Bundle.objects.get(pk=self.bundle.pk)

    def case(self, part: int) -> Case:
        return Case.objects.get(pk=self.cases[part])

    def is_at(self, *states: State) -> bool:
        return self.told.state in states

    def open_parts(self) -> list[int]:
        return [part for part, state in self.told.parts.items() if state is CaseState.ACCEPTED]

    # -- the window ------------------------------------------------------------------------------

    @precondition(lambda self: self.is_at(State.CONCLUDED, State.WITHDRAWN))
    @rule(after=orders(), gather=SELDOM)
    def the_next_applicant(self, after: dict[int, list[int]], gather: bool) -> None:
        self.begin(after, gather)

    @precondition(lambda self: self.is_at(State.GATHERING))
    @rule(order=st.integers(1, 2), there=st.booleans())
    def check_a_line(self, order: int, there: bool) -> None:
        mark = Mark.RECEIVED if there else Mark.MISSING
        joint.mark(self.fresh(), order, mark, by=self.officer("clerk"))
        (self.told.missing.discard if there else self.told.missing.add)(order)

    @precondition(lambda self: self.is_at(State.GATHERING))
    @rule()
    def accept(self) -> None:
        told, clerk = self.told, self.officer("clerk")
        for order in tuple(told.missing):
            with pytest.raises(Refused):
                joint.accept(self.fresh(), by=clerk, now=self.now)
            self.check_a_line(order, there=True)
        joint.accept(self.fresh(), by=clerk, now=self.now)
        told.state, told.due, told.is_watched = State.RUNNING, last_of(self.today, 45), True
        told.papers["joint_approval_form"] += 1
        for part in PARTS:
            if part not in told.after:
                told.parts[part] = CaseState.ACCEPTED

    @precondition(lambda self: self.is_at(State.RUNNING))
    @rule(sure=SELDOM)
    def withdraw_the_whole(self, sure: bool) -> None:
        told = self.told
        if not sure:
            return
        joint.withdraw(self.fresh(), "", by=self.officer("clerk"), now=self.now)
        told.state, told.is_watched = State.WITHDRAWN, False
        ends = {CaseState.ACCEPTED: CaseState.WITHDRAWN, CaseState.DRAFT: CaseState.DISCARDED}
        told.parts = {part: ends.get(state, state) for part, state in told.parts.items()}

    @precondition(lambda self: self.is_at(State.RUNNING, State.READY))
    @rule()
    def hand_everything_out(self) -> None:
        collection, by = Collection("张三", IdKind.ID_CARD, ID, "本人"), self.officer("clerk")
        if self.told.state is State.RUNNING:
            with pytest.raises(Refused):
                joint.hand_out(self.fresh(), collection, by=by, now=self.now)
            return
        joint.hand_out(self.fresh(), collection, by=by, now=self.now)
        self.told.state = State.CONCLUDED
        for part, state in self.told.parts.items():
            if state is CaseState.DECIDED:
                self.told.parts[part] = CaseState.CONCLUDED

    # -- the departments -------------------------------------------------------------------------

    @precondition(lambda self: self.is_at(State.RUNNING) and self.open_parts())
    @rule(which=st.integers(0, 3))
    def a_part_is_granted(self, which: int) -> None:
        part = self.open_parts()[which % len(self.open_parts())]
        decide(self.case(part), self.hall, now=self.now)
        self.told.parts[part] = CaseState.DECIDED
        self.told.granted.add(part)
        self.told.advance()

    @precondition(lambda self: self.is_at(State.RUNNING) and self.open_parts())
    @rule(which=st.integers(0, 3))
    def a_part_ends_without_a_grant(self, which: int) -> None:
        """Denied, where the department is the one with a leader to confirm it; else withdrawn."""
        part = self.open_parts()[which % len(self.open_parts())]
        case = self.case(part)
        if which < 2 and case.department_id == self.hall.department.pk:
            self.deny(case)
            self.told.parts[part] = CaseState.DECIDED
        else:
            cases.withdraw(case, "不办了", by=self.officer("clerk"), now=self.now)
            self.told.parts[part] = CaseState.WITHDRAWN
        self.told.advance()

    def deny(self, case: Case) -> None:
        task = approvals.open_task_of(case.pk)
        assert task is not None
        approver = self.officer(f"approver of {self.hall.department.letter}")
        denial = approvals.register_denial(task, GROUNDS, by=approver, now=self.now)
        assert approvals.confirm_denial(denial, "同意", by=self.officer("leader"), now=self.now)

    @precondition(lambda self: self.is_at(State.RUNNING))
    @rule(sure=SELDOM)
    def meet(self, sure: bool) -> None:
        if not sure:
            return
        minutes = Minutes(MeetingKind.MEETING, self.today, "三楼", "王明、李芳", "布局", "可行")
        joint.meet(self.fresh(), minutes, by=self.officer("clerk"), now=self.now)
        self.told.papers["meeting_minutes"] += 1

    @precondition(lambda self: self.is_at(State.RUNNING))
    @rule(days=st.integers(1, 15))
    def extend(self, days: int) -> None:
        told, by = self.told, self.officer("manager")
        if told.is_extended:
            with pytest.raises(Refused):
                joint.extend(self.fresh(), days, "青政函〔2026〕8号", by=by, now=self.now)
            return
        assert told.due is not None
        joint.extend(self.fresh(), days, "青政函〔2026〕8号", by=by, now=self.now)
        told.due, told.is_extended, told.is_watched = last_of(told.due, days), True, True

    @precondition(lambda self: self.is_at(State.RUNNING))
    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        joint.sweep(self.now)
        told = self.told
        if told.is_watched and told.due is not None and self.today > told.due:
            told.overdue, told.is_watched = told.overdue + 1, False

    # -- what has to hold ------------------------------------------------------------------------

    @invariant()
    def it_is_as_told(self) -> None:
        told = self.told
        with connection.cursor() as cursor:
            cursor.execute(_AS_IT_IS, [self.bundle.pk])
            row: Any = cursor.fetchone()
        state, due_on, parts, issued, overdue = row
        assert State(state) is told.state
        assert [CaseState(one) for one in parts] == [told.parts[part] for part in PARTS]
        assert due_on == told.due
        assert Counter(issued) == told.papers
        assert overdue == told.overdue


@pytest.mark.django_db
def test_random_joint_histories_end_as_the_model_says(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = a_hall()
    sheets = three_sheets(hall, a_department(hall.centre, "xfj", "青消防"))
    sheets.append(a_matter_of(hall, hall.department, "jt-4", "特种设备使用登记", "设备清单"))
    monkeypatch.setattr(JointHistories, "hall", hall, raising=False)
    monkeypatch.setattr(JointHistories, "sheets", sheets, raising=False)
    monkeypatch.setattr(JointHistories, "officers", {}, raising=False)
    run_state_machine_as_test(
        JointHistories,
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
