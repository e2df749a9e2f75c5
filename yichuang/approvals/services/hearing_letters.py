"""The papers of interested parties and hearings (行政许可法 36, 46 to 48)."""

from datetime import datetime

from yichuang.cases.public import heading, issued
from yichuang.journal.public import Line
from yichuang.papers.public import (
    Attendee,
    HearingNotice,
    HearingRecord,
    HearingRightNotice,
    InterestedPartyNotice,
    Statement,
)
from yichuang.people.public import Officer
from yichuang.worktime.public import local_day

from ..models import Hearing, InterestedParty


def write_party(party: InterestedParty, *, by: Officer, now: datetime) -> list[Line]:
    """Issue the notice to an interested party (36)."""
    body = InterestedPartyNotice(
        **heading(party.case),
        party=party.name,
        interest=party.interest,
        content=party.content,
        reply_by=party.reply_by_on,
        has_hearing_right=party.has_hearing_right,
    )
    return issued(party.case, body, by=by, now=now)


def write_right(hearing: Hearing, *, by: Officer, now: datetime) -> list[Line]:
    """Issue the notice of the right to a hearing (47)."""
    body = HearingRightNotice(
        **heading(hearing.case),
        told=hearing.told,
        intended=hearing.intended,
        reason=hearing.reason,
        basis=hearing.basis,
        ask_by=hearing.ask_by_on,
    )
    return issued(hearing.case, body, by=by, now=now)


def write_call(hearing: Hearing, *, by: Officer, now: datetime) -> list[Line]:
    """Issue the notice of time and place (48)."""
    body = HearingNotice(
        **heading(hearing.case),
        told=hearing.told,
        on=hearing.on or local_day(now),
        time=hearing.time,
        place=hearing.place,
        about=hearing.intended,
        presider=hearing.presider.name if hearing.presider else "",
        recorder=hearing.recorder,
    )
    return issued(hearing.case, body, by=by, now=now)


def write_record(hearing: Hearing, *, by: Officer, now: datetime) -> list[Line]:
    """Issue the record, with who signed it and why someone did not (48)."""
    body = HearingRecord(
        **heading(hearing.case),
        on=hearing.on or local_day(now),
        time=hearing.time,
        place=hearing.place,
        about=hearing.intended,
        presider=hearing.presider.name if hearing.presider else "",
        recorder=hearing.recorder,
        attendees=tuple(
            Attendee(one["name"], one["role"], "已签字" if one["is_signed"] else f"未签字：{one['note']}")
            for one in hearing.attendees
        ),
        statements=tuple(Statement(one["speaker"], one["words"]) for one in hearing.statements),
        summary=hearing.summary,
    )
    return issued(hearing.case, body, by=by, now=now)
