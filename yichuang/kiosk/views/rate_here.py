"""Rating at the kiosk: by the slip's code, or by the number and what was given with it (R166).

A number hangs on every screen; only the person served has the slip, or knows the last four of what she gave.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from yichuang.devices.public import Device
from yichuang.kit.refusal import Refused
from yichuang.kit.web import client_address, status_of
from yichuang.ratings import public as ratings
from yichuang.ratings.public import BAD, Channel, Invitation, Level, Opinion

from ..services import actor_of, in_hall, visit_to_rate
from .shell import at_a_kiosk, refused_with, show

MOST_TYPED = 200  # the address in a QR code is the longest that a scanner types
PAGE = "kiosk/rate.html"


@sensitive_post_parameters("given", "tail")
@require_http_methods(["GET", "POST"])
@at_a_kiosk
def rate(request: HttpRequest, kiosk: Device) -> HttpResponse:
    """Find the visit, ask how it was, ask why where it was bad, say thanks."""
    if request.method != "POST":
        return _show(request, kiosk)
    visit = ratings.invitation_by(request.POST.get("code", "")) if "code" in request.POST else None
    try:
        if "code" in request.POST:
            return _answered(request, kiosk, visit)
        visit = _found(request, kiosk)
    except Refused as no:
        return refused_with(_show(request, kiosk, visit=visit, refusal=no), no)
    return _show(request, kiosk, visit=visit)


def _found(request: HttpRequest, kiosk: Device) -> Invitation:
    given, tail = (request.POST.get(name, "").strip()[:MOST_TYPED] for name in ("given", "tail"))
    at = in_hall("kiosk", actor_of(kiosk).actor_id)
    return visit_to_rate(given, tail, kiosk.centre, at=at, now=timezone.now())


def _answered(request: HttpRequest, kiosk: Device, visit: Invitation | None) -> HttpResponse:
    """Keep what was pressed; after one of the two lowest levels first ask what was wrong."""
    data, now = request.POST, timezone.now()
    level = Level(data["level"]) if data.get("level", "") in Level.values else None
    if level in BAD and "why" not in data and not ratings.why_not_rate(visit, now=now):
        return _show(request, kiosk, visit=visit, level=level)
    said = Opinion(level or "", tuple(data.getlist("indicators")), data.get("words", ""))
    try:
        ratings.rate(visit, said, channel=Channel.KIOSK, address=client_address(request), now=now)
    except Refused as no:
        bad = level if level in BAD else None
        return _show(request, kiosk, visit=visit, level=bad, refusal=no, status=status_of(no))
    return _show(request, kiosk, thanks=True)


def _show(
    request: HttpRequest,
    kiosk: Device,
    *,
    visit: Invitation | None = None,
    level: Level | None = None,
    refusal: Refused | None = None,
    thanks: bool = False,
    status: int = 200,
) -> HttpResponse:
    # What was typed is not shown again: the next person may be standing there by now.
    context: dict[str, Any] = {
        "visit": visit,
        "level": level,
        "levels": list(Level),
        "indicators": ratings.of_level(level) if level else (),
        "refusal": refusal,
        "thanks": thanks,
        "most_typed": MOST_TYPED,
    }
    return show(request, kiosk, PAGE, context, step=3, status=status)
