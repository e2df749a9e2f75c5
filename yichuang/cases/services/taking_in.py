"""A complete application at once, as integrators send it through JSON."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.catalogue.public import IntakeSheet, intake_sheet
from yichuang.journal.public import Event, Line
from yichuang.kit.inserting import gathered, insert_later
from yichuang.kit.refusal import Invalid, Refused
from yichuang.people.public import Officer, Particulars

from ..models import Case
from ..policies import can_view, checks_of, why_not_complete, why_not_take_in
from ..rules.states import State
from .accepting import set_going
from .bars import check_not_barred
from .identifying import identify
from .intake import HandedIn, heading, lines_of


@dataclass(frozen=True)
class Intake:
    """A complete application, as it comes through JSON or from a signed-in draft."""

    guide_id: int
    applicant: Particulars
    materials: Sequence[HandedIn]
    agent: Particulars | None = None
    agent_authority: str = ""
    form: dict[str, Any] = field(default_factory=dict)
    request_key: str = ""


def take_in(intake: Intake, *, by: Officer, now: datetime) -> Case:
    """Take in and accept a complete application at once, as integrators do through JSON.

    The same rules, sentences, papers and journal lines as at the window, in fewer statements. The
    same `request_key` again returns the case that it made before, and writes nothing.
    """
    try:
        return _take_in(intake, by=by, now=now)
    except (IntegrityError, Refused):
        # Sent before, or twice at once: asked afterwards, because nearly every request is a new one.
        if known := _made_before(intake.request_key, by=by):
            return known
        raise


def _made_before(request_key: str, *, by: Officer) -> Case | None:
    """Return the case that a request made, to someone whose duty shows it."""
    known = Case.objects.filter(request_key=request_key).first() if request_key else None
    if known is None:
        return None
    if not can_view(known, by=by):
        raise Refused(gettext("这个请求编号已经有人用过，请换一个。"))
    return known


@transaction.atomic
@gathered()
def _take_in(intake: Intake, *, by: Officer, now: datetime) -> Case:
    sheet = intake_sheet(intake.guide_id)
    if reason := why_not_take_in(sheet, by=by):
        raise Refused(reason)
    handed = _handed(intake, sheet)
    head = heading(sheet, by=by, now=now)
    applicant, agent = identify(intake.applicant, intake.agent, intake.agent_authority, by=by, now=now)
    if not applicant.is_new:
        check_not_barred(applicant.pk, sheet.matter_id, now=now)
    case = Case(
        **head,
        state=State.ACCEPTED,
        channel="json",
        request_key=intake.request_key or None,
        applicant=applicant,
        applicant_name=applicant.name,
        agent=agent,
        agent_authority=intake.agent_authority[:200],
        contact_phone=(agent or applicant).phone,
        form=intake.form,
        window_id=by.window_id,
        accepted_at=now,
        accepted_by=by.staff_no,
        version=1,
    )
    materials = lines_of(case, sheet, handed)
    if reason := why_not_complete(checks_of(materials)):
        raise Refused(reason)
    insert_later([case])
    insert_later(materials)
    drafted = Line(Event.CASE_DRAFTED, {"matter": sheet.matter_code})
    set_going(case, sheet, materials, lines=[drafted], first=True, by=by, now=now)
    return case


def _handed(intake: Intake, sheet: IntakeSheet) -> dict[int, HandedIn]:
    handed = {h.order: h for h in intake.materials}
    unknown = sorted(set(handed) - set(range(1, len(sheet.materials) + 1)))
    if unknown:
        raise Invalid(
            gettext("指南里没有第 %(line)s 项材料，只能收公布的材料。") % {"line": unknown[0]},
            field="materials",
        )
    if len(handed) != len(intake.materials):
        raise Invalid(gettext("同一项材料登记了两次。"), field="materials")
    return handed
