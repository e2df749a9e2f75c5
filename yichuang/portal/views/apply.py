"""The citizen's one form for one thing: kept as typed, looked over, sent once."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yichuang.cases.public import DeliveryWay
from yichuang.joint import public as joint
from yichuang.joint.public import MOST_TYPED, Draft
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import client_address, status_of, whole_number
from yichuang.people.public import PERSON_IDS, IdKind, department_card

from ..selectors.places import Place, place_of
from ..services import continue_draft, pace_beginning
from .offers import found
from .shell import at_a_centre, show
from .track import WHOLE_KEY, open_here

KEY = "filling_in"  # of the session: offer → the code of the draft
TICKED = ("has_agent", "confirmed", "agent_confirmed")  # a box that is not ticked is not sent
View = Callable[[HttpRequest, Place, Draft], HttpResponse]


def _remember(request: HttpRequest, draft: Draft) -> None:
    request.session[KEY] = {**request.session.get(KEY, {}), draft.offer.code: draft.code}


def of_this_browser(view: View) -> Callable[[HttpRequest, Place, str], HttpResponse]:
    """Give the view the application that this browser is filling in; without one, the guide begins it."""

    @wraps(view)
    def inner(request: HttpRequest, place: Place, code: str) -> HttpResponse:
        held = request.session.get(KEY, {}).get(code)
        draft = joint.draft_by_code(held) if held else None
        if draft is None or draft.offer.code != code:
            found(code)
            return HttpResponseRedirect(f"/events/{code}/")
        request.session.modified = True  # whoever is filling in is not thrown out by the clock
        return view(request, place, draft)

    return inner


@never_cache
@require_POST
@at_a_centre
def begin(request: HttpRequest, place: Place, code: str) -> HttpResponse:
    """Begin an application, or go on with the one that this browser has begun."""
    page, now = found(code), timezone.now()
    held = joint.draft_by_code(request.session.get(KEY, {}).get(code, ""))
    if held is None or held.bundle_id is not None:
        until = pace_beginning(address=client_address(request), centre_id=page.offer.centre_id, now=now)
        if until is not None:
            answer = show(request, place, "portal/apply_wait.html", {"until": until}, status=429)
            answer.headers["Retry-After"] = str(int((until - now).total_seconds()) + 1)
            return answer
        _remember(request, joint.begin_draft(page.offer, now=now))
    return HttpResponseRedirect(f"/events/{code}/form/")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_centre
@of_this_browser
def form(request: HttpRequest, place: Place, draft: Draft) -> HttpResponse:
    """The form. Whatever is pressed, what was typed is kept first; faults stand beside their fields."""
    here = f"/events/{draft.offer.code}/"
    if draft.bundle_id is not None:
        return HttpResponseRedirect(f"{here}sent/")
    if request.method != "POST":
        return _form(request, place, draft, {})
    wish = request.POST.get("do", "save")
    if wish == "discard":
        joint.throw_away(draft)
        return HttpResponseRedirect(here)
    errors = _keep_all(request, draft)
    if wish.startswith("remove-"):
        joint.remove_file(draft, whole_number(wish.removeprefix("remove-")) or 0)
    if wish == "check":
        view = joint.draft_view(draft, today=timezone.localdate())
        errors |= {name: words for name, words in joint.faults_of(view).items() if name != "consent"}
    if errors:
        return _form(request, place, draft, errors, status=422)
    return HttpResponseRedirect(f"{here}check/" if wish == "check" else f"{here}form/{_back_to(wish)}")


def _back_to(wish: str) -> str:
    """Return where the reader was: a file's button brings her back to its material."""
    return "#materials" if wish.startswith(("remove-", "upload")) else "?kept=1"


def _keep_all(request: HttpRequest, draft: Draft) -> dict[str, str]:
    """Keep the fields and the chosen files; return the sentences of what could not be kept."""
    now, fields = timezone.now(), _fields(request)
    errors = {name: gettext("这一项太长了。") for name, value in fields.items() if len(value) > MOST_TYPED}
    joint.keep(draft, {name: value for name, value in fields.items() if name not in errors}, now=now)
    for name in request.FILES:
        for file in request.FILES.getlist(name):
            try:
                joint.add_file(draft, name.removeprefix("file_"), file.name or "", file.chunks(), now=now)
            except Invalid as wrong:
                errors[wrong.field] = wrong.sentence
    return errors


def _fields(request: HttpRequest) -> dict[str, str]:
    """Return the form's fields; a box that is on the page and not ticked is empty."""
    fields = dict.fromkeys(set(TICKED) & set(request.POST.getlist("boxes")), "")
    return fields | {name: str(value) for name, value in request.POST.items() if joint.may_be_typed(name)}


def _form(
    request: HttpRequest, place: Place, draft: Draft, errors: dict[str, str], status: int = 200
) -> HttpResponse:
    view = joint.draft_view(draft, today=timezone.localdate())
    shared = _shared(view)
    context = {
        **shared,
        "typed": shared["typed"]
        | {name: words for name, words in _fields(request).items() if name in errors},
        "errors": errors,
        "id_kinds": [(kind.value, kind.label) for kind in IdKind],
        "agent_kinds": [(kind.value, kind.label) for kind in PERSON_IDS],
        "ways": tuple(DeliveryWay),
        "was_kept": request.GET.get("kept") == "1",
    }
    return show(request, place, "portal/apply.html", context, here="find", status=status)


def _shared(view: joint.DraftView) -> dict[str, Any]:
    """Return what the form and the page before sending share."""
    departments = dict.fromkeys(department_card(step.sheet.department_id).name for step in view.page.steps)
    return {
        "view": view,
        "typed": view.typed,
        "offer": view.page.offer,
        "at": place_of(view.page.offer.centre.code),
        "departments": tuple(departments),
    }


@never_cache
@sensitive_post_parameters()
@require_POST
@at_a_centre
@of_this_browser
def keep(request: HttpRequest, _place: Place, draft: Draft) -> HttpResponse:
    """Keep what is being typed, for the script that sends it along."""
    joint.keep(draft, _fields(request), now=timezone.now())
    return HttpResponse(status=204)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_centre
@of_this_browser
def check(request: HttpRequest, place: Place, draft: Draft) -> HttpResponse:
    """Show everything once more before it is sent; the button sends it, once."""
    here = f"/events/{draft.offer.code}/"
    if draft.bundle_id is not None:
        return HttpResponseRedirect(f"{here}sent/")
    refusal: Refused | None = None
    if request.method == "POST":
        joint.keep(draft, {"consent": request.POST.get("consent", "")}, now=timezone.now())
        try:
            return _sent_now(request, draft)
        except Refused as problem:
            refusal = problem
    view = joint.draft_view(draft, today=timezone.localdate())
    faults = {name: words for name, words in joint.faults_of(view).items() if name != "consent"}
    if isinstance(refusal, Invalid) and refusal.field != "consent":
        faults.setdefault(refusal.field, refusal.sentence)
    if faults:
        return _form(request, place, draft, faults, status=422)
    context = {**_shared(view), "refusal": refusal, "kind": IdKind(view.typed.get("id_kind") or "id_card")}
    context["way"] = DeliveryWay(view.typed.get("way") or DeliveryWay.WINDOW)
    status = status_of(refusal) if refusal else 200
    return show(request, place, "portal/apply_check.html", context, here="find", status=status)


def _sent_now(request: HttpRequest, draft: Draft) -> HttpResponse:
    now, phone = timezone.now(), str(draft.typed.get("phone", "")).strip()
    bundle = joint.send(draft, by=CITIZEN, now=now)
    open_here(request, WHOLE_KEY, bundle.no, phone[-4:], now)  # she need not type what she has just typed
    return HttpResponseRedirect(f"/events/{draft.offer.code}/sent/")


@never_cache
@require_safe
@at_a_centre
@of_this_browser
def sent(request: HttpRequest, place: Place, draft: Draft) -> HttpResponse:
    """The receipt: number, day, what happens next and how to follow it. To print or to note down."""
    whole = joint.page_of(draft.bundle.no) if draft.bundle else None
    if whole is None:
        return HttpResponseRedirect(f"/events/{draft.offer.code}/form/")
    waiting = next((part.case for part in whole.parts if not part.after), None)
    context = {
        "whole": whole,
        "bundle": whole.bundle,
        "notice_on": waiting.notice_due_at if waiting else None,
        "at": place_of(whole.bundle.centre.code),
    }
    return show(request, place, "portal/apply_sent.html", context, here="find")


@never_cache
@sensitive_post_parameters("tail")
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_centre
def resume(request: HttpRequest, place: Place) -> HttpResponse:
    """Go on with an application on another day or device: its code and the last four of the phone."""
    code = "".join(c for c in request.POST.get("code", "") if c.isalnum())[:24].upper()
    tail = "".join(c for c in request.POST.get("tail", "") if c.isalnum())
    context: dict[str, Any] = {"code": code, "guess": None}
    if request.method != "POST":
        return show(request, place, "portal/apply_resume.html", context, here="find")
    top, now = place_of("") or place, timezone.now()
    guess = continue_draft(code, tail, address=client_address(request), centre_id=top.centre.pk, now=now)
    if guess.found is not None:
        _remember(request, guess.found)
        return HttpResponseRedirect(f"/events/{guess.found.offer.code}/form/")
    status = 422 if guess.was_read else 429
    answer = show(
        request, place, "portal/apply_resume.html", {**context, "guess": guess}, here="find", status=status
    )
    if guess.wait_until is not None:
        answer.headers["Retry-After"] = str(int((guess.wait_until - now).total_seconds()) + 1)
    return answer
