"""What the applicant does herself on the page of her case: pay, choose how she gets the result, fetch it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yichuang.cases import public as cases
from yichuang.cases.public import Case, DeliveryWay, Wish
from yichuang.fees import public as fees
from yichuang.fees.public import Said
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Invalid
from yichuang.kit.web import page, whole_number
from yichuang.licences import public as licences
from yichuang.papers import public as papers
from yichuang.people.public import Centre

from ..selectors.places import Place
from .shell import at_a_centre, show
from .track import opened_case

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Case, P], HttpResponse]
CASE = "/track/case/"


def for_its_people(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give the view the case that this browser has opened; anyone else opens one first."""

    @wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        case = opened_case(request)
        if case is None:
            return HttpResponseRedirect("/track/")
        return view(request, case, *args, **kwargs)

    return inner


@never_cache
@require_POST
@for_its_people
def pay(_request: HttpRequest, case: Case) -> HttpResponse:
    """Go and pay what is due with the centre's provider."""
    bill = fees.bill_of(case.pk)
    if bill is None:
        raise Http404
    payment = fees.order_online(bill, by=CITIZEN, now=timezone.now())
    return HttpResponseRedirect(payment.pay_url)


@never_cache
@require_POST
@for_its_people
def choose(request: HttpRequest, case: Case) -> HttpResponse:
    """Choose how the result comes: window, courier to a confirmed address, online."""
    way = request.POST.get("way", "")
    if way not in DeliveryWay.values:
        raise Invalid(gettext("请选怎样领取结果。"), field="way")
    where = {name: request.POST.get(name, "") for name in ("receiver", "phone", "address")}
    cases.choose_delivery(case, Wish(DeliveryWay(way), **where), by=CITIZEN, now=timezone.now())
    return HttpResponseRedirect(CASE)


@never_cache
@require_POST
@for_its_people
def fetch(_request: HttpRequest, case: Case) -> HttpResponse:
    """Deliver the result by its being downloaded: the case is concluded, and the file follows (R140)."""
    result = [p for p in papers.for_applicant(case.no) if p.kind in cases.RESULT_KINDS]
    if not result:
        raise Http404
    cases.deliver_online(case, by=CITIZEN, now=timezone.now())
    return HttpResponseRedirect(f"/track/papers/{result[-1].code}.pdf")


@never_cache
@require_http_methods(["GET", "POST"])
def sandbox(request: HttpRequest, reference: str) -> HttpResponse:
    """The demonstration provider's own page: it says that it moves no money, and lets one try both ends."""
    order = fees.sandbox_order(reference) if reference.isalnum() and len(reference) <= 32 else None
    if order is None:
        raise Http404
    if request.method == "POST":
        said = request.POST.get("said", "")
        fees.settle_order(reference, Said(said) if said in set(Said) else Said.PENDING)
        return HttpResponseRedirect(CASE)
    return page(request, "portal/sandbox.html", {"order": order})


@require_safe
@at_a_centre
def register(request: HttpRequest, place: Place) -> HttpResponse:
    """The public register of what was granted, people's names masked (行政许可法 40)."""
    query = request.GET.get("q", "").strip()[:60]
    if "\0" in query:
        query = ""
    after = whole_number(request.GET.get("after", ""))
    below = list(Centre.objects.filter(follows=place.centre).values_list("pk", flat=True))
    found = list(licences.register([place.centre.pk, *below], query, after))
    shown = found[:50]
    following = shown[-1].pk if len(found) > len(shown) else None
    context = {"licences": shown, "query": query, "following": following}
    return show(request, place, "portal/register.html", context, here="")
