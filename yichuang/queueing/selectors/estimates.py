"""How long people wait, from what the last services took."""

import time
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from yichuang.people.public import Theme, centre_setting

from ..models import Ticket
from ..rules.estimate import Wait, expected
from ..rules.states import State
from .lines import Line, ahead_of, covers, lines_at

LAST = 60  # services of a theme that the mean is made of
DAYS = 7
_FRESH_SECONDS = 30.0
_known: dict[tuple[int, date], tuple[float, dict[int, float]]] = {}
_MEANS = """
SELECT theme_id, avg(spent) FROM (
  SELECT theme_id, call_s + serve_s AS spent,
    row_number() OVER (PARTITION BY theme_id ORDER BY ended_at DESC) AS nth
  FROM queueing_ticket WHERE centre_id = %s AND day_on > %s AND state = 'done') last
WHERE nth <= %s GROUP BY theme_id"""


@dataclass(frozen=True)
class Prospect:
    """A line, and how long the next one who joins it will wait; None where no window calls."""

    line: Line
    wait: Wait | None


@dataclass(frozen=True)
class Outlook:
    """What a waiting ticket has before it: people, windows that call, and the time."""

    ahead: int
    windows: tuple[int, ...]
    wait: Wait | None


def prospects_at(centre_id: int, *, on: date) -> list[Prospect]:
    """Return every theme's line with the wait of the next one who comes. Four queries at most."""
    return [
        Prospect(line, expected(line.waiting, len(line.windows), _mean_s(centre_id, line.theme.pk, on=on)))
        for line in lines_at(centre_id)
    ]


def prospect_of(theme: Theme, *, on: date) -> Prospect:
    """Return one theme's line with the wait of the next one who comes."""
    return next(each for each in prospects_at(theme.centre_id, on=on) if each.line.theme.pk == theme.pk)


def outlook_of(ticket: Ticket, *, on: date) -> Outlook:
    """Return what a waiting ticket has before it. Three queries at most."""
    if ticket.state != State.WAITING:
        return Outlook(0, (), None)
    ahead, windows = ahead_of(ticket), covers(ticket.centre_id, ticket.theme_id)
    mean_s = _mean_s(ticket.centre_id, ticket.theme_id, on=on)
    return Outlook(ahead, windows, expected(ahead, len(windows), mean_s))


def _mean_s(centre_id: int, theme_id: int, *, on: date) -> float:
    """Return what a service of the theme takes: the mean of the last ones, remembered for half a minute."""
    seen = _known.get((centre_id, on))
    if seen is None or time.monotonic() - seen[0] >= _FRESH_SECONDS:
        with connection.cursor() as cursor:
            cursor.execute(_MEANS, [centre_id, on - timedelta(days=DAYS), LAST])
            seen = (time.monotonic(), {theme: float(mean) for theme, mean in cursor.fetchall()})
        _known.clear()
        _known[centre_id, on] = seen
    return seen[1].get(theme_id) or 60.0 * int(centre_setting(centre_id, "queue.serve_minutes"))


def forget_means() -> None:
    """Drop what this process remembers, after many services at once."""
    _known.clear()
