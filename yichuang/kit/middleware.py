"""One place where a refusal becomes an answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yichuang.kit.refusal import Forbidden, Invalid, Refused

STATUS = {Forbidden: 403, Invalid: 422}


class RefusalMiddleware:
    """Answers `Refused` with its own sentence: 409, or 403 and 422 for its kinds. Nothing was written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        status = STATUS.get(type(exception), 409)
        return render(request, "kit/refused.html", {"refusal": exception}, status=status)
