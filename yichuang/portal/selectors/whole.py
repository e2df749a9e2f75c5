"""A joint application as its applicant is told it: all parts, what happens now, one date, one collection."""

from dataclasses import dataclass
from datetime import date

from yichuang.cases import public as cases
from yichuang.cases.public import Case, DeliveryWay, days_left
from yichuang.cases.public import State as CaseState
from yichuang.joint import public as joint
from yichuang.joint.public import Action, Bundle, JointPage, Part, State, SupplementPage
from yichuang.kit.actor import CITIZEN
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
    asked: SupplementPage  # what the open notices ask for
    why_not_withdraw: str

    @property
    def waiting(self) -> Case | None:
        """A part that waits for the window's word, by whose day it comes."""
        return next((part.case for part in self.parts if part.case.state == CaseState.RECEIVED), None)

    @property
    def can_withdraw(self) -> bool:
        """Whether she may still take it back herself."""
        return not self.why_not_withdraw

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
    """Tell a joint application to its applicant. Two queries, and a few for each part that waits or ended."""
    bundle = page.bundle
    runs = bundle.state == State.RUNNING and bundle.due_on is not None
    return WholeView(
        bundle,
        tuple(page.parts),
        days_left(bundle.due_on, today, calendar()) if runs and bundle.due_on else None,
        tuple(papers_of_whole(page)),
        joint.supplement_page(bundle),
        joint.why_not(bundle, Action.WITHDRAW, by=CITIZEN),
    )


def papers_of_whole(page: JointPage) -> list[Paper]:
    """Return the papers of the whole, and of each part what asks her for something or says that it ended: she
    need not look for them part by part."""
    mine = papers.for_applicant(page.bundle.no)
    for part in page.parts:
        if part.case.state in {CaseState.SUPPLEMENTING, *cases.ENDED_EARLY}:
            mine = [*mine, *papers.for_applicant(part.case.no)]
    return mine
