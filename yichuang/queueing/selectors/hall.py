"""What everybody in the hall may know: the calls, the windows, how many wait. Never a name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from ..models import Call, Ticket, WindowDuty
from ..rules.estimate import Estimate
from ..rules.numbers import label, spoken
from ..rules.states import AT_WINDOW
from .announcements import Said, said_now
from .lines import Line, lines_of
from .windows import duties_at, serves_of


@dataclass(frozen=True)
class PublicCall:
    """A number that was called to a window, for the `nth` time."""

    id: int
    ticket: str
    window: int
    nth: int
    at: datetime
    theme_id: int

    @property
    def words(self) -> str:
        """What is spoken, twice."""
        return spoken(self.ticket, self.window)


@dataclass(frozen=True)
class PublicWindow:
    """A window's face: its state, its sign while paused (R234, R235), the number that it has."""

    number: int
    state: str
    sign: str
    place: str
    theme_ids: tuple[int, ...]
    ticket: str


@dataclass(frozen=True)
class HallNow:
    """A centre as it is: the calls asked for, oldest first; every window that was ever opened; every line;
    what the screens say beside them."""

    calls: tuple[PublicCall, ...]
    windows: tuple[PublicWindow, ...]
    lines: tuple[Line, ...]
    said: tuple[Said, ...] = ()
    waits: Mapping[int, Estimate] = field(
        default_factory=dict
    )  # theme → of one who comes now, where asked for


def hall_now(centre_id: int, *, since: datetime) -> HallNow:
    """Return a centre with the calls made at or after an instant. Six queries."""
    duties = duties_at(centre_id)
    held = _numbers_at_windows(centre_id)
    windows = tuple(_face(duty, held.get(duty.pk, "")) for duty in duties)
    calls = Call.objects.filter(centre=centre_id, at__gte=since).order_by("id")
    told = tuple(_public(call) for call in calls)
    return HallNow(told, windows, tuple(lines_of(centre_id, duties)), said_now(centre_id))


def last_calls(
    centre_id: int,
    *,
    now: datetime,
    theme_ids: tuple[int, ...] | None = None,
    window: int | None = None,
    limit: int = 5,
) -> list[PublicCall]:
    """Return the newest calls of the day, the last one first; of some themes or of one window. One query.

    Numbers begin anew each day: yesterday's on a screen would call people who are not there.
    """
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    found = Call.objects.filter(centre=centre_id, at__gte=midnight)
    if theme_ids is not None:
        found = found.filter(theme__in=theme_ids)
    if window is not None:
        found = found.filter(window_number=window)
    return [_public(call) for call in found.order_by("-at", "-id")[:limit]]


def _public(call: Call) -> PublicCall:
    return PublicCall(call.pk, call.label, call.window_number, call.nth, call.at, call.theme_id)


def _numbers_at_windows(centre_id: int) -> dict[int | None, str]:
    found = Ticket.objects.filter(centre=centre_id, state__in=AT_WINDOW)
    rows = found.values_list("window_id", "prefix", "number")
    return {window: label(prefix, number) for window, prefix, number in rows}


def _face(duty: WindowDuty, ticket: str) -> PublicWindow:
    themes = tuple(serves.theme_id for serves in serves_of(duty))
    return PublicWindow(duty.window.number, duty.state, duty.sign, duty.window.place, themes, ticket)
