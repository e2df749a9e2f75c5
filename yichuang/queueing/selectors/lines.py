"""The line as it is: who waits, who is ahead, and why."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import (
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Min,
    Q,
    Value,
)
from django.utils.translation import gettext

from yichuang.people.public import Theme

from ..models import Call, Ticket, WindowDuty
from ..rules.numbers import read_label
from ..rules.policy import Serves, Waiting, why_before
from ..rules.states import CALLING, CallKind, State
from .policy import policy_of
from .windows import duties_at, serves_of, themes_of

_WAITED = ExpressionWrapper(F("wait_s") * Value(timedelta(seconds=1)), DurationField())
# What a number has waited in all: who was served and sent on did not wait meanwhile.
WAITING_SINCE = ExpressionWrapper(F("since_at") - _WAITED, DateTimeField())


@dataclass(frozen=True)
class Line:
    """One theme's line: how many wait, since when the first one, and the windows that call for it."""

    theme: Theme
    waiting: int
    oldest_at: datetime | None
    windows: tuple[int, ...]  # numbers of windows that call now

    @property
    def is_uncovered(self) -> bool:
        """People wait, or could, and no window calls for them (R234)."""
        return not self.windows


def as_waiting(ticket: Ticket) -> Waiting:
    """Return what the order needs of a ticket."""
    return Waiting(
        ticket.pk,
        ticket.label,
        ticket.theme_id,
        ticket.key,
        ticket.head_start_min,
        ticket.came_at,
        ticket.stands_at,
    )


def waiting_in(centre_id: int, theme_ids: list[int] | None = None, *, limit: int = 500) -> list[Ticket]:
    """Return who waits, the first to be called at the top. One query."""
    found = Ticket.objects.filter(centre=centre_id, state=State.WAITING).select_related("theme")
    if theme_ids is not None:
        found = found.filter(theme__in=theme_ids)
    return list(found.order_by("stands_at", "id")[:limit])


def missed_at(centre_id: int, on: date, *, limit: int = 100) -> list[Ticket]:
    """Return who missed the call today and has not come back, the last one first. One query."""
    found = Ticket.objects.filter(centre=centre_id, state=State.MISSED, day_on=on).select_related("theme")
    return list(found.order_by("-since_at")[:limit])


def tickets_named(centre_id: int, on: date, text: str, *, limit: int = 20) -> list[Ticket]:
    """Return the day's tickets that someone means by A003, a3 or 3. One query, none for what is no number."""
    meant = read_label(text)
    if meant is None:
        return []
    prefix, number = meant
    found = Ticket.objects.filter(centre=centre_id, day_on=on, number=number).select_related("theme")
    if prefix:
        found = found.filter(prefix=prefix)
    return list(found.order_by("prefix")[:limit])


def lines_at(centre_id: int) -> list[Line]:
    """Return every theme's line. Three queries."""
    return lines_of(centre_id, duties_at(centre_id))


def lines_of(centre_id: int, duties: list[WindowDuty]) -> list[Line]:
    """Return every theme's line beside the windows' duties that were read already. Two queries."""
    found = Ticket.objects.filter(centre=centre_id, state=State.WAITING).values("theme")
    rows = found.annotate(n=Count("id"), oldest=Min(WAITING_SINCE)).order_by()
    counted = {row["theme"]: (row["n"], row["oldest"]) for row in rows}
    calling: dict[int, list[int]] = {}
    for duty in duties:
        for serves in serves_of(duty) if duty.state in CALLING else ():
            calling.setdefault(serves.theme_id, []).append(duty.window.number)
    lines = []
    for theme in themes_of(centre_id):
        waiting, oldest_at = counted.get(theme.pk, (0, None))
        lines.append(Line(theme, waiting, oldest_at, tuple(calling.get(theme.pk, []))))
    return lines


def waited_for(duty: WindowDuty) -> list[int]:
    """Return the themes of a window for which somebody waits. One query."""
    served = [each.theme_id for each in serves_of(duty)]
    found = Ticket.objects.filter(centre=duty.centre_id, state=State.WAITING, theme__in=served)
    return list(found.order_by("theme").values_list("theme", flat=True).distinct())


def covers(centre_id: int, theme_id: int) -> tuple[int, ...]:
    """Return the numbers of the windows that call for a theme now. One query."""
    return tuple(
        duty.window.number
        for duty in duties_at(centre_id)
        if duty.state in CALLING and any(s.theme_id == theme_id for s in serves_of(duty))
    )


def ahead_of(ticket: Ticket) -> int:
    """Return how many of the same theme are called before this one. One query."""
    if ticket.state != State.WAITING:
        return 0
    before = Q(stands_at__lt=ticket.stands_at) | Q(stands_at=ticket.stands_at, id__lt=ticket.pk)
    line = Ticket.objects.filter(centre=ticket.centre_id, theme=ticket.theme_id, state=State.WAITING)
    return line.filter(before).count()


def calls_since(centre_id: int, after_id: int, *, limit: int = 50) -> list[Call]:
    """Return the calls made after one, oldest first. One query."""
    return list(Call.objects.filter(centre=centre_id, id__gt=after_id).order_by("id")[:limit])


def why_behind(ticket: Ticket, *, limit: int = 20) -> list[str]:
    """Say for each who came later and is before this ticket why that is so (R282). Three queries.

    Those who still wait stand first; of those who were called it answers from what each call kept, not
    from today's policy.
    """
    if ticket.state != State.WAITING:
        return []
    ahead = Ticket.objects.filter(
        centre=ticket.centre_id,
        theme=ticket.theme_id,
        state=State.WAITING,
        stands_at__lt=ticket.stands_at,
        came_at__gt=ticket.came_at,
    )
    calls = Call.objects.filter(
        centre=ticket.centre_id,
        theme=ticket.theme_id,
        at__gte=ticket.came_at,
        came_at__gt=ticket.came_at,
        kind__in=(CallKind.NEXT, CallKind.PICKED),
    )
    names = {c.key: gettext(c.name) for c in policy_of(ticket.centre_id)[0].classes}
    me, line = as_waiting(ticket), (Serves(ticket.theme_id),)
    waiting = [why_before(as_waiting(one), me, line, names) for one in ahead.order_by("stands_at")[:limit]]
    return waiting + [_why(call, me, names) for call in calls.order_by("-id")[: limit - len(waiting)]]


def _why(call: Call, me: Waiting, names: dict[str, str]) -> str:
    if call.kind == CallKind.PICKED:
        words = {"ticket": call.label, "reason": call.reason}
        return gettext("%(ticket)s 是点叫的，理由：%(reason)s") % words
    them = Waiting(
        call.ticket_id, call.label, call.theme_id, call.key, call.head_start_min, call.came_at, call.stands_at
    )
    return why_before(them, me, (Serves(call.theme_id, call.after_min),), names)
