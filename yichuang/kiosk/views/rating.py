"""The small tablet at a window: it asks the person whose visit has just ended, thanks, and waits again (R166, R167)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yichuang.devices import public as devices
from yichuang.devices.public import Device, Kind
from yichuang.kit.refusal import Refused
from yichuang.kit.web import client_address, page, status_of, whole_number
from yichuang.ratings import public as ratings
from yichuang.ratings.public import BAD, Channel, Invitation, Level, Opinion


@never_cache
@require_http_methods(["GET", "POST"])
def at_the_window(request: HttpRequest, device: str) -> HttpResponse:
    """Ask about the visit that has just ended here; nobody else's can be rated. The page looks again by itself."""
    tablet = devices.device_of(device, Kind.RATING)
    if tablet is None:
        raise Http404
    now = timezone.now()
    devices.beat(tablet, now=now)
    visit = ratings.just_served_at(tablet.window_id, now=now) if tablet.window_id else None
    asked: dict[str, Any] = {"refusal": None, "thanks": False, "level": None}
    if request.method == "POST":
        asked = _answered(request, visit)
    context = {"tablet": tablet, "visit": visit, "levels": list(Level), "home": _home(tablet), **asked}
    refusal = asked["refusal"]
    return page(
        request, "kiosk/rating.html", context, part="now", status=status_of(refusal) if refusal else 200
    )


def _home(tablet: Device) -> str:
    return f"/window-rating/{tablet.code}/"


def _answered(request: HttpRequest, visit: Invitation | None) -> dict[str, Any]:
    """Keep what was pressed; after one of the two lowest levels first ask what was wrong."""
    data = request.POST
    level = Level(data["level"]) if data.get("level", "") in Level.values else None
    asks = {"level": level, "indicators": ratings.of_level(level)} if level and level in BAD else {}
    none: dict[str, Any] = {"refusal": None, "thanks": False, "level": None}
    if visit is None or whole_number(data.get("visit", "")) != visit.pk:
        late = gettext("这次办事的评价时间已经过了，可以用手机扫号上的码评价。")
        return {**none, "refusal": Refused(late)}
    if asks and "why" not in data:
        return {**none, **asks}
    said = Opinion(level or "", tuple(data.getlist("indicators")), data.get("words", ""))
    address = client_address(request)
    try:
        ratings.rate(visit, said, channel=Channel.DEVICE, address=address, now=timezone.now())
    except Refused as no:
        return {**none, **asks, "refusal": no}
    return {**none, "thanks": True}
