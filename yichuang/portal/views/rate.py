"""好差评 by phone: the page at the address of a served visit or a concluded case; the month's figures (R163, R164).

Who knows the address was served. It is not guessed, it ends, and it asks for nothing that one does not want to say.
"""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.kit.refusal import Refused
from yichuang.kit.web import client_address, device_of, name_device, status_of
from yichuang.pacing.public import Guess
from yichuang.papers import public as papers
from yichuang.people.public import Centre
from yichuang.ratings import public as ratings
from yichuang.ratings.public import Channel, Invitation, Level, Opinion, Unit

from ..selectors.places import Place, place_of
from ..services import PaperRating, rate_by_paper, verify
from .shell import at_a_centre, show
from .verify import LONGEST

PUBLISHED = ("department", "window", "matter")  # persons are not put before the public


@never_cache
@require_http_methods(["GET", "POST"])
@at_a_centre
def rate(request: HttpRequest, place: Place, code: str) -> HttpResponse:
    """Ask how it was; keep what is said; say thanks. A forged, used or late address gets its sentence."""
    invitation = ratings.invitation_by(code)
    if invitation is not None:
        place = place_of(invitation.centre.code) or place
    why = ratings.why_not_rate(invitation, now=timezone.now())
    refusal: Refused | None = None
    if request.method == "POST" and not why:
        try:
            _keep(request, invitation)
        except Refused as no:
            refusal = no
        else:
            return HttpResponseRedirect(f"/rate/{code}/?thanks=1")
    context = {"invitation": invitation, "why": why, "refusal": refusal, **_asked(request, invitation)}
    status = status_of(refusal) if refusal else 404 if invitation is None else 410 if why else 200
    if request.GET.get("thanks") and invitation is not None and hasattr(invitation, "rating"):
        context["thanks"], status = True, 200
    answer = show(request, place, "portal/rate.html", context, status=status)
    answer.headers["X-Robots-Tag"] = "noindex"
    name_device(request, answer)
    return answer


def _keep(request: HttpRequest, invitation: Invitation | None) -> None:
    data = request.POST
    said = Opinion(
        data.get("level", ""),
        tuple(data.getlist("indicators")),
        data.get("words", ""),
        data.get("name", ""),
        data.get("phone", ""),
    )
    is_visit = invitation is not None and invitation.unit == Unit.PER_VISIT
    channel = Channel.PHONE if is_visit else Channel.PORTAL
    address, device = client_address(request), device_of(request)
    ratings.rate(invitation, said, channel=channel, address=address, device=device, now=timezone.now())


def _asked(request: HttpRequest, invitation: Invitation | None) -> dict[str, Any]:
    """Return the form as it was typed, else as it was said before, else empty: nothing is chosen beforehand."""
    before = getattr(invitation, "rating", None) if invitation is not None else None
    typed = request.POST
    if request.method == "POST":
        ticked, level, words = typed.getlist("indicators"), typed.get("level", ""), typed.get("words", "")
    elif before is not None:
        ticked, level, words = before.indicators, before.level, before.words
    else:
        ticked, level, words = [], "", ""
    groups = [(each.value, each.label, ratings.of_level(each)) for each in Level]
    return {
        "groups": groups,
        "level": level,
        "ticked": ticked,
        "words": words,
        "name": typed.get("name", ""),
        "phone": typed.get("phone", ""),
        "before": before,
    }


@sensitive_post_parameters("tail")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_centre
def by_paper(request: HttpRequest, place: Place, named: str, proof: str) -> HttpResponse:
    """Lead from a paper to the rating of its case: to whoever also knows the last four of her ID or telephone."""
    now, address = timezone.now(), client_address(request)
    named, proof = named.replace("\x00", "")[:LONGEST], proof.replace("\x00", "")[:LONGEST]
    paper = verify(named, proof, address=address, centre_id=place.centre.pk, now=now).found
    if paper is None or not papers.leads_to_rating(paper):
        return HttpResponseRedirect(f"/verify/{quote(named, safe='')}/{quote(proof, safe='')}/")
    asked: Guess[PaperRating] | None = None
    tail = "".join(request.POST.get("tail", "").split())
    if request.method == "POST":
        asked = rate_by_paper(paper, tail, address=address, centre_id=place.centre.pk, now=now)
        if asked.found and asked.found.invitation:
            return HttpResponseRedirect(f"/rate/{asked.found.invitation.code}/")
    wrong = asked is not None and asked.found is None
    status = 200 if asked is None or not wrong else 422 if asked.was_read else 429
    answer = show(request, place, "portal/rate_paper.html", {"paper": paper, "asked": asked}, status=status)
    if asked is not None and asked.wait_until is not None:
        answer.headers["Retry-After"] = str(max(int((asked.wait_until - now).total_seconds()), 0) + 1)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
@at_a_centre
def published(request: HttpRequest, place: Place) -> HttpResponse:
    """Show a month that is over: of each department, window or matter how many were content, of how many."""
    today = timezone.localdate()
    month = ratings.month_of(request.GET.get("month", ""), today=today)
    group = request.GET.get("by", "department")
    group = group if group in PUBLISHED else "department"
    centres = [place.centre.pk, *Centre.objects.filter(follows=place.centre).values_list("pk", flat=True)]
    rows = ratings.figures_of(centres, group, month)
    latest = ratings.month_of("", today=today)
    context = {
        "rows": rows,
        "month": month,
        "group": group,
        "following": month.following if str(month) < str(latest) else None,
        "report": ratings.published_report(place.centre.pk, month),
        "errands": ratings.errands_in(centres, month),
        "levels": list(Level),
        "now": timezone.now(),
    }
    return show(request, place, "portal/ratings.html", context)


@require_safe
@at_a_centre
def report_pdf(_request: HttpRequest, place: Place, month: str) -> HttpResponse:
    """Show the report of a month as it was published, as PDF."""
    asked = ratings.month_of(month, today=timezone.localdate())
    report = ratings.published_report(place.centre.pk, asked) if str(asked) == month else None
    paper = papers.by_code(report.paper_code) if report else None
    if paper is None:
        raise Http404
    answer = HttpResponse(papers.pdf_of(paper, now=timezone.now()), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="ratings-{asked}.pdf"'
    return answer
