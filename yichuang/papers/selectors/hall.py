"""Reads of the hall's own papers."""

from django.db.models import Q

from yichuang.people.public import Officer, Role

from ..models import Paper
from ..rules.bodies import OF_THE_HALL
from ..rules.kinds import PaperKind

PAGE = 50


def hall_papers_for(by: Officer, *, kind: PaperKind | None = None, after: int | None = None) -> list[Paper]:
    """Return the hall's papers that she may read, newest first, one more than a page. One query.

    The manager and the supervision section read all of the centre's; who stands for a department reads
    its; everyone reads what she gave out herself.
    """
    papers = Paper.objects.filter(centre=by.centre_id, kind__in=OF_THE_HALL).filter(_open_to(by))
    if kind is not None:
        papers = papers.filter(kind=kind)
    if after is not None:
        papers = papers.filter(id__lt=after)
    return list(papers.select_related("department", "voiding").order_by("-id")[: PAGE + 1])


def hall_paper_for(by: Officer, code: str) -> Paper | None:
    """Return one of them by its code; None where there is none that she may read. One query."""
    papers = Paper.objects.filter(_open_to(by), centre=by.centre_id, kind__in=OF_THE_HALL, code=code)
    return papers.select_related("centre", "department", "voiding").first()


def _open_to(by: Officer) -> Q:
    if by.holds(Role.MANAGER, Role.SUPERVISION, centre_id=by.centre_id):
        return Q()
    own = Q(issued_by=by.staff_no)
    return own | Q(department__in=by.departments(Role.CHIEF_REP, Role.LEADER))
