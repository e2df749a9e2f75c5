"""Coming to work and leaving: sign in, choose a window, language, password, sign out."""

from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import client_address, name_device
from yichuang.people import public as people
from yichuang.people.public import Role, Staff, Window
from yichuang.ratings import public as ratings

from ..middleware import SEEN_KEY, STAFF_KEY, WINDOW_KEY
from ..shell import StaffRequest, for_staff, shell


def _safe_next(request: HttpRequest, wanted: str) -> str:
    fine = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if fine and wanted.startswith("/") else "/desk/"


def _visitors() -> list[tuple[str, str]]:
    """Return the demonstration's people as they were printed when it was loaded; none in a real hall."""
    told = settings.PLACES.people
    if not settings.DEMO or not told.exists():
        return []
    lines = told.read_text(encoding="utf-8").splitlines()
    return [(number, what) for number, _, what in (line.partition("  ") for line in lines)]


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by staff number and password; a clerk then chooses her window."""
    context = {
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "staff_no": request.POST.get("staff_no", ""),
        "demo": _visitors(),
    }
    if request.method == "GET":
        return render(request, "desk/sign_in.html", context)
    now = timezone.now()
    try:
        staff = people.sign_in(request.POST.get("staff_no", ""), request.POST.get("password", ""), now=now)
    except Refused as refusal:
        return render(request, "desk/sign_in.html", {**context, "refusal": refusal}, status=422)
    request.session.cycle_key()
    rotate_token(request)
    request.session[STAFF_KEY] = staff.pk
    request.session[SEEN_KEY] = now.isoformat()
    people.note_sign_in(staff, window="", now=now)
    back = _safe_next(request, str(context["next"]))
    by = people.officer(staff.pk, on=timezone.localdate(now))
    is_clerk = by is not None and by.holds(Role.CLERK)
    answer = HttpResponseRedirect(f"/desk/seat/?next={quote(back)}" if is_clerk else back)
    if is_clerk:
        ratings.note_device(staff.pk, name_device(request, answer), now=now)
    return answer


@for_staff(Role.CLERK)
@require_http_methods(["GET", "POST"])
def seat(request: StaffRequest) -> HttpResponse:
    """Choose the window one sits at today."""
    windows = list(
        Window.objects.filter(assignments__staff=request.officer.staff_id, is_open=True).select_related(
            "theme"
        )
    )
    wanted = request.POST.get("window", "")
    chosen = next((w for w in windows if str(w.pk) == wanted), None)
    if request.method == "POST" and chosen:
        request.session[WINDOW_KEY] = chosen.pk
        ratings.note_seat(request.officer.staff_id, client_address(request), now=timezone.now())
        people.note_sign_in(
            Staff.objects.get(pk=request.officer.staff_id), window=str(chosen), now=timezone.now()
        )
        return HttpResponseRedirect(_safe_next(request, request.POST.get("next", "")))
    context = shell(request, "", windows=windows, next=request.GET.get("next", "/desk/"))
    return render(request, "desk/seat.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave. What was typed stays on the server with its draft."""
    staff = Staff.objects.filter(pk=int(request.session.get(STAFF_KEY, 0))).first()
    if staff is not None:
        people.note_sign_out(staff, now=timezone.now())
    request.session.flush()
    return HttpResponseRedirect("/sign-in/")


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Switch between Chinese and English and come back to the same page."""
    language = request.POST.get("language", "")
    answer = HttpResponseRedirect(_safe_next(request, request.POST.get("next", "/")))
    if language in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=31_536_000, samesite="Lax", httponly=True
        )
    return answer


@for_staff()
@never_cache
@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "POST"])
def password(request: StaffRequest) -> HttpResponse:
    """Change one's own password."""
    refusal: Refused | None = None
    done = False
    if request.method == "POST":
        staff = Staff.objects.get(pk=request.officer.staff_id)
        try:
            if request.POST.get("new") != request.POST.get("again"):
                raise Invalid(gettext("两次输入的新密码不一样。"), field="again")
            people.change_password(
                staff, request.POST.get("old", ""), request.POST.get("new", ""), now=timezone.now()
            )
            done = True
        except Refused as problem:
            refusal = problem
    context = shell(request, "", refusal=refusal, done=done)
    return render(request, "desk/password.html", context, status=422 if refusal else 200)
