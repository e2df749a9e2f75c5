"""The papers and messages of a joint application as a whole."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from yichuang.cases import public as cases
from yichuang.cases.public import Case
from yichuang.journal.public import Line
from yichuang.kit.actor import Actor
from yichuang.notices.public import Received
from yichuang.papers import public as papers
from yichuang.papers.public import (
    Contacts,
    JointApprovalForm,
    Limit,
    MaterialLine,
    MaterialsReceipt,
    Opinion,
    PaperOrder,
)
from yichuang.people.public import centre_setting, department_card, window_words
from yichuang.worktime.public import local_day

from ..models import Bundle, Part, Shared
from ..rules import JOINT_LIMIT


def write_form(bundle: Bundle, parts: Sequence[Part], *, by: Actor, now: datetime) -> list[Line]:
    """Issue the joint approval form: every department and what it said so far (R118)."""
    lead = parts[0].case
    body = JointApprovalForm(
        applicant=bundle.applicant_name,
        matter=bundle.name,
        case_no=bundle.no,
        lead=f"{bundle.centre.name} {window_words(bundle.window_id) or '综合窗口'}",
        accepted_on=local_day(bundle.accepted_at or now),
        promised=Limit(f"自受理次日起 {JOINT_LIMIT} 个工作日", bundle.due_on, bundle.is_provisional),
        statutory=Limit(f"自受理次日起 {JOINT_LIMIT} 个工作日", bundle.due_on, bundle.is_provisional),
        opinions=tuple(_opinion(part.case) for part in parts),
    )
    department = department_card(lead.department_id)
    order = PaperOrder(body, bundle.centre, department, bundle.no, bundle.applicant_name)
    return papers.lines_for(papers.issue([order], by=by, now=now))


def _opinion(case: Case) -> Opinion:
    who = f"{department_card(case.department_id).name}（{case.matter_name}）"
    if case.decided_at is None:
        return Opinion(who)
    return Opinion(who, case.decision, case.decided_by, local_day(case.decided_at))


def write_receipt(
    bundle: Bundle, lead: Case, handed: Sequence[tuple[Shared, int]], *, by: Actor, now: datetime
) -> list[Line]:
    """Issue the one receipt for what was sent in; `handed` says how many files came for which material.

    Sealed by the leading part's department, as the whole's other papers are.
    """
    centre, who = bundle.centre, bundle.taken_by
    body = MaterialsReceipt(
        applicant=bundle.applicant_name,
        matter=bundle.name,
        received_on=local_day(now),
        case_no=bundle.no,
        materials=tuple(
            MaterialLine(shared.order, shared.name, "电子文件", files, False) for shared, files in handed
        ),
        received_by=f"网上{'补正' if bundle.is_supplemented else '申请'}，由{who.name}负责",
        contacts=Contacts(
            person=who.name,
            person_phone=who.phone or centre.phone,
            window=f"{centre.name} {window_words(bundle.window_id) or '综合窗口'}",
            consult_phone=centre.phone,
            complaint_phone=centre.complaint_phone,
        ),
        copies=centre_setting(centre.pk, "papers.copies"),
    )
    order = PaperOrder(body, centre, department_card(lead.department_id), bundle.no, bundle.applicant_name)
    return papers.lines_for(papers.issue([order], by=by, now=now))


def tell_received(bundle: Bundle, lead: Case, *, mark: str = "", now: datetime) -> list[Line]:
    """Say once, for all parts, that the application, or what was supplemented to it, lies here, and by when
    she hears. `mark` tells apart what came later."""
    context = Received(
        matter=bundle.name,
        case_no=bundle.no,
        notice_by=local_day(lead.notice_due_at or now),
        contact=bundle.taken_by.name,
        contact_phone=bundle.taken_by.phone or bundle.centre.phone,
        track_url=f"{settings.PUBLIC_URL}/track/?no={bundle.no}",
    )
    return cases.tell(lead, context, mark=mark, now=now)
