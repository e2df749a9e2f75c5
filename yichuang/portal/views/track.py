"""Following a case by its number and the last four characters of an ID or a phone number."""

from datetime import datetime, timedelta
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yichuang.cases.public import Case, Progress, progress_of
from yichuang.catalogue.public import intake_sheet
from yichuang.fees import public as fees
from yichuang.joint import public as joint
from yichuang.joint.public import JointPage
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Refused
from yichuang.kit.web import client_address, status_of
from yichuang.notices import public as notices
from yichuang.notices.public import Channel, Kind
from yichuang.papers import public as papers
from yichuang.ratings import public as ratings
from yichuang.supervision import public as supervision

from ..selectors.places import Place, place_of
from ..selectors.progress import can_decline, papers_shown, progress_view
from ..selectors.whole import papers_of_whole, whole_view
from ..services import Verdict, follow, follow_whole
from .shell import at_a_centre, show

KEY, WHOLE_KEY = "followed", "followed_whole"
SHOWN_FOR = timedelta(minutes=20)
NO_LENGTH, TAIL_LENGTH = 24, 4
WHOLE = "L"  # a joint application's number begins with it


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
    if no.upper().startswith(WHOLE):
        return _track_whole(request, place, no, tail, now)
    verdict = follow(no, tail, address=client_address(request), centre_id=top.centre.pk, now=now)
    if verdict.progress is None:
        return _not_found(request, place, no, verdict, now)
    open_here(request, KEY, no, tail, now)
    return HttpResponseRedirect("/track/case/")


def _track_whole(request: HttpRequest, place: Place, no: str, tail: str, now: datetime) -> HttpResponse:
    top = place_of("") or place
    guess = follow_whole(no, tail, address=client_address(request), centre_id=top.centre.pk, now=now)
    if guess.found is None:
        return _not_found(request, place, no, Verdict(None, guess.wait_until, guess.was_read), now)
    open_here(request, WHOLE_KEY, no, tail, now)
    return HttpResponseRedirect("/track/joint/")


def open_here(request: HttpRequest, key: str, no: str, tail: str, now: datetime) -> None:
    """Open a case, or a whole, in this browser for a while."""
    request.session[key] = {"no": no, "tail": tail, "until": (now + SHOWN_FOR).isoformat()}


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


def kept_open(request: HttpRequest, key: str) -> tuple[str, str] | None:
    """Return number and last four of what this browser opened and time has not closed again."""
    kept = request.session.get(key)
    if not kept or datetime.fromisoformat(kept["until"]) < timezone.now():
        return None
    return kept["no"], kept["tail"]


def opened(request: HttpRequest) -> Progress | None:
    """Return the case that this browser opened and that has not been closed again by time."""
    kept = kept_open(request, KEY)
    return progress_of(*kept) if kept else None


def opened_whole(request: HttpRequest) -> JointPage | None:
    """Return the joint application that this browser opened."""
    kept = kept_open(request, WHOLE_KEY)
    return joint.followed(*kept) if kept else None


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
    return _progress(request, place)


def _progress(request: HttpRequest, place: Place, refusal: Refused | None = None) -> HttpResponse:
    now = timezone.now()
    found = opened(request)
    if found is None:
        request.session.pop(KEY, None)
        return HttpResponseRedirect("/track/")
    _ask_provider(found.case, now)
    context = {
        "view": progress_view(found, today=timezone.localdate(now)),
        "at": place_of(found.case.centre.code),
        "papers": papers_shown(found.case),
        "invitation": ratings.invitation_of(found.case.subject),
        "delays": supervision.delay_reasons_of(found.case.no),
        "whole": joint.bundle_of(found.case) if found.case.channel == "joint" else None,
        "can_decline": can_decline(),
        "wish_refusal": refusal.sentence if refusal else "",
        "wish_kind": request.POST.get("kind", ""),
    }
    status = status_of(refusal) if refusal else 200
    return show(request, place, "portal/progress.html", context, here="track", status=status)


@never_cache
@require_POST
@at_a_centre
def wishes(request: HttpRequest, place: Place) -> HttpResponse:
    """Send no more by a way, or send again; what the law orders is refused with its article."""
    case = opened_case(request)
    if case is None or case.applicant is None:
        return HttpResponseRedirect("/track/")
    kind, channel = request.POST.get("kind", ""), request.POST.get("channel", "")
    if channel not in Channel.values or (kind and kind not in notices.WORDED):
        raise Http404
    act = notices.opt_in if request.POST.get("do") == "want" else notices.opt_out
    try:
        act(case.applicant, Channel(channel), Kind(kind) if kind else None, by=CITIZEN, now=timezone.now())
    except Refused as refusal:
        return _progress(request, place, refusal)
    return HttpResponseRedirect("/track/case/#wishes")


@never_cache
@require_safe
@at_a_centre
def whole(request: HttpRequest, place: Place) -> HttpResponse:
    """Show a joint application that was opened: every part, one date, one collection."""
    found = opened_whole(request)
    if found is None:
        request.session.pop(WHOLE_KEY, None)
        return HttpResponseRedirect("/track/")
    context = {
        "view": whole_view(found, today=timezone.localdate()),
        "at": place_of(found.bundle.centre.code),
        "was_handed_in": request.GET.get("handed") == "1",
    }
    return show(request, place, "portal/whole.html", context, here="track")


@never_cache
@require_POST
def part(request: HttpRequest, order: int) -> HttpResponse:
    """Open one part of the whole that is open here; whoever knows the whole knows its parts."""
    found, kept = opened_whole(request), kept_open(request, WHOLE_KEY)
    if found is None or kept is None:
        return HttpResponseRedirect("/track/")
    case = next((one.case for one in found.parts if one.order == order), None)
    if case is None or progress_of(case.no, kept[1]) is None:
        raise Http404
    open_here(request, KEY, case.no, kept[1], timezone.now())
    return HttpResponseRedirect("/track/case/")


@never_cache
@require_POST
def whole_of_part(request: HttpRequest) -> HttpResponse:
    """Open the joint application that the opened case is part of."""
    case, kept = opened_case(request), kept_open(request, KEY)
    bundle = joint.bundle_of(case) if case else None
    if bundle is None or kept is None or joint.followed(bundle.no, kept[1]) is None:
        return HttpResponseRedirect("/track/")
    open_here(request, WHOLE_KEY, bundle.no, kept[1], timezone.now())
    return HttpResponseRedirect("/track/joint/")


@never_cache
@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Send one of the papers of the case that is open in this browser, as PDF (R140)."""
    now = timezone.now()
    found, whole_found = opened(request), opened_whole(request)
    if found is None and whole_found is None:
        return HttpResponseRedirect("/track/")
    mine = papers_shown(found.case) if found else []
    if whole_found is not None:
        mine = [*mine, *papers_of_whole(whole_found)]
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
    request.session.pop(WHOLE_KEY, None)
    return HttpResponseRedirect("/track/")
