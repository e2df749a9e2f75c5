"""Probes of the hall's lines, and of orders that nobody answered."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext

from yichuang.journal.public import Event, story
from yichuang.people.public import Role, Theme, Window, centre_card, centre_setting, hours_at
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Stretch
from yichuang.worktime.public import SpanKind, calendar, end_of, hours_of, is_open, local_day

from ...models import Order
from ...rules import OrderState
from ..seen import Duty, Seen

_MANAGERS = Duty(role=Role.MANAGER)
_MINUTE = timedelta(minutes=1)


def _line(key: str) -> tuple[Theme, date] | None:
    theme_id, _, day = key.partition("@")
    theme = Theme.objects.filter(pk=theme_id).first()
    return (theme, date.fromisoformat(day)) if theme else None


def doors_are_open(centre_id: int, now: datetime) -> bool:
    """Whether the hall serves now. After hours nobody waits: numbers that nobody ended stand there still."""
    hours = hours_at(centre_card(centre_id))
    return hours is None or is_open(hours, calendar(), now)


def _doors(centre_id: int, on: date) -> list[Stretch]:
    """Return when the hall served on a day; the whole day where no hours are set."""
    hours = hours_at(centre_card(centre_id))
    if hours is None:
        return [Stretch(end_of(on - timedelta(days=1)), end_of(on))]
    return [
        Stretch(*(timezone.make_aware(datetime.combine(on, clock)) for clock in (span.opens, span.closes)))
        for span in hours_of(hours, calendar(), on)
    ]


def _seen(theme: Theme, about: str, limits: list[Stretch], now: datetime, lines: tuple[str, ...]) -> Seen:
    """Tell of stretches that each begin at a limit: those that are over, and the one that goes on."""
    over = [(one.from_at, one.until_at) for one in limits if one.until_at is not None]
    going_on = min((one.from_at for one in limits if one.until_at is None), default=None)
    return Seen(
        centre_id=theme.centre_id,
        about=about,
        limit_at=going_on,
        duty_at=lambda _at: _MANAGERS,
        over_at=None if going_on else max((end for _, end in over), default=now),
        before=tuple(over),
        lines=lines,
    )


def long_wait(key: str, now: datetime) -> Seen | None:
    """Every wait of one theme on one day, `line:THEME@DAY`, beside the centre's longest (R059).

    What is over counts as what goes on does, so that whoever looks late misses nothing. Nobody waits while the
    doors are shut: a wait over noon is two.
    """
    found = _line(key)
    if found is None:
        return None
    theme, day = found
    most = timedelta(minutes=centre_setting(theme.centre_id, queueing.MAX_WAIT))
    waits = queueing.while_open(queueing.waits_of(theme, day), _doors(theme.centre_id, day), now)
    n = sum(one.until_at is None for one in waits)
    limits = [Stretch(one.from_at + most, one.until_at) for one in waits if _is_judged(one, most)]
    said = gettext("最长等候 %(most)s 分钟；现在 %(n)s 人在等。") % {"most": most // _MINUTE, "n": n}
    return _seen(theme, gettext("%(theme)s的等候") % {"theme": theme.name}, limits, now, (said,))


def _is_judged(wait: Stretch, most: timedelta) -> bool:
    """Whether a wait goes on, or was longer than the longest before it was over."""
    return wait.until_at is None or wait.until_at - wait.from_at > most


def empty_window(key: str, now: datetime) -> Seen | None:
    """People wait and no window calls for them, `line:THEME@DAY`: since the last one stopped, or the first of them
    came (R062, R234); every time on that day."""
    found = _line(key)
    if found is None:
        return None
    theme, day = found
    times = queueing.while_open(queueing.uncalled_of(theme, day), _doors(theme.centre_id, day), now)
    said = gettext("%(n)s 次有人在等而没有窗口叫号。") % {"n": len(times)}
    return _seen(theme, gettext("%(theme)s没有窗口叫号") % {"theme": theme.name}, times, now, (said,))


def left_window(key: str, now: datetime) -> Seen | None:
    """A window that its clerk paused in the hall's hours, `pause:WINDOW+CLERK@SINCE`, whoever waits (R234).

    A window that is closed is nobody's duty as long as no roster says so; a paused one says that somebody
    comes back. It ends with the window's next turn, or with the hours: the journal keeps when, however late
    one looks.
    """
    whose, _, said = key.partition("@")
    window_id, _, clerk = whose.partition("+")
    window = Window.objects.filter(pk=window_id).first()
    if window is None:
        return None
    since = datetime.fromisoformat(said)
    shuts_at = _service_ends(window.centre_id, since)
    ends = [turn for turn in (_next_turn(window.pk, since), shuts_at) if turn is not None]
    return Seen(
        centre_id=window.centre_id,
        about=gettext("%(n)d 号窗口暂停过久") % {"n": window.number},
        limit_at=since if shuts_at else None,
        duty_at=lambda _at: Duty(
            window_id=window.pk, staff_id=int(clerk) if clerk else None, role=Role.MANAGER
        ),
        over_at=min(ends) if shuts_at and min(ends) <= now else None,
        lines=(gettext("%(at)s 起暂停。") % {"at": f"{since.astimezone():%H:%M}"},),
    )


def _next_turn(window_id: int, since: datetime) -> datetime | None:
    turned = (line.at for line in story(f"window:{window_id}") if line.event == Event.WINDOW_TURNED)
    return min((at for at in turned if at > since), default=None)


def _service_ends(centre_id: int, at: datetime) -> datetime | None:
    """When the stretch of service that an instant lies in ends; None outside the hours. Noon duty is not one."""
    hours, day = hours_at(centre_card(centre_id)), local_day(at)
    if hours is None:
        return end_of(day)
    clock = timezone.localtime(at).time()
    for span in hours_of(hours, calendar(), day):
        if span.kind == SpanKind.SERVICE and span.opens <= clock < span.closes:
            return timezone.make_aware(datetime.combine(day, span.closes))
    return None


def unanswered(key: str, _now: datetime) -> Seen | None:
    """An order that was to be answered, `order:ID@DAY+N`: the reply after the N that came before."""
    order_id, _, rest = key.partition("@")
    day, _, before = rest.partition("+")
    order = Order.objects.filter(pk=order_id).first()
    if order is None:
        return None
    replies = list(order.replies.order_by("id")[int(before) : int(before) + 1])
    withdrawn_at = order.withdrawn_at if order.state == OrderState.WITHDRAWN else None
    duty = Duty(department_id=order.department_id, staff_id=order.staff_id, role=Role.CHIEF_REP)
    return Seen(
        centre_id=order.centre_id,
        about=gettext("督办单 %(no)s：%(about)s") % {"no": order.no, "about": order.about},
        limit_at=end_of(date.fromisoformat(day)),
        duty_at=lambda _at: duty,
        over_at=replies[0].at if replies else withdrawn_at,
        case_no=order.case_no,
        lines=(gettext("要求：%(words)s") % {"words": order.required},),
    )
