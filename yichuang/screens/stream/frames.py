"""What goes over the wire, as bytes of the event stream format. Pure."""

import json
from collections.abc import Iterable
from datetime import datetime

from yichuang.queueing.public import Estimate, HallNow, Line, PublicCall

RETRY_MS = 2_000  # a browser that lost the stream asks again after this
OPENING = f"retry: {RETRY_MS}\n\n".encode()
STILL_HERE = b": \n\n"  # keeps the connection; says nothing about the hall


def hall_frame(hall: HallNow, calls: Iterable[PublicCall], *, now: datetime) -> bytes:
    """Return the hall with these calls as one event. Its id is the newest call's."""
    told = [_call(call) for call in calls]
    facts = {
        "now": _ms(now),
        "calls": told,
        "windows": [
            {"number": w.number, "state": w.state, "sign": w.sign, "ticket": w.ticket, "themes": w.theme_ids}
            for w in hall.windows
        ],
        "said": [{"text": s.text, "zone": s.zone, "urgent": s.is_urgent} for s in hall.said],
        "lines": [_line(line, hall.waits.get(line.theme.pk)) for line in hall.lines],
    }
    data = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    newest = max((call["id"] for call in told), default=0)
    name = f"id: {newest}\n" if newest else ""
    return f"{name}event: hall\ndata: {data}\n\n".encode()


DESK_FRAME = b"event: desk\ndata: {}\n\n"  # something of supervision changed; what, only its own page is told


def beat_frame(now: datetime) -> bytes:
    """Return the event that says: the hall was read just now, and this page shows it as it is."""
    return f'event: beat\ndata: {{"now":{_ms(now)}}}\n\n'.encode()


def _line(line: Line, wait: Estimate | None) -> dict[str, object]:
    """A line; `minutes` is the range that one who comes now is told, absent when nobody calls for it."""
    facts = {"theme": line.theme.pk, "waiting": line.waiting, "windows": line.windows}
    return facts | ({"minutes": (wait.low_min, wait.high_min)} if wait else {})


def _call(call: PublicCall) -> dict[str, str | int]:
    return {
        "id": call.id,
        "ticket": call.ticket,
        "window": call.window,
        "nth": call.nth,
        "at": _ms(call.at),
        "theme": call.theme_id,
        "words": call.words,
    }


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
