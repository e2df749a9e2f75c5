"""Errands to exchange papers, and applications sent on to the competent department."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.cases.public import Case
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import Actor
from yichuang.kit.inserting import insert_all
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.text import within
from yichuang.people.public import Department, Officer, Role

from ..models import Errand, Referral
from ..policies import OFFICE, why_not_back, why_not_out


@transaction.atomic
def go_out(
    covered_by: int, department_id: int, reason: str, back_by_at: datetime, *, by: Officer, now: datetime
) -> Errand:
    """File that one leaves the window to exchange papers: person, reason, times, and who sits in (R121)."""
    if refusal := why_not_out(now, back_by_at, reason, by=by):
        raise Refused(refusal)
    if covered_by == by.staff_id:
        raise Invalid(gettext("外出时窗口不能空岗，请选另一位窗口人员顶岗。"), field="covered_by")
    try:
        with transaction.atomic():
            errand = Errand.objects.create(
                centre_id=by.centre_id,
                staff_id=by.staff_id,
                covered_by_id=covered_by,
                department_id=department_id,
                reason=within(reason, 300, field="reason"),
                out_at=now,
                back_by_at=back_by_at,
            )
    except IntegrityError as twice:
        raise Refused(gettext("您已经登记外出，还没有返回。")) from twice
    facts = {"reason": errand.reason, "back_by": back_by_at.isoformat(), "covered_by": covered_by}
    journal.record(f"errand:{errand.pk}", Event.ERRAND_FILED, by=by, at=now, data=facts, first=True)
    return errand


@transaction.atomic
def come_back(errand: Errand, *, by: Officer, now: datetime) -> None:
    """Note that she is back."""
    if refusal := why_not_back(errand, by=by):
        raise Refused(refusal)
    if not Errand.objects.filter(pk=errand.pk, back_at=None).update(back_at=now):
        raise Refused(gettext("已经登记返回。"))
    journal.record(f"errand:{errand.pk}", Event.ERRAND_ENDED, by=by, at=now)


def refer(case: Case, department: Department, *, by: Actor, now: datetime) -> None:
    """Make a refused application known to the competent department of the same hall (R044)."""
    insert_all(
        [
            Referral(
                case=case,
                department=department,
                reason=case.ended_reason,
                sent_at=now,
                sent_by=by.actor_id,
            )
        ]
    )
    facts = {"department": department.code, "name": department.name}
    journal.record(case.subject, Event.REFERRAL_SENT, by=by, at=now, data=facts)


@transaction.atomic
def note_seen(referral: Referral, *, by: Officer, now: datetime) -> None:
    """Note that the competent department has taken note and will receive the applicant."""
    if referral.department_id not in by.departments(*OFFICE, Role.CHIEF_REP):
        raise Refused(gettext("这张衔接单是转给别的部门的。"))
    changed = Referral.objects.filter(pk=referral.pk, seen_at=None).update(seen_at=now, seen_by=by.staff_no)
    if not changed:
        raise Refused(gettext("这张衔接单已经有人看过了。"))
    journal.record(referral.case.subject, Event.REFERRAL_SEEN, by=by, at=now)
