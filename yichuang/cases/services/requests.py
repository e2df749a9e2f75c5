"""Asking a superior: a second supplement, an extension, an instruction; and the answer (R097, R116; 42)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.kit.text import within
from yichuang.people.public import Officer

from ..models import Case, Request
from ..policies import why_not_answer, why_not_ask
from ..rules.requests import RequestKind
from .clocks import lengthen
from .letters import tell_extended, write_extension, write_instruction

MOST_WORDS = 1000
EXTENSION_ARTICLE = "行政许可法第四十二条第一款"


@transaction.atomic
def ask(
    case: Case, kind: RequestKind, reason: str, *, days: int | None = None, by: Officer, now: datetime
) -> Request:
    """Ask for a superior's word, with the reason. One open request of a kind at a time."""
    if refusal := why_not_ask(case, kind, days=days, by=by, now=now):
        raise Refused(refusal)
    _check(reason, gettext("请写明理由。"))
    try:
        with transaction.atomic():
            request = Request.objects.create(
                case=case,
                kind=kind,
                reason=reason.strip(),
                days=days,
                asked_at=now,
                asked_by_id=by.staff_id,
            )
    except IntegrityError as twice:
        raise Refused(gettext("已经请示过，正在等答复。")) from twice
    facts = {"kind": kind.value, "request": request.pk, "days": days, "reason": request.reason}
    journal.record(case.subject, Event.REQUEST_ASKED, by=by, at=now, data=facts)
    return request


@transaction.atomic
def answer(request: Request, *, grant: bool, words: str, by: Officer, now: datetime) -> None:
    """Answer a request. An extension that is granted moves the dates and is told to the applicant (42)."""
    if refusal := why_not_answer(request, by=by, now=now):
        raise Refused(refusal)
    if not grant or request.kind == RequestKind.INSTRUCTION:
        _check(words, gettext("请写明意见。"))
    changed = Request.objects.filter(pk=request.pk, answered_at=None).update(
        answered_at=now,
        answered_by=by.staff_id,
        is_granted=grant,
        words=within(words, MOST_WORDS, field="words"),
    )
    if not changed:
        raise Stale
    request.refresh_from_db()
    case = request.case
    facts = {"kind": request.kind, "request": request.pk, "granted": grant, "words": request.words}
    lines = [Line(Event.REQUEST_ANSWERED, facts)]
    if request.kind == RequestKind.EXTENSION and grant:
        lines += _extend(request, by=by, now=now)
    elif request.kind == RequestKind.INSTRUCTION:
        lines += write_instruction(case, request, by=by, now=now)
    journal.record_all(case.subject, lines, by=by, at=now)


def _extend(request: Request, *, by: Officer, now: datetime) -> list[Line]:
    case = request.case
    before = case.clock.promised_due_on or case.clock.statutory_due_on
    lengthen(case, request.days or 0, request.reason, EXTENSION_ARTICLE, by=by, now=now)
    facts = {
        "days": request.days,
        "statutory": case.clock.statutory_due_on.isoformat() if case.clock.statutory_due_on else None,
    }
    papers = write_extension(case, request, before, by=by, now=now)
    return [Line(Event.CASE_EXTENDED, facts, thing=case), *papers, *tell_extended(case, request, now=now)]


def _check(words: str, missing: str) -> None:
    if not words.strip():
        raise Invalid(missing, field="reason")
    if len(words) > MOST_WORDS:
        raise Invalid(gettext("最多 %(most)s 字。") % {"most": MOST_WORDS}, field="reason")
