"""Accepting an application: the applicant is recorded, the clock starts, the papers are issued."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from yichuang.catalogue.public import IntakeSheet, intake_sheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import CLOCK, Actor
from yichuang.kit.refusal import Refused
from yichuang.people.public import Officer

from ..models import Case, CaseMaterial, Gap
from ..policies import checks_of, lacking, why_not_accept
from ..rules.clock import Limits
from ..rules.intake import ClockFrom, IntakeMode
from ..rules.states import Action, Mark, State
from ..rules.violations import ViolationKind
from ..selectors import intake_rule_of
from .bars import check_not_barred
from .clocks import start_clock, waiting_clock
from .delivery import choose_as_typed
from .gaps import Promise, leave_open, lines_of_gap
from .identifying import known
from .intake import sheet_today
from .letters import tell_accepted, write_acceptance, write_deemed
from .moves import move
from .violations import violated


@transaction.atomic
def accept(case: Case, *, promise: Promise | None = None, by: Officer, now: datetime) -> Case:
    """Accept a case: all of it or none of it (行政许可法 32 (五); R074, R076-R078).

    With materials missing that the list marks 容缺后补, `promise` says by when they come, where the
    matter's mode of intake allows it (C-18). Raises `Refused` with the sentence that stands under the
    button, `Invalid` for the field that cannot be right, `Stale` when someone was faster.
    """
    materials = list(case.materials.all())
    is_draft = case.state == State.DRAFT
    # Whoever handed in before the guide changed is accepted under the version she was given (R028).
    sheet = sheet_today(case) if is_draft else intake_sheet(case.guide_id)
    rule = intake_rule_of(case) if lacking(checks_of(materials)) else None
    mode = rule.mode if rule else IntakeMode.STRICT
    if (reason := why_not_accept(case, materials, published=sheet, mode=mode, by=by)) or sheet is None:
        raise Refused(reason)
    gap = leave_open(case, materials, rule, promise, now=now) if rule else None
    changes = known(case, by=by, now=now)
    check_not_barred(case.applicant_id, case.matter_id, now=now)
    choose_as_typed(case, by=by, now=now)
    _move_on(case, by=by, now=now, changes=changes)
    set_going(case, sheet, materials, lines=[], gap=gap, first=False, by=by, now=now)
    return case


def _move_on(case: Case, *, by: Actor, now: datetime, changes: dict[str, object]) -> None:
    """Write the acceptance; the instant decides the order of a matter limited in number (57)."""
    move(
        case,
        Action.ACCEPT,
        **changes,
        accepted_at=now,
        accepted_by=by.actor_id,
        notice_due_at=None,
        reply_due_at=None,
        look_at=None,
    )


@transaction.atomic
def deem_accepted(case: Case, *, now: datetime) -> None:
    """Accept by the clock itself: five working days went by without a word to the applicant.

    Counted from the day on which the materials were received (行政许可法 32 (四)); the omission is
    recorded against the window that had to decide (72).
    """
    since = case.received_at
    if since is None or case.notice_due_at is None or now <= case.notice_due_at:
        return
    sheet = intake_sheet(case.guide_id)
    _move_on(case, by=CLOCK, now=since, changes={})
    limits = start_clock(case, sheet, since=since, now=now)
    papers = write_deemed(case, sheet, limits, now=now)
    told = tell_accepted(case, limits, by=CLOCK, now=now)
    facts = _facts(limits, sheet, case.materials.all()) | {"deemed_from": since.isoformat()}
    accepted = Line(Event.CASE_ACCEPTED, facts, thing=case)
    broken = violated(case, ViolationKind.NO_NOTICE, staff_id=case.taken_by_id, now=now)
    journal.record_all(case.subject, [accepted, broken, *papers, *told], by=CLOCK, at=now)


def set_going(
    case: Case,
    sheet: IntakeSheet,
    materials: list[CaseMaterial],
    *,
    lines: list[Line],
    gap: Gap | None = None,
    first: bool,
    by: Actor,
    now: datetime,
) -> None:
    """Start the clock, issue the papers, tell the applicant, and write it all down.

    With a gap, the limits may run only from the day on which the materials are complete.
    """
    waits = gap is not None and gap.clock_from == ClockFrom.COMPLETE
    limits = waiting_clock(case, sheet) if waits else start_clock(case, sheet, since=now, now=now)
    papers = write_acceptance(case, sheet, materials, limits, by=by, now=now)
    if gap is not None:
        papers += lines_of_gap(case, gap, materials, limits, by=by, now=now)
    told = tell_accepted(case, limits, by=by, now=now)
    accepted = Line(Event.CASE_ACCEPTED, _facts(limits, sheet, materials), thing=case)
    said = [*lines, accepted, *papers, *told]
    journal.record_all(case.subject, said, by=by, at=now, first=first, centre=case.centre_id)


def _facts(limits: Limits, sheet: IntakeSheet, materials: Iterable[CaseMaterial]) -> dict[str, Any]:
    """Return what the journal keeps of an acceptance, for those who go on from it."""
    is_on_paper = any(line.mark == Mark.RECEIVED and line.wanted != "electronic" for line in materials)
    return {**limits.facts, "guide": sheet.guide_number, "on_paper": is_on_paper}
