"""What every answer goes through: safe headers, the reader's type size, refusals in words."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from yichuang.kit.refusal import Forbidden, Invalid, Refused

STATUS = {Forbidden: 403, Invalid: 422}
GetResponse = Callable[[HttpRequest], HttpResponse]

# Everything is served from the installation; nothing inline runs.
CSP = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'; frame-src 'self'"
)


class SafeHeadersMiddleware:
    """Adds the headers that Django's SecurityMiddleware leaves to us."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CSP)
        response.headers.setdefault("Permissions-Policy", "geolocation=(), microphone=(), payment=()")
        if not request.path.startswith("/static/"):
            response.headers.setdefault(
                "Cache-Control", "no-store" if request.path.startswith("/desk/") else "no-cache"
            )
        return response


class LargeTypeMiddleware:
    """Large type (适老版) by a plain link: `?type=large` or `?type=normal`, kept in a cookie for a year."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("type", "")
        chosen = asked if asked in {"large", "normal"} else request.COOKIES.get("yc_type", "")
        request.large_type = chosen == "large"  # type: ignore[attr-defined]
        response = self.get_response(request)
        if asked in {"large", "normal"}:
            response.set_cookie("yc_type", asked, max_age=31_536_000, samesite="Lax", httponly=True)
        return response


class RefusalMiddleware:
    """Answers `Refused` with its own sentence: 409, or 403 and 422 for its kinds. Nothing was written."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        status = STATUS.get(type(exception), 409)
        if request.path.startswith("/api/"):
            return JsonResponse({"code": exception.code, "detail": exception.sentence}, status=status)
        context = {"refusal": exception, "status": status}
        if getattr(request, "htmx", False):
            response = render(request, "kit/refused.html#note", context, status=status)
            # The sentence goes to the page's own place for it; what was typed stays.
            response.headers["HX-Retarget"] = "#refusal"
            response.headers["HX-Reswap"] = "innerHTML"
            return response
        return render(request, "kit/refused.html", context, status=status)
