"""Middlewares that only pages need. A machine's call brings no cookie and no form token, and is
answered by its key alone: what it does not need it does not wait for.

One class for each, because Django names middlewares by their path.
"""

from typing import Any

from django.conf import settings
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import activate, deactivate, get_language_from_request
from django_htmx.middleware import HtmxMiddleware

MACHINES = "/api/v1/"
PAGES_THERE = ("/api/v1/docs",)  # read by people in a browser


def _is_machines(request: HttpRequest) -> bool:
    return request.path_info.startswith(MACHINES) and not request.path_info.startswith(PAGES_THERE)


class _PagesOnly:
    """Lets a machine's call pass by the middleware that it is mixed into."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_machines(request):
            return self.get_response(request)  # type: ignore[no-any-return]
        return super().__call__(request)  # type: ignore[misc, no-any-return]


class Session(_PagesOnly, SessionMiddleware):
    """Sessions, for pages."""


class Locale(LocaleMiddleware):
    """The language of what is said to the reader, put back to Chinese when the answer is made: the next
    request in this thread may be a machine's, which sets a language only when it asks for one."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_machines(request):
            return self._answer_machine(request)
        try:
            return super().__call__(request)  # type: ignore[return-value]
        finally:
            deactivate()

    def _answer_machine(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of Accept-Language; most send none, and pay a look at the headers."""
        asked = request.META.get("HTTP_ACCEPT_LANGUAGE")
        language = get_language_from_request(request) if asked else settings.LANGUAGE_CODE
        if language == settings.LANGUAGE_CODE:
            return self.get_response(request)  # type: ignore[no-any-return]
        activate(language)
        try:
            response: HttpResponse = self.get_response(request)
        finally:
            deactivate()
        response.headers["Content-Language"] = language
        response.headers["Vary"] = "Accept-Language"
        return response


class Csrf(_PagesOnly, CsrfViewMiddleware):
    """Form tokens, for pages: a call without a cookie cannot be forged by one."""


class Messages(_PagesOnly, MessageMiddleware):
    """What is said once after a redirect, for pages."""


class Htmx(_PagesOnly, HtmxMiddleware):
    """What htmx sends along, for pages."""
