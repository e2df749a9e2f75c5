"""The papers of an acceptance: by a person, or by the clock itself."""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.catalogue.public import IntakeSheet
from yichuang.journal.public import Line
from yichuang.kit.actor import CLOCK, Actor
from yichuang.papers import public as papers
from yichuang.papers.public import (
    AcceptanceNotice,
    Contacts,
    DeemedAcceptanceNotice,
    Limit,
    MaterialLine,
    MaterialsReceipt,
    RoutingSheet,
    RoutingStep,
)
from yichuang.people.public import centre_setting, setting_text
from yichuang.worktime.public import local_day

from ...models import Case, CaseMaterial
from ...rules.clock import Limits
from .parts import both_limits, contacts_of, fee_words, heading, issued, order_of, received_lines


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
    by: Actor
    today: date


def write_acceptance(
    case: Case,
    sheet: IntakeSheet,
    materials: list[CaseMaterial],
    limits: Limits,
    *,
    by: Actor,
    now: datetime,
) -> list[Line]:
    """Issue the acceptance notice, the receipt of materials and the routing sheet (R077, R099).

    Returns the journal's lines. One statement for the numbers, one for the papers.
    """
    promised, statutory = both_limits(sheet, limits)
    it = Accepting(
        case=case,
        sheet=sheet,
        received=received_lines(materials),
        promised=promised,
        statutory=statutory,
        contacts=contacts_of(case, by),
        copies=centre_setting(case.centre_id, "papers.copies"),
        by=by,
        today=local_day(now),
    )
    title = setting_text(case.centre_id, "papers.acceptance_title")
    orders = [order_of(case, _notice(it), title), order_of(case, _receipt(it)), order_of(case, _routing(it))]
    return papers.lines_for(papers.issue(orders, by=by, now=now))


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
        conditions=it.sheet.conditions,
        steps=tuple(step.name for step in it.sheet.steps),
    )


def _receipt(it: Accepting) -> MaterialsReceipt:
    return MaterialsReceipt(
        applicant=it.case.applicant_name,
        matter=it.case.matter_name,
        received_on=it.today,
        case_no=it.case.no,
        materials=it.received,
        received_by=it.by.actor_name,
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
        accepted_by=it.by.actor_name,
        materials=len(it.received),
    )


def write_deemed(case: Case, sheet: IntakeSheet, limits: Limits, *, now: datetime) -> list[Line]:
    """Issue the notice that the law itself accepted the application (行政许可法 32 (四))."""
    promised, statutory = both_limits(sheet, limits)
    body = DeemedAcceptanceNotice(
        **heading(case),
        received_on=local_day(case.received_at or now),
        told_by_on=local_day(case.notice_due_at or now),
        promised=promised,
        statutory=statutory,
        is_licence=sheet.is_licence,
    )
    return issued(case, body, by=CLOCK, now=now)
