"""The feed of a key-pad at a window (R166, R167): five keys, no screen, a program that owns them.

docs/reference/rating-keys.md is the protocol. The code of the device in the address is its key: the program has
no account, and can do nothing but rate the visit that has just ended at its own window.
"""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from yichuang.devices import public as devices
from yichuang.devices.public import Kind
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import client_address, say_no
from yichuang.ratings import public as ratings
from yichuang.ratings.public import Channel, Invitation, Level, Opinion

MOST_BYTES = 1000


@csrf_exempt  # a program's call brings no cookie that another site could use
@never_cache
@require_http_methods(["GET", "POST"])
def keys(request: HttpRequest, device: str) -> HttpResponse:
    """Say which visit can be rated now; with a key pressed, keep it."""
    pad = devices.device_of(device, Kind.RATING)
    if pad is None:
        raise Http404
    now = timezone.now()
    devices.beat(pad, now=now)
    visit = ratings.just_served_at(pad.window_id, now=now) if pad.window_id else None
    if request.method == "GET":
        return JsonResponse({"visit": visit.pk if visit else None})
    try:
        level = _pressed(request, visit)
        address = client_address(request)
        ratings.rate(visit, Opinion(level), channel=Channel.KEYS, address=address, now=now)
    except Refused as no:
        return say_no(request, no)
    return JsonResponse({"kept": True})


def _pressed(request: HttpRequest, visit: Invitation | None) -> Level:
    """Read what was pressed: the visit that was told, and a key from 1, the best, to 5 (GB/T 39046 A.8)."""
    try:
        said: Any = json.loads(request.body) if len(request.body) <= MOST_BYTES else None
    except ValueError:
        said = None
    if not isinstance(said, dict) or type(said.get("key")) is not int or type(said.get("visit")) is not int:
        raise Invalid(gettext("要 visit 和 key 两个整数。"), field="key")
    if visit is None or said["visit"] != visit.pk:
        raise Refused(gettext("这次办事的评价时间已经过了，可以用手机扫号上的码评价。"))
    try:
        return ratings.from_code_table(said["key"])
    except ValueError:
        raise Invalid(gettext("key 是 1 到 5：1 非常满意，5 非常不满意。"), field="key") from None
