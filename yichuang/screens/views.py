"""The hall's screens (R063): main hall, zone, window. Public; numbers and windows only, never a name.

A page shows the hall as it is when it is loaded; its script goes on from there with the live stream.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from yichuang.appointments import public as appointments
from yichuang.devices import public as devices
from yichuang.devices.public import Device, Kind
from yichuang.kit.live import live_address
from yichuang.kit.templatetags.kit import named
from yichuang.papers.public import qr_svg
from yichuang.people.public import Centre, Theme, setting_text
from yichuang.queueing import public as queueing
from yichuang.queueing.public import CALLING, Duty, Line, PublicCall, PublicWindow

LOOKS = ("deep", "day")
MOST_SAID = 3  # more than that nobody reads


@require_GET
def hall(request: HttpRequest, code: str) -> HttpResponse:
    """The main hall's screen: every call, every line."""
    centre = _centre(code)
    calls = queueing.last_calls(centre.pk, now=timezone.now())
    lines = queueing.lines_at(centre.pk)
    return _show(request, "screens/hall.html", centre, calls, lines=lines, zone="", places=())


@require_GET
def zone(request: HttpRequest, code: str, zone: str) -> HttpResponse:
    """The screen of one theme (by its ticket's letter) or of one place in the hall (as windows name it)."""
    centre = _centre(code)
    lines, name = _zone(queueing.lines_at(centre.pk), centre, zone)
    ids = tuple(line.theme.pk for line in lines)
    calls = queueing.last_calls(centre.pk, now=timezone.now(), theme_ids=ids)
    given = {"lines": lines, "zone": name, "theme_ids": _joined(ids)}
    return _show(request, "screens/hall.html", centre, calls, places=(zone,), **given)


@require_GET
def window(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The screen over one window: whom it has called, or what its sign says and where to go (R234, R235)."""
    centre = _centre(code)
    found = queueing.window_of(centre.pk, number)
    if found is None:
        raise Http404
    now = queueing.hall_now(centre.pk, since=timezone.now())
    never = PublicWindow(number, Duty.CLOSED, "", found.place, (found.theme_id,), "")
    face = next((each for each in now.windows if each.number == number), never)
    is_away, themes = face.state not in CALLING, set(face.theme_ids)
    covers = [
        each.number
        for each in now.windows
        if each.number != number and each.state in CALLING and themes & set(each.theme_ids)
    ]
    calls = queueing.last_calls(centre.pk, now=timezone.now(), window=number)
    given = {"window": found, "window_number": number, "face": face, "is_away": is_away, "covers": covers}
    places = (found.place, found.theme.code)
    return _show(request, "screens/window.html", centre, calls, places=places, **given)


@never_cache
@require_GET
def check_in(request: HttpRequest, code: str, device: str) -> HttpResponse:
    """The screen with the code by which people check in on their phones; it is another every three minutes (R058).

    Of the ledger's screens only, whose addresses nobody guesses: the code is worth something because it is
    seen nowhere but in the hall.
    """
    centre, now = _centre(code), timezone.now()
    screen = _device(device, centre)
    devices.beat(screen, now=now)
    address = f"{settings.PUBLIC_URL}/here/{centre.code}/{appointments.hall_code(centre.pk, now)}/"
    context = {
        "centre": centre,
        "now": timezone.localtime(now),
        "qr": qr_svg(address, gettext("预约签到码")),
        "look": setting_text(centre.pk, "screens.look"),
    }
    answer = render(request, "screens/check_in.html", context)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@require_POST
def heartbeat(_request: HttpRequest, code: str, device: str) -> HttpResponse:
    """The screen is there (R295)."""
    devices.beat(_device(device, _centre(code)), now=timezone.now())
    return HttpResponse(status=204)


def _device(code: str, centre: Centre) -> Device:
    """Return the screen of that code; 404 for one that is not in this centre's ledger, so that it is noticed
    when the screen is put up."""
    found = devices.device_of(code, Kind.SCREEN)
    if found is None or found.centre_id != centre.pk:
        raise Http404
    return found


def _heard(request: HttpRequest, centre: Centre) -> str:
    """Return where a screen of the ledger, opened with `?device=`, says each minute that it is there."""
    code = request.GET.get("device", "")
    if not code:
        return ""
    device = _device(code, centre)
    devices.beat(device, now=timezone.now())
    return f"/screens/{centre.code}/heartbeat/{device.code}/"


def _centre(code: str) -> Centre:
    found = Centre.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _zone(lines: Sequence[Line], centre: Centre, zone: str) -> tuple[list[Line], str]:
    """Return the lines of a theme or of a place, and what the zone is called."""
    if of_theme := [line for line in lines if line.theme.code == zone]:
        return of_theme, named(of_theme[0].theme)
    here = set(Theme.objects.filter(centre=centre, windows__place=zone).values_list("pk", flat=True))
    if not here:
        raise Http404
    return [line for line in lines if line.theme.pk in here], zone


def _joined(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))


def _show(
    request: HttpRequest,
    template: str,
    centre: Centre,
    calls: Sequence[PublicCall],
    *,
    places: Sequence[str],
    **given: Any,
) -> HttpResponse:
    look = request.GET.get("look", "")
    said = [one for one in queueing.said_now(centre.pk) if not one.zone or one.zone in places]
    context = {
        "centre": centre,
        "calls": calls,
        "said": said[:MOST_SAID],
        "is_urgent": any(one.is_urgent for one in said),
        "places": "|".join(places),
        "seen": _joined([call.id for call in calls]),
        "theme_ids": "",
        "window_number": "",
        "now": timezone.localtime(),
        "zone_name": timezone.get_current_timezone_name(),
        "beat": _heard(request, centre),
        "live": live_address(request, centre.pk),
        # Of several screens in earshot one speaks: the others are opened with ?voice=off.
        "voice": "off" if request.GET.get("voice") == "off" else "on",
        "look": look if look in LOOKS else setting_text(centre.pk, "screens.look"),
        **given,
    }
    return render(request, template, context)
