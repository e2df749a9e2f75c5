"""The papers of what moves a limit: special procedures, extensions, a published calendar."""

from datetime import date, datetime

from yichuang.journal.public import Line
from yichuang.kit.actor import CLOCK, Actor
from yichuang.papers.public import (
    DateChange,
    ExtensionNotice,
    Limit,
    Opinion,
    PaperKind,
    RecalculationNotice,
    RequestSheet,
    SpecialProcedureNotice,
)
from yichuang.people.public import Officer, department_card
from yichuang.worktime.public import calendar, local_day

from ...models import Case, Request
from .parts import heading, issued


def write_pause(
    case: Case, procedure: str, until: date, words: str, article: str, *, by: Actor, now: datetime
) -> list[Line]:
    """Issue the written notice of the time that a special procedure needs (45)."""
    clock = case.clock
    today = local_day(now)
    body = SpecialProcedureNotice(
        **heading(case),
        procedure=procedure,
        needed=f"{calendar().count(today, until)} 个工作日",
        starts_on=today,
        expected_on=until,
        article=article,
        statutory=Limit("", clock.statutory_due_on, clock.is_provisional) if clock.statutory_due_on else None,
        reason=words,
    )
    return issued(case, body, by=by, now=now)


def write_extension(
    case: Case, request: Request, old_on: date | None, *, by: Officer, now: datetime
) -> list[Line]:
    """Issue the notice of an extension with its reason (42)."""
    clock = case.clock
    new_on = clock.promised_due_on or clock.statutory_due_on or local_day(now)
    department = department_card(case.department_id)
    body = ExtensionNotice(
        **heading(case),
        old_on=old_on or new_on,
        new_on=new_on,
        days=request.days or 0,
        reason=request.reason,
        approved_by=f"{department.name}负责人 {by.name}",
        approved_on=local_day(now),
    )
    return issued(case, body, by=by, now=now)


def write_recount(
    case: Case, before: tuple[date | None, date | None], why: str, *, now: datetime
) -> list[Line]:
    """Issue the notice that a provisional day moved."""
    clock = case.clock
    after = clock.promised_due_on, clock.statutory_due_on
    changes = tuple(
        DateChange(label, old, new, clock.is_provisional)
        for label, old, new in zip(("承诺办结", "法定办结"), before, after, strict=True)
        if old and new and old != new
    )
    body = RecalculationNotice(**heading(case), changes=changes, reason=why)
    return issued(case, body, by=CLOCK, now=now) if changes else []


def write_instruction(case: Case, request: Request, *, by: Officer, now: datetime) -> list[Line]:
    """Issue the sheet of a question asked of a superior, with the answer (R116)."""
    body = RequestSheet(
        **heading(case),
        kind=PaperKind.INSTRUCTION_REQUEST,
        asked_on=local_day(request.asked_at),
        asked_by=request.asked_by.name,
        asked_of=by.name,
        question=request.reason,
        answers=(Opinion(by.name, request.words, by.name, local_day(now)),),
    )
    return issued(case, body, by=by, now=now)
