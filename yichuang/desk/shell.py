"""What every page of the workbench shares: who may open it, the bar on top, the place one is at."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from yichuang.kit.refusal import Forbidden
from yichuang.kit.templatetags.kit import named
from yichuang.people.public import Officer, Role, window_card

from .bar import bar_of

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request by someone who has signed in."""

    officer: Officer
    htmx: Any


View = Callable[Concatenate[StaffRequest, P], HttpResponseBase]


def for_staff(*roles: Role) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Let only signed-in staff with one of the roles in; without roles, anyone who has signed in.

    Someone else is sent to sign in and comes back; a wrong role is refused with a sentence (403).
    """

    def wrap(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            officer: Officer | None = getattr(request, "officer", None)
            if officer is None:
                return _to_sign_in(request)
            if roles and not officer.holds(*roles):
                raise Forbidden(gettext("这一页不在您的职责里。需要的话，请找系统管理员。"))
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        return inner

    return wrap


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    htmx = getattr(request, "htmx", None)
    back = request.get_full_path() if request.method == "GET" else "/desk/"
    if htmx:  # the page that asks, not the part that it asked for
        back = htmx.current_url_abs_path or back
    target = f"/sign-in/?next={quote(back)}"
    if htmx:
        answer = HttpResponse(status=204)
        answer.headers["HX-Redirect"] = target
        return answer
    return HttpResponseRedirect(target)


def card_reader() -> str:
    """Return the address of the card reader's bridge on the clerk's machine; empty where there is none."""
    return str(settings.CARD_READER)


def shell(request: StaffRequest, here: str, **context: object) -> dict[str, Any]:
    """Return a page's context with the bar. One query: the count of open tasks."""
    by = request.officer
    seat = ""
    if by.window_id:
        window = window_card(by.window_id)
        seat = f"{gettext('%(n)d 号窗口') % {'n': window.number}}　{named(window.theme)}"
    return {"bar": bar_of(by, here), "seat": seat, "me": by, **context}
