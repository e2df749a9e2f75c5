"""A joint application on its way: what waits begins, the whole follows its parts, people meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.cases import public as cases
from yichuang.cases.public import Case
from yichuang.cases.public import State as CaseState
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import CLOCK, Actor
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.text import within
from yichuang.papers import public as papers
from yichuang.papers.public import Attendee, MeetingMinutes, PaperOrder
from yichuang.people import public as people
from yichuang.people.public import Officer
from yichuang.worktime.public import local_day

from ..models import Bundle, Meeting, Part
from ..policies import why_not, why_not_extend
from ..rules import Action, MeetingKind, State, next_action
from ..selectors import OVER, due, is_granted, parts_of
from .letters import write_form
from .limit import columns, day_of
from .moving import move


@transaction.atomic
def set_running(bundle: Bundle, *, since: datetime) -> None:
    """Let the whole run: its overall limit is counted from `since` (行政许可法 42)."""
    move(
        bundle,
        Action.ACCEPT,
        accepted_at=since,
        applicant_name=str(bundle.typed.get("name", ""))[:120],
        **columns(day_of(bundle, since=since)),
    )


def note_running(bundle: Bundle, *, by: Actor, now: datetime) -> None:
    """Write down that the whole runs, and issue the joint form."""
    parts = parts_of(bundle)
    facts = {
        "due": bundle.due_on.isoformat() if bundle.due_on else None,
        "parts": [part.case.no for part in parts],
    }
    lines = [Line(Event.JOINT_ACCEPTED, facts, thing=bundle), *write_form(bundle, parts, by=by, now=now)]
    journal.record_all(bundle.subject, lines, by=by, at=now)


@transaction.atomic
def follow_parts(bundle: Bundle, *, now: datetime) -> None:
    """Bring a whole that was sent in to where its parts stand: one of them was accepted, by a person or
    by the clock itself, asked to supplement, refused, or lapsed."""
    parts = parts_of(bundle)
    first = [part.case for part in parts if not part.after]
    match next_action(State(bundle.state), {CaseState(case.state) for case in first}):
        case Action.ACCEPT:
            since = max(case.accepted_at for case in first if case.accepted_at)
            set_running(bundle, since=since)
            note_running(bundle, by=CLOCK, now=now)
            advance(bundle, now=now)
        case Action.END:
            move(bundle, Action.END, ended_at=now)
            _put_away(bundle, now=now)
            journal.record(bundle.subject, Event.JOINT_ENDED, by=CLOCK, at=now, thing=bundle)
        case Action.SUPPLEMENT:
            move(bundle, Action.SUPPLEMENT)
        case Action.RESUBMIT:
            move(bundle, Action.RESUBMIT, received_at=now)


def _put_away(bundle: Bundle, *, now: datetime) -> None:
    responsible = people.officer(bundle.taken_by_id, on=local_day(now))
    for part in parts_of(bundle):
        if part.case.state == CaseState.DRAFT and responsible is not None:
            cases.discard(part.case, "前置事项没有受理，不再办理", by=responsible, now=now)


@transaction.atomic
def advance(bundle: Bundle, *, now: datetime) -> None:
    """A part was decided or ended: begin what waited for it, and say when all is done.

    What waits for a part that was denied or ended cannot begin any more and is put away.
    """
    responsible = people.officer(bundle.taken_by_id, on=local_day(now))
    parts = parts_of(bundle)
    # Once more after each that moved: what was put away may itself be waited for, by a part listed before it.
    while responsible is not None and _move_on(parts, by=responsible, now=now):
        pass
    parts = parts_of(bundle)
    if bundle.state == State.RUNNING and all(part.case.state in OVER for part in parts):
        move(bundle, Action.FINISH, look_at=None)
        facts = {"outcomes": {part.case.no: part.case.outcome for part in parts}}
        lines = [Line(Event.JOINT_READY, facts, thing=bundle), *write_form(bundle, parts, by=CLOCK, now=now)]
        journal.record_all(bundle.subject, lines, by=CLOCK, at=now)


def _move_on(parts: Sequence[Part], *, by: Officer, now: datetime) -> bool:
    """Begin or put away the first part that waits no longer; return whether there was one."""
    by_order = {part.order: part.case for part in parts}
    for part in parts:
        case, before = part.case, [by_order[order] for order in part.after]
        if case.state != CaseState.DRAFT or not before:
            continue
        if all(is_granted(one) for one in before):
            _begin(case, by=by, now=now)
            return True
        if any(one.state in OVER and not is_granted(one) for one in before):
            cases.discard(case, "前置事项没有准予，不再办理", by=by, now=now)
            return True
    return False


def _begin(case: Case, *, by: Officer, now: datetime) -> None:
    """Accept a part whose turn has come; one that is not checked or lacks something is received today, and
    the window has the law's five days for it."""
    if cases.why_not_accept(case, case.materials.all(), published=cases.sheet_today(case), by=by):
        cases.receive(case, by=by, now=now)
    else:
        cases.accept(case, by=by, now=now)


@dataclass(frozen=True)
class Minutes:
    """What a joint meeting or visit discussed and concluded."""

    kind: MeetingKind
    held_on: date
    place: str
    attendees: str
    discussed: str
    concluded: str


@transaction.atomic
def meet(bundle: Bundle, minutes: Minutes, *, by: Officer, now: datetime) -> Meeting:
    """Record a joint meeting or a joint visit of the site, with its minutes (R103)."""
    if reason := why_not(bundle, Action.MEET, by=by):
        raise Refused(reason)
    for name in ("place", "attendees", "discussed", "concluded"):
        if not getattr(minutes, name).strip():
            raise Invalid(gettext("会议要写明地点、参加人、讨论和结论。"), field=name)
    if minutes.held_on > local_day(now):
        raise Invalid(gettext("会议日期不能在今天以后。"), field="held_on")
    people_there = [name for name in minutes.attendees.replace("，", "、").split("、") if name.strip()]
    body = MeetingMinutes(
        applicant=bundle.applicant_name,
        matter=bundle.name,
        case_no=bundle.no,
        meeting=minutes.kind.label,
        on=minutes.held_on,
        time="",
        place=minutes.place.strip(),
        presider=by.name,
        recorder=by.name,
        attendees=tuple(Attendee(name.strip()) for name in people_there),
        discussed=tuple(filter(None, minutes.discussed.splitlines())),
        concluded=tuple(filter(None, minutes.concluded.splitlines())),
    )
    move(bundle, Action.MEET)
    meeting = Meeting.objects.create(
        bundle=bundle,
        kind=minutes.kind,
        held_on=minutes.held_on,
        place=within(minutes.place, 120, field="place"),
        attendees=within(minutes.attendees, 500, field="attendees"),
        discussed=minutes.discussed.strip(),
        concluded=minutes.concluded.strip(),
        recorded_at=now,
        recorded_by=by.staff_no,
    )
    order = PaperOrder(body, bundle.centre, None, bundle.no, bundle.applicant_name)
    lines = papers.lines_for(papers.issue([order], by=by, now=now))
    facts = {"kind": minutes.kind.value, "on": minutes.held_on.isoformat()}
    journal.record_all(bundle.subject, [Line(Event.JOINT_MET, facts, thing=bundle), *lines], by=by, at=now)
    return meeting


@transaction.atomic
def extend(bundle: Bundle, days: int, approval: str, *, by: Officer, now: datetime) -> None:
    """Extend the whole once, at most fifteen working days, as the government approved (42)."""
    if reason := why_not_extend(bundle, days, by=by):
        raise Refused(reason)
    if not approval.strip():
        raise Invalid(gettext("请写本级人民政府批准的文号和理由。"), field="approval")
    when = day_of(bundle, since=bundle.accepted_at or now, extra=days)
    move(
        bundle,
        Action.EXTEND,
        **columns(when),
        extended_days=days,
        extended_by_paper=within(approval, 120, field="approval"),
    )
    facts = {"days": days, "approval": approval.strip(), "due": when.on.isoformat()}
    journal.record(bundle.subject, Event.JOINT_EXTENDED, by=by, at=now, thing=bundle, data=facts)


def sweep(now: datetime, *, limit: int = 200) -> int:
    """Note the joint applications whose overall limit has passed. Only people decide what follows."""
    late = due(now, limit=limit)
    for bundle in late:
        with transaction.atomic():
            if Bundle.objects.filter(pk=bundle.pk, version=bundle.version).update(look_at=None):
                facts = {"due": bundle.due_on.isoformat() if bundle.due_on else None}
                journal.record(bundle.subject, Event.JOINT_OVERDUE, by=CLOCK, at=now, data=facts)
    return len(late)
