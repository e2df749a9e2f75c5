"""What every letter of a case is made of: whom to ask, limits and materials as a paper states them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from yichuang.catalogue.public import IntakeSheet, MaterialForm
from yichuang.catalogue.public import Limit as PublishedLimit
from yichuang.journal.public import Line
from yichuang.kit.actor import Actor
from yichuang.papers import public as papers
from yichuang.papers.public import Body, Contacts, Limit, MaterialLine, PaperOrder, SupplementItem
from yichuang.people.public import Officer, Staff, department_card, window_words
from yichuang.worktime.public import Due

from ...models import Case, CaseMaterial
from ...rules.clock import LICENCE_LIMIT, REVIEW_LIMIT, Limits
from ...rules.states import Mark

FORM_WORDS = {f.value: f.label for f in MaterialForm if f.value}


def first_responsible(case: Case, by: Actor | None = None) -> Officer | Staff:
    """Return who took the case in: the only one to ask until it is done (R078, R079).

    When she is the one at work, `by`, nothing is read.
    """
    return by if isinstance(by, Officer) and by.staff_id == case.taken_by_id else case.taken_by


def contacts_of(case: Case, by: Actor | None = None) -> Contacts:
    """Return whom to ask and whom to complain to."""
    if (relayed := case.relayed_if_any) is not None:
        return contacts_of(relayed.case)  # the window that took it in stays the one to ask (R104)
    centre = department_card(case.department_id).centre
    who = first_responsible(case, by)
    return Contacts(
        person=who.name,
        person_phone=who.phone or centre.phone,
        window=f"{centre.name} {window_words(case.window_id) or '综合窗口'}",
        consult_phone=centre.phone,
        complaint_phone=centre.complaint_phone,
    )


def heading(case: Case) -> dict[str, Any]:
    """Return what stands on every paper of a case."""
    return {
        "applicant": case.applicant_name,
        "matter": case.matter_name,
        "case_no": case.no,
        "contacts": contacts_of(case),
    }


def both_limits(sheet: IntakeSheet, limits: Limits) -> tuple[Limit, Limit]:
    """Return the promised and the statutory limit as a paper states them."""
    by_law = REVIEW_LIMIT if limits.is_review else LICENCE_LIMIT
    statutory = by_law if limits.statutory_by_law else sheet.statutory
    promised, by_statute = _limit(sheet.promised, limits.promised), _limit(statutory, limits.statutory)
    if limits.is_review and limits.statutory_by_law:
        words = f"{by_statute.text}（行政许可法第四十三条：审查后报上级机关决定）"
        by_statute = replace(by_statute, text=words)
    return promised, by_statute


def _limit(published: PublishedLimit | None, due: Due | None) -> Limit:
    if due is None:
        said = published and str(published)
        return Limit(f"{said}，自材料补齐次日起算" if said else "指南没有写明")
    words = str(published) if published and published.value else "当场办结"
    text = words if words == "当场办结" else f"自受理次日起 {words}"
    return Limit(text, due.on, due.provisional)


def received_lines(materials: list[CaseMaterial]) -> tuple[MaterialLine, ...]:
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


def order_of(case: Case, body: Body, title: str = "") -> PaperOrder:
    department = department_card(case.department_id)
    return PaperOrder(body, department.centre, department, case.no, case.applicant_name, title)


def issued(case: Case, *bodies: Body, by: Actor, now: datetime, title: str = "") -> list[Line]:
    """Issue papers of a case, and return the journal's lines."""
    orders = [order_of(case, body, title) for body in bodies]
    return papers.lines_for(papers.issue(orders, by=by, now=now))


def missing_items(materials: list[CaseMaterial]) -> tuple[SupplementItem, ...]:
    """List what is to come: what is wrong with it, and in which form it is wanted (R090)."""
    return tuple(
        SupplementItem(m.order, m.name, m.note or "未提交", wanted_words(m.wanted, m.copies_wanted))
        for m in materials
    )


def wanted_words(form: str, copies: int | None) -> str:
    """Say in which form and how many: 原件 1 份."""
    return (
        " ".join(filter(None, [FORM_WORDS.get(form, form), f"{copies} 份" if copies else ""])) or "按指南要求"
    )
