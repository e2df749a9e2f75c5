"""业务会议: asked for, held, minuted; then the decision rests on the minutes (R113)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from yichuang.cases.public import Case, heading, issued
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.papers.public import Attendee, MeetingMinutes, PaperKind, RequestSheet
from yichuang.people.public import Officer, department_card
from yichuang.worktime.public import local_day

from ..models import Meeting
from ..policies import why_not_meeting
from ..rules.meeting import MEETING_MOVES, MeetingMove, MeetingState
from .shapes import at_most, needed


@dataclass(frozen=True)
class Held:
    """Where and when the meeting was, and who came."""

    on: date | None
    time: str
    place: str
    presider: str
    recorder: str
    attendees: tuple[Attendee, ...]


@dataclass(frozen=True)
class Minutes:
    """What was talked about and what was concluded."""

    discussed: tuple[str, ...]
    concluded: tuple[str, ...]


@transaction.atomic
def ask_meeting(
    case: Case, question: str, units: str, wanted: str = "", *, by: Officer, now: datetime
) -> Meeting:
    """Ask for a meeting: what about, which sections take part, and when it would suit."""
    if refusal := why_not_meeting(None, None, case, by=by):
        raise Refused(refusal)
    needed(question, "question", gettext("请写会议要议的事。"))
    needed(units, "units", gettext("请写参加的科室或部门。"))
    at_most(1000, question=question)
    at_most(300, units=units)
    at_most(100, wanted=wanted)
    meeting = Meeting.objects.create(
        case=case,
        question=question.strip(),
        wanted=wanted.strip(),
        units=units.strip(),
        asked_at=now,
        asked_by_id=by.staff_id,
    )
    body = RequestSheet(
        **heading(case),
        kind=PaperKind.MEETING_REQUEST,
        asked_on=local_day(now),
        asked_by=by.name,
        asked_of=f"{department_card(case.department_id).name}办公室",
        question=meeting.question,
        suggestion="；".join(filter(None, [f"参加：{meeting.units}", meeting.wanted])),
    )
    asked = Line(Event.MEETING_ASKED, {"question": meeting.question, "units": meeting.units})
    journal.record_all(case.subject, [asked, *issued(case, body, by=by, now=now)], by=by, at=now)
    return meeting


@transaction.atomic
def hold_meeting(meeting: Meeting, held: Held, *, by: Officer, now: datetime) -> None:
    """Write down that the meeting was held: when, where, and who came."""
    if refusal := why_not_meeting(meeting, MeetingMove.HOLD, meeting.case, by=by):
        raise Refused(refusal)
    if held.on is None or held.on > local_day(now):
        raise Invalid(gettext("请写开会的日期，不能是以后的日子。"), field="on")
    for field, missing in (
        ("time", gettext("请写开会的时间。")),
        ("place", gettext("请写开会的地点。")),
        ("presider", gettext("请写主持人。")),
        ("recorder", gettext("请写记录人。")),
    ):
        needed(getattr(held, field), field, missing)
    if len(held.attendees) < 2:
        raise Invalid(gettext("请写参加会议的人，至少两位。"), field="attendees")
    at_most(20, time=held.time)
    at_most(40, presider=held.presider, recorder=held.recorder)
    at_most(200, place=held.place)
    _swap(
        meeting,
        MeetingMove.HOLD,
        on=held.on,
        time=held.time.strip(),
        place=held.place.strip(),
        presider=held.presider.strip(),
        recorder=held.recorder.strip(),
        attendees=[{"name": one.name, "unit": one.unit} for one in held.attendees],
    )
    facts = {"on": held.on.isoformat(), "presider": meeting.presider}
    journal.record(meeting.case.subject, Event.MEETING_HELD, by=by, at=now, data=facts)


@transaction.atomic
def minute_meeting(meeting: Meeting, minutes: Minutes, *, by: Officer, now: datetime) -> None:
    """File the minutes, and issue them as a numbered paper."""
    case = meeting.case
    if refusal := why_not_meeting(meeting, MeetingMove.MINUTE, case, by=by):
        raise Refused(refusal)
    if not minutes.discussed:
        raise Invalid(gettext("请写会议议了什么。"), field="discussed")
    if not minutes.concluded:
        raise Invalid(gettext("请写议定的事项。"), field="concluded")
    body = MeetingMinutes(
        **heading(case),
        meeting="业务会议",
        on=meeting.on or local_day(now),
        time=meeting.time,
        place=meeting.place,
        presider=meeting.presider,
        recorder=meeting.recorder,
        attendees=tuple(Attendee(one["name"], unit=one["unit"]) for one in meeting.attendees),
        discussed=minutes.discussed,
        concluded=minutes.concluded,
    )
    lines = issued(case, body, by=by, now=now)
    _swap(
        meeting,
        MeetingMove.MINUTE,
        discussed=list(minutes.discussed),
        concluded=list(minutes.concluded),
        number=str(lines[0].data.get("number", "")),
        settled_at=now,
        settled_by=by.actor_id,
    )
    minuted = Line(Event.MEETING_MINUTED, {"number": meeting.number, "concluded": meeting.concluded})
    journal.record_all(case.subject, [minuted, *lines], by=by, at=now)


@transaction.atomic
def call_off_meeting(meeting: Meeting, *, by: Officer, now: datetime) -> None:
    """Give up a meeting that was asked for."""
    if refusal := why_not_meeting(meeting, MeetingMove.CALL_OFF, meeting.case, by=by):
        raise Refused(refusal)
    _swap(meeting, MeetingMove.CALL_OFF, settled_at=now, settled_by=by.actor_id)
    journal.record(meeting.case.subject, Event.MEETING_CALLED_OFF, by=by, at=now, data={})


def _swap(meeting: Meeting, move: MeetingMove, **changes: object) -> None:
    following = MEETING_MOVES[MeetingState(meeting.state), move]
    as_we_saw_it = Meeting.objects.filter(pk=meeting.pk, version=meeting.version)
    if not as_we_saw_it.update(version=F("version") + 1, state=following, **changes):
        raise Stale
    for name, value in {**changes, "state": following}.items():
        setattr(meeting, name, value)
    meeting.version += 1
