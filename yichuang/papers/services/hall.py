"""Giving out the hall's own papers: leave forms, filings, letters, agreements (rules.md A-III)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.kit.refusal import Forbidden, Invalid
from yichuang.people.public import Centre, Department, Officer, Role

from ..models import Paper
from ..rules.hall import HALL_FORMS, filled
from ..rules.kinds import PaperKind
from ..rules.validity import VoidedHow
from .issuing import PaperOrder, issue, lines_for
from .voiding import void


def why_not_of_hall(kind: PaperKind, *, by: Officer) -> str:
    """Say why she may not give out this paper of the hall; an empty string means she may."""
    form = HALL_FORMS[kind]
    if by.holds(*form.roles, centre_id=by.centre_id):
        return ""
    who = "、".join(gettext(role.label) for role in form.roles)
    return gettext("%(paper)s由%(who)s出具。") % {"paper": gettext(kind.label), "who": who}


@transaction.atomic
def issue_of_hall(
    kind: PaperKind, typed: Mapping[str, str], *, department: Department | None, by: Officer, now: datetime
) -> Paper:
    """Number and keep a paper of the hall, and say so in the journal.

    A paper of a department is given out in its name: her own, or for the hall's manager any of the
    centre's; the centre gives it out for its own people, who are in none. Raises Forbidden, and Invalid naming
    the blank that is wrong.
    """
    if why := why_not_of_hall(kind, by=by):
        raise Forbidden(why)
    may = frozenset() if HALL_FORMS[kind].is_centres else departments_for(kind, by=by)
    if not may:
        department = None
    elif department is None or department.pk not in may:
        raise Invalid(gettext("请选出具的部门。"), field="department")
    body = filled(kind, typed)
    centre = Centre.objects.get(pk=by.centre_id)
    (paper,) = issue([PaperOrder(body, centre, department)], by=by, now=now)
    journal.record_all(f"paper:{paper.code}", lines_for([paper]), by=by, at=now)
    return paper


def departments_for(kind: PaperKind, *, by: Officer) -> frozenset[int]:
    """Return the departments in whose name she may give out a paper of the hall: those in which she holds a
    role that gives it out; to the hall's manager every one of the centre's is open."""
    form = HALL_FORMS[kind]
    there = Department.objects.filter(centre=by.centre_id, is_active=True).values_list("pk", flat=True)
    if Role.MANAGER in form.roles and by.holds(Role.MANAGER, centre_id=by.centre_id):
        return frozenset(there)
    return by.departments(*form.roles) & frozenset(there)


def why_not_void_of_hall(paper: Paper, *, by: Officer) -> str:
    """Say why she may not take back a paper of the hall; an empty string means she may."""
    if paper.issued_by == by.staff_no or by.holds(Role.MANAGER, centre_id=paper.centre_id):
        return ""
    return gettext("由出具的人或者大厅管理作废。")


@transaction.atomic
def void_of_hall(paper: Paper, reason: str, *, by: Officer, now: datetime) -> None:
    """Take back a paper of the hall that was given out wrongly; it stays to be read, marked as void.

    Raises Forbidden, Invalid without a reason, Refused when it was void before.
    """
    if why := why_not_void_of_hall(paper, by=by):
        raise Forbidden(why)
    void(paper, reason, how=VoidedHow.CANCELLED, by=by, now=now)
