"""The request as our views see it, and small helpers for pages."""

import secrets
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext

from yichuang.kit.drawn_again import drawn_again
from yichuang.kit.refusal import Forbidden, Invalid, Refused

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

DEVICE_COOKIE, _LONGEST_NAME = "yc_device", 64
STATUS = {Forbidden: 403, Invalid: 422}


class Request(HttpRequest):
    """An HttpRequest after the middlewares have run."""

    htmx: "HtmxDetails"
    officer: Any  # people's Officer on the staff's side, None elsewhere: the kit knows no domain


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "", status: int = 200
) -> HttpResponse:
    """Answer with the page, or with one named part of it when htmx asks for that part.

    A swap shows what a reload shows, because both come from the same template and context.
    """
    htmx = getattr(request, "htmx", None)
    name = f"{template}#{part}" if part and htmx and not htmx.boosted else template
    response = render(request, name, context, status=status)
    if status >= 400 and request.method == "POST":
        response.content = drawn_again(response.content.decode(), request, context.get("refusal")).encode()
    response.headers["Vary"] = "HX-Request, Accept-Language, Cookie"
    return response


def client_address(request: HttpRequest) -> str:
    """Return the address that slow-downs count by."""
    return str(request.META.get("REMOTE_ADDR", ""))


def device_of(request: HttpRequest) -> str:
    """Return the random name that this browser was given; empty before that."""
    return str(request.COOKIES.get(DEVICE_COOKIE, ""))[:_LONGEST_NAME]


def name_device(request: HttpRequest, answer: HttpResponse) -> str:
    """Give this browser a random name for a year, unless it has one; return it. It says nothing of the person."""
    name = device_of(request) or secrets.token_urlsafe(16)
    answer.set_cookie(DEVICE_COOKIE, name, max_age=31_536_000, samesite="Lax", httponly=True)
    return name


def typed_day(posted: QueryDict, name: str) -> date | None:
    """Read a day that was typed; None for an empty field. Raises `Invalid` for one that there is not."""
    text = posted.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise Invalid(gettext("没有这样的日期，请写成 2026-09-16。"), field=name) from wrong


def status_of(refusal: Refused) -> int:
    """Return the HTTP status of a refusal: 403 and 422 for their kinds, 409 for the others."""
    return STATUS.get(type(refusal), 409)


def say_no(request: HttpRequest, refusal: Refused, status: int = 0) -> HttpResponse:
    """Answer with a refusal's sentence as the caller can read it: JSON, a note on the page, or a page.

    Without a status, the refusal's own.
    """
    status = status or status_of(refusal)
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    if request.path.startswith("/api/") or wants_json:
        field = getattr(refusal, "field", "")
        facts = {"code": refusal.code, "detail": refusal.sentence, "field": field}
        return JsonResponse(facts, status=status)
    context = {"refusal": refusal, "status": status}
    if getattr(request, "htmx", False):
        response = render(request, "kit/refused.html#note", context, status=status)
        # The sentence goes to the page's own place for it; what was typed stays.
        response.headers["HX-Retarget"] = "#refusal"
        response.headers["HX-Reswap"] = "innerHTML"
        return response
    return render(request, "kit/refused.html", context, status=status)


def whole_number(text: str, *, most: int = 2**63 - 1) -> int | None:
    """Read a whole number from an address or a form; None for anything that is not one up to `most`.

    `str.isdigit` alone lets ² and ١ through, and very long numbers.
    """
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        return None
    number = int(text)
    return number if number <= most else None
