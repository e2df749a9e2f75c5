"""Interested parties and hearings (行政许可法 36, 46 to 48)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from yichuang.cases import public as cases
from yichuang.cases.public import Case, ClockEvent, Procedure, Special, why_not_pause
from yichuang.catalogue.public import intake_sheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.people.public import Officer, Staff, days_outside_limits
from yichuang.worktime.public import calendar, local_day

from ..models import Hearing, InterestedParty
from ..policies import (
    why_not_call,
    why_not_hearing,
    why_not_party,
    why_not_record,
    why_not_tell_right,
)
from ..policies.hearings import why_not_party_answer
from ..policies.office import why_not_uncounted
from ..rules.hearing import HEARING_MOVES, HearingMove, HearingState, ask_by, hold_by
from .hearing_letters import announce, write_call, write_party, write_record, write_right
from .shapes import at_most, needed

FARTHEST = 365  # days


@dataclass(frozen=True)
class Party:
    """An interested party, what touches her, and by when she may answer."""

    name: str
    interest: str
    content: str
    reply_by: date | None
    has_hearing_right: bool = False


@dataclass(frozen=True)
class Right:
    """Of what a person is told when she is told of her right to a hearing."""

    told: str
    intended: str
    reason: str
    basis: str = ""


@dataclass(frozen=True)
class Call:
    """When and where a hearing is held, and who presides. `presider` is a staff number."""

    on: date | None
    time: str
    place: str
    presider: str
    recorder: str = ""
    register_by: date | None = None  # the public's last day, where the hearing is announced (46)
    how_to_register: str = ""


@dataclass(frozen=True)
class Present:
    """Someone who took part: signed the record, or the note says why not."""

    name: str
    role: str
    is_signed: bool
    note: str = ""


@dataclass(frozen=True)
class HearingNotes:
    """The record of a hearing."""

    present: tuple[Present, ...]
    statements: tuple[tuple[str, str], ...]  # who said what
    recorder: str
    summary: str = ""


@transaction.atomic
def tell_party(case: Case, party: Party, *, by: Officer, now: datetime) -> InterestedParty:
    """Tell an interested party of the application, with a day to answer by (36)."""
    if refusal := why_not_party(case, by=by):
        raise Refused(refusal)
    needed(party.name, "name", gettext("请写利害关系人。"))
    needed(party.interest, "interest", gettext("请写与申请有什么利害关系。"))
    needed(party.content, "content", gettext("请写申请的内容。"))
    at_most(120, name=party.name)
    at_most(500, interest=party.interest)
    at_most(1000, content=party.content)
    if party.reply_by is None or party.reply_by <= local_day(now):
        raise Invalid(gettext("请写答复的最后一天，应在今天以后。"), field="reply_by")
    row = InterestedParty.objects.create(
        case=case,
        name=party.name.strip(),
        interest=party.interest.strip(),
        content=party.content.strip(),
        has_hearing_right=party.has_hearing_right,
        reply_by_on=party.reply_by,
        told_at=now,
        told_by_id=by.staff_id,
    )
    told = Line(Event.PARTY_TOLD, {"party": row.pk, "reply_by": row.reply_by_on.isoformat()})
    journal.record_all(case.subject, [told, *write_party(row, by=by, now=now)], by=by, at=now)
    return row


@transaction.atomic
def note_party_answer(party: InterestedParty, answer: str, *, by: Officer, now: datetime) -> None:
    """Write down what an interested party said."""
    if refusal := why_not_party_answer(party, by=by):
        raise Refused(refusal)
    needed(answer, "answer", gettext("请写利害关系人的意见。"))
    at_most(2000, answer=answer)
    changed = InterestedParty.objects.filter(pk=party.pk, answered_at=None).update(
        answer=answer.strip(), answered_at=now, answered_by=by.actor_id
    )
    if not changed:
        raise Stale
    journal.record(party.case.subject, Event.PARTY_ANSWERED, by=by, at=now, data={"party": party.pk})


@transaction.atomic
def tell_hearing_right(case: Case, right: Right, *, by: Officer, now: datetime) -> Hearing:
    """Tell the applicant or a party that a hearing may be asked for within five working days (47)."""
    if refusal := why_not_tell_right(case, by=by):
        raise Refused(refusal)
    needed(right.told, "told", gettext("请写告知谁。"))
    needed(right.intended, "intended", gettext("请写拟作出的决定。"))
    needed(right.reason, "reason", gettext("请写明理由。"))
    at_most(120, told=right.told)
    at_most(500, intended=right.intended, basis=right.basis)
    at_most(1000, reason=right.reason)
    hearing = Hearing.objects.create(
        case=case,
        told=right.told.strip(),
        intended=right.intended.strip(),
        reason=right.reason.strip(),
        basis=right.basis.strip(),
        told_at=now,
        told_by_id=by.staff_id,
        ask_by_on=ask_by(now, calendar(), days_outside_limits(case.centre_id)),
    )
    told = Line(
        Event.HEARING_RIGHT_TOLD, {"ask_by": hearing.ask_by_on.isoformat() if hearing.ask_by_on else ""}
    )
    journal.record_all(case.subject, [told, *write_right(hearing, by=by, now=now)], by=by, at=now)
    return hearing


@transaction.atomic
def ask_hearing(hearing: Hearing, *, by: Officer, now: datetime) -> None:
    """Write down that a hearing was asked for: it is held within twenty working days (47)."""
    if refusal := why_not_hearing(hearing, HearingMove.ASK, by=by, now=now):
        raise Refused(refusal)
    held_by = hold_by(now, calendar(), days_outside_limits(hearing.case.centre_id))
    _swap(hearing, HearingMove.ASK, asked_at=now, hold_by_on=held_by)
    facts = {"hold_by": held_by.isoformat()}
    journal.record(hearing.case.subject, Event.HEARING_ASKED, by=by, at=now, data=facts)


@transaction.atomic
def waive_hearing(hearing: Hearing, *, by: Officer, now: datetime) -> None:
    """Write down that no hearing is wanted, or no longer; a clock that stood for it runs again."""
    if refusal := why_not_hearing(hearing, HearingMove.WAIVE, by=by, now=now):
        raise Refused(refusal)
    _swap(hearing, HearingMove.WAIVE, settled_at=now, settled_by=by.actor_id)
    journal.record(hearing.case.subject, Event.HEARING_WAIVED, by=by, at=now, data={})
    _let_run(hearing.case, by=by, now=now)


@transaction.atomic
def call_hearing(hearing: Hearing, call: Call, *, by: Officer, now: datetime) -> None:
    """Give notice of time and place at least seven days before; the clock stops for it (45, 48).

    One that the law or the public's interest orders is announced to the public as well (46).
    """
    presider = Staff.objects.filter(staff_no=call.presider.strip(), is_active=True).first()
    if refusal := why_not_call(hearing, call.on, presider, by=by, now=now):
        raise Refused(refusal)
    needed(call.time, "time", gettext("请写听证的时间。"))
    needed(call.place, "place", gettext("请写听证的地点。"))
    at_most(20, time=call.time)
    at_most(40, recorder=call.recorder)
    at_most(200, place=call.place)
    if hearing.is_announced:
        _check_announcement(call, now=now)
    changes: dict[str, object] = {
        "on": call.on,
        "time": call.time.strip(),
        "place": call.place.strip(),
        "presider": presider,
        "recorder": call.recorder.strip(),
        "register_by_on": call.register_by,
        "how_to_register": call.how_to_register.strip(),
    }
    papers: list[Line] = []
    if hearing.is_announced:
        for name, value in changes.items():
            setattr(hearing, name, value)
        changes["announcement"], papers = announce(hearing, by=by, now=now)
    _swap(hearing, HearingMove.CALL, **changes)
    facts = {"on": call.on.isoformat() if call.on else "", "place": hearing.place}
    lines = [Line(Event.HEARING_CALLED, facts), *papers, *write_call(hearing, by=by, now=now)]
    journal.record_all(hearing.case.subject, lines, by=by, at=now)
    _let_run(hearing.case, by=by, now=now)  # called before: the new notice names a new day
    _let_stand(hearing, by=by, now=now)


def _check_announcement(call: Call, *, now: datetime) -> None:
    """The public has to know by when and how to come (46)."""
    needed(call.how_to_register, "how_to_register", gettext("请写公众怎样报名。"))
    at_most(300, how_to_register=call.how_to_register)
    last = call.register_by
    if last is None or call.on is None or not local_day(now) < last < call.on:
        raise Invalid(gettext("报名截止日期应在今天以后、听证以前。"), field="register_by")
    if (call.on - local_day(now)).days > FARTHEST:
        raise Invalid(gettext("听证的日期最远一年。"), field="on")


def _let_stand(hearing: Hearing, *, by: Officer, now: datetime) -> None:
    """Stop the clock until the day of the hearing, where the law and the guide let it stand.

    A hearing is held all the same when they do not: it is the party's right, not the office's time.
    """
    case = hearing.case
    if hearing.on is None or why_not_pause(case, now=now):
        return
    words = f"举行听证：{hearing.on:%Y-%m-%d} {hearing.time}，{hearing.place}"
    special = Special(Procedure.HEARING, hearing.on, words)
    if not why_not_uncounted(intake_sheet(case.guide_id), special):
        cases.pause(case, special, by=by, now=now)


def _let_run(case: Case, *, by: Officer, now: datetime) -> None:
    """Let the clock go on if it stands for a hearing."""
    if case.clock.paused_until is None:
        return
    paused = case.clock_entries.filter(event=ClockEvent.PAUSED).order_by("-order").first()
    if paused is not None and paused.procedure == Procedure.HEARING:
        cases.resume(case, by=by, now=now)


@transaction.atomic
def record_hearing(hearing: Hearing, notes: HearingNotes, *, by: Officer, now: datetime) -> None:
    """File the record, signed by those who took part; the decision is made on it (48)."""
    if refusal := why_not_record(hearing, by=by, now=now):
        raise Refused(refusal)
    _check_notes(notes)
    _swap(
        hearing,
        HearingMove.RECORD,
        attendees=[
            {"name": one.name, "role": one.role, "is_signed": one.is_signed, "note": one.note}
            for one in notes.present
        ],
        statements=[{"speaker": who, "words": words} for who, words in notes.statements],
        recorder=notes.recorder.strip(),
        summary=notes.summary.strip(),
        settled_at=now,
        settled_by=by.actor_id,
    )
    lines = [Line(Event.HEARING_RECORDED, {"on": str(hearing.on)}), *write_record(hearing, by=by, now=now)]
    journal.record_all(hearing.case.subject, lines, by=by, at=now)
    _let_run(hearing.case, by=by, now=now)


def _check_notes(notes: HearingNotes) -> None:
    needed(notes.recorder, "written_by", gettext("请写记录人。"))
    at_most(40, written_by=notes.recorder)
    at_most(2000, summary=notes.summary)
    if not notes.present:
        raise Invalid(gettext("请写参加听证的人。"), field="present")
    unsigned = [one.name for one in notes.present if not one.is_signed and not one.note.strip()]
    if unsigned:
        words = {"names": gettext("、").join(unsigned)}
        raise Invalid(gettext("笔录要由参加人签字：%(names)s没有签字，请写明原因。") % words, field="present")
    if not notes.statements:
        raise Invalid(gettext("请写各方说了什么。"), field="statements")


def _swap(hearing: Hearing, move: HearingMove, **changes: object) -> None:
    following = HEARING_MOVES[HearingState(hearing.state), move]
    as_we_saw_it = Hearing.objects.filter(pk=hearing.pk, version=hearing.version)
    if not as_we_saw_it.update(version=F("version") + 1, state=following, **changes):
        raise Stale
    for name, value in {**changes, "state": following}.items():
        setattr(hearing, name, value)
    hearing.version += 1
