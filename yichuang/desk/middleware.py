"""Who is at work: turns the session into an Officer, once for each request on the staff's side."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from yichuang.people.public import Officer, officer

STAFF_KEY = "staff"
WINDOW_KEY = "window"
SEEN_KEY = "seen"
TOUCH_SECONDS = 60  # the session is written at most once a minute, not on every click
STAFF_PATHS = ("/desk/", "/sign-out/", "/sign-in/")


class OfficerMiddleware:
    """Sets `request.officer`: None on public pages and for those who have not signed in. One query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.officer = None  # type: ignore[attr-defined]
        if request.path.startswith(STAFF_PATHS):
            request.officer = self._who(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def _who(self, request: HttpRequest) -> Officer | None:
        staff_id = request.session.get(STAFF_KEY)
        if staff_id is None:
            return None
        now = timezone.now()
        seen = datetime.fromisoformat(request.session[SEEN_KEY])
        if (now - seen).total_seconds() > request.session.get_expiry_age():
            request.session.flush()
            return None
        found = officer(staff_id, on=timezone.localdate(now), window_id=request.session.get(WINDOW_KEY))
        if found is None:  # left, or the account was stopped while signed in
            request.session.flush()
            return None
        if (now - seen).total_seconds() > TOUCH_SECONDS:
            request.session[SEEN_KEY] = now.isoformat()
        return found
