"""Hearings announced to the public (行政许可法 46)."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yichuang.approvals import public as approvals
from yichuang.papers import public as papers
from yichuang.people.public import Centre

from ..selectors.places import Place
from .shell import at_a_centre, show

SHOWN_FOR = timedelta(days=365)  # after it was held


@require_safe
@at_a_centre
def listing(request: HttpRequest, place: Place) -> HttpResponse:
    """Show what will be heard, when, where and how to come, and what was heard within a year."""
    today = timezone.localdate()
    below = list(Centre.objects.filter(follows=place.centre).values_list("pk", flat=True))
    found = approvals.announced_hearings([place.centre.pk, *below], today - SHOWN_FOR)
    coming = [one for one in reversed(found) if one.on and one.on >= today and one.settled_at is None]
    context = {"coming": coming, "past": [one for one in found if one not in coming], "today": today}
    return show(request, place, "portal/hearings.html", context, here="")


@require_safe
def announcement(_request: HttpRequest, code: str) -> HttpResponse:
    """Give an announcement as it was issued."""
    paper = approvals.announcement_by_code(code) if code.isalnum() else None
    if paper is None:
        raise Http404
    answer = HttpResponse(papers.pdf_of(paper, now=timezone.now()), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{code}.pdf"'
    return answer
