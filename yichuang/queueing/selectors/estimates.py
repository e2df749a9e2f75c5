"""How long people will wait here, from the line, the windows, and the last weeks' services (R060)."""

import time
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from yichuang.people.public import Centre, Theme, hours_at
from yichuang.worktime.public import Hours, Span, calendar, hours_of, local_day

from ..models import Ticket, WindowDuty
from ..rules.estimate import Desk, Estimate, Overtaking, Place, Seen, Services, estimate, services_from
from ..rules.sessions import stretches_today
from ..rules.states import AT_WINDOW, CALLING, Duty, State
from .lines import Line, ahead_of, covers, lines_of
from .windows import duties_at, serves_of

WEEKS = 4
OPEN_HOURS_A_DAY = 8
LEARNED_FOR_S = 900.0  # four weeks do not change in a quarter of an hour
_learned: dict[int, tuple[float, "Learned"]] = {}

# A visit of several matters lasts as its first one's kind: what people ahead announced is known, not its parts.
_SEEN = """
WITH visit AS (
  SELECT t.theme_id, m.matter_id, ln(greatest(t.serve_s + t.call_s, 15)) AS took
    FROM queueing_ticket t
    LEFT JOIN queueing_ticketmatter m ON m.ticket_id = t.id AND m."order" = 1
   WHERE t.centre_id = %(centre)s AND t.state = 'done' AND t.day_on >= %(since)s AND t.serve_s > 0)
SELECT theme_id, matter_id, GROUPING(theme_id, matter_id), count(*), avg(took)::float8,
       coalesce(var_pop(took), 0)::float8
  FROM visit GROUP BY GROUPING SETS ((), (theme_id), (theme_id, matter_id))"""
_CAME_AHEAD = """
SELECT theme_id, count(*), avg(head_start_min)::float8,
       (SELECT count(DISTINCT day_on) FROM queueing_ticket WHERE centre_id = %(centre)s AND day_on >= %(since)s)
  FROM queueing_ticket
 WHERE centre_id = %(centre)s AND day_on >= %(since)s AND head_start_min > 0 GROUP BY theme_id"""


@dataclass(frozen=True)
class Learned:
    """What the last weeks say about a centre."""

    services: Services
    overtaking: tuple[Overtaking, ...] = ()
    hours: Hours | None = None


@dataclass(frozen=True)
class Waits:
    """The line of a centre at one moment, ready to be asked about."""

    desks: list[Desk]
    waiting: list[Place]
    learned: Learned

    def of(self, theme_id: int, stands_s: float = 0.0) -> Estimate | None:
        """Return the wait of one who stands there; by default who comes now. None when nobody calls."""
        me = Place(stands_s, theme_id)
        return estimate(me, self.waiting, self.desks, self.learned.services, self.learned.overtaking)


@dataclass(frozen=True)
class Prospect:
    """A line, and how long the next one who joins it will wait; None where no window calls."""

    line: Line
    wait: Estimate | None


@dataclass(frozen=True)
class Outlook:
    """What a waiting ticket has before it: people, windows that call, and the time."""

    ahead: int
    windows: tuple[int, ...]
    wait: Estimate | None


def prospects_at(centre_id: int, *, now: datetime) -> list[Prospect]:
    """Return every theme's line with the wait of the next one who comes. Five queries, and six more every
    quarter of an hour."""
    waits = newcomers_waits(centre_id, now=now)
    return [Prospect(line, waits.get(line.theme.pk)) for line in lines_of(centre_id, duties_at(centre_id))]


def prospect_of(theme: Theme, *, now: datetime) -> Prospect:
    """Return one theme's line with the wait of the next one who comes."""
    return next(each for each in prospects_at(theme.centre_id, now=now) if each.line.theme.pk == theme.pk)


def outlook_of(ticket: Ticket, *, now: datetime) -> Outlook:
    """Return what a waiting ticket has before it; nothing for one that does not wait."""
    if ticket.state != State.WAITING:
        return Outlook(0, (), None)
    windows = covers(ticket.centre_id, ticket.theme_id)
    return Outlook(ahead_of(ticket), windows, estimate_of(ticket, now=now))


def estimate_of(ticket: Ticket, *, now: datetime) -> Estimate | None:
    """Return how much longer a ticket waits; None when it does not wait, or no window calls for it.

    Three queries, and six more every quarter of an hour.
    """
    if ticket.state != State.WAITING:
        return None
    waits = waits_at(ticket.centre_id, now=now, but=ticket.pk)
    return waits.of(ticket.theme_id, (ticket.stands_at - now).total_seconds())


def newcomers_waits(centre_id: int, *, now: datetime) -> dict[int, Estimate]:
    """Return how long one who comes now would wait, by theme; without those that no window calls for.

    Three queries, and six more every quarter of an hour.
    """
    waits = waits_at(centre_id, now=now)
    themes = sorted({theme for desk in waits.desks for theme in desk.themes})
    return {theme: found for theme in themes if (found := waits.of(theme))}


def waits_at(centre_id: int, *, now: datetime, but: int | None = None) -> Waits:
    """Return a centre's line to ask about, without one ticket. Three queries, six more a quarter of an hour."""
    duties = duties_at(centre_id)
    held = _held(centre_id)
    learned = learned_at(centre_id, now=now)
    spans = hours_of(learned.hours, calendar(), local_day(now)) if learned.hours else []
    desks = [_desk(duty, held.get(duty.pk), spans, now) for duty in duties if duty.state in CALLING]
    return Waits(desks, _waiting(centre_id, now, but), learned)


def _held(centre_id: int) -> dict[int | None, tuple[int, datetime, int | None]]:
    found = Ticket.objects.filter(centre=centre_id, state__in=AT_WINDOW)
    rows = found.values_list("window_id", "theme_id", "called_at", "matters__matter_id").order_by(
        "matters__order"
    )
    held: dict[int | None, tuple[int, datetime, int | None]] = {}
    for window, theme, called_at, matter in rows:
        if called_at is not None:
            held.setdefault(window, (theme, called_at, matter))
    return held


def _desk(
    duty: WindowDuty, has: tuple[int, datetime, int | None] | None, spans: list[Span], now: datetime
) -> Desk:
    serves = serves_of(duty)
    open_s = stretches_today(spans, now=now, on_noon_duty=duty.state == Duty.NOON)
    after_s = tuple(each.after_min * 60.0 for each in serves)
    desk = Desk(
        tuple(each.theme_id for each in serves), after_s=after_s if any(after_s) else (), open_s=open_s
    )
    if has is None:
        return desk
    theme, called_at, matter = has
    return replace(desk, busy_s=max((now - called_at).total_seconds(), 1.0), theme_id=theme, matter_id=matter)


def _waiting(centre_id: int, now: datetime, but: int | None) -> list[Place]:
    found = Ticket.objects.filter(centre=centre_id, state=State.WAITING).exclude(pk=but or 0)
    rows = found.values_list("id", "stands_at", "theme_id", "matters__matter_id")
    first: dict[int, Place] = {}
    for pk, stands_at, theme, matter in rows.order_by("stands_at", "id", "matters__order"):
        first.setdefault(pk, Place((stands_at - now).total_seconds(), theme, matter))
    return list(first.values())


def learned_at(centre_id: int, *, now: datetime) -> Learned:
    """Return what the last four weeks say; remembered for a quarter of an hour by each process."""
    known = _learned.get(centre_id)
    if known is None or time.monotonic() - known[0] >= LEARNED_FOR_S:
        known = (time.monotonic(), _learn(centre_id, now))
        _learned[centre_id] = known
    return known[1]


def forget_learned() -> None:
    """Drop what this process remembers."""
    _learned.clear()


def _learn(centre_id: int, now: datetime) -> Learned:
    since = timezone.localdate(now) - timedelta(weeks=WEEKS)
    values: dict[str, int | date] = {"centre": centre_id, "since": since}
    overall: Seen | None = None
    themes: dict[int, Seen] = {}
    matters: dict[tuple[int, int], Seen] = {}
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, values)
        for theme, matter, grouped, count, mean, var in cursor.fetchall():
            seen = Seen(count, mean or 0.0, var)
            if grouped == 3:
                overall = seen
            elif grouped == 1:
                themes[theme] = seen
            elif matter is not None:
                matters[theme, matter] = seen
        cursor.execute(_CAME_AHEAD, values)
        coming = tuple(
            Overtaking(theme, count / (days * OPEN_HOURS_A_DAY * 3600), ahead_min * 60)
            for theme, count, ahead_min, days in cursor.fetchall()
        )
    # Closings come with the hours: what is announced within the quarter of an hour shuts windows anyway.
    centre = Centre.objects.select_related("hours", "follows__hours", "follows__follows__hours").get(
        pk=centre_id
    )
    return Learned(services_from(overall, themes, matters), coming, hours_at(centre))
