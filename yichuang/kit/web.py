"""The request as our views see it, and small helpers for pages."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


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
    response.headers["Vary"] = "HX-Request, Accept-Language, Cookie"
    return response


def client_address(request: HttpRequest) -> str:
    """Return the address that slow-downs count by."""
    return str(request.META.get("REMOTE_ADDR", ""))
