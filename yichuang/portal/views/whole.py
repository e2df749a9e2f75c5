"""What an applicant does herself on the page of a joint application: supplement what a notice asks for, withdraw."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yichuang.joint import public as joint
from yichuang.joint.public import Action, Bundle, JointPage
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import status_of, whole_number

from ..selectors.places import Place, place_of
from .shell import at_a_centre, show
from .track import opened_whole

HERE = "/track/joint/"
MOST_REASON = 500
View = Callable[[HttpRequest, Place, JointPage], HttpResponse]


def for_its_applicant(view: View) -> Callable[[HttpRequest, Place], HttpResponse]:
    """Give the view the application that this browser has opened; anyone else opens one first."""

    @wraps(view)
    def inner(request: HttpRequest, place: Place) -> HttpResponse:
        found = opened_whole(request)
        return view(request, place, found) if found else HttpResponseRedirect("/track/")

    return inner


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_centre
@for_its_applicant
def supplement(request: HttpRequest, place: Place, found: JointPage) -> HttpResponse:
    """Upload what the notice asks for, look at it, hand it in once. Whatever is pressed, the chosen files are
    kept first; what could not be kept has its sentence beside it."""
    bundle = found.bundle
    if request.method != "POST":
        return _supplement(request, place, bundle, {})
    wish, errors = request.POST.get("do", "upload"), _keep_files(request, bundle)
    try:
        if wish.startswith("remove-"):
            joint.take_back(bundle, whole_number(wish.removeprefix("remove-")) or 0)
        elif wish == "send" and not errors:
            joint.hand_in(bundle, by=CITIZEN, now=timezone.now())
            return HttpResponseRedirect(f"{HERE}?handed=1")
    except Refused as refusal:
        return _supplement(request, place, bundle, errors, refusal)
    if errors:
        return _supplement(request, place, bundle, errors)
    return HttpResponseRedirect(f"{HERE}supplement/#materials")


def _keep_files(request: HttpRequest, bundle: Bundle) -> dict[str, str]:
    """Keep the chosen files; return the sentences of those that could not be kept."""
    errors = {}
    for name in request.FILES:
        order = whole_number(name.removeprefix("file_")) or 0
        for file in request.FILES.getlist(name):
            try:
                joint.upload(bundle, order, file.name or "", file.chunks(), now=timezone.now())
            except Refused as wrong:
                errors[wrong.field if isinstance(wrong, Invalid) else ""] = wrong.sentence
    return errors


def _supplement(
    request: HttpRequest,
    place: Place,
    bundle: Bundle,
    errors: dict[str, str],
    refusal: Refused | None = None,
) -> HttpResponse:
    page = joint.supplement_page(bundle)
    if not page.wanted and not errors and refusal is None:
        return HttpResponseRedirect(HERE)
    said = refusal.sentence if refusal else errors.get("", "")
    status = status_of(refusal) if refusal else (409 if said else 422) if errors else 200
    beside = {name: words for name, words in errors.items() if name}
    context = {"page": page, "bundle": bundle, "errors": beside, "said": said}
    return show(request, place, "portal/supplement.html", context, here="track", status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_centre
@for_its_applicant
def withdraw(request: HttpRequest, place: Place, found: JointPage) -> HttpResponse:
    """Say what a withdrawal does, ask whether she is sure, then withdraw: until the decision, at no cost."""
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            if not request.POST.get("sure"):
                raise Invalid(gettext("撤回了不能恢复，请先确认要撤回。"), field="sure")
            joint.withdraw(found.bundle, request.POST.get("reason", ""), by=CITIZEN, now=timezone.now())
            return HttpResponseRedirect(HERE)
        except Refused as problem:
            refusal = problem
            found = opened_whole(request) or found
    bundle = found.bundle
    context = {
        "bundle": bundle,
        "parts": found.parts,
        "refusal": refusal,
        "why": joint.why_not(bundle, Action.WITHDRAW, by=CITIZEN),
        "reason": request.POST.get("reason", ""),
        "most": MOST_REASON,
        "at": place_of(bundle.centre.code),
    }
    status = status_of(refusal) if refusal else 200
    return show(request, place, "portal/withdraw.html", context, here="track", status=status)
