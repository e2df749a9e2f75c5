"""How a licence ends, or stops for a while: revoked, cancelled, suspended, expired."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.cases import public as cases
from yichuang.cases.public import BarGround, Decision, Outcome, State
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import CLOCK
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.swapping import swap
from yichuang.kit.sweeping import sweep_each
from yichuang.papers import public as papers
from yichuang.papers.public import PaperKind, Remedies, VoidedHow
from yichuang.people.public import Officer
from yichuang.worktime.public import end_of

from ..models import Licence
from ..policies import last_day_to_ask, why_not
from ..rules import BASIS, MOVES, AskKind, LicenceMove, LicenceState
from ..selectors import licences_due, open_renewal
from .letters import Reasons, decision, issue_one, revocation, tell_changed, tell_expiring

MOST_WORDS = 1000


@transaction.atomic
def revoke(
    licence: Licence, why: Reasons, *, bar: BarGround | None = None, by: Officer, now: datetime
) -> None:
    """Revoke a licence with facts, reasons, article and both remedies (69); its papers no longer hold.

    `bar`: it was got by deceit, and the holder may not apply again for a time (78, 79).
    """
    _check(licence, LicenceMove.REVOKE, by=by)
    facts = tuple(t.strip() for t in why.facts if t.strip())
    reasons = tuple(t.strip() for t in why.reasons if t.strip())
    if not facts:
        raise Invalid(gettext("请写明查明的事实。"), field="facts")
    if not reasons:
        raise Invalid(gettext("请写明撤销的理由。"), field="reasons")
    if not why.basis.strip():
        raise Invalid(gettext("请写明依据的条款。"), field="basis")
    tidy = Reasons(facts, reasons, why.basis.strip())
    _end(licence, LicenceMove.REVOKE, reasons[0], by=by, now=now)
    _, lines = issue_one(licence.case, revocation(licence, tidy, now=now), by=by, now=now)
    _void(licence, reasons[0], VoidedHow.REVOKED, by=by, now=now)
    _write(licence, Event.LICENCE_REVOKED, "已撤销", reasons[0], lines, by=by, now=now)
    if bar is not None:
        cases.bar_applicant(licence.case, bar, reasons[0], by=by, now=now)


@transaction.atomic
def cancel(licence: Licence, reason: str, basis: str, *, by: Officer, now: datetime) -> None:
    """Cancel a licence that has run out, was revoked, or whose holder is no more (70)."""
    _check(licence, LicenceMove.CANCEL, by=by)
    words = _words(reason)
    was_revoked = licence.state == LicenceState.REVOKED
    _end(licence, LicenceMove.CANCEL, words, by=by, now=now)
    said = decision(
        licence, licence.case, PaperKind.LICENCE_CANCELLATION_DECISION,
        basis=basis.strip() or BASIS[AskKind.CANCEL], now=now, reason=words, remedies=Remedies(),
    )  # fmt: skip
    _, lines = issue_one(licence.case, said, by=by, now=now)
    if not was_revoked:  # its papers were voided then
        _void(licence, words, VoidedHow.CANCELLED, by=by, now=now)
    _write(licence, Event.LICENCE_CANCELLED, "已注销", words, lines, by=by, now=now)


@transaction.atomic
def suspend(licence: Licence, reason: str, *, by: Officer, now: datetime) -> None:
    """Stop a licence for a while, with the reason."""
    _check(licence, LicenceMove.SUSPEND, by=by)
    words = _words(reason)
    swap(licence, state=MOVES[LicenceState(licence.state), LicenceMove.SUSPEND])
    _write(licence, Event.LICENCE_SUSPENDED, "暂停使用", words, [], by=by, now=now)


@transaction.atomic
def restore(licence: Licence, reason: str, *, by: Officer, now: datetime) -> None:
    """Let a suspended licence be used again, with the reason."""
    _check(licence, LicenceMove.RESTORE, by=by)
    words = _words(reason)
    swap(licence, state=MOVES[LicenceState(licence.state), LicenceMove.RESTORE])
    _write(licence, Event.LICENCE_RESTORED, "恢复使用", words, [], by=by, now=now)


def _check(licence: Licence, move: LicenceMove, *, by: Officer) -> None:
    if reason := why_not(licence, move, by=by):
        raise Refused(reason)


def _words(reason: str) -> str:
    words = reason.strip()
    if not words:
        raise Invalid(gettext("请写明理由，持证人会看到。"), field="reason")
    if len(words) > MOST_WORDS:
        raise Invalid(gettext("理由最多 %(most)s 字。") % {"most": MOST_WORDS}, field="reason")
    return words


def _end(licence: Licence, move: LicenceMove, why: str, *, by: Officer, now: datetime) -> None:
    following = MOVES[LicenceState(licence.state), move]
    swap(
        licence,
        state=following,
        ended_at=now,
        ended_by=by.actor_id,
        ended_why=why[:MOST_WORDS],
        look_at=None,
    )


def _void(licence: Licence, why: str, how: VoidedHow, *, by: Officer, now: datetime) -> None:
    """The certificate, and the decision that it came from, no longer hold: the verify page says so."""
    certificate = papers.by_code(licence.paper_code)
    documents = [p for p in papers.of_case(licence.case.no) if p.kind == PaperKind.APPROVAL_DOCUMENT]
    for paper in filter(None, [certificate, *documents]):
        if papers.validity_of(paper, now.date()).holds:
            papers.void(paper, why, how=how, by=by, now=now)


def _write(
    licence: Licence,
    event: Event,
    what: str,
    why: str,
    lines: list[Line],
    *,
    by: Officer,
    now: datetime,
) -> None:
    facts = {"number": licence.number, "reason": why}
    told = tell_changed(licence, what, why, now=now)
    journal.record_all(
        licence.case.subject, [Line(event, facts, thing=licence), *lines, *told], by=by, at=now
    )


def sweep_licences(now: datetime, *, limit: int = 500) -> int:
    """Remind of licences that run out, renew by law what nobody decided in time (50), end the others."""
    return sweep_each(licences_due(now, limit=limit), _look, now)


def _look(licence: Licence, now: datetime) -> None:
    if licence.valid_until is None:
        swap(licence, look_at=None)
        return
    end = end_of(licence.valid_until)
    if now <= end:
        _remind(licence, end, now)
        return
    ask = open_renewal(licence)
    if ask is not None and ask.is_in_time and ask.case.state == State.ACCEPTED:
        words = "有效期届满前没有作出决定，依照《中华人民共和国行政许可法》第五十条，视为准予延续。"
        decision_by_law = Decision(Outcome.GRANTED, words, basis=BASIS[AskKind.RENEW])
        cases.decide(ask.case, decision_by_law, by=CLOCK, now=now)
        return
    swap(
        licence,
        state=MOVES[LicenceState(licence.state), LicenceMove.EXPIRE],
        ended_at=now,
        ended_by=CLOCK.actor_id,
        ended_why="有效期届满未延续",
        look_at=None,
    )
    told = tell_changed(licence, "已过有效期", "有效期届满，没有延续", now=now)
    expired = Line(Event.LICENCE_EXPIRED, {"number": licence.number}, thing=licence)
    journal.record_all(licence.case.subject, [expired, *told], by=CLOCK, at=now)


def _remind(licence: Licence, end: datetime, now: datetime) -> None:
    ask_by = last_day_to_ask(licence)
    swap(licence, look_at=end, reminded_at=now)
    if ask_by is None or open_renewal(licence) is not None:
        return
    if lines := tell_expiring(licence, ask_by, now=now):
        journal.record_all(licence.case.subject, lines, by=CLOCK, at=now)
