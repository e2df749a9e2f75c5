"""Reads of what follows a decision: deliveries, commitments, bars."""

from datetime import date, datetime

from yichuang.people.public import Officer, Role

from ..models import Bar, Case, Commitment, CommitmentRule, Delivery
from ..rules.commitments import CommitmentState


def deliveries_due(now: datetime, *, limit: int) -> list[Delivery]:
    """Return deliveries whose day has passed. Reads the partial index only."""
    due = Delivery.objects.filter(look_at__lte=now).select_related("case")
    return list(due.order_by("look_at")[:limit])


def late_deliveries(centre_id: int, today: date, *, limit: int = 100) -> list[Delivery]:
    """Return what is not yet with its applicant though its day has passed, oldest first. One query."""
    late = Delivery.objects.filter(centre=centre_id, done_at=None, due_on__lt=today).select_related("case")
    return list(late.order_by("due_on")[:limit])


def commitment_rule_of(case: Case) -> CommitmentRule | None:
    """Return what the case's matter offers, None where it offers no commitment. One query."""
    return CommitmentRule.objects.filter(pk=case.matter_id).first()


def commitment_rule_of_matter(matter_id: int) -> CommitmentRule | None:
    """Return what a matter offers. One query."""
    return CommitmentRule.objects.filter(pk=matter_id).first()


def has_broken_commitment(applicant_id: int | None) -> bool:
    """Whether someone has a commitment that was not kept and not yet put right. One query."""
    states = [CommitmentState.BROKEN, CommitmentState.RECTIFYING]
    return Commitment.objects.filter(applicant=applicant_id, state__in=states).exists()


def commitments_due(now: datetime, *, limit: int) -> list[Commitment]:
    """Return commitments whose check or repair is overdue. Reads the partial index only."""
    due = Commitment.objects.filter(look_at__lte=now).select_related("case")
    return list(due.order_by("look_at")[:limit])


def commitments_to_check(by: Officer, *, limit: int = 100) -> list[Commitment]:
    """Return what one's departments have to check, the nearest day first. One query."""
    departments = by.departments(Role.REVIEWER, Role.APPROVER)
    if not departments:
        return []
    open_ones = Commitment.objects.filter(
        department__in=departments,
        state__in=[CommitmentState.SIGNED, CommitmentState.RECTIFYING],
        check_by_on__isnull=False,
    )
    return list(open_ones.select_related("case", "department").order_by("check_by_on")[:limit])


def broken_commitments(by: Officer, *, limit: int = 100) -> list[Commitment]:
    """Return one's departments' broken commitments, newest first. One query."""
    departments = by.departments(Role.REVIEWER, Role.APPROVER)
    broken = Commitment.objects.filter(department__in=departments, state=CommitmentState.BROKEN)
    return list(broken.select_related("case", "department").order_by("-found_at")[:limit])


def bars_for(by: Officer, today: date, *, limit: int = 200) -> list[Bar]:
    """Return the bars from one's departments' matters that still hold, the first to lift first. One query."""
    departments = by.departments(Role.REVIEWER, Role.APPROVER, Role.LEADER, Role.CHIEF_REP)
    held = Bar.objects.filter(case__department__in=departments, until_on__gte=today)
    return list(held.select_related("case", "matter", "applicant").order_by("until_on", "pk")[:limit])


def bars_of(applicant_id: int, today: date) -> list[Bar]:
    """Return the bars that still hold for an applicant. One query."""
    return list(Bar.objects.filter(applicant=applicant_id, until_on__gte=today).order_by("until_on"))
