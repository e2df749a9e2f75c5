"""The papers of interested parties and hearings (行政许可法 36, 46 to 48)."""

from datetime import datetime

from yichuang.cases.public import Case, heading, issued
from yichuang.journal.public import Line
from yichuang.kit.masking import mask_name
from yichuang.papers.public import (
    Attendee,
    HearingAnnouncement,
    HearingNotice,
    HearingRecord,
    HearingRightNotice,
    InterestedPartyNotice,
    Paper,
    PaperKind,
    Statement,
    VoidedHow,
    of_case,
    void,
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
        ask_by=hearing.ask_by_on or local_day(now),
    )
    return issued(hearing.case, body, by=by, now=now)


def announce(hearing: Hearing, *, by: Officer, now: datetime) -> tuple[Paper, list[Line]]:
    """Issue the announcement to the public, a person's name masked; an earlier one no longer holds (46)."""
    case = hearing.case
    body = HearingAnnouncement(
        **{**heading(case), "applicant": public_name(case)},
        about=hearing.intended,
        reason=hearing.reason,
        basis=hearing.basis,
        on=hearing.on or local_day(now),
        time=hearing.time,
        place=hearing.place,
        presider=hearing.presider.name if hearing.presider else "",
        register_by=hearing.register_by_on or local_day(now),
        how_to_register=hearing.how_to_register,
    )
    lines = issued(case, body, by=by, now=now)
    made = [paper for paper in of_case(case.no) if paper.kind == PaperKind.HEARING_ANNOUNCEMENT][-1]
    if hearing.announcement is not None:
        how = VoidedHow.SUPERSEDED
        void(hearing.announcement, "改期，另行公告", how=how, replaced_by=made, by=by, now=now)
    return made, lines


def public_name(case: Case) -> str:
    """Return how the applicant is named where everybody reads it."""
    is_body = case.applicant is not None and case.applicant.is_body
    return case.applicant_name if is_body else mask_name(case.applicant_name)


def write_call(hearing: Hearing, *, by: Officer, now: datetime) -> list[Line]:
    """Issue the notices of time and place: to who was told of the right, or, where nobody had to ask, to
    the applicant and every interested party (48)."""
    told = [hearing.told]
    if hearing.is_announced:
        told += hearing.case.parties.values_list("name", flat=True)
    return [line for name in dict.fromkeys(told) for line in _write_call(hearing, name, by=by, now=now)]


def _write_call(hearing: Hearing, told: str, *, by: Officer, now: datetime) -> list[Line]:
    body = HearingNotice(
        **heading(hearing.case),
        told=told,
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
