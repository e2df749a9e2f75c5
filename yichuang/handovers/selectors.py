"""Reads of hand-overs: what waits for one's signature, what is late, what a case went through."""

import time
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from yichuang.cases.public import Case
from yichuang.cases.public import State as CaseState
from yichuang.people.public import Centre, Department, Officer, Role, Staff
from yichuang.people.public import hours_at as centre_hours
from yichuang.worktime.public import Hours

from .models import Errand, Handover, OfficialDoc, Referral
from .policies import OFFICE
from .rules import DocState, State, Way

_FRESH_SECONDS = 60.0
_hours: dict[int, tuple[float, Hours | None]] = {}


def hours_at(centre_id: int) -> Hours | None:
    """Return a centre's opening hours, its own or those it follows; from memory for a minute."""
    known = _hours.get(centre_id)
    if known and time.monotonic() - known[0] < _FRESH_SECONDS:
        return known[1]
    found = centre_hours(Centre.objects.select_related("hours", "follows__hours").get(pk=centre_id))
    _hours[centre_id] = (time.monotonic(), found)
    return found


@dataclass
class Lists:
    """Whose signature is waited for: mine to hand, mine to sign for, the other side's."""

    to_hand: list[Handover] = field(default_factory=list)
    to_receive: list[Handover] = field(default_factory=list)
    awaited: list[Handover] = field(default_factory=list)

    @property
    def mine(self) -> int:
        """How many wait for this person's side."""
        return len(self.to_hand) + len(self.to_receive)


def lists_for(by: Officer, *, limit: int = 200) -> Lists:
    """Return the open hand-overs of one's windows and departments, what is due first at the top. One query."""
    lists = Lists()
    for handover in (
        _open_for(by).select_related("case", "department", "handed_by").order_by("due_at", "id")[:limit]
    ):
        _place(lists, handover, by)
    return lists


def _open_for(by: Officer) -> QuerySet[Handover]:
    centres, departments = by.centres(Role.CLERK), by.departments(*OFFICE)
    whose = Q(centre__in=centres) if centres else Q(pk__in=[])
    if departments:
        whose |= Q(department__in=departments)
    return Handover.objects.filter(whose, state__in=[State.OPEN, State.HANDED])


def _place(lists: Lists, handover: Handover, by: Officer) -> None:
    at_window = handover.centre_id in by.centres(Role.CLERK)
    hands = (handover.way == Way.TO_DEPARTMENT) is at_window
    if handover.state == State.OPEN:
        (lists.to_hand if hands else lists.awaited).append(handover)
    else:
        (lists.awaited if hands else lists.to_receive).append(handover)


def last_of(case_id: int) -> Handover | None:
    """Return the latest hand-over of a case. One query."""
    return Handover.objects.filter(case=case_id).order_by("-number").first()


def handovers_of(case_id: int) -> list[Handover]:
    """Return every hand-over of a case, in order. One query."""
    found = Handover.objects.filter(case=case_id).select_related("department", "handed_by", "received_by")
    return list(found.order_by("number"))


def handovers_due(now: datetime, *, limit: int) -> list[Handover]:
    """Return hand-overs that were not signed in time. Reads the partial index only."""
    due = Handover.objects.filter(look_at__lte=now).select_related("case", "department")
    return list(due.order_by("look_at")[:limit])


def errands_at(centre_id: int, *, limit: int = 50) -> list[Errand]:
    """Return who went out lately to exchange papers, newest first. One query."""
    found = Errand.objects.filter(centre=centre_id).select_related("staff", "covered_by", "department")
    return list(found.order_by("-id")[:limit])


def who_can_cover(by: Officer) -> list[Staff]:
    """Return the other clerks of the centre. One query."""
    clerks = Staff.objects.filter(grants__role=Role.CLERK, grants__centre=by.centre_id, grants__until_on=None)
    return list(clerks.exclude(pk=by.staff_id).distinct().order_by("staff_no"))


def referrals_for(by: Officer, *, limit: int = 100) -> list[Referral]:
    """Return what was sent on to one's departments and not yet looked at, oldest first. One query."""
    departments = by.departments(*OFFICE, Role.CHIEF_REP)
    if not departments:
        return []
    found = Referral.objects.filter(department__in=departments, seen_at=None)
    return list(found.select_related("case__department").order_by("sent_at")[:limit])


def department_meant(case: Case) -> Department | None:
    """Return the department of the same hall that a refusal names as competent, if it is one. One query."""
    words = case.referred_to
    if case.state != CaseState.REFUSED or not words:
        return None
    others = Department.objects.filter(centre=case.centre_id).exclude(pk=case.department_id).order_by("id")
    return next((d for d in others if d.name in words or (d.short and d.short in words)), None)


def docs_for(by: Officer, *, only_open: bool = True, limit: int = 200) -> list[OfficialDoc]:
    """Return the official documents of one's hall or departments, newest first. One query."""
    at = Q(centre__in=[*by.centres(Role.CLERK), *by.centres(Role.MANAGER)])
    at |= Q(department__in=by.departments(*OFFICE, Role.CHIEF_REP))
    found = OfficialDoc.objects.filter(at).select_related("department", "taken_in_by")
    if only_open:
        found = found.exclude(state=DocState.DELIVERED)
    return list(found.order_by("-id")[:limit])


def doc_for(key: int, by: Officer) -> OfficialDoc | None:
    """Return one official document of one's hall or departments. One query."""
    people = ("department", "centre", "taken_in_by", "signed_by", "answered_by", "delivered_by")
    doc = OfficialDoc.objects.filter(pk=key).select_related(*people).first()
    if doc is None:
        return None
    is_halls = by.holds(Role.CLERK, Role.MANAGER, centre_id=doc.centre_id)
    return doc if is_halls or by.holds(*OFFICE, Role.CHIEF_REP, department_id=doc.department_id) else None
