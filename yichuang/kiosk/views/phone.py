"""The number's page on the phone: where one stands, until one is called. Who knows the address may see it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Ticket

from ..selectors import number_of, ticket_by


@never_cache
@require_safe
def number(request: HttpRequest, ticket: str) -> HttpResponse:
    """Show the number as it is now; the page asks again every 15 seconds, with scripts or without."""
    found = _found(ticket)
    context = {"number": number_of(found, now=timezone.now(), with_why=True), "now": timezone.now()}
    return _unlisted(page(request, "kiosk/number.html", context, part="now"))


@never_cache
@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, ticket: str) -> HttpResponse:
    """Ask whether the number shall be given back; with the form sent, do so."""
    found, refusal = _found(ticket), None
    if request.method == "POST":
        try:
            queueing.give_up(found, now=timezone.now())
        except Refused as no:
            refusal = no
        else:
            return HttpResponseRedirect(f"/t/{found.code}/")
    context = {"number": number_of(found, now=timezone.now()), "refusal": refusal}
    status = status_of(refusal) if refusal else 200
    return _unlisted(page(request, "kiosk/give_back.html", context, status=status))


def _found(code: str) -> Ticket:
    found = ticket_by(code)
    if found is None:
        raise Http404
    return found


def _unlisted(answer: HttpResponse) -> HttpResponse:
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
