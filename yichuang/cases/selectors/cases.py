"""Reads of single cases and short lists."""

from datetime import datetime

from django.db.models import Prefetch, QuerySet

from yichuang.people.public import Officer

from ..models import Attachment, Case, CaseMaterial, Clock
from ..rules.states import State


def case_by_no(no: str) -> Case | None:
    """Return a case by its number, spaces allowed. One query, with clock and department."""
    tidy = "".join(no.split())
    return (
        Case.objects.select_related(
            "clock", "gap", "department", "centre", "applicant", "agent", "window", "taken_by", "delivery"
        )
        .filter(no=tidy)
        .first()
    )


def case_page(no: str) -> tuple[Case, list[CaseMaterial]] | None:
    """Return a case with its materials and the files that were not set aside. Three queries."""
    case = case_by_no(no)
    if case is None:
        return None
    files = Attachment.objects.filter(set_aside_at=None)
    materials = case.materials.prefetch_related(Prefetch("attachments", files))
    return case, list(materials)


def drafts_of(by: Officer, *, limit: int = 20) -> QuerySet[Case]:
    """Return what this clerk began and did not finish, newest first; parts of a joint application are
    found with the whole. One query."""
    mine = Case.objects.filter(taken_by_id=by.staff_id, state=State.DRAFT).exclude(channel="joint")
    return mine.order_by("-id")[:limit]


def to_collect(centre_id: int, *, limit: int = 50) -> QuerySet[Case]:
    """Return the results that wait at a centre's windows, newest decision first. One query."""
    return (
        Case.objects.filter(centre_id=centre_id, state=State.DECIDED)
        .select_related("clock", "department", "delivery")
        .order_by("-decided_at", "-id")[:limit]
    )


def lights_due(now: datetime, *, limit: int) -> list[Clock]:
    """Return running clocks that are due for another look. Reads the partial index only."""
    return list(
        Clock.objects.filter(stopped_at=None, look_at__lte=now)
        .select_related("case")
        .order_by("look_at")[:limit]
    )


def cases_of_ticket(code: str) -> list[Case]:
    """Return the cases that were taken in during a visit, oldest first. One query."""
    if not code:
        return []
    found = Case.objects.filter(ticket=code).select_related("clock", "department", "centre", "matter")
    return list(found.order_by("pk"))
