"""Taking an application in, and accepting it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext

from yichuang.catalogue.public import IntakeSheet, Necessity, current_guide_id, intake_sheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.inserting import insert_all
from yichuang.kit.refusal import Invalid, Refused
from yichuang.people import public as people
from yichuang.people.public import Applicant, IdKind, Officer, Particulars
from yichuang.worktime.public import local_day

from ..models import Case, CaseMaterial
from ..policies import can_view, checks_of, why_not, why_not_accept, why_not_complete, why_not_take_in
from ..rules.states import Action, Mark, State
from .clocks import start_clock
from .letters import tell_accepted, write_acceptance
from .moves import move
from .numbers import next_number

_OUT_OF_THE_WAY = 1000  # added to the old lines' order, so that the new ones find their places free


@dataclass(frozen=True)
class HandedIn:
    """One line of the list as it was handed in."""

    order: int
    mark: Mark = Mark.RECEIVED
    copies: int | None = None
    is_original: bool = False


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


@transaction.atomic
def draft(sheet: IntakeSheet, *, by: Officer, now: datetime, window_id: int | None = None) -> Case:
    """Begin a case for a matter at the window: it has a number and a place for everything typed."""
    if reason := why_not_take_in(sheet, by=by):
        raise Refused(reason)
    case = Case.objects.create(**_heading(sheet, by=by, now=now), window_id=window_id or by.window_id)
    insert_all(_lines(case, sheet, {}))
    journal.record(
        case.subject, Event.CASE_DRAFTED, by=by, at=now, first=True, data={"matter": sheet.matter_code}
    )
    return case


def _put_away(gone: list[CaseMaterial], *, after: int) -> None:
    """Drop the lines that the new list does not have; one with files stays below it, because what was
    handed in is never thrown away (R086)."""
    with_files = [m for m in gone if m.attachments.exists()]
    CaseMaterial.objects.filter(pk__in=[m.pk for m in gone if m not in with_files]).delete()
    for order, line in enumerate(with_files, start=after + 1):
        CaseMaterial.objects.filter(pk=line.pk).update(
            order=order, mark=Mark.NOT_NEEDED, necessity=Necessity.OPTIONAL, note="旧版指南的材料"
        )


def _heading(sheet: IntakeSheet, *, by: Officer, now: datetime) -> dict[str, Any]:
    return {
        "no": next_number(local_day(now)),
        "centre_id": sheet.centre_id,
        "department_id": sheet.department_id,
        "matter_id": sheet.matter_id,
        "guide_id": sheet.guide_id,
        "matter_name": sheet.name[:200],
        "case_kind": sheet.case_kind[:20],
        "taken_by_id": by.staff_id,
        "drafted_at": now,
    }


def _lines(case: Case, sheet: IntakeSheet, handed: dict[int, HandedIn]) -> list[CaseMaterial]:
    """Copy the published list into the case: what it asks, and what was handed in (R035)."""
    rows = []
    for order, material in enumerate(sheet.materials, start=1):
        given = handed.get(order)
        rows.append(
            CaseMaterial(
                case=case,
                order=order,
                name=material.name[:500],
                wanted=material.form[:20],
                necessity=material.necessity[:12],
                situation=material.situation[:300],
                copies_wanted=material.copies,
                mark=given.mark if given else Mark.PENDING,
                copies=given.copies if given else None,
                is_original=given.is_original if given else False,
            )
        )
    return rows


def sheet_today(case: Case) -> IntakeSheet | None:
    """Return what the case's matter publishes today; None when it is no longer taken in. One query."""
    guide_id = current_guide_id(case.matter_id)
    return intake_sheet(guide_id) if guide_id else None


@transaction.atomic
def follow_guide(case: Case, *, by: Officer, now: datetime) -> Case:
    """Move a draft to the version published meanwhile. What was typed stays; a line that the new list
    also has, under the same name, keeps its check and its files; the others are checked anew."""
    if reason := why_not(case, Action.EDIT, by=by):
        raise Refused(reason)
    sheet = sheet_today(case)
    if sheet is None or sheet.guide_id == case.guide_id:
        return case
    old = {m.name: m for m in case.materials.all()}
    fresh = _lines(case, sheet, {})
    CaseMaterial.objects.filter(case=case).update(order=F("order") + _OUT_OF_THE_WAY)
    for line in fresh:
        known = old.pop(line.name, None)
        if known is None:
            line.save(force_insert=True)
            continue
        CaseMaterial.objects.filter(pk=known.pk).update(
            order=line.order, wanted=line.wanted, necessity=line.necessity, situation=line.situation
        )
    _put_away(list(old.values()), after=len(fresh))
    move(
        case,
        Action.EDIT,
        guide_id=sheet.guide_id,
        matter_name=sheet.name[:200],
        case_kind=sheet.case_kind[:20],
    )
    data = {"guide": sheet.guide_number, "lines_gone": sorted(m.name for m in old.values())}
    journal.record(case.subject, Event.CASE_MOVED_TO_GUIDE, by=by, at=now, data=data)
    return case


@transaction.atomic
def accept(case: Case, *, by: Officer, now: datetime) -> Case:
    """Accept a drafted case: the applicant is recorded, the clock starts, the papers are issued.

    All of it or none of it. Raises `Refused` with the sentence that stands under the button,
    `Invalid` for the field that cannot be right, `Stale` when someone was faster (R074, R076-R078).
    """
    materials = list(case.materials.all())
    sheet = sheet_today(case)
    if (reason := why_not_accept(case, materials, published=sheet, by=by)) or sheet is None:
        raise Refused(reason)
    applicant, agent = _identify_typed(case, by=by, now=now)
    typed = case.typed
    move(
        case,
        Action.ACCEPT,
        applicant_id=applicant.pk,
        applicant_name=applicant.name,
        agent_id=agent.pk if agent else None,
        agent_authority=str(typed.get("authority", ""))[:200],
        contact_phone=str((typed.get("agent_phone") if agent else "") or typed.get("phone", ""))[:20],
        form={"content": str(typed.get("content", ""))} if typed.get("content") else {},
        typed={},
        accepted_at=now,
        accepted_by=by.staff_no,
    )
    case.applicant, case.agent = applicant, agent
    _set_going(case, sheet, materials, lines=[], first=False, by=by, now=now)
    return case


def take_in(intake: Intake, *, by: Officer, now: datetime) -> Case:
    """Take in and accept a complete application at once, as integrators do through JSON.

    The same rules, sentences, papers and journal lines as at the window, in fewer statements. The
    same `request_key` again returns the case that it made before, and writes nothing.
    """
    if known := _made_before(intake.request_key, by=by):
        return known
    try:
        return _take_in(intake, by=by, now=now)
    except IntegrityError:
        # The same request was sent twice at once, and the other one was faster.
        if known := _made_before(intake.request_key, by=by):
            return known
        raise


def _made_before(request_key: str, *, by: Officer) -> Case | None:
    """Return the case that a request made, to someone whose duty shows it."""
    same = Case.objects.filter(request_key=request_key)
    # Nearly always there is none: asking for the key alone is a third of the cost of asking for the case.
    if not request_key or not same.exists():
        return None
    known = same.get()
    if not can_view(known, by=by):
        raise Refused(gettext("这个请求编号已经有人用过，请换一个。"))
    return known


@transaction.atomic
def _take_in(intake: Intake, *, by: Officer, now: datetime) -> Case:
    sheet = intake_sheet(intake.guide_id)
    if reason := why_not_take_in(sheet, by=by):
        raise Refused(reason)
    handed = _handed(intake, sheet)
    heading = _heading(sheet, by=by, now=now)
    applicant, agent = _identify(intake.applicant, intake.agent, intake.agent_authority, by=by, now=now)
    case = Case(
        **heading,
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
    materials = _lines(case, sheet, handed)
    if reason := why_not_complete(checks_of(materials)):
        raise Refused(reason)
    insert_all([case])
    for line in materials:
        line.case = case  # now that it has its key
    insert_all(materials)
    drafted = Line(Event.CASE_DRAFTED, {"matter": sheet.matter_code})
    _set_going(case, sheet, materials, lines=[drafted], first=True, by=by, now=now)
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


def _set_going(
    case: Case,
    sheet: IntakeSheet,
    materials: list[CaseMaterial],
    *,
    lines: list[Line],
    first: bool,
    by: Officer,
    now: datetime,
) -> None:
    """Start the clock, issue the papers, tell the applicant, and write it all down."""
    limits = start_clock(case, sheet, now=now)
    papers = write_acceptance(case, sheet, materials, limits, by=by, now=now)
    told = tell_accepted(case, limits, by=by, now=now)
    facts = {
        "promised": limits.promised.on.isoformat() if limits.promised else None,
        "statutory": limits.statutory.on.isoformat() if limits.statutory else None,
        "guide": sheet.guide_number,
    }
    accepted = Line(Event.CASE_ACCEPTED, facts, thing=case)
    journal.record_all(case.subject, [*lines, accepted, *papers, *told], by=by, at=now, first=first)


def _identify_typed(case: Case, *, by: Officer, now: datetime) -> tuple[Applicant, Applicant | None]:
    """Make applicants of what was typed into the draft."""
    agent = particulars_of(case.typed, "agent_") if case.typed.get("agent_id_number") else None
    return _identify(
        particulars_of(case.typed, ""), agent, str(case.typed.get("authority", "")), by=by, now=now
    )


def _identify(
    who: Particulars, acting: Particulars | None, authority: str, *, by: Officer, now: datetime
) -> tuple[Applicant, Applicant | None]:
    """Return the applicant and the one who acts for her; a body cannot come by itself."""
    applicant = people.identify(who, by=by, now=now)
    if acting is None:
        if applicant.is_body:
            raise Invalid(
                gettext("单位申请要登记经办人，请填写经办人的姓名和证件号。"), field="agent_id_number"
            )
        return applicant, None
    try:
        agent = people.identify(acting, by=by, now=now)
    except Invalid as wrong:
        raise Invalid(
            gettext("经办人：%(sentence)s") % {"sentence": wrong.sentence}, field=f"agent_{wrong.field}"
        ) from wrong
    if agent.pk == applicant.pk:
        raise Invalid(gettext("代理人和申请人是同一个人，不用登记代理人。"), field="agent_id_number")
    if not authority.strip():
        raise Invalid(
            gettext("请写明授权委托书的情况，例如：已收，2026年12月31日前有效。"), field="authority"
        )
    return applicant, agent


def particulars_of(typed: dict[str, Any], prefix: str) -> Particulars:
    """Read a person's or body's particulars from a draft's fields."""
    kind = str(typed.get(f"{prefix}id_kind") or IdKind.ID_CARD)
    if kind not in IdKind.values:
        raise Invalid(gettext("请选择证件类型。"), field=f"{prefix}id_kind")
    return Particulars(
        id_kind=IdKind(kind),
        id_number=str(typed.get(f"{prefix}id_number", "")),
        name=str(typed.get(f"{prefix}name", "")),
        phone=str(typed.get(f"{prefix}phone", "")),
        email=str(typed.get(f"{prefix}email", "")),
        address=str(typed.get(f"{prefix}address", "")),
        nationality=str(typed.get(f"{prefix}nationality", "")),
        confirmed=bool(typed.get(f"{prefix}confirmed")),
    )


@transaction.atomic
def discard(case: Case, reason: str, *, by: Officer, now: datetime) -> None:
    """Throw a draft away, with the reason; its number and what was typed stay on record."""
    if refusal := why_not(case, Action.DISCARD, by=by):
        raise Refused(refusal)
    if not reason.strip():
        raise Invalid(gettext("请写明为什么作废。"), field="reason")
    move(case, Action.DISCARD, discarded_at=now, discarded_by=by.staff_no)
    journal.record(case.subject, Event.CASE_DISCARDED, by=by, at=now, data={"reason": reason.strip()})
