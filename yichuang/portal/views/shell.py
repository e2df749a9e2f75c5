"""What every public page shares: the centre that it speaks for, its head and foot."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yichuang.kit.web import page

from ..selectors.places import Place, place_of

CENTRE_COOKIE = "yc_centre"
YEAR = 31_536_000
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Place, P], HttpResponse]


def at_a_centre(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give the view its centre: `?centre=code`, else the one chosen before, else the top one.

    A centre that was asked for is remembered in a cookie. An installation without one says so.
    """

    @wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        asked = request.GET.get("centre", "")
        place = place_of(asked or request.COOKIES.get(CENTRE_COOKIE, ""))
        if place is None:
            return render(request, "portal/no_centre.html", status=404)
        answer = view(request, place, *args, **kwargs)
        if asked and asked == place.centre.code:
            answer.set_cookie(CENTRE_COOKIE, asked, max_age=YEAR, samesite="Lax", httponly=True)
        return answer

    return inner


def show(
    request: HttpRequest,
    place: Place,
    template: str,
    context: dict[str, Any],
    *,
    here: str = "",
    status: int = 200,
) -> HttpResponse:
    """Answer with a page in the public shell. `here` names the entry of the bar that one is at."""
    return page(request, template, {"place": place, "here": here, **context}, status=status)
