"""Asking online: a form without an account, and the answer by number and last four (R048, R054)."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.catalogue.public import published
from yichuang.enquiries import public as enquiries
from yichuang.enquiries.public import Channel, Enquiry, Question
from yichuang.kit.refusal import Refused
from yichuang.kit.web import client_address
from yichuang.pacing.public import Guess

from ..selectors.places import Place, place_of
from ..services import find_enquiry, pace_beginning
from .shell import at_a_centre, show
from .track import kept_open, open_here

MINE = "followed_enquiry"
NO_LENGTH, TAIL_LENGTH, MOST_WORDS = 12, 4, 2_000


@never_cache
@sensitive_post_parameters("asker", "phone", "email", "words")
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_centre
def ask(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask a question; what already answers it is shown on the find page, to which the form points."""
    refusal: Refused | None = None
    if request.method == "POST":
        now = timezone.now()
        until = pace_beginning(
            address=client_address(request), centre_id=place.centre.pk, now=now, what="ask"
        )
        if until is not None:
            answer = show(request, place, "portal/ask_wait.html", {"until": until}, here="ask", status=429)
            answer.headers["Retry-After"] = str(int((until - now).total_seconds()) + 1)
            return answer
        try:
            made = enquiries.ask(_question(request), place.centre, now=now)
        except Refused as no_way:
            refusal = no_way
        else:
            open_here(request, MINE, made.no, made.tail, now)
            return HttpResponseRedirect("/ask/mine/")
    context = {
        "matter": published().filter(code=request.GET.get("matter", "")).first(),
        "errors": {refusal_field(refusal): refusal.sentence} if refusal else {},
        "typed": request.POST,
        "most": MOST_WORDS,
    }
    return show(request, place, "portal/ask.html", context, here="ask", status=422 if refusal else 200)


def refusal_field(refusal: Refused) -> str:
    """Return the input beside which a refusal stands."""
    return getattr(refusal, "field", "") or "words"


def _question(request: HttpRequest) -> Question:
    code = request.POST.get("matter", "")
    return Question(
        words=request.POST.get("words", ""),
        channel=Channel.ONLINE,
        matter=published().filter(code=code).first() if code else None,
        asker=request.POST.get("asker", ""),
        phone=request.POST.get("phone", ""),
        email=request.POST.get("email", ""),
        language="en" if (get_language() or "").startswith("en") else "zh",
    )


@never_cache
@sensitive_post_parameters("tail")
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_centre
def find(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask for number and last four; the right ones open the enquiry for a while in this browser."""
    no = _tidy(request.POST.get("no", request.GET.get("no", "")))[:NO_LENGTH].upper()
    if request.method != "POST":
        return show(request, place, "portal/ask_find.html", {"no": no, "guess": None}, here="ask")
    tail, now = _tidy(request.POST.get("tail", "")), timezone.now()
    top = place_of("") or place
    guess: Guess[Enquiry] = Guess(None)
    if no and len(tail) == TAIL_LENGTH:
        guess = find_enquiry(no, tail, address=client_address(request), centre_id=top.centre.pk, now=now)
    if guess.found is None:
        status = 422 if guess.was_read else 429
        answer = show(
            request, place, "portal/ask_find.html", {"no": no, "guess": guess}, here="ask", status=status
        )
        if guess.wait_until is not None:
            answer.headers["Retry-After"] = str(int((guess.wait_until - now).total_seconds()) + 1)
        return answer
    open_here(request, MINE, no, tail, now)
    return HttpResponseRedirect("/ask/mine/")


def _tidy(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


@never_cache
@require_safe
@at_a_centre
def mine(request: HttpRequest, place: Place) -> HttpResponse:
    """The enquiry that this browser opened: its number, by when it is answered, where it is, the answer."""
    kept = kept_open(request, MINE)
    found = enquiries.followed(*kept) if kept else None
    if found is None:
        return HttpResponseRedirect("/ask/find/")
    handings = enquiries.handings_of(found)
    context = {
        "enquiry": found,
        "last": handings[-1] if handings else None,
        "given": not found.phone,
        "centre": found.centre,
    }
    return show(request, place, "portal/ask_mine.html", context, here="ask")
