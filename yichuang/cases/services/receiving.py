"""The other outcomes of an application (行政许可法 32), each with its dated, numbered, sealed paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from yichuang.catalogue.public import Limit, LimitUnit
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import CLOCK, Actor
from yichuang.kit.inserting import insert_all
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.text import within
from yichuang.people.public import Officer, centre_setting, days_outside_limits, days_shut_since, setting_text
from yichuang.worktime.public import calendar, end_of, local_day

from ..models import Case, CaseMaterial, Request, Supplement
from ..policies import checks_of, lacking, why_not, why_not_receive, why_not_supplement
from ..rules.clock import AN_INSTANT
from ..rules.intake import LapseOutcome
from ..rules.ledger import History, end_of_limit
from ..rules.states import Action, Mark, State
from ..rules.told import put_off
from ..rules.violations import ViolationKind
from ..selectors import permission_for
from .bars import check_not_barred
from .delivery import choose_as_typed
from .identifying import known
from .letters import (
    tell_ended,
    tell_put_off,
    tell_received,
    tell_supplement,
    write_closing,
    write_not_required,
    write_received,
    write_refusal,
    write_supplement,
)
from .moves import move, touch
from .violations import violated

MOST_REASON = 1000


@transaction.atomic
def receive(case: Case, *, by: Officer, now: datetime) -> None:
    """Take the materials in without deciding yet: the receipt is given, and five working days run.

    When they end without a word, the case counts as accepted from today (行政许可法 32 (四)).
    """
    if reason := why_not_receive(case, by=by):
        raise Refused(reason)
    changes = known(case, by=by, now=now)
    check_not_barred(case.applicant_id, case.matter_id, now=now)
    choose_as_typed(case, by=by, now=now)
    move(case, Action.RECEIVE, **changes, **waiting_for_word(case, now))
    papers = write_received(case, list(case.materials.all()), by=by, now=now)
    told = tell_received(case, now=now)
    facts = {"notice_due": local_day(case.notice_due_at or now).isoformat()}
    received = Line(Event.CASE_RECEIVED, facts, thing=case)
    journal.record_all(case.subject, [received, *papers, *told], by=by, at=now)


def waiting_for_word(case: Case, now: datetime) -> dict[str, Any]:
    """Return the columns of a case whose acceptance is awaited: the law's five days, or fewer."""
    due_at = _answer_by(case, now)
    return {
        "received_at": now,
        "notice_due_at": due_at,
        "reply_due_at": None,
        "look_at": due_at + AN_INSTANT,
    }


def _answer_by(case: Case, since: datetime) -> datetime:
    """Return the instant by which an application has to be answered, without the days that a notice
    takes out."""
    days = Limit(centre_setting(case.centre_id, "supplement.notice_days"), LimitUnit.WORKING_DAY)
    history = History(since, outside=days_outside_limits(case.centre_id))
    return end_of(end_of_limit(days, history, calendar()).on)


@transaction.atomic
def recount_answer(case: Case, words: str, *, now: datetime) -> None:
    """Set anew the day by which an application that waits has to be answered (行政许可法 32 (四))."""
    last = case.supplements.exclude(resubmitted_at=None).order_by("-resubmitted_at").first()
    since = last.resubmitted_at if last else case.received_at
    if case.state != State.RECEIVED or since is None:
        return
    due_at, before = _answer_by(case, since), case.notice_due_at
    if due_at == before:
        return
    touch(case, notice_due_at=due_at, look_at=due_at + AN_INSTANT)
    moved = {"from": _iso(before), "to": _iso(due_at), "why": words}
    journal.record(case.subject, Event.CASE_ANSWER_RECOUNTED, by=CLOCK, at=now, thing=case, data=moved)


def _iso(at: datetime | None) -> str | None:
    return local_day(at).isoformat() if at else None


@transaction.atomic
def supplement(case: Case, *, reply_by: date | None = None, by: Officer, now: datetime) -> Supplement:
    """Tell everything that is missing or wrong, at once and in writing, with the last day (R073, R090).

    A second time only with the chief representative's permission, and recorded as a violation (R097).
    """
    materials = list(case.materials.all())
    number = case.supplements.count() + 1
    permission = permission_for(case) if number > 1 else None
    if reason := why_not_supplement(case, materials, number=number, permission=permission, by=by):
        raise Refused(reason)
    due_on = _reply_day(case, reply_by, now=now)
    received_at = case.received_at or now
    changes = known(case, by=by, now=now)
    choose_as_typed(case, by=by, now=now)
    move(
        case,
        Action.SUPPLEMENT,
        **changes,
        received_at=received_at,
        notice_due_at=None,
        reply_due_at=end_of(due_on),
        look_at=end_of(due_on) + AN_INSTANT,
    )
    notice = Supplement(
        case=case,
        number=number,
        noticed_at=now,
        noticed_by=by.staff_no,
        reply_due_on=due_on,
        items=items_of(materials),
        permission=permission,
    )
    insert_all([notice])
    lines = [Line(Event.CASE_SUPPLEMENT_ASKED, {"number": number, "reply_by": due_on.isoformat()}, case)]
    if permission:
        Request.objects.filter(pk=permission.pk).update(used_at=now)
        kind = ViolationKind.SECOND_SUPPLEMENT
        words = permission.reason
        lines.append(violated(case, kind, staff_id=by.staff_id, number=number - 1, words=words, now=now))
    lines += write_supplement(case, notice, by=by, now=now)
    lines += tell_supplement(case, notice, now=now)
    journal.record_all(case.subject, lines, by=by, at=now)
    return notice


def items_of(materials: Sequence[CaseMaterial]) -> list[dict[str, Any]]:
    """Return what is wrong with which line, and in what form it is wanted."""
    wanting = {c.order: c for c in lacking(checks_of(materials))}
    return [
        {
            "order": m.order,
            "name": m.name,
            "problem": m.note or ("未提交" if m.mark == Mark.MISSING else "不符合要求"),
            "form": m.wanted,
            "copies": m.copies_wanted,
        }
        for m in materials
        if m.order in wanting
    ]


def _reply_day(case: Case, wanted: date | None, *, now: datetime) -> date:
    """Return the last day to supplement: the centre's, or a later one that the clerk agreed on."""
    today = local_day(now)
    days = Limit(centre_setting(case.centre_id, "supplement.reply_days"), LimitUnit.WORKING_DAY)
    least = end_of_limit(days, History(now, outside=days_outside_limits(case.centre_id)), calendar()).on
    if wanted is None:
        return least
    if not least <= wanted <= date(today.year + 1, today.month, min(today.day, 28)):
        words = {"day": least.isoformat()}
        raise Invalid(gettext("补正的最后一天不能早于 %(day)s，最远一年。") % words, field="reply_by")
    return wanted


@transaction.atomic
def recount_reply(case: Case, words: str, *, now: datetime) -> None:
    """Put off the last day to supplement, as government notices since then have it; she is told.

    A day that was told in writing never comes nearer, also not when a notice is taken back.
    """
    notice = case.supplements.order_by("-number").first()
    if case.state != State.SUPPLEMENTING or notice is None or case.reply_due_at is None:
        return
    since = days_shut_since(case.centre_id, notice.noticed_at)
    due_on = put_off(notice.reply_due_on, local_day(notice.noticed_at), since, calendar())
    before = local_day(case.reply_due_at)
    if due_on <= before:
        return
    touch(case, reply_due_at=end_of(due_on), look_at=end_of(due_on) + AN_INSTANT)
    facts = {"of": "supplement", "from": before.isoformat(), "to": due_on.isoformat(), "why": words}
    told = tell_put_off(case, "补正材料", before, due_on, why=words, now=now)
    journal.record_all(
        case.subject, [Line(Event.CASE_DAY_PUT_OFF, facts, thing=case), *told], by=CLOCK, at=now
    )


@transaction.atomic
def resubmit(case: Case, *, by: Officer, now: datetime) -> None:
    """Take in what was supplemented at the window: it is looked at again, and five working days run again."""
    line = _resubmitted(case, by=by, now=now)
    papers = write_received(case, list(case.materials.all()), by=by, now=now)
    journal.record_all(case.subject, [line, *papers], by=by, at=now)


@transaction.atomic
def send_supplement(case: Case, *, by: Actor, now: datetime) -> None:
    """Take in what the applicant supplemented herself, from this instant as if it lay at the window.

    The receipt is the caller's, who knows the whole of what was sent.
    """
    journal.record_all(case.subject, [_resubmitted(case, by=by, now=now)], by=by, at=now)


def _resubmitted(case: Case, *, by: Actor, now: datetime) -> Line:
    if reason := why_not(case, Action.RESUBMIT, by=by):
        raise Refused(reason)
    move(case, Action.RESUBMIT, **waiting_for_word(case, now))
    case.supplements.filter(resubmitted_at=None).update(resubmitted_at=now)
    # What was said to be missing or wrong is checked anew; what was in order stays checked.
    changed = case.materials.filter(mark__in=[Mark.MISSING, Mark.FAULTY]).update(mark=Mark.PENDING)
    facts = {"lines": changed, "notice_due": _iso(case.notice_due_at)}
    return Line(Event.CASE_RESUBMITTED, facts, thing=case)


@dataclass(frozen=True)
class Refusal:
    """Why an application is not taken in: the facts, the law, and the body to go to instead."""

    reason: str
    basis: str = ""
    referred_to: str = ""


@transaction.atomic
def refuse(case: Case, refusal: Refusal, *, by: Officer, now: datetime) -> None:
    """Refuse to take the application in, with the reason, the body to go to and the remedies (32 (二); R044)."""
    _end(case, Action.REFUSE, refusal, by=by, now=now)


@transaction.atomic
def not_require(case: Case, refusal: Refusal, *, by: Officer, now: datetime) -> None:
    """Tell the applicant at once that the law asks for no application (32 (一); R071)."""
    _end(case, Action.NOT_REQUIRE, refusal, by=by, now=now)


def _end(case: Case, action: Action, refusal: Refusal, *, by: Officer, now: datetime) -> None:
    if reason := why_not(case, action, by=by):
        raise Refused(reason)
    _check_words(refusal.reason)
    changes = known(case, by=by, now=now)
    move(
        case,
        action,
        **changes,
        received_at=case.received_at or now,
        notice_due_at=None,
        look_at=None,
        ended_at=now,
        ended_by=by.staff_no,
        ended_reason=refusal.reason.strip(),
        referred_to=within(refusal.referred_to, 200, field="referred_to"),
    )
    write = write_refusal if action is Action.REFUSE else write_not_required
    papers = write(case, refusal.basis.strip(), by=by, now=now)
    told = tell_ended(case, now=now)
    event = Event.CASE_REFUSED if action is Action.REFUSE else Event.CASE_NOT_REQUIRED
    facts = {"reason": refusal.reason.strip(), "referred_to": case.referred_to}
    journal.record_all(case.subject, [Line(event, facts, thing=case), *papers, *told], by=by, at=now)


def _check_words(reason: str) -> None:
    if not reason.strip():
        raise Invalid(gettext("请写明理由，申请人会看到。"), field="reason")
    if len(reason) > MOST_REASON:
        raise Invalid(gettext("理由最多 %(most)s 字。") % {"most": MOST_REASON}, field="reason")


def lapse(case: Case, *, now: datetime) -> None:
    """End a case that was not supplemented by the day told, as the centre has set it."""
    if case.state != State.SUPPLEMENTING or case.reply_due_at is None or now <= case.reply_due_at:
        return
    outcome = setting_text(case.centre_id, "supplement.lapse")
    action = Action.WITHDRAW if outcome == LapseOutcome.WITHDRAWN else Action.RETURN
    reason = "到期没有补正"
    move(case, action, look_at=None, ended_at=now, ended_by=CLOCK.actor_id, ended_reason=reason)
    lines = [Line(Event.CASE_ENDED, {"state": case.state, "reason": reason}, thing=case)]
    lines += write_closing(case, by=CLOCK, now=now)
    lines += tell_ended(case, now=now)
    journal.record_all(case.subject, lines, by=CLOCK, at=now)


@transaction.atomic
def correct_on_spot(case: Case, order: int, words: str, *, by: Officer, now: datetime) -> None:
    """Record that the applicant put an error right at the window (32 (三); R072): the line is in order."""
    if reason := why_not(case, Action.CHECK, by=by):
        raise Refused(reason)
    words = within(words, 300, field="words")
    if not words:
        raise Invalid(gettext("请写明更正了什么。"), field="words")
    faulty = CaseMaterial.objects.filter(case=case, order=order, mark__in=[Mark.FAULTY, Mark.PENDING])
    if not faulty.update(mark=Mark.RECEIVED, note=words):
        raise Refused(gettext("第 %(line)s 项没有待更正的错误。") % {"line": order})
    data = {"order": order, "words": words}
    journal.record(case.subject, Event.MATERIAL_CORRECTED, by=by, at=now, data=data)
