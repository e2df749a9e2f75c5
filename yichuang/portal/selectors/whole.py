"""A joint application as its applicant is told it: all parts, what happens now, one date, one collection."""

from dataclasses import dataclass
from datetime import date

from yichuang.cases.public import Case, DeliveryWay, days_left
from yichuang.cases.public import State as CaseState
from yichuang.joint.public import Bundle, JointPage, Part, Shared, State
from yichuang.papers import public as papers
from yichuang.papers.public import Paper
from yichuang.worktime.public import calendar


@dataclass(frozen=True)
class WholeView:
    """Everything on the page of a joint application."""

    bundle: Bundle
    parts: tuple[Part, ...]
    left: int | None  # working days after today until the overall limit
    papers: tuple[Paper, ...]
    wanting: tuple[Shared, ...]  # what the notice asks for

    @property
    def waiting(self) -> Case | None:
        """A part that waits for the window's word, by whose day it comes."""
        return next((part.case for part in self.parts if part.case.state == CaseState.RECEIVED), None)

    @property
    def supplementing(self) -> Case | None:
        """A part that waits for the applicant's materials."""
        return next((part.case for part in self.parts if part.case.state == CaseState.SUPPLEMENTING), None)

    @property
    def done(self) -> int:
        """How many parts are decided."""
        return sum(part.case.state in {CaseState.DECIDED, CaseState.CONCLUDED} for part in self.parts)

    @property
    def by_courier(self) -> bool:
        """Whether the results are sent."""
        delivery = self.parts[0].case.delivery_if_any if self.parts else None
        return delivery is not None and delivery.way == DeliveryWay.COURIER


def whole_view(page: JointPage, *, today: date) -> WholeView:
    """Tell a joint application to its applicant. Two queries."""
    bundle = page.bundle
    runs = bundle.state == State.RUNNING and bundle.due_on is not None
    return WholeView(
        bundle,
        tuple(page.parts),
        days_left(bundle.due_on, today, calendar()) if runs and bundle.due_on else None,
        tuple(papers.for_applicant(bundle.no)),
        tuple(m for m in page.counting if m.mark in {"missing", "faulty"})
        if bundle.state == State.SUPPLEMENTING
        else (),
    )
