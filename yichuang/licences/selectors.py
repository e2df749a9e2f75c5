"""Reads of licences."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from yichuang.people.public import Officer, Role

from .models import Licence, LicenceAsk
from .rules import REMIND_BEFORE_DAYS, AskKind, LicenceState

PAGE = 50


def licence_by_key(key: int) -> Licence | None:
    """Return a licence with its case. One query."""
    return Licence.objects.select_related("case", "department", "applicant").filter(pk=key).first()


def licence_of_case(case_id: int) -> Licence | None:
    """Return the licence that a case granted. One query."""
    return Licence.objects.filter(case=case_id).first()


def ask_of(case_id: int) -> LicenceAsk | None:
    """Return what a case asks for about a licence. One query."""
    return LicenceAsk.objects.select_related("licence").filter(pk=case_id).first()


def asks_of(licence: Licence) -> list[LicenceAsk]:
    """Return what was asked for about a licence, oldest first. One query."""
    return list(LicenceAsk.objects.filter(licence=licence).select_related("case").order_by("asked_at"))


def licences_of(applicant_id: int, department_id: int) -> list[Licence]:
    """Return what someone holds of a department, newest first. One query."""
    return list(
        Licence.objects.filter(applicant=applicant_id, department=department_id).order_by("-id")[:PAGE]
    )


def licences_for(by: Officer, *, query: str = "", expiring: date | None = None) -> list[Licence]:
    """Return the licences of one's departments, the newest first, or what expires soon. One query."""
    departments = by.departments(Role.REVIEWER, Role.APPROVER, Role.CHIEF_REP, Role.LEADER)
    found = Licence.objects.filter(department__in=departments).select_related("case")
    if query:
        found = found.filter(Q(number__contains=query) | Q(holder__contains=query))
    if expiring:
        soon = expiring + timedelta(days=REMIND_BEFORE_DAYS)
        return list(
            found.filter(state=LicenceState.VALID, valid_until__lte=soon).order_by("valid_until")[:PAGE]
        )
    return list(found.order_by("-id")[:PAGE])


def register(centre_ids: list[int], query: str = "", after: int | None = None) -> QuerySet[Licence]:
    """Return the public register of grants, newest first (行政许可法 40). One query."""
    found = Licence.objects.filter(centre__in=centre_ids).select_related("department", "applicant")
    if query:
        found = found.filter(Q(number=query) | Q(name__contains=query))
    if after is not None:
        found = found.filter(pk__lt=after)
    return found.order_by("-id")[: PAGE + 1]


def licences_due(now: datetime, *, limit: int) -> list[Licence]:
    """Return licences to remind of, or that end. Reads the partial index only."""
    due = Licence.objects.filter(look_at__lte=now).select_related("case", "department", "applicant")
    return list(due.order_by("look_at")[:limit])


def open_renewal(licence: Licence) -> LicenceAsk | None:
    """Return the renewal that waits for a decision. One query."""
    return (
        LicenceAsk.objects.filter(licence=licence, kind=AskKind.RENEW, settled_at=None)
        .select_related("case__clock")
        .first()
    )
