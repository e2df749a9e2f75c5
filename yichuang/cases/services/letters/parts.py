"""What every letter of a case is made of: whom to ask, limits and materials as a paper states them."""

from datetime import date
from typing import Any

from yichuang.catalogue.public import IntakeSheet, MaterialForm
from yichuang.catalogue.public import Limit as PublishedLimit
from yichuang.journal.public import Line
from yichuang.kit.actor import Actor
from yichuang.papers import public as papers
from yichuang.papers.public import Body, Contacts, Limit, MaterialLine, PaperOrder, SupplementItem
from yichuang.people.public import department_card, window_words
from yichuang.worktime.public import Due

from ...models import Case, CaseMaterial
from ...rules.clock import LICENCE_LIMIT, Limits
from ...rules.states import Mark

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


def _order(case: Case, body: Body, title: str = "") -> PaperOrder:
    department = department_card(case.department_id)
    return PaperOrder(body, department.centre, department, case.no, case.applicant_name, title)


