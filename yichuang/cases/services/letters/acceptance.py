"""What a case writes to people: its papers and its messages."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from yichuang.catalogue.public import IntakeSheet, MaterialForm
from yichuang.catalogue.public import Limit as PublishedLimit
from yichuang.journal.public import Line
from yichuang.kit.actor import Actor
from yichuang.kit.masking import mask_id, mask_name
from yichuang.notices import public as notices
from yichuang.notices.public import Accepted, Concluded, Context, Decided, Posting
from yichuang.papers import public as papers
from yichuang.papers.public import (
    AcceptanceNotice,
    ApprovalDocument,
    Body,
    Contacts,
    DeliveryReceipt,
    Limit,
    MaterialLine,
    MaterialsReceipt,
    PaperKind,
    PaperOrder,
    RoutingSheet,
    RoutingStep,
)
from yichuang.people.public import Officer, centre_setting, department_card, setting_text, window_words
from yichuang.worktime.public import Due, local_day

from ..models import Case, CaseMaterial
from ..rules.clock import LICENCE_LIMIT, Limits
from ..rules.states import Mark

FORM_WORDS = {f.value: f.label for f in MaterialForm if f.value}


def _contacts(case: Case, by: Officer) -> Contacts:
    """The first responsible person is the only one to ask until the case is done (R078, R079)."""
    centre = department_card(case.department_id).centre
    return Contacts(
        person=by.name,
        person_phone=by.phone or centre.phone,
        window=f"{centre.name} {window_words(case.window_id) or '综合窗口'}",
        consult_phone=centre.phone,
        complaint_phone=centre.complaint_phone,
    )


def _limit(published: PublishedLimit | None, due: Due | None) -> Limit:
    if due is None:
        return Limit("指南没有写明")
    words = str(published) if published and published.value else "当场办结"
    text = words if words == "当场办结" else f"自受理次日起 {words}"
    return Limit(text, due.on, due.provisional)


def _lines(materials: list[CaseMaterial]) -> tuple[MaterialLine, ...]:
    """List what was received, numbered as in the published list."""
    return tuple(
        MaterialLine(
            m.order,
            m.name,
            "核原件，退还" if m.is_original else FORM_WORDS.get(m.wanted, m.wanted or "已收"),
            m.copies if m.copies is not None else (m.copies_wanted or 1),
            m.is_original,
        )
        for m in materials
        if m.mark == Mark.RECEIVED
    )


def fee_words(sheet: IntakeSheet) -> str:
    """Say what it costs; what the guide is silent about is said to be missing."""
    if sheet.fee.charged is None:
        return "指南没有写明"
    return (sheet.fee.standard or "按公布的标准") if sheet.fee.charged else "不收费"


@dataclass(frozen=True)
class Accepting:
    """What the three papers of an acceptance are written from."""

    case: Case
    sheet: IntakeSheet
    received: tuple[MaterialLine, ...]
    promised: Limit
    statutory: Limit
    contacts: Contacts
    copies: int
    by: Officer
    today: date


def write_acceptance(
    case: Case,
    sheet: IntakeSheet,
    materials: list[CaseMaterial],
    limits: Limits,
    *,
    by: Officer,
    now: datetime,
) -> list[Line]:
    """Issue the acceptance notice, the receipt of materials and the routing sheet (R077, R099).

    Returns the journal's lines. One statement for the numbers, one for the papers.
    """
    statutory = LICENCE_LIMIT if limits.statutory_by_law else sheet.statutory
    it = Accepting(
        case=case,
        sheet=sheet,
        received=_lines(materials),
        promised=_limit(sheet.promised, limits.promised),
        statutory=_limit(statutory, limits.statutory),
        contacts=_contacts(case, by),
        copies=centre_setting(case.centre_id, "papers.copies"),
        by=by,
        today=local_day(now),
    )
    title = setting_text(case.centre_id, "papers.acceptance_title")
    orders = [_order(case, _notice(it), title), _order(case, _receipt(it)), _order(case, _routing(it))]
    return papers.lines_for(papers.issue(orders, by=by, now=now))


def _order(case: Case, body: Body, title: str = "") -> PaperOrder:
    department = department_card(case.department_id)
    return PaperOrder(body, department.centre, department, case.no, case.applicant_name, title)


def _notice(it: Accepting) -> AcceptanceNotice:
    return AcceptanceNotice(
        applicant=it.case.applicant_name,
        matter=it.case.matter_name,
        applied_on=local_day(it.case.drafted_at),
        case_no=it.case.no,
        promised=it.promised,
        statutory=it.statutory,
        materials=it.received,
        fee=fee_words(it.sheet),
        delivery="、".join(it.sheet.delivery) or "窗口领取",
        is_licence=it.sheet.is_licence,
        is_commitment=not it.sheet.is_immediate,
        contacts=it.contacts,
        copies=it.copies,
    )


def _receipt(it: Accepting) -> MaterialsReceipt:
    return MaterialsReceipt(
        applicant=it.case.applicant_name,
        matter=it.case.matter_name,
        received_on=it.today,
        case_no=it.case.no,
        materials=it.received,
        received_by=it.by.name,
        contacts=it.contacts,
        copies=it.copies,
    )


def _routing(it: Accepting) -> RoutingSheet:
    return RoutingSheet(
        applicant=it.case.applicant_name,
        matter=it.case.matter_name,
        case_no=it.case.no,
        accepted_on=it.today,
        promised=it.promised,
        statutory=it.statutory,
        steps=tuple(
            RoutingStep(s.order, s.name, s.role.label, str(s.limit) if s.limit else "")
            for s in it.sheet.steps
        ),
        accepted_by=it.by.name,
        materials=len(it.received),
    )


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
    return papers.lines_for(papers.issue([_order(case, body)], by=by, now=now))


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
    return papers.lines_for(papers.issue([_order(case, body)], by=by, now=now))


def track_url(case: Case) -> str:
    """Return where the case is followed, without the part that only its people know."""
    return f"{settings.PUBLIC_URL}/track/?no={case.no}"


def _tell(case: Case, context: Context, *, now: datetime) -> list[Line]:
    """Tell the applicant, and the agent who came, once each; committed with what caused it."""
    kind = type(context).__name__.lower()
    people = [person for person in (case.applicant, case.agent) if person is not None]
    postings = [Posting(context, person, case.no, f"{case.no}:{kind}:{person.pk}") for person in people]
    return notices.lines_for(notices.post_all(postings, now=now))


def tell_accepted(case: Case, limits: Limits, *, by: Officer, now: datetime) -> list[Line]:
    """Say that the case was accepted, by when it will be done, and whom to ask (R079, R280)."""
    binding = limits.binding
    context = Accepted(
        matter=case.matter_name,
        case_no=case.no,
        promised_on=binding.on if binding else None,
        is_provisional=binding.provisional if binding else False,
        contact=by.name,
        contact_phone=by.phone or department_card(case.department_id).centre.phone,
        track_url=track_url(case),
    )
    return _tell(case, context, now=now)


def tell_decided(case: Case, sheet: IntakeSheet, *, now: datetime) -> list[Line]:
    """Say that the result is ready, where, and what to bring (R134)."""
    centre = department_card(case.department_id).centre
    context = Decided(
        matter=case.matter_name,
        case_no=case.no,
        result=sheet.result_name or "办理结果",
        delivery="窗口领取",
        where=f"{centre.name}综合窗口　{centre.address}".strip(),
        bring=("领取人身份证件", "受理通知书"),
        contact_phone=centre.phone,
        track_url=track_url(case),
    )
    return _tell(case, context, now=now)


def tell_concluded(case: Case, sheet: IntakeSheet, *, now: datetime) -> list[Line]:
    """Say that the result was handed out, and to whom, masked."""
    centre = department_card(case.department_id).centre
    context = Concluded(
        matter=case.matter_name,
        case_no=case.no,
        result=sheet.result_name or "办理结果",
        concluded_on=local_day(now),
        received_by=mask_name(case.collected_by),
        complaint_phone=centre.complaint_phone,
        track_url=track_url(case),
    )
    return _tell(case, context, now=now)
