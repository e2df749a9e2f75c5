"""How long people of one line waited on one day, and when no window called for it: read from what was written then,
so that whoever looks late sees what whoever looked in time saw."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from yichuang.journal.public import Entry, Event
from yichuang.people.public import Theme
from yichuang.worktime.public import end_of

from ..models import Ticket, WindowDuty
from ..rules.states import CALLING, DAY_OVER, State
from ..rules.stretches import Stretch, uncalled
from .windows import duties_at

_TURNS = (Event.WINDOW_TURNED, Event.WINDOW_THEMES_SET)


def waits_of(theme: Theme, on: date) -> list[Stretch]:
    """Return how long each number of a line and day has waited, whatever became of it. One query.

    Who waited twice, because he was sent on, waited as long as both together: the second one is as much longer.
    """
    found = Ticket.objects.filter(centre=theme.centre_id, day_on=on, theme=theme)
    known = found.values_list(
        "state", "came_at", "since_at", "called_at", "ended_at", "ended_reason", "wait_s"
    )
    return [_wait(*row) for row in known]


def _wait(
    state: str,
    came_at: datetime,
    since_at: datetime,
    called_at: datetime | None,
    ended_at: datetime | None,
    ended_reason: str,
    wait_s: int,
) -> Stretch:
    waited = timedelta(seconds=wait_s)
    if state == State.WAITING:
        return Stretch(since_at - waited)
    if called_at is None and ended_reason == DAY_OVER:
        return Stretch(came_at, ended_at)
    until_at = called_at or ended_at or since_at
    return Stretch(until_at - waited, until_at)


def uncalled_of(theme: Theme, on: date) -> list[Stretch]:
    """Return when people of a line and day waited and no window called for them. Three queries."""
    duties = duties_at(theme.centre_id)
    begins, turns = end_of(on - timedelta(days=1)), _turns_since(on, duties)
    calls = [each for duty in duties for each in _calling(duty, theme.pk, turns.get(duty.pk, []), begins)]
    return uncalled(waits_of(theme, on), calls)


def _turns_since(on: date, duties: Iterable[WindowDuty]) -> dict[int, list[Entry]]:
    """Return what each window did from the beginning of a day on, in its order."""
    whose = {f"window:{duty.pk}": duty.pk for duty in duties}
    begins = end_of(on - timedelta(days=1))
    turns: dict[int, list[Entry]] = {}
    for line in Entry.objects.filter(subject__in=whose, event__in=_TURNS, at__gte=begins).order_by("id"):
        turns.setdefault(whose[line.subject], []).append(line)
    return turns


def _calling(duty: WindowDuty, theme_id: int, turns: list[Entry], begins: datetime) -> list[Stretch]:
    """Return when a window called for a theme since the day began, by what it did."""
    state, themes = duty.state, duty.themes
    for line in reversed(turns):  # from how it is, back to how the day began
        state, themes = _with(line, "from", state, themes)
    found: list[Stretch] = []
    since = begins if _calls(state, themes, theme_id) else None
    for line in turns:
        state, themes = _with(line, "to", state, themes)
        calls = _calls(state, themes, theme_id)
        if calls and since is None:
            since = line.at
        elif not calls and since is not None:
            found.append(Stretch(since, line.at))
            since = None
    return found if since is None else [*found, Stretch(since)]


def _with(line: Entry, side: str, state: str, themes: Any) -> tuple[str, Any]:
    """Return a window's state and themes on one side of a line."""
    return (line.data[side], themes) if line.event == Event.WINDOW_TURNED else (state, line.data[side])


def _calls(state: str, themes: Any, theme_id: int) -> bool:
    return state in CALLING and any(each["theme_id"] == theme_id for each in themes)
