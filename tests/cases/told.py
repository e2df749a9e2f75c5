"""What the model of the random histories holds of one case: states, days, papers. No line of it is shared
with the code under test; days are counted by `tests/cases/reference.py`."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tests.cases.reference import Model, Stop
from yichuang.cases.public import Case, State
from yichuang.worktime.public import packaged

IS_WORKING = packaged().is_working
PROMISED, STATUTORY = 10, 20
LONGEST_GAP = 15
FEE = 4000  # fen
LATER_LINE = 6  # the material that may come later
LEVELS = ("approver", "leader")  # through which an intended denial goes


def last_of(start: date, days: int) -> date:
    """Return the last of so many working days after a day."""
    return Model(start, days, True, IS_WORKING).end()


@dataclass(frozen=True)
class Way:
    """How a matter takes in what is not complete."""

    mode: str
    waits: bool  # the limits run only from completion
    lapses_to: State  # ACCEPTED: a person decides
    charges: bool = False  # what is accepted owes FEE


@dataclass
class ToCome:
    """What is still to come after an acceptance."""

    until: date
    completed: bool = False
    lapsed: bool = False

    @property
    def is_open(self) -> bool:
        return not (self.completed or self.lapsed)


@dataclass
class Asked:
    """A hearing: told, asked, called, then recorded or waived (and gone)."""

    ask_by: date
    asked_on: date | None = None
    on: date | None = None


@dataclass
class Order:
    """An online payment: what we hold of it, and what its payer has done at the provider's."""

    no: str
    fen: int
    placed_at: datetime
    state: str = "pending"
    is_paid_there: bool = False
    back_at: datetime | None = None  # when it was asked to go back


@dataclass
class Owed:
    """What a case owes, and every attempt to pay it."""

    total: int = FEE
    state: str = "due"
    orders: list[Order] = field(default_factory=list)
    in_cash: int = 0
    given_back: int = 0

    @property
    def pending(self) -> Order | None:
        return next((order for order in self.orders if order.state == "pending"), None)

    def settle(self, state: str) -> None:
        """Nothing is due any more: an order that waits is closed."""
        self.state = state
        self.close()

    def close(self) -> None:
        if self.pending:
            self.pending.state = "closed"

    def held(self) -> int:
        """The money that lies with the hall."""
        return self.in_cash + sum(order.fen for order in self.orders if order.state == "paid")


@dataclass
class Step:
    """The open step: which of the four, where it stands, who has signed it."""

    order: int
    stands: str = "open"
    named: bool = False
    agreed: int = 0
    objected: int = 0
    levels: tuple[str, ...] = ()  # still to confirm an intended denial, the whole way
    level: int = 0
    sent_back: bool = False

    @property
    def role(self) -> str:
        return ("reviewer", "reviewer", "leader", "approver")[self.order - 1]


@dataclass
class Held:
    """A licence that was granted earlier."""

    pk: int
    case_no: str
    since: date
    until: date
    state: str = "valid"

    def renew(self) -> None:
        days = (self.until - self.since).days
        self.since = self.until + timedelta(days=1)
        self.until = self.since + timedelta(days=days)


@dataclass
class Told:
    """Everything the model knows of a case."""

    case: Case
    way: Way
    state: State = State.DRAFT
    received_on: date | None = None
    notice_due: date | None = None
    reply_due: date | None = None
    supplements: int = 0
    permitted: bool = False
    limits: tuple[Model, Model] | None = None
    paused_until: date | None = None
    paused_for_hearing: bool = False
    extended: bool = False
    missing: set[int] = field(default_factory=set)
    papers: Counter[str] = field(default_factory=Counter)
    violations: int = 0
    to_come: ToCome | None = None
    step: Step | None = None
    signed: bool = False  # a countersigned step was passed: the routing sheet is issued anew
    doubted_at: datetime | None = None
    inspected_at: datetime | None = None
    hearing: Asked | None = None
    parties: list[date] = field(default_factory=list)  # by when each who has not answered may
    owed: Owed | None = None
    asks: tuple[str, "Held"] | None = None  # of which licence it is, and what is asked for

    def accept(self) -> None:
        self.state, self.step = State.ACCEPTED, Step(1)
        self.notice_due = self.reply_due = None
        if self.way.charges:
            self.owed = Owed()
            self.papers["fee_notice"] += 1

    def run_from(self, on: date) -> None:
        self.limits = (Model(on, PROMISED, True, IS_WORKING), Model(on, STATUTORY, True, IS_WORKING))

    def end(self, state: State) -> None:
        """End, whichever way: nothing is left to do inside, and no clock stands still."""
        self.state, self.step, self.paused_until, self.hearing = state, None, None, None
        self.parties.clear()
        if state is not State.DECIDED and self.owed and self.owed.state == "due":
            self.owed.settle("cancelled")

    def pause(self, today: date, until: date, *, for_hearing: bool = False) -> None:
        for limit in self.limits or ():
            limit.stops.append(Stop(today, until))
        self.paused_until, self.paused_for_hearing = until, for_hearing
        self.papers["special_procedure_notice"] += 1

    def go_on(self, today: date) -> None:
        for limit in self.limits or ():
            limit.stops[-1].last = min(today, limit.stops[-1].last)
        self.paused_until = None

    def dates(self) -> tuple[date | None, date | None]:
        if self.limits is None:
            return None, None
        promised, statutory = (limit.end() for limit in self.limits)
        return min(promised, statutory), statutory

    def may_still(self, today: date) -> bool:
        """Whether the law's clock runs and its last day has not passed."""
        last = self.dates()[1]
        return self.state is State.ACCEPTED and last is not None and today <= last

    def why_not_decide(self, today: date, *, grant: bool) -> str:
        """Say what stands before a decision."""
        if grant and self.to_come is not None and not self.to_come.completed:
            return "promised"
        if self.doubted_at and (self.inspected_at is None or self.inspected_at < self.doubted_at):
            return "inspection"
        if self.hearing and (self.hearing.asked_on or today <= self.hearing.ask_by):
            return "hearing"
        if any(today <= reply_by for reply_by in self.parties):
            return "parties"
        return ""

    def edges(self) -> list[date]:
        """The days on which something ends or may begin."""
        found = [self.notice_due, self.reply_due, self.paused_until]
        if self.state is State.ACCEPTED:
            found += self.dates()
        if self.to_come and self.to_come.is_open:
            found.append(self.to_come.until)
        if self.hearing:
            found.append(self.hearing.on or self.hearing.ask_by)
        found += self.parties
        return [day for day in found if day]
