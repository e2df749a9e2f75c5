"""Is this paper genuine, and does it still hold? Open to anyone who has it in hand, without signing in."""

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yichuang.kit.files import MOST_BYTES
from yichuang.kit.web import client_address
from yichuang.pacing.public import Guess
from yichuang.papers.public import Paper, halves, leads_to_rating, validity_of
from yichuang.worktime.public import local_day

from ..selectors.places import Place, place_of
from ..services import verify, verify_file
from .shell import at_a_centre, show

LONGEST = 60
PAGE = "portal/verify.html"
NOTHING: dict[str, object] = {
    **dict.fromkeys(("named", "proof", "fault", "rate_at"), ""),
    **dict.fromkeys(("guess", "paper", "validity", "check", "lacks"), None),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_centre
def ask(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask for the number and the code of a paper; what was typed leads to the page its QR code opens."""
    named, proof = (" ".join(request.POST.get(name, "").split()) for name in ("named", "proof"))
    if request.method != "POST":
        return _page(request, place)
    if not named or not proof or len(named) > LONGEST or len(proof) > LONGEST:
        return _page(request, place, 422, named=named, proof=proof, lacks=True)
    return HttpResponseRedirect(f"/verify/{quote(named, safe='')}/{quote(proof, safe='')}/")


@never_cache
@require_safe
@at_a_centre
def paper(request: HttpRequest, place: Place, named: str, proof: str) -> HttpResponse:
    """Say whether a paper is genuine and still holds: what its QR code opens. Names are masked."""
    top = place_of("") or place
    now = timezone.now()
    named, proof = named.replace("\x00", "")[:LONGEST], proof.replace("\x00", "")[:LONGEST]
    guess = verify(named, proof, address=client_address(request), centre_id=top.centre.pk, now=now)
    if guess.found is None:
        return _not_found(request, place, guess, named=named)
    return _page(request, place, **_facts(guess.found))


def _facts(found: Paper) -> dict[str, Any]:
    named, proof = halves(found.code)
    rate_at = f"/verify/{named}/{proof}/rate/" if leads_to_rating(found) else ""
    return {"paper": found, "validity": validity_of(found, local_day(timezone.now())), "rate_at": rate_at}


@never_cache
@require_POST
@at_a_centre
def file(request: HttpRequest, place: Place) -> HttpResponse:
    """Say whether an uploaded PDF is ours byte by byte, and whether its signature holds."""
    top = place_of("") or place
    uploaded = request.FILES.get("file")
    if uploaded is None or not uploaded.size:
        return _page(request, place, 422, fault="empty")
    if uploaded.size > MOST_BYTES:
        return _page(request, place, 422, fault="large")
    content = uploaded.read()
    if not content.startswith(b"%PDF-"):
        return _page(request, place, 422, fault="kind")
    guess = verify_file(content, address=client_address(request), centre_id=top.centre.pk, now=timezone.now())
    if guess.found is None:
        return _not_found(request, place, guess)
    facts = _facts(guess.found.paper) if guess.found.paper else {}
    return _page(request, place, check=guess.found, **facts)


def _not_found(request: HttpRequest, place: Place, guess: Guess[Any], **context: object) -> HttpResponse:
    """Say that there is no such paper, never which half was wrong; or when the next guess is read (429)."""
    answer = _page(request, place, 404 if guess.was_read else 429, guess=guess, **context)
    if guess.wait_until is not None:
        left = (guess.wait_until - timezone.now()).total_seconds()
        answer.headers["Retry-After"] = str(max(int(left), 0) + 1)
    return answer


def _page(request: HttpRequest, place: Place, status: int = 200, **context: object) -> HttpResponse:
    return show(request, place, PAGE, {**NOTHING, **context}, here="verify", status=status)
