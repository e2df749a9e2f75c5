"""Beginning an application at the window, before anything is decided about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from yichuang.catalogue.public import IntakeSheet, Matter, Necessity, current_guide_id, intake_sheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import Actor
from yichuang.kit.inserting import insert_all
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.people.public import Officer
from yichuang.worktime.public import local_day

from ..models import Case, CaseMaterial, IntakeRule
from ..policies import why_not, why_not_set_intake, why_not_take_in
from ..rules.intake import ClockFrom, IntakeMode, LapseOutcome
from ..rules.states import Action, Mark
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


@transaction.atomic
def draft(
    sheet: IntakeSheet,
    *,
    channel: str = "window",
    ticket: str = "",
    by: Officer,
    now: datetime,
    window_id: int | None = None,
) -> Case:
    """Begin a case for a matter at the window: it has a number and a place for everything typed.

    `ticket` is the public name of the visit that it came from: siblings do not meet, but can be followed.
    """
    if reason := why_not_take_in(sheet, by=by):
        raise Refused(reason)
    case = Case.objects.create(
        **heading(sheet, by=by, now=now), channel=channel, ticket=ticket, window_id=window_id or by.window_id
    )
    insert_all(lines_of(case, sheet, {}))
    journal.record(
        case.subject,
        Event.CASE_DRAFTED,
        by=by,
        at=now,
        first=True,
        centre=case.centre_id,
        data={"matter": sheet.matter_code},
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


def heading(sheet: IntakeSheet, *, by: Officer, now: datetime) -> dict[str, Any]:
    key, no = next_number(local_day(now))
    return {
        "id": key,
        "no": no,
        "centre_id": sheet.centre_id,
        "department_id": sheet.department_id,
        "matter_id": sheet.matter_id,
        "guide_id": sheet.guide_id,
        "matter_name": sheet.name[:200],
        "case_kind": sheet.case_kind[:20],
        "taken_by_id": by.staff_id,
        "drafted_at": now,
    }


def lines_of(case: Case, sheet: IntakeSheet, handed: dict[int, HandedIn]) -> list[CaseMaterial]:
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
    fresh = lines_of(case, sheet, {})
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
def discard(case: Case, reason: str, *, by: Actor, now: datetime) -> None:
    """Throw a draft away, with the reason; its number and what was typed stay on record."""
    if refusal := why_not(case, Action.DISCARD, by=by):
        raise Refused(refusal)
    if not reason.strip():
        raise Invalid(gettext("请写明为什么作废。"), field="reason")
    move(case, Action.DISCARD, discarded_at=now, discarded_by=by.actor_id)
    journal.record(case.subject, Event.CASE_DISCARDED, by=by, at=now, data={"reason": reason.strip()})


@transaction.atomic
def set_intake_rule(
    matter: Matter,
    mode: IntakeMode | None,
    clock_from: ClockFrom | None = None,
    lapse: LapseOutcome | None = None,
    *,
    by: Officer,
    now: datetime,
) -> IntakeRule:
    """Say how one matter is taken in when its materials are not complete; None: as the centre's setting.

    Set by the centre's managers, like the setting itself; raises `Forbidden` for anyone else. What was
    promised under the rule before keeps the clock and the end that it was promised with.
    """
    if reason := why_not_set_intake(matter, by=by):
        raise Forbidden(reason)
    rule, _ = IntakeRule.objects.update_or_create(
        matter=matter,
        defaults={
            "mode": mode or "",
            "clock_from": clock_from or "",
            "lapse": lapse or "",
            "set_at": now,
            "set_by": by.staff_no,
        },
    )
    facts = {"mode": rule.mode, "clock_from": rule.clock_from, "lapse": rule.lapse}
    journal.record(f"matter:{matter.code}", Event.INTAKE_RULE_SET, by=by, at=now, data=facts)
    return rule
