"""What becomes of licences, for the random histories: granted, asked about, suspended, revoked, run out."""

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.cases.inside import SELDOM
from tests.cases.machine import OneCase
from tests.cases.told import Held
from yichuang.cases.public import State
from yichuang.kit.refusal import Refused
from yichuang.licences import public as licences
from yichuang.licences.public import AskKind, Licence, Reasons

HOLDS, ASK_BEFORE = 60, 30  # days
VALIDITY = f"{HOLDS}天"
WHY = Reasons(("以虚假材料取得",), ("属于应当撤销的情形",), "《中华人民共和国行政许可法》第六十九条")
KINDS = ("change", "renew", "cancel")


class Holding(OneCase):
    """The licences of one applicant, and what her next cases ask for about them."""

    def licence(self, held: Held) -> Licence:
        found = licences.licence_by_key(held.pk)
        assert found is not None
        return found

    def open_ones(self, *states: str) -> list[Held]:
        return [held for held in self.held if held.state in states]

    def write_on(self, held: Held, *kinds: str) -> None:
        """A paper about a licence lies with the case that granted it; compared while that is the one at hand."""
        if held.case_no == self.told.case.no:
            self.told.papers.update(kinds)

    # -- a grant -----------------------------------------------------------------------------------

    def it_was_granted(self) -> None:
        asks = self.told.asks
        if asks is None:
            self.told.papers["licence"] += 1
            made = Licence.objects.get(case=self.told.case.pk)
            last = self.today + timedelta(days=HOLDS - 1)
            self.held.append(Held(made.pk, self.told.case.no, self.today, last))
        else:
            self.do_what_was_asked(*asks)

    def do_what_was_asked(self, kind: str, held: Held) -> None:
        self.told.asks = None
        if held.state != "valid":
            return
        word = {"change": "change", "renew": "renewal", "cancel": "cancellation"}[kind]
        self.told.papers[f"licence_{word}_decision"] += 1
        if kind == "cancel":
            held.state = "cancelled"
            return
        self.told.papers["licence"] += 1  # the certificate is issued anew
        if kind == "renew":
            held.renew()

    @precondition(lambda self: self.is_at(State.ACCEPTED) and self.told.asks is None and self.held)
    @rule(kind=st.sampled_from(KINDS), which=st.integers(0, 3))
    def ask_about_a_licence(self, kind: str, which: int) -> None:
        held = self.held[which % len(self.held)]

        def ask() -> None:
            licences.ask_about(
                self.fresh(), self.licence(held), AskKind(kind), scope="扩大经营", by=self.clerk, now=self.now
            )

        if held.state != "valid":
            allowed = kind == "cancel" and held.state in {"suspended", "expired", "revoked"}
            if not allowed:
                with pytest.raises(Refused):
                    ask()
            return
        ask()
        self.told.asks = (kind, held)

    # -- the department ----------------------------------------------------------------------------

    @precondition(lambda self: self.open_ones("valid", "suspended"))
    @rule(which=st.integers(0, 3), sure=SELDOM)
    def suspend_or_restore(self, which: int, sure: bool) -> None:
        if not sure:
            return
        held = self.open_ones("valid", "suspended")[which % len(self.open_ones("valid", "suspended"))]
        is_valid = held.state == "valid"
        do = licences.suspend if is_valid else licences.restore
        do(self.licence(held), "检查", by=self.officer("approver"), now=self.now)
        held.state = "suspended" if is_valid else "valid"

    @precondition(lambda self: self.open_ones("valid", "suspended", "expired"))
    @rule(which=st.integers(0, 3), revoke=st.booleans(), sure=SELDOM)
    def end_one(self, which: int, revoke: bool, sure: bool) -> None:
        if not sure:
            return
        found = self.open_ones("valid", "suspended", "expired")
        held, by = found[which % len(found)], self.officer("approver")
        if revoke:
            licences.revoke(self.licence(held), WHY, by=by, now=self.now)
            held.state = "revoked"
            self.write_on(held, "revocation_decision")
        else:
            licences.cancel(self.licence(held), "持证人终止经营", "", by=by, now=self.now)
            held.state = "cancelled"
            self.write_on(held, "licence_cancellation_decision")

    # -- time ----------------------------------------------------------------------------------------

    def licences_are_looked_at(self) -> None:
        """What ran out ends; a renewal that was asked for in time and not decided counts as granted (50)."""
        licences.sweep_licences(self.now)
        for held in self.open_ones("valid", "suspended"):
            if self.today <= held.until:
                continue
            if self.is_silently_renewed(held):
                self.told.end(State.DECIDED)
                self.told.papers["approval_document"] += 1
                self.do_what_was_asked("renew", held)
            else:
                held.state = "expired"

    def is_silently_renewed(self, held: Held) -> bool:
        asked, told = self.told.asks, self.told
        if asked is None or asked[0] != "renew" or asked[1] is not held or not self.is_at(State.ACCEPTED):
            return False
        accepted_on = (self.fresh().accepted_at or self.now).astimezone(self.now.tzinfo).date()
        return told.state is State.ACCEPTED and accepted_on <= held.until - timedelta(days=ASK_BEFORE)

    @invariant()
    def the_licences_are_as_told(self) -> None:
        if not getattr(self, "held", None):
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, state, valid_from, valid_until, look_at IS NULL FROM licences_licence WHERE id = ANY(%s)",
                [[held.pk for held in self.held]],
            )
            rows = {row[0]: row[1:] for row in cursor.fetchall()}
        for held in self.held:
            state, since, until, is_left_alone = rows[held.pk]
            assert (state, since, until) == (held.state, held.since, held.until)
            assert is_left_alone == (state in {"expired", "revoked", "cancelled"})
