"""Reads of what happens around a case's steps: denials, signatures, returns, records."""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.cases.public import Case, ClockEvent
from yichuang.papers.public import Paper, PaperKind
from yichuang.people.public import Officer, Role

from ..models import (
    Denial,
    Hearing,
    HearingRule,
    Inspection,
    InterestedParty,
    Meeting,
    Signature,
    WindowReturn,
)
from ..rules.denial import UNSETTLED, DenialState
from ..rules.hearing import HearingState
from ..rules.meeting import MeetingState
from ..rules.steps import TaskState, Verdict

MOST = 100


@dataclass(frozen=True)
class Course:
    """All that was done around the steps of a case, oldest first."""

    denials: list[Denial]
    signatures: list[Signature]
    returns: list[WindowReturn]
    meetings: list[Meeting]
    inspections: list[Inspection]
    parties: list[InterestedParty]
    hearings: list[Hearing]

    @property
    def denial(self) -> Denial | None:
        """The intended denial that is not settled."""
        return next((one for one in self.denials if one.state in UNSETTLED), None)

    @property
    def at_window(self) -> WindowReturn | None:
        """What the window has not answered."""
        return next((one for one in self.returns if one.answered_at is None), None)


def course_of(case: Case) -> Course:
    """Return what was done around the steps of a case. Seven queries."""
    return Course(
        list(case.denials.select_related("case", "task", "registered_by").order_by("pk")),
        list(
            Signature.objects.filter(task__case=case)
            .select_related("task__case", "department", "staff", "signed_by")
            .order_by("pk")
        ),
        list(
            WindowReturn.objects.filter(task__case=case)
            .select_related("task__case", "returned_by", "answered_by")
            .order_by("pk")
        ),
        list(case.meetings.select_related("case__department", "asked_by")),
        list(case.inspections.select_related("recorded_by")),
        list(case.parties.select_related("case__department")),
        list(case.hearings.select_related("case__department", "presider", "announcement")),
    )


def hearing_rule_of(matter_id: int) -> HearingRule | None:
    """Return what orders a hearing for a matter; None where nothing does. One query."""
    return HearingRule.objects.filter(matter=matter_id).first()


def announced_hearings(centre_ids: list[int], since: date, *, limit: int = 100) -> list[Hearing]:
    """Return the hearings announced to the public (行政许可法 46) that are held on this day or later, the
    latest first. One query."""
    found = Hearing.objects.filter(
        case__centre__in=centre_ids, on__gte=since, announcement__isnull=False
    ).select_related("case__department", "case__applicant", "presider", "announcement")
    return list(found.order_by("-on", "-pk")[:limit])


def announcement_by_code(code: str) -> Paper | None:
    """Return an announcement by its code; None for any other paper: those are nobody else's. One query."""
    return Paper.objects.filter(code=code, kind=PaperKind.HEARING_ANNOUNCEMENT).first()


def records_of(case: Case) -> list[str]:
    """Return the records that a decision on this case rests on, as its basis cites them. Three queries."""
    heard = Hearing.objects.filter(case=case, state=HearingState.RECORDED).order_by("pk")
    minuted = Meeting.objects.filter(case=case, state=MeetingState.MINUTED).order_by("pk")
    seen = Inspection.objects.filter(case=case).order_by("pk")
    return [
        *(f"{_day(one.on)}的听证笔录" for one in heard),
        *(f"会议纪要（{one.number}）" for one in minuted),
        *(f"现场核查记录（{one.number}）" for one in seen),
    ]


def _day(on: date | None) -> str:
    return f"{on.year}年{on.month}月{on.day}日" if on else ""


def pauses_of(case: Case, *, since: datetime) -> list[tuple[datetime, date, datetime | None]]:
    """Return the stops of a case's clock that touch the time since then: from, named last day, resumed.

    One query.
    """
    stops: list[tuple[datetime, date, datetime | None]] = []
    for entry in case.clock_entries.order_by("order"):
        if entry.event == ClockEvent.PAUSED and entry.until:
            stops.append((entry.at, entry.until, None))
        elif entry.event == ClockEvent.RESUMED and stops:
            stops[-1] = (stops[-1][0], stops[-1][1], entry.at)
    return [(max(at, since), until, ended) for at, until, ended in stops if ended is None or ended > since]


def denials_for(by: Officer) -> list[Denial]:
    """Return the intended denials that wait for this person's level, oldest first. One query."""
    offices = {role: by.departments(role) for role in (Role.APPROVER, Role.CHIEF_REP, Role.LEADER)}
    if not any(offices.values()):
        return []
    waiting = (
        Denial.objects.filter(
            state=DenialState.PENDING, task__department__in=frozenset().union(*offices.values())
        )
        .exclude(registered_by=by.staff_id)
        .exclude(case__taken_by=by.staff_id)
        .select_related("case__clock", "task", "registered_by")
        .order_by("pk")[:MOST]
    )
    return [one for one in waiting if one.task.department_id in offices[Role(one.levels[one.level])]]


def signatures_for(by: Officer) -> list[Signature]:
    """Return what this person, or her department, is asked to countersign. One query."""
    office = by.departments(Role.REVIEWER, Role.APPROVER, Role.CHIEF_REP, Role.LEADER)
    asked = Signature.objects.filter(verdict=Verdict.ASKED, task__state=TaskState.OPEN)
    hers = asked.filter(department__in=office) | asked.filter(staff=by.staff_id)
    return list(
        hers.exclude(task__case__taken_by=by.staff_id)
        .select_related("task__case__clock", "task__department", "department", "staff")
        .order_by("pk")[:MOST]
    )


def returned_to(centre_id: int) -> list[WindowReturn]:
    """Return what departments handed back to a centre's windows and is not answered, oldest first."""
    return list(
        WindowReturn.objects.filter(answered_at=None, task__case__centre=centre_id, task__closed_at=None)
        .select_related("task__case__clock", "task__department", "returned_by")
        .order_by("pk")[:MOST]
    )


def is_asked(case: Case, *, by: Officer) -> bool:
    """Whether she was asked to countersign this case, herself or her department: then she may read it."""
    office = by.departments(Role.REVIEWER, Role.APPROVER, Role.CHIEF_REP, Role.LEADER)
    asked = Signature.objects.filter(task__case=case)
    return (asked.filter(department__in=office) | asked.filter(staff=by.staff_id)).exists()
