"""The papers of a decision and of its delivery."""

from datetime import datetime
from typing import Protocol

from yichuang.catalogue.public import IntakeSheet
from yichuang.journal.public import Line
from yichuang.kit.actor import Actor
from yichuang.kit.masking import mask_id
from yichuang.papers import public as papers
from yichuang.papers.public import (
    ApprovalDocument,
    CommitmentLetter,
    Contacts,
    CourierWaybill,
    DeliveryReceipt,
    DenialDecision,
    PaperKind,
)
from yichuang.people.public import Officer, department_card
from yichuang.worktime.public import local_day

from ...models import Case, CaseMaterial, CommitmentRule, Delivery
from ...rules.states import Outcome
from .parts import heading, issued

# What a denied applicant is handed is a result like any other: it carries her remedies.
RESULT_KINDS = frozenset({PaperKind.APPROVAL_DOCUMENT, PaperKind.LICENCE, PaperKind.DENIAL_DECISION})


class Granting(Protocol):
    """A grant, as its document states it."""

    @property
    def outcome(self) -> Outcome: ...
    @property
    def basis(self) -> str: ...
    @property
    def granted(self) -> tuple[str, ...]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def bounds(self) -> tuple[str, ...]: ...
    @property
    def validity(self) -> str: ...


def write_decision(
    case: Case, sheet: IntakeSheet, decision: Granting, *, by: Actor, now: datetime
) -> list[Line]:
    """Issue the numbered document of a grant, with its conditions (R288, R290). Returns the journal's lines."""
    centre = department_card(case.department_id).centre
    body = ApprovalDocument(
        applicant=case.applicant_name,
        matter=case.matter_name,
        case_no=case.no,
        decided_on=local_day(now),
        decision=case.decision or f"准予办理{case.matter_name}。",
        result_name=sheet.result_name,
        basis=decision.basis,
        granted=decision.granted,
        notes=decision.notes,
        bounds=decision.bounds,
        validity=decision.validity,
        is_conditional=decision.outcome is Outcome.CONDITIONAL,
        contacts=Contacts(
            window=f"{centre.name}综合窗口",
            consult_phone=centre.phone,
            complaint_phone=centre.complaint_phone,
        ),
    )
    return issued(case, body, by=by, now=now)


def write_denial(
    case: Case,
    sheet: IntakeSheet,
    facts: tuple[str, ...],
    reasons: tuple[str, ...],
    basis: str,
    *,
    by: Actor,
    now: datetime,
) -> list[Line]:
    """Issue the written denial with reasons and both remedies (R132; 行政许可法 38)."""
    body = DenialDecision(
        **heading(case),
        accepted_on=local_day(case.accepted_at or now),
        decided_on=local_day(now),
        facts=facts,
        reasons=reasons,
        basis=basis,
        is_licence=sheet.is_licence,
    )
    return issued(case, body, by=by, now=now)


def write_receipt(
    case: Case,
    receiver: str,
    number: str,
    relation: str,
    originals: list[CaseMaterial],
    *,
    by: Officer,
    now: datetime,
) -> list[Line]:
    """Issue the delivery receipt with the originals that went back (R137). Returns the journal's lines."""
    results = [f"{p.title}　{p.number}" for p in papers.of_case(case.no) if p.kind in RESULT_KINDS]
    body = DeliveryReceipt(
        applicant=case.applicant_name,
        matter=case.matter_name,
        case_no=case.no,
        delivered_on=local_day(now),
        results=tuple(results),
        receiver=receiver,
        receiver_id=mask_id(number),
        relation=relation,
        originals=tuple(m.name for m in originals),
        handed_by=by.name,
    )
    return issued(case, body, by=by, now=now)


def write_waybill(
    case: Case, delivery: Delivery, originals: list[CaseMaterial], *, by: Officer, now: datetime
) -> list[Line]:
    """Issue the sheet that goes with a parcel: what is in it, to whom, with which number (R136)."""
    results = [f"{p.title}　{p.number}".strip() for p in papers.of_case(case.no) if p.kind in RESULT_KINDS]
    body = CourierWaybill(
        **heading(case),
        carrier=delivery.carrier,
        waybill_no=delivery.waybill_no,
        sent_on=local_day(now),
        receiver=delivery.receiver,
        receiver_phone=delivery.phone,
        address=delivery.address,
        sent=(*results, *(m.name for m in originals)),
        expected_on=delivery.expected_on,
        handed_by=by.name,
    )
    return issued(case, body, by=by, now=now)


def write_commitment(case: Case, rule: CommitmentRule, *, by: Officer, now: datetime) -> list[Line]:
    """Issue the letter of commitment that the applicant signs (rules.md B7)."""
    body = CommitmentLetter(
        **heading(case),
        committed_on=local_day(now),
        told=tuple(rule.told),
        commitments=tuple(rule.commitments),
        consequences=tuple(rule.consequences),
        checked_within=f"作出决定后 {rule.check_days} 个工作日内",
        signed_by=case.agent.name if case.agent else case.applicant_name,
    )
    return issued(case, body, by=by, now=now)
