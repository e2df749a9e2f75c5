"""The only code that writes joint applications. The parts are cases, and are written by their own room."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext

from yichuang.cases import public as cases
from yichuang.cases.public import AN_INSTANT, TYPED_FIELDS, Case, Collection, Mark
from yichuang.cases.public import State as CaseState
from yichuang.catalogue.public import IntakeSheet, intake_sheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import CLOCK, Actor
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.papers import public as papers
from yichuang.papers.public import Attendee, JointApprovalForm, Limit, MeetingMinutes, Opinion, PaperOrder
from yichuang.people import public as people
from yichuang.people.public import Officer, department_card, window_words
from yichuang.worktime.public import calendar, end_of, local_day

from .models import Bundle, Meeting, Part, Shared
from .policies import why_not, why_not_accept, why_not_begin, why_not_extend
from .rules import JOINT_LIMIT, MOVES, Action, MeetingKind, State, share
from .selectors import OVER, due, is_granted, parts_of


def _move(bundle: Bundle, action: Action, **changes: object) -> None:
    """Write one transition if nobody was faster."""
    changes = {**changes, "state": MOVES[State(bundle.state), action]}
    as_we_saw_it = Bundle.objects.filter(pk=bundle.pk, version=bundle.version)
    if not as_we_saw_it.update(**changes, version=F("version") + 1):
        raise Stale
    for name, value in changes.items():
        setattr(bundle, name, value)
    bundle.version += 1


@transaction.atomic
def begin(
    name: str,
    sheets: Sequence[IntakeSheet],
    after: dict[int, Sequence[int]],
    *,
    event_id: int | None = None,
    by: Officer,
    now: datetime,
) -> Bundle:
    """Begin a joint application: a draft case for each matter, and one list of shared materials.

    `after` names, for a part, the parts that must be granted before it begins. This window is the
    responsible one (R102). Raises `Refused` for matters that cannot go together.
    """
    if reason := why_not_begin(sheets, after, by=by):
        raise Refused(reason)
    if not name.strip():
        raise Invalid(gettext("请写这件事叫什么，例如：开办餐饮店。"), field="name")
    bundle = _numbered(name.strip()[:120], sheets[0].centre_id, event_id, by=by, now=now)
    for order, sheet in enumerate(sheets, start=1):
        case = cases.draft(sheet, channel="joint", by=by, now=now)
        Part.objects.create(bundle=bundle, order=order, case=case, after=sorted(after.get(order, ())))
    lines = share([sheet.materials for sheet in sheets])
    Shared.objects.bulk_create(
        Shared(
            bundle=bundle,
            order=order,
            name=line.name[:500],
            form=line.form[:20],
            copies_wanted=line.copies,
            necessity=line.necessity[:12],
            situation=line.situation[:300],
            serves=line.serves,
        )
        for order, line in enumerate(lines, start=1)
    )
    facts = {"name": bundle.name, "matters": [sheet.matter_code for sheet in sheets]}
    journal.record(bundle.subject, Event.JOINT_BEGUN, by=by, at=now, data=facts, first=True)
    return bundle


def _numbered(name: str, centre_id: int, event_id: int | None, *, by: Officer, now: datetime) -> Bundle:
    """Insert with the day's next number; someone who was faster has taken it, and the next one is ours."""
    head = f"L{local_day(now):%Y%m%d}"
    while True:
        number = Bundle.objects.filter(no__startswith=head).count() + 1
        with suppress(IntegrityError), transaction.atomic():
            return Bundle.objects.create(
                no=f"{head}{number:03d}",
                name=name,
                centre_id=centre_id,
                event_id=event_id,
                window_id=by.window_id,
                taken_by_id=by.staff_id,
                begun_at=now,
            )


@transaction.atomic
def note(bundle: Bundle, fields: dict[str, str], *, by: Officer) -> None:
    """Keep the applicant's particulars, typed once for all parts."""
    if reason := why_not(bundle, Action.EDIT, by=by):
        raise Refused(reason)
    known = {name: value for name, value in fields.items() if name in TYPED_FIELDS}
    for part in parts_of(bundle):
        cases.note_typed(part.case, known, by=by)
    _move(bundle, Action.EDIT, typed={**bundle.typed, **known})


@transaction.atomic
def mark(bundle: Bundle, order: int, found: Mark, *, is_original: bool = False, by: Officer) -> None:
    """Write what the check of a shared material found, on every list that it serves (R276)."""
    if reason := why_not(bundle, Action.EDIT, by=by):
        raise Refused(reason)
    shared = bundle.materials.filter(order=order).first()
    if shared is None:
        raise Invalid(
            gettext("清单里没有第 %(line)s 项，只能收公布的材料。") % {"line": order}, field="order"
        )
    by_order = {part.order: part.case for part in parts_of(bundle)}
    # The original is held once, on the first list that asks for it; the others get copies.
    for place, (part, line) in enumerate(shared.serves):
        held = is_original and place == 0
        cases.mark_material(by_order[part], line, found, is_original=held, by=by)
    Shared.objects.filter(pk=shared.pk).update(mark=found, is_original=is_original)


@transaction.atomic
def accept(bundle: Bundle, *, by: Officer, now: datetime) -> None:
    """Accept the whole: the parts that wait for nobody begin today, the overall limit runs (42)."""
    materials = list(bundle.materials.all())
    if reason := why_not_accept(bundle, materials, by=by):
        raise Refused(reason)
    when = calendar().add(local_day(now), JOINT_LIMIT)
    _move(
        bundle,
        Action.ACCEPT,
        accepted_at=now,
        applicant_name=str(bundle.typed.get("name", ""))[:120],
        due_on=when.on,
        is_provisional=when.provisional,
        look_at=end_of(when.on) + AN_INSTANT,
    )
    parts = parts_of(bundle)
    for part in parts:
        if not part.after:
            cases.accept(part.case, by=by, now=now)
    facts = {"due": when.on.isoformat(), "parts": [part.case.no for part in parts]}
    lines = [Line(Event.JOINT_ACCEPTED, facts, thing=bundle), *_write_form(bundle, parts, by=by, now=now)]
    journal.record_all(bundle.subject, lines, by=by, at=now)


def _write_form(bundle: Bundle, parts: Sequence[Part], *, by: Actor, now: datetime) -> list[Line]:
    """Issue the joint approval form: every department and what it said so far (R118)."""
    lead = parts[0].case
    body = JointApprovalForm(
        applicant=bundle.applicant_name,
        matter=bundle.name,
        case_no=bundle.no,
        lead=f"{bundle.centre.name} {window_words(bundle.window_id) or '综合窗口'}",
        accepted_on=local_day(bundle.accepted_at or now),
        promised=Limit(f"自受理次日起 {JOINT_LIMIT} 个工作日", bundle.due_on, bundle.is_provisional),
        statutory=Limit(f"自受理次日起 {JOINT_LIMIT} 个工作日", bundle.due_on, bundle.is_provisional),
        opinions=tuple(_opinion(part.case) for part in parts),
    )
    department = department_card(lead.department_id)
    order = PaperOrder(body, bundle.centre, department, bundle.no, bundle.applicant_name)
    return papers.lines_for(papers.issue([order], by=by, now=now))


def _opinion(case: Case) -> Opinion:
    who = f"{department_card(case.department_id).name}（{case.matter_name}）"
    if case.decided_at is None:
        return Opinion(who)
    return Opinion(who, case.decision, case.decided_by, local_day(case.decided_at))


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
        _move(bundle, Action.FINISH, look_at=None)
        facts = {"outcomes": {part.case.no: part.case.outcome for part in parts}}
        lines = [Line(Event.JOINT_READY, facts, thing=bundle), *_write_form(bundle, parts, by=CLOCK, now=now)]
        journal.record_all(bundle.subject, lines, by=CLOCK, at=now)


def _move_on(parts: Sequence[Part], *, by: Officer, now: datetime) -> bool:
    """Begin or put away the first part that waits no longer; return whether there was one."""
    by_order = {part.order: part.case for part in parts}
    for part in parts:
        case, before = part.case, [by_order[order] for order in part.after]
        if case.state != CaseState.DRAFT or not before:
            continue
        if all(is_granted(one) for one in before):
            cases.accept(case, by=by, now=now)
            return True
        if any(one.state in OVER and not is_granted(one) for one in before):
            cases.discard(case, "前置事项没有准予，不再办理", by=by, now=now)
            return True
    return False


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
    _move(bundle, Action.MEET)
    meeting = Meeting.objects.create(
        bundle=bundle,
        kind=minutes.kind,
        held_on=minutes.held_on,
        place=minutes.place.strip()[:120],
        attendees=minutes.attendees.strip()[:500],
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
    when = calendar().add(bundle.due_on or local_day(now), days)
    _move(
        bundle,
        Action.EXTEND,
        due_on=when.on,
        is_provisional=when.provisional,
        look_at=end_of(when.on) + AN_INSTANT,
        extended_days=days,
        extended_by_paper=approval.strip()[:120],
    )
    facts = {"days": days, "approval": approval.strip(), "due": when.on.isoformat()}
    journal.record(bundle.subject, Event.JOINT_EXTENDED, by=by, at=now, thing=bundle, data=facts)


@transaction.atomic
def hand_out(bundle: Bundle, collection: Collection, *, by: Officer, now: datetime) -> None:
    """Hand out every result at once: one window, one visit (R292)."""
    if reason := why_not(bundle, Action.HAND_OUT, by=by):
        raise Refused(reason)
    _move(bundle, Action.HAND_OUT, ended_at=now)
    for part in parts_of(bundle):
        if part.case.state != CaseState.DECIDED:
            continue
        held = part.case.materials.filter(is_original=True).values_list("order", flat=True)
        one = Collection(
            collection.name,
            collection.id_kind,
            collection.id_number,
            collection.relation,
            originals=list(held),
            authority=collection.authority,
        )
        cases.hand_out(part.case, one, by=by, now=now)
    journal.record(bundle.subject, Event.JOINT_CONCLUDED, by=by, at=now, thing=bundle)


@transaction.atomic
def withdraw(bundle: Bundle, reason: str, *, by: Officer, now: datetime) -> None:
    """Withdraw the whole: every part that is not decided yet ends; what was granted stays granted."""
    if refusal := why_not(bundle, Action.WITHDRAW, by=by):
        raise Refused(refusal)
    _move(bundle, Action.WITHDRAW, ended_at=now, look_at=None)
    words = reason.strip() or "申请人撤回联合办理的申请"
    for part in parts_of(bundle):
        if part.case.state == CaseState.ACCEPTED:
            cases.withdraw(part.case, words, by=by, now=now)
        elif part.case.state == CaseState.DRAFT:
            cases.discard(part.case, words, by=by, now=now)
    journal.record(bundle.subject, Event.JOINT_WITHDRAWN, by=by, at=now, thing=bundle, data={"reason": words})


def sweep(now: datetime, *, limit: int = 200) -> int:
    """Note the joint applications whose overall limit has passed. Only people decide what follows."""
    late = due(now, limit=limit)
    for bundle in late:
        with transaction.atomic():
            if Bundle.objects.filter(pk=bundle.pk, version=bundle.version).update(look_at=None):
                facts = {"due": bundle.due_on.isoformat() if bundle.due_on else None}
                journal.record(bundle.subject, Event.JOINT_OVERDUE, by=CLOCK, at=now, data=facts)
    return len(late)


def sheets_of(bundle: Bundle) -> list[IntakeSheet]:
    """Return the guides of the parts, in order."""
    return [intake_sheet(part.case.guide_id) for part in parts_of(bundle)]
