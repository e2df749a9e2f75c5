"""Middlewares that only pages need. A machine's call brings no cookie, no language and no form token, and
is answered by its key alone: what it does not need it does not wait for.

One class for each, because Django names middlewares by their path.
"""

from typing import Any

from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.locale import LocaleMiddleware
from django_htmx.middleware import HtmxMiddleware

MACHINES = "/api/v1/"
PAGES_THERE = ("/api/v1/docs",)  # read by people in a browser


class _PagesOnly:
    """Lets a machine's call pass by the middleware that it is mixed into."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(MACHINES) and not request.path_info.startswith(PAGES_THERE):
            return self.get_response(request)  # type: ignore[no-any-return]
        return super().__call__(request)  # type: ignore[misc, no-any-return]


class Session(_PagesOnly, SessionMiddleware):
    """Sessions, for pages."""


class Locale(_PagesOnly, LocaleMiddleware):
    """The reader's language, for pages; machines get Chinese sentences."""


class Csrf(_PagesOnly, CsrfViewMiddleware):
    """Form tokens, for pages: a call without a cookie cannot be forged by one."""


class Messages(_PagesOnly, MessageMiddleware):
    """What is said once after a redirect, for pages."""


class Htmx(_PagesOnly, HtmxMiddleware):
    """What htmx sends along, for pages."""
