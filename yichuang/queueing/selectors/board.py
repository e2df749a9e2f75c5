"""The manager's board: who waits too long, and what can be done about it now (R059, R062, R068)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q

from yichuang.people.public import Theme, Window, WindowAssignment, centre_setting
from yichuang.worktime.public import local_day

from ..models import Ticket, WindowDuty
from ..rules.numbers import seconds_between
from ..rules.settings import MAX_WAIT
from ..rules.states import AT_WINDOW, CALLING, Duty, State
from .lines import WAITING_SINCE, Line, lines_of
from .windows import duties_at, serves_of

OPEN, RESUME, TAKE, RING = "open", "resume", "take", "ring"


@dataclass(frozen=True)
class Relief:
    """One thing that would shorten a line: a window opens with a clerk who is here today, resumes, or takes the
    theme too; or somebody to ring first, who is assigned to a window and has not signed in today."""

    kind: str
    window: Window
    clerk_id: int | None = None
    clerk_name: str = ""


@dataclass(frozen=True)
class LineView:
    """A theme's line as the board judges it. `light`: green, yellow over half the maximum (R061), red over it."""

    line: Line
    longest_s: int
    light: str
    classes: Mapping[str, int]
    reliefs: tuple[Relief, ...] = ()

    @property
    def is_left_alone(self) -> bool:
        """People wait where no window calls, not yet too long (R234)."""
        return bool(self.line.waiting) and self.line.is_uncovered and self.light == "green"

    @property
    def sign(self) -> str:
        """The light that stands on the board."""
        return "yellow" if self.is_left_alone else self.light


@dataclass(frozen=True)
class WindowNow:
    """A window, what it is doing, whom it has and for how long."""

    window: Window
    duty: WindowDuty | None
    ticket: str
    since_s: int


@dataclass(frozen=True)
class Load:
    """A day's tickets: taken, served, waiting, missed or gone; and how many were taken by this time a week ago."""

    taken: int
    served: int
    waiting: int
    missed: int
    week_ago: int


@dataclass(frozen=True)
class BoardNow:
    """The whole board at one moment. `over`: the tickets beyond the maximum, the longest wait first."""

    max_wait_min: int
    lines: tuple[LineView, ...]
    windows: tuple[WindowNow, ...]
    over: tuple[tuple[Ticket, int], ...]
    load: Load

    @property
    def is_comfort_due(self) -> bool:
        """Somebody waits long enough to be spoken to (R061)."""
        return any(view.light != "green" for view in self.lines)


def board_now(centre_id: int, *, now: datetime) -> BoardNow:
    """Return the board of a centre. Ten queries, whatever the number of windows and tickets."""
    duties = duties_at(centre_id)
    most = centre_setting(centre_id, MAX_WAIT)
    windows = _windows(centre_id, duties, now)
    lines = lines_of(centre_id, duties)
    long = {line.theme.pk for line in lines if _longest(line, now) > most * 60}
    reliefs = _reliefs(centre_id, windows, lines, long, today=local_day(now)) if long else {}
    classes = _classes(centre_id)
    views = tuple(
        LineView(
            line,
            _longest(line, now),
            _light(_longest(line, now), most),
            classes.get(line.theme.pk, {}),
            reliefs.get(line.theme.pk, ()),
        )
        for line in lines
    )
    waiting = Ticket.objects.filter(centre=centre_id, state=State.WAITING).annotate(waits_from=WAITING_SINCE)
    over = waiting.filter(waits_from__lt=now - timedelta(minutes=most)).order_by("waits_from")[:20]
    late = tuple((ticket, seconds_between(ticket.waits_from, now)) for ticket in over)
    return BoardNow(most, views, windows, late, load_of(centre_id, now=now))


def _longest(line: Line, now: datetime) -> int:
    return seconds_between(line.oldest_at, now)


def _light(longest_s: int, most_min: int) -> str:
    if longest_s > most_min * 60:
        return "red"
    return "yellow" if longest_s > most_min * 30 else "green"


def _classes(centre_id: int) -> dict[int, dict[str, int]]:
    found = Ticket.objects.filter(centre=centre_id, state=State.WAITING).values("theme", "key")
    classes: dict[int, dict[str, int]] = {}
    for row in found.annotate(n=Count("id")).order_by("theme", "-n"):
        classes.setdefault(row["theme"], {})[row["key"]] = row["n"]
    return classes


def _windows(centre_id: int, duties: list[WindowDuty], now: datetime) -> tuple[WindowNow, ...]:
    known = {duty.pk: duty for duty in duties}
    held = {t.window_id: t for t in Ticket.objects.filter(centre=centre_id, state__in=AT_WINDOW)}
    found = []
    for window in Window.objects.filter(centre=centre_id, is_open=True).select_related("theme"):
        duty, ticket = known.get(window.pk), held.get(window.pk)
        since = ticket.since_at if ticket else duty.since_at if duty else None
        found.append(WindowNow(window, duty, ticket.label if ticket else "", seconds_between(since, now)))
    return tuple(found)


def _reliefs(
    centre_id: int, windows: tuple[WindowNow, ...], lines: list[Line], long: set[int], *, today: date
) -> dict[int, tuple[Relief, ...]]:
    """Return for each long line who could be opened, then which window could take the theme."""
    seated = {each.duty.clerk_id for each in windows if each.duty and each.duty.clerk_id}
    free = WindowAssignment.objects.filter(window__centre=centre_id, staff__is_active=True)
    free = free.exclude(staff__in=seated).select_related("staff").order_by("post", "staff__staff_no")
    people: dict[int, tuple[bool, WindowAssignment]] = {}
    for assignment in sorted(free, key=lambda one: not _is_here(one, today)):  # who is here, then A before B
        people.setdefault(assignment.window_id, (_is_here(assignment, today), assignment))
    waited_for = {line.theme.pk for line in lines if line.waiting}
    return {
        theme: tuple(relief for each in windows if (relief := _relief(each, theme, waited_for, people)))
        for theme in long
    }


def _is_here(assignment: WindowAssignment, today: date) -> bool:
    """Whether she has signed in today: attendance is not known yet, and a screen must not call to an empty seat."""
    seen = assignment.staff.last_login
    return seen is not None and local_day(seen) == today


def _relief(
    each: WindowNow, theme: int, waited_for: set[int], people: Mapping[int, tuple[bool, WindowAssignment]]
) -> Relief | None:
    duty = each.duty
    own = {s.theme_id for s in serves_of(duty)} if duty else {each.window.theme_id}
    if duty is not None and duty.state in CALLING:
        is_idle = not each.ticket and not own & waited_for
        return Relief(TAKE, each.window) if is_idle and theme not in own else None
    if theme not in own:
        return None
    if duty is not None and duty.state == Duty.PAUSED:
        return Relief(RESUME, each.window, duty.clerk_id, duty.clerk.name if duty.clerk else "")
    if each.window.pk not in people:
        return None
    is_here, who = people[each.window.pk]
    return Relief(OPEN if is_here else RING, each.window, who.staff_id, who.staff.name)


def load_of(centre_id: int, *, now: datetime) -> Load:
    """Return today's tickets, and those of the same weekday a week ago by this time. Two queries."""
    today = local_day(now)
    counts = Ticket.objects.filter(centre=centre_id, day_on=today).aggregate(
        taken=Count("id"),
        served=Count("id", filter=Q(state=State.DONE)),
        waiting=Count("id", filter=Q(state=State.WAITING)),
        missed=Count("id", filter=Q(state__in=(State.MISSED, State.LEFT))),
    )
    return Load(**counts, week_ago=_taken_by(centre_id, today - timedelta(weeks=1), now - timedelta(weeks=1)))


def _taken_by(centre_id: int, day: date, at: datetime) -> int:
    return Ticket.objects.filter(centre=centre_id, day_on=day, came_at__lte=at).count()


def longest_in(theme: Theme, *, now: datetime) -> int:
    """Return how many seconds the first of a line has waited. One query."""
    found = Ticket.objects.filter(centre=theme.centre_id, theme=theme, state=State.WAITING)
    return seconds_between(found.aggregate(at=Min(WAITING_SINCE))["at"], now)
