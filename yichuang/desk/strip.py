"""What the strip over the clerk's work shows: her window, whom she has, who waits."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from yichuang.cases.public import Case
from yichuang.people.public import Officer, Role
from yichuang.queueing import public as queueing
from yichuang.queueing.public import CALLING, Duty, State, Ticket, WindowView


@dataclass
class Strip:
    """The window's state at one moment; `why_not_call` is the sentence under the button."""

    view: WindowView | None
    now: datetime
    why_not_call: str
    class_name: str = ""
    needs_proof: str = ""
    most_calls: int = 3

    @property
    def ticket(self) -> Ticket | None:
        return self.view.ticket if self.view else None

    @property
    def is_calling(self) -> bool:
        return self.view is not None and self.view.duty.state in CALLING

    @property
    def is_paused(self) -> bool:
        return self.view is not None and self.view.duty.state == Duty.PAUSED

    @property
    def longest_s(self) -> int:
        """How long the first of those who wait has waited, in seconds."""
        since = self.view.oldest_at if self.view else None
        return int((self.now - since).total_seconds()) if since else 0

    @property
    def served_s(self) -> int:
        return int((self.now - self.ticket.since_at).total_seconds()) if self.ticket else 0


def strip_of(by: Officer, *, now: datetime) -> Strip | None:
    """Return the strip of a clerk's window; None for one who sits at none. Two queries."""
    if by.window_id is None or not by.holds(Role.CLERK):
        return None
    view = queueing.window_view(by.window_id)
    if view is None:
        return Strip(None, now, gettext("窗口没有开，请先开窗。"))
    policy, _ = queueing.policy_of(view.duty.centre_id)
    strip = Strip(view, now, queueing.why_not_call(view.duty, None, by=by), most_calls=policy.calls)
    if view.ticket is not None:
        known = policy.of(view.ticket.key)
        strip.class_name = gettext(known.name)
        strip.needs_proof = gettext(known.needs_proof) if known.needs_proof else ""
    return strip


def served_at(by: Officer) -> Ticket | None:
    """Return whom she is serving at her window; None for nobody. One query."""
    ticket = queueing.at_window(by.window_id) if by.window_id is not None else None
    return ticket if ticket is not None and ticket.state == State.SERVING else None


def visit_of(case: Case, by: Officer) -> Ticket | None:
    """Return the visit that a case came from while it is being served at her window. One query."""
    visit = served_at(by) if case.ticket else None
    return visit if visit is not None and visit.code == case.ticket else None
