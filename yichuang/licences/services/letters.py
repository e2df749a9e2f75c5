"""The papers of a licence: the certificate itself, and the decisions about it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yichuang.cases.public import Case, contact_of, heading, tell
from yichuang.journal.public import Line
from yichuang.kit.actor import Actor
from yichuang.kit.masking import mask_id
from yichuang.notices.public import LicenceChanged, LicenceExpiring
from yichuang.papers import public as papers
from yichuang.papers.public import Licence as Certificate
from yichuang.papers.public import (
    LicenceDecision,
    Paper,
    PaperKind,
    PaperOrder,
    Remedies,
    RevocationDecision,
)
from yichuang.people.public import department_card
from yichuang.worktime.public import local_day

from ..models import Licence

Body = papers.Body


@dataclass(frozen=True)
class Reasons:
    """Why a licence is taken away: the facts found, the reasons, the article."""

    facts: tuple[str, ...]
    reasons: tuple[str, ...]
    basis: str


def issue_one(case: Case, body: Body, *, by: Actor, now: datetime) -> tuple[Paper, list[Line]]:
    """Issue one paper of a case, and return it with the journal's lines."""
    department = department_card(case.department_id)
    order = PaperOrder(body, department.centre, department, case.no, case.applicant_name)
    issued = papers.issue([order], by=by, now=now)
    return issued[0], papers.lines_for(issued)


def certificate(licence: Licence, *, id_number: str) -> Certificate:
    """Return the certificate's words. Its number is the paper's own."""
    return Certificate(
        holder=licence.holder,
        name=licence.name,
        case_no=licence.case.no,
        granted_on=licence.granted_on,
        valid_from=licence.valid_from,
        valid_until=licence.valid_until,
        validity=licence.validity,
        holder_id=mask_id(id_number),
        scope=licence.scope,
        conditions=tuple(licence.conditions),
    )


def decision(licence: Licence, case: Case, kind: PaperKind, *, now: datetime, **said: Any) -> LicenceDecision:
    """Return the decision to change, renew or cancel; `said` are the other fields of its body."""
    return LicenceDecision(
        **heading(case), kind=kind, decided_on=local_day(now), licence=licence.words, **said
    )


def revocation(licence: Licence, why: Reasons, *, now: datetime) -> RevocationDecision:
    """Return the decision to revoke, with both remedies (69)."""
    return RevocationDecision(
        **heading(licence.case),
        decided_on=local_day(now),
        revoked=licence.words,
        facts=why.facts,
        reasons=why.reasons,
        basis=why.basis,
        consequences=("自本决定送达之日起不得再使用该证。",),
        remedies=Remedies(),
    )


def tell_changed(licence: Licence, what: str, reason: str, *, now: datetime) -> list[Line]:
    """Tell the holder what became of the licence."""
    contact = contact_of(licence.case)
    context = LicenceChanged(
        matter=licence.case.matter_name,
        case_no=licence.case.no,
        licence=licence.words,
        what=what,
        reason=reason,
        valid_until=licence.valid_until if licence.ended_at is None else None,
        contact_phone=contact["contact_phone"],
        track_url=contact["track_url"],
    )
    return tell(licence.case, context, now=now, mark=f"licence{licence.version}")


def tell_expiring(licence: Licence, ask_by: date, *, now: datetime) -> list[Line]:
    """Remind the holder that it runs out, and by when to ask for its renewal (50)."""
    if licence.valid_until is None:
        return []
    centre = department_card(licence.department_id).centre
    context = LicenceExpiring(
        matter=licence.case.matter_name,
        case_no=licence.case.no,
        licence=licence.words,
        valid_until=licence.valid_until,
        ask_by=ask_by,
        where=f"{centre.name}综合窗口　{centre.address}".strip(),
        contact_phone=centre.phone,
    )
    return tell(licence.case, context, now=now, mark=f"expiring{licence.valid_until:%Y%m%d}")
