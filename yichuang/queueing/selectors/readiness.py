"""Before the doors open: which windows nobody has opened yet (R021, R022)."""

from dataclasses import dataclass
from datetime import datetime, time

from yichuang.people.public import Window, centre_setting
from yichuang.worktime.public import calendar, hours_of, local_day

from ..models import WindowDuty
from ..rules.sessions import about_to_open
from ..rules.settings import READY_MIN
from ..rules.states import Duty
from .estimates import learned_at


@dataclass(frozen=True)
class NotReady:
    """The hall opens soon, and these windows have nobody."""

    opens: time
    windows: tuple[int, ...]


def not_ready_at(centre_id: int, *, now: datetime) -> NotReady | None:
    """Return which windows are not manned in the minutes before opening that the centre keeps for getting
    ready; None at other times, and when all are. No query at other times, three in those minutes, but for
    hours that are read every quarter of an hour."""
    hours = learned_at(centre_id, now=now).hours
    spans = hours_of(hours, calendar(), local_day(now)) if hours else []
    opens = about_to_open(spans, now=now, minutes=centre_setting(centre_id, READY_MIN))
    if opens is None:
        return None
    manned = WindowDuty.objects.filter(centre=centre_id).exclude(state=Duty.CLOSED).values("window")
    found = Window.objects.filter(centre=centre_id, is_open=True).exclude(pk__in=manned)
    numbers = tuple(found.order_by("number").values_list("number", flat=True))
    return NotReady(opens, numbers) if numbers else None
