"""The papers of a decision and of its delivery."""

from datetime import datetime

from yichuang.catalogue.public import IntakeSheet
from yichuang.journal.public import Line
from yichuang.kit.actor import Actor
from yichuang.kit.masking import mask_id
from yichuang.papers import public as papers
from yichuang.papers.public import ApprovalDocument, Contacts, DeliveryReceipt, PaperKind
from yichuang.people.public import Officer, department_card
from yichuang.worktime.public import local_day

from ...models import Case, CaseMaterial
from .parts import issued


def write_decision(case: Case, sheet: IntakeSheet, *, by: Actor, now: datetime) -> list[Line]:
    """Issue the numbered document of the decision. Returns the journal's lines."""
    centre = department_card(case.department_id).centre
    body = ApprovalDocument(
        applicant=case.applicant_name,
        matter=case.matter_name,
        case_no=case.no,
        decided_on=local_day(now),
        decision=case.decision or f"准予办理{case.matter_name}。",
        result_name=sheet.result_name,
        contacts=Contacts(
            window=f"{centre.name}综合窗口",
            consult_phone=centre.phone,
            complaint_phone=centre.complaint_phone,
        ),
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
    results = [
        f"{p.title}　{p.number}" for p in papers.of_case(case.no) if p.kind == PaperKind.APPROVAL_DOCUMENT
    ]
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
