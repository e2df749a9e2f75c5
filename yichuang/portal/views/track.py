"""Following a case by its number and the last four characters of an ID or a phone number."""

from datetime import datetime, timedelta
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.cases.public import Case, Progress, progress_of
from yichuang.catalogue.public import intake_sheet
from yichuang.fees import public as fees
from yichuang.kit.web import client_address
from yichuang.papers import public as papers

from ..selectors.places import Place, place_of
from ..selectors.progress import papers_shown, progress_view
from ..services import Verdict, follow
from .shell import at_a_centre, show

KEY = "followed"
SHOWN_FOR = timedelta(minutes=20)
NO_LENGTH, TAIL_LENGTH = 24, 4


@never_cache
@sensitive_post_parameters("tail")
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_centre
def track(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask for number and last four; the right ones open the case for a while in this browser."""
    no = _tidy(request.POST.get("no", request.GET.get("no", "")))[:NO_LENGTH]
    if request.method != "POST":
        return show(request, place, "portal/track.html", {"no": no, "verdict": None}, here="track")
    tail = _tidy(request.POST.get("tail", ""))
    now = timezone.now()
    if not no or len(tail) != TAIL_LENGTH:
        context = {"no": no, "verdict": None, "lacks_no": not no, "lacks_tail": len(tail) != TAIL_LENGTH}
        return show(request, place, "portal/track.html", context, here="track", status=422)
    top = place_of("") or place
    verdict = follow(no, tail, address=client_address(request), centre_id=top.centre.pk, now=now)
    if verdict.progress is None:
        return _not_found(request, place, no, verdict, now)
    request.session[KEY] = {"no": no, "tail": tail, "until": (now + SHOWN_FOR).isoformat()}
    return HttpResponseRedirect("/track/case/")


def _tidy(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _not_found(request: HttpRequest, place: Place, no: str, verdict: Verdict, now: datetime) -> HttpResponse:
    """Say that one of the two is wrong, never which; or when the next guess will be read (429)."""
    context = {"no": no, "verdict": verdict}
    status = 422 if verdict.was_read else 429
    answer = show(request, place, "portal/track.html", context, here="track", status=status)
    if verdict.wait_until is not None:
        answer.headers["Retry-After"] = str(int((verdict.wait_until - now).total_seconds()) + 1)
    return answer


def opened(request: HttpRequest) -> Progress | None:
    """Return the case that this browser opened and that has not been closed again by time."""
    kept = request.session.get(KEY)
    if not kept or datetime.fromisoformat(kept["until"]) < timezone.now():
        return None
    return progress_of(kept["no"], kept["tail"])


def opened_case(request: HttpRequest) -> Case | None:
    """Return the opened case, for those who act on it."""
    found = opened(request)
    return found.case if found else None


def _ask_provider(case: Case, now: datetime) -> None:
    """Whoever comes back from paying sees at once what came of it, though the callback is still on its way."""
    if intake_sheet(case.guide_id).fee.charged:
        for payment in fees.payments_of(case.pk):
            fees.reconcile(payment, now=now)


@never_cache
@require_safe
@at_a_centre
def progress(request: HttpRequest, place: Place) -> HttpResponse:
    """Show the case that was opened: what happens now, by when, whom to ask (R079, R115, R280)."""
    now = timezone.now()
    found = opened(request)
    if found is None:
        request.session.pop(KEY, None)
        return HttpResponseRedirect("/track/")
    _ask_provider(found.case, now)
    at = place_of(found.case.centre.code)
    context = {
        "view": progress_view(found, today=timezone.localdate(now)),
        "at": at,
        "papers": papers_shown(found.case),
    }
    return show(request, place, "portal/progress.html", context, here="track")


@never_cache
@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Send one of the papers of the case that is open in this browser, as PDF (R140)."""
    now = timezone.now()
    found = opened(request)
    if found is None:
        return HttpResponseRedirect("/track/")
    mine = papers_shown(found.case)
    wanted = next((one for one in mine if one.code == code), None)
    if wanted is None:
        raise Http404
    answer = HttpResponse(papers.pdf_of(wanted, now=now), content_type="application/pdf")
    name = quote(f"{wanted.title}{wanted.number}.pdf")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


@require_http_methods(["POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Close the case on a computer that others use too."""
    request.session.pop(KEY, None)
    return HttpResponseRedirect("/track/")
