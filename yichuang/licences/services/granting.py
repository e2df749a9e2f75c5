"""What a decision makes of licences: a new one, or another one changed, renewed, cancelled."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from yichuang.cases.public import Case, Outcome
from yichuang.catalogue.public import Guide, IntakeSheet, intake_sheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import CLOCK, Actor
from yichuang.kit.swapping import swap
from yichuang.papers import public as papers
from yichuang.papers.public import Change, PaperKind, VoidedHow
from yichuang.worktime.public import end_of, local_day

from ..models import Licence, LicenceAsk
from ..rules import (
    BASIS,
    MOVE_OF,
    MOVES,
    REMIND_BEFORE_DAYS,
    AskKind,
    LicenceState,
    Term,
    is_certificate,
    read_validity,
)
from ..selectors import ask_of
from .letters import certificate, decision, issue_one, tell_changed

_EVENT = {
    AskKind.CHANGE: Event.LICENCE_CHANGED,
    AskKind.RENEW: Event.LICENCE_RENEWED,
    AskKind.CANCEL: Event.LICENCE_CANCELLED,
}
_PAPER = {
    AskKind.CHANGE: PaperKind.LICENCE_CHANGE_DECISION,
    AskKind.RENEW: PaperKind.LICENCE_RENEWAL_DECISION,
    AskKind.CANCEL: PaperKind.LICENCE_CANCELLATION_DECISION,
}


def settle_case(case: Case, *, by: Actor, now: datetime) -> None:
    """Do what the decision of a case means for licences, in the decision's transaction."""
    granted = case.outcome in {Outcome.GRANTED, Outcome.CONDITIONAL}
    if ask := ask_of(case.pk):
        _settle(ask, case, granted=granted, by=by, now=now)
    elif granted:
        sheet = intake_sheet(case.guide_id)
        if case.on_commitment or is_certificate(sheet.result_name, sheet.result_kind):
            _issue(case, sheet, by=by, now=now)


def settle_ended(case: Case, *, now: datetime) -> None:
    """A case that ended without a decision no longer asks for anything. One statement."""
    LicenceAsk.objects.filter(pk=case.pk, settled_at=None).update(settled_at=now)


def _issue(case: Case, sheet: IntakeSheet, *, by: Actor, now: datetime) -> None:
    if case.applicant is None or case.applicant_id is None:
        return
    today = local_day(now)
    validity = Guide.objects.values_list("result_validity", flat=True).get(pk=case.guide_id)
    term = read_validity(validity)
    until = term.until(today) if term else None
    licence = Licence(
        name=(sheet.result_name or f"{case.matter_name}证")[:120],
        case=case,
        matter_id=case.matter_id,
        centre_id=case.centre_id,
        department_id=case.department_id,
        applicant_id=case.applicant_id,
        holder=case.applicant_name,
        scope=str(case.form.get("content", ""))[:500],
        conditions=conditions_of(case),
        granted_on=today,
        valid_from=today,
        valid_until=until,
        validity=validity[:100],
    )
    paper, lines = issue_one(case, certificate(licence, id_number=case.applicant.id_number), by=by, now=now)
    licence.number, licence.paper_code = paper.number, paper.code
    licence.look_at = first_look(licence)
    licence.save(force_insert=True)
    facts = {"number": licence.number, "until": until.isoformat() if until else None}
    journal.record_all(
        case.subject, [Line(Event.LICENCE_ISSUED, facts, thing=licence), *lines], by=by, at=now
    )


def conditions_of(case: Case) -> list[str]:
    """Return what a conditional grant was bound to, as its document says (R288)."""
    for paper in reversed(papers.of_case(case.no)):
        if paper.kind == PaperKind.APPROVAL_DOCUMENT:
            body = papers.body_of(paper)
            return [words[:500] for words in getattr(body, "bounds", ())]
    return []


def first_look(licence: Licence) -> datetime | None:
    """Return when the clock looks at a licence first: to remind, or at once at its end."""
    if licence.valid_until is None:
        return None
    remind_on = licence.valid_until - timedelta(days=REMIND_BEFORE_DAYS)
    return end_of(max(remind_on, licence.valid_from))


@dataclass(frozen=True)
class _Settling:
    """One request about a licence that a decision has granted."""

    ask: LicenceAsk
    licence: Licence
    case: Case
    deemed: bool
    by: Actor
    now: datetime

    @property
    def kind(self) -> AskKind:
        return AskKind(self.ask.kind)

    @property
    def following(self) -> LicenceState:
        return MOVES[LicenceState(self.licence.state), MOVE_OF[self.kind]]


def _settle(ask: LicenceAsk, case: Case, *, granted: bool, by: Actor, now: datetime) -> None:
    deemed = granted and by.actor_id == CLOCK.actor_id
    LicenceAsk.objects.filter(pk=ask.pk).update(settled_at=now, is_deemed=deemed)
    licence = Licence.objects.select_related("case", "department", "applicant").get(pk=ask.licence_id)
    it = _Settling(ask, licence, case, deemed, by, now)
    if granted and (LicenceState(licence.state), MOVE_OF[it.kind]) in MOVES:
        _DO[it.kind](it)


def _change(it: _Settling) -> None:
    wanted = {name: getattr(it.ask, name) for name in ("holder", "scope") if getattr(it.ask, name)}
    labels = {"holder": "持证人", "scope": "范围"}
    changes = tuple(
        Change(labels[name], getattr(it.licence, name) or "–", after)
        for name, after in wanted.items()
        if after != getattr(it.licence, name)
    )
    swap(it.licence, state=it.following, **wanted)
    lines = _decide(it, changes=changes)
    _write(it, [*lines, *_renew_certificate(it)])


def _renew(it: _Settling) -> None:
    licence = it.licence
    if licence.valid_until is None:
        return
    start = licence.valid_until + timedelta(days=1)
    term = read_validity(licence.validity) or Term(days=(licence.valid_until - licence.valid_from).days + 1)
    until = term.until(start)
    swap(licence, state=it.following, valid_from=start, valid_until=until, reminded_at=None)
    swap(licence, look_at=first_look(licence))
    reason = "有效期届满前没有作出决定，依法视为准予延续" if it.deemed else ""
    lines = _decide(it, valid_from=start, valid_until=until, is_deemed=it.deemed, reason=reason)
    _write(it, [*lines, *_renew_certificate(it)], deemed=it.deemed)


def _cancel(it: _Settling) -> None:
    reason = "持证人申请注销"
    ended = {"ended_at": it.now, "ended_by": it.by.actor_id, "ended_why": reason, "look_at": None}
    swap(it.licence, state=it.following, **ended)
    lines = _decide(it, reason=reason)
    if paper := papers.by_code(it.licence.paper_code):
        papers.void(paper, reason, how=VoidedHow.CANCELLED, by=it.by, now=it.now)
    _write(it, lines)


_DO: dict[AskKind, Callable[[_Settling], None]] = {
    AskKind.CHANGE: _change,
    AskKind.RENEW: _renew,
    AskKind.CANCEL: _cancel,
}


def _decide(it: _Settling, **said: object) -> list[Line]:
    """Issue the decision about the licence; it names the certificate that held until now."""
    body = decision(it.licence, it.case, _PAPER[it.kind], now=it.now, basis=BASIS[it.kind], **said)
    return issue_one(it.case, body, by=it.by, now=it.now)[1]


def _renew_certificate(it: _Settling) -> list[Line]:
    """Issue the certificate anew; the one before is superseded, and its verify page says by which."""
    licence = it.licence
    before = papers.by_code(licence.paper_code)
    body = certificate(licence, id_number=licence.applicant.id_number)
    paper, lines = issue_one(it.case, body, by=it.by, now=it.now)
    if before is not None:
        how = VoidedHow.SUPERSEDED
        papers.void(before, "换发新证", how=how, replaced_by=paper, by=it.by, now=it.now)
    swap(licence, number=paper.number, paper_code=paper.code)
    return lines


def _write(it: _Settling, lines: list[Line], **facts: object) -> None:
    said = {"number": it.licence.number, "case": it.case.no, **facts}
    told = tell_changed(it.licence, f"已{it.kind.label}", "", now=it.now)
    written = Line(_EVENT[it.kind], said, thing=it.licence)
    journal.record_all(it.case.subject, [written, *lines, *told], by=it.by, at=it.now)
