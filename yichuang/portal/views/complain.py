"""Complaining without an account, and following it by a code: also for who leaves no name (R150, R284, R296)."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from yichuang.complaints import public as complaints
from yichuang.complaints.public import MOST_WORDS, NATURES, Complaint, Kind, Said, Trouble, Unresolved
from yichuang.kit.refusal import Refused
from yichuang.kit.web import client_address, status_of, whole_number
from yichuang.pacing.public import Guess
from yichuang.people.public import Window, setting_text

from ..selectors.places import Place, place_of
from ..services import find_complaint, pace_beginning
from .ask import refusal_field
from .shell import at_a_centre, show

UNRESOLVED = "unresolved"
KINDS = (Kind.COMPLAINT, Kind.SUGGESTION, Kind.REPORT)


@never_cache
@sensitive_post_parameters("name", "phone", "email", "words")
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_centre
def complain(request: HttpRequest, place: Place) -> HttpResponse:
    """Say where to complain, the telephone first; or write it here, with or without a name."""
    refusal: Refused | None = None
    if request.method == "POST":
        now = timezone.now()
        until = pace_beginning(
            address=client_address(request), centre_id=place.centre.pk, now=now, what="complain"
        )
        if until is not None:
            answer = show(request, place, "portal/complain_wait.html", {"until": until}, status=429)
            answer.headers["Retry-After"] = str(int((until - now).total_seconds()) + 1)
            return answer
        try:
            code = _keep(request, place, now)
        except Refused as no_way:
            refusal = no_way
        else:
            return HttpResponseRedirect(f"/complain/{code}/?new=1")
    context = {
        "kinds": [(kind.value, kind.label) for kind in KINDS],
        "natures": list(NATURES.values()),
        "windows": Window.objects.filter(centre=place.centre, is_open=True).order_by("number"),
        "errors": {refusal_field(refusal): refusal.sentence} if refusal else {},
        "typed": request.POST or request.GET,
        "most": MOST_WORDS,
        "where": setting_text(place.centre.pk, complaints.WINDOW),
    }
    status = status_of(refusal) if refusal else 200
    return show(request, place, "portal/complain.html", context, here="complain", status=status)


def _keep(request: HttpRequest, place: Place, now: datetime) -> str:
    data = request.POST
    name, phone, email = (data.get(field, "") for field in ("name", "phone", "email"))
    language = "en" if (get_language() or "").startswith("en") else "zh"
    words, case_no = data.get("words", ""), data.get("case_no", "")
    if data.get("kind") == UNRESOLVED:
        about = data.get("about", "").strip() or words.strip()[:60]
        trouble = Trouble(
            about=about, words=words, case_no=case_no, language=language, name=name, phone=phone, email=email
        )
        return complaints.bring_unresolved(trouble, place.centre, now=now).code
    key = whole_number(data.get("window", ""))
    said = Said(
        words=words,
        kind=data.get("kind", Kind.COMPLAINT),
        nature=data.get("nature", "other"),
        window=Window.objects.filter(centre=place.centre, pk=key).first() if key else None,
        case_no=case_no,
        ticket=data.get("ticket", ""),
        language=language,
        name=name,
        phone=phone,
        email=email,
    )
    return complaints.complain(said, place.centre, now=now).code


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_centre
def find(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask for the query code; the page at its address looks it up."""
    code = "".join(c for c in request.POST.get("code", "") if c.isalnum())[:40]
    if code:
        return HttpResponseRedirect(f"/complain/{code}/")
    status = 422 if request.method == "POST" else 200
    return show(request, place, "portal/complain_find.html", {"code": "", "guess": None}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_centre
def mine(request: HttpRequest, place: Place, query_code: str) -> HttpResponse:
    """What became of it: the steps, the answer, and a form to ask for a review. A wrong code is slowed down."""
    top, now = place_of("") or place, timezone.now()
    code = query_code.replace("\x00", "")
    guess = find_complaint(code, address=client_address(request), centre_id=top.centre.pk, now=now)
    if guess.found is None:
        return _not_found(request, place, code, guess, now)
    found, refusal = guess.found, None
    place = place_of(found.centre.code) or place
    if request.method == "POST":
        try:
            _not_content(found, request.POST.get("words", ""), now)
        except Refused as no_way:
            refusal = no_way
        else:
            return HttpResponseRedirect(f"/complain/{found.code}/")
    status = status_of(refusal) if refusal else 200
    answer = show(request, place, *_page(request, found, refusal, now), status=status)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _not_found(
    request: HttpRequest, place: Place, code: str, guess: Guess[Complaint | Unresolved], now: datetime
) -> HttpResponse:
    context = {"code": code[:40], "guess": guess}
    status = 404 if guess.was_read else 429
    answer = show(request, place, "portal/complain_find.html", context, status=status)
    if guess.wait_until is not None:
        answer.headers["Retry-After"] = str(max(int((guess.wait_until - now).total_seconds()), 0) + 1)
    return answer


def _not_content(found: Complaint | Unresolved, words: str, now: datetime) -> None:
    if isinstance(found, Unresolved):
        complaints.reopen(found, words, now=now)
    else:
        complaints.appeal(found, words, now=now)


def _page(
    request: HttpRequest, found: Complaint | Unresolved, refusal: Refused | None, now: datetime
) -> tuple[str, dict[str, object]]:
    context: dict[str, object] = {
        "refusal": refusal,
        "words": request.POST.get("words", ""),
        "is_new": request.GET.get("new") == "1",
    }
    if isinstance(found, Unresolved):
        return "portal/complain_unresolved.html", {"unresolved": found, **context}
    why = complaints.why_not_appeal(found)
    in_time = found.appeal_by is not None and now <= found.appeal_by
    transfers = [one for one in complaints.transfers_of(found) if one.leaves]
    told = [one for one in complaints.handlings_of(found) if one.move in ("appeal", "uphold")]
    return "portal/complain_mine.html", {
        "complaint": found,
        "may_appeal": not why and in_time,
        "transfer": transfers[-1] if transfers else None,
        "told": told,
        **context,
    }
