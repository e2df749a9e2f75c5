"""One hall, one case at a time, and a clock that only goes forward: what every random history stands on."""

from collections import Counter
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from tests.cases.build import filled
from tests.cases.told import Held, Told, Way
from tests.cast import NOW, Hall
from yichuang.cases import public as cases
from yichuang.cases.public import Case, State
from yichuang.catalogue.public import IntakeSheet
from yichuang.papers import public as papers
from yichuang.people.public import Officer

HERE = NOW.tzinfo
WHICH = st.integers(0, 4)  # of the five matters, each with a way of its own to take in what is not complete
# One statement for what is compared after every step: reading through the pages' own selectors was half of
# the time. They are asked when a case is left behind. Lateness follows from dates, which are compared.
_AS_IT_IS = """
SELECT c.state, k.promised_due_on, k.statutory_due_on, k.paused_until, k.light = 'paused',
  (SELECT count(*) FROM cases_violation v
   WHERE v.case_id = c.id AND v.kind NOT IN ('broken_promise', 'overdue')),
  ARRAY(SELECT p.kind FROM papers_paper p WHERE p.case_no = c.no),
  ARRAY(SELECT t."order" || ' ' || t.state FROM approvals_task t WHERE t.case_id = c.id AND t.closed_at IS NULL),
  (SELECT g.completed_at IS NULL AND g.lapsed_at IS NULL FROM cases_gap g WHERE g.case_id = c.id)
FROM cases_case c LEFT JOIN cases_clock k ON k.case_id = c.id WHERE c.id = %s
"""


class OneCase(RuleBasedStateMachine):
    """A case of a matter, the model's record of it, and the comparison of both."""

    hall: ClassVar[Hall]
    sheets: ClassVar[list[tuple[Way, IntakeSheet]]]
    officers: ClassVar[dict[str, Officer]]

    @initialize(which=WHICH)
    def open_the_hall(self, which: int) -> None:
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        self.now = NOW
        self.held: list[Held] = []
        self.begin(which)

    def teardown(self) -> None:
        if not hasattr(self, "rollback"):  # the draw was given up before anything began
            return
        if hasattr(self, "told"):
            self.leave()
        transaction.set_rollback(True)
        self.rollback.__exit__(None, None, None)

    def begin(self, which: int) -> None:
        way, sheet = self.sheets[which]
        case = cases.draft(sheet, by=self.clerk, now=self.now)
        self.told = Told(filled(case, self.hall), way)

    def leave(self) -> None:
        """Ask once more by the doors that pages use."""
        found = cases.case_by_no(self.told.case.no)
        assert found is not None
        assert State(found.state) is self.told.state
        assert Counter(paper.kind for paper in papers.of_case(found.no)) == self.told.papers

    @property
    def today(self) -> date:
        return self.now.astimezone(HERE).date()

    @property
    def clerk(self) -> Officer:
        return self.officer("clerk")

    def officer(self, who: str) -> Officer:
        if who not in self.officers:
            self.officers[who] = self.hall.officer(who)
        return self.officers[who]

    def fresh(self) -> Case:
        return Case.objects.get(pk=self.told.case.pk)

    def sweep(self) -> None:
        """Let the clock do what is due by itself."""
        raise NotImplementedError

    def is_at(self, *states: State) -> bool:
        return self.told.state in states

    @invariant()
    def it_is_as_told(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_AS_IT_IS, [self.told.case.pk])
            row: Any = cursor.fetchone()
        state, promised, statutory, paused_until, is_paused, violations, issued, steps, is_open = row
        told = self.told
        assert State(state) is told.state
        assert Counter(issued) == told.papers
        assert (promised, statutory) == told.dates()
        assert violations == told.violations
        assert steps == ([f"{told.step.order} {told.step.stands}"] if told.step else [])
        assert is_open == (told.to_come.is_open if told.to_come else None)
        if told.state is State.ACCEPTED:
            assert paused_until == told.paused_until
            assert is_paused is (told.paused_until is not None)


def now_on(day: date, hour: int = 9) -> datetime:
    """Return an instant of a day, here."""
    return datetime(day.year, day.month, day.day, hour, 30, tzinfo=HERE)
