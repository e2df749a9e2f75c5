"""What every answer goes through: safe headers, the reader's type size, refusals in words."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from yichuang.kit.files import MOST_BYTES
from yichuang.kit.live import connect_sources
from yichuang.kit.refusal import Refused
from yichuang.kit.web import say_no

MOST_AT_ONCE = 5 * MOST_BYTES + 1_048_576  # five of the largest files in one request, and its other fields
GetResponse = Callable[[HttpRequest], HttpResponse]

# Everything is served from the installation; nothing inline runs.
CSP = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'; frame-src 'self'"
)

_READS_CARDS = "yc_reads_cards"  # an answer whose page may ask the card reader


def allow_card_reader(answer: HttpResponse) -> HttpResponse:
    """Let the page's scripts ask the card reader on the reader's own machine, at the configured address only."""
    setattr(answer, _READS_CARDS, True)
    return answer


class SafeHeadersMiddleware:
    """Adds the headers that Django's SecurityMiddleware leaves to us."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        reader = (
            f" {settings.CARD_READER}" if settings.CARD_READER and hasattr(response, _READS_CARDS) else ""
        )
        policy = f"{CSP}; connect-src {connect_sources(request)}{reader}"
        response.headers.setdefault("Content-Security-Policy", policy)
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


class UnusableInputMiddleware:
    """Turns away, before any view, what no page can use: a request beyond all sizes, and NUL characters.

    PostgreSQL cannot hold NUL, so that every query with one would fail. JSON is its own face's to check.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = request.META.get("CONTENT_LENGTH") or "0"
        if size.isdecimal() and (len(size) > 15 or int(size) > MOST_AT_ONCE):
            return say_no(
                request, Refused(gettext("一次上传的文件太大，请分几次传，每个文件不超过 20 MB。")), 413
            )
        addressed = [request.path, *(value for values in request.GET.lists() for value in values[1])]
        if any("\0" in text for text in addressed):
            return say_no(request, Refused(gettext("网址里有不能识别的字符。")), 400)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Look at a posted form once it has passed the check of its origin, which reads it too."""
        if request.method != "POST" or request.path.startswith("/api/"):
            return None
        if any("\0" in value for _, values in request.POST.lists() for value in values):
            return say_no(request, Refused(gettext("填写的内容里有不能保存的字符，请重新输入。")), 422)
        return None


class RefusalMiddleware:
    """Answers `Refused` with its own sentence: 409, or 403 and 422 for its kinds. Nothing was written."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405:
            return response
        said = say_no(request, Refused(gettext("这个网址不能这样用，请从页面上的按钮操作。")), 405)
        said.headers["Allow"] = response.headers["Allow"]
        return said

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return say_no(request, exception) if isinstance(exception, Refused) else None
