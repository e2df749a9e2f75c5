"""Opening, pausing and closing windows, and what they serve (R023, R234, R235)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.kit.swapping import swap
from yichuang.people.public import Officer, Window, WindowAssignment, a_post_of

from ..models import WindowDuty
from ..policies import may_turn, why_not_themes, why_not_turn
from ..rules.policy import Serves
from ..rules.states import TURNS, Duty, Turn
from ..selectors import at_window, serves_of, themes_of
from .live import tell_hall


def duty_at(window: Window, *, now: datetime) -> WindowDuty:
    """Return a window's duty; it begins closed, serving its own theme."""
    themes = [{"theme_id": window.theme_id, "after_min": 0}]
    defaults = {"centre_id": window.centre_id, "themes": themes, "since_at": now}
    duty, _ = WindowDuty.objects.select_related("window", "clerk").get_or_create(
        window=window, defaults=defaults
    )
    return duty


@transaction.atomic
def turn(
    window: Window, what: Turn, *, sign: str = "", clerk_id: int | None = None, by: Officer, now: datetime
) -> WindowDuty:
    """Open, pause, resume or close a window. `sign` is what a paused window shows (R235).

    A manager names the clerk who opens it; otherwise it is opened by who does it. Raises `Refused`, also for
    a clerk who is not assigned to this window or already sits at another.
    """
    duty = duty_at(window, now=now)
    serving = at_window(window.pk)
    if reason := why_not_turn(duty, what, serving=serving, sign=sign, by=by):
        raise Refused(reason)
    following = TURNS[Duty(duty.state), what]
    sits = None if following is Duty.CLOSED else duty.clerk_id or clerk_id or by.staff_id
    if sits is not None and sits != duty.clerk_id:
        _check_seat(window, sits)
    from_state = duty.state
    try:
        with transaction.atomic():
            swap(
                duty,
                state=following,
                sign=sign.strip() if what is Turn.PAUSE else "",
                clerk_id=sits,
                since_at=now,
            )
    except IntegrityError as error:
        raise Refused(gettext("这位同事已经在另一个窗口值班，请先关那个窗口。")) from error
    data = {"window": window.number, "from": from_state, "to": following.value, "sign": duty.sign}
    if what is Turn.OPEN and (absent := _covered_for(window, sits)):
        data["covers"] = absent
    _note(duty, Event.WINDOW_TURNED, data, by=by, now=now)
    return duty


def _covered_for(window: Window, staff_id: int | None) -> str:
    """Return the number of the A post's holder where somebody in a B post opens the window (R170, R172)."""
    holder = a_post_of(window)
    return holder.staff_no if holder is not None and holder.pk != staff_id else ""


def _check_seat(window: Window, staff_id: int) -> None:
    if not WindowAssignment.objects.filter(window=window, staff=staff_id, staff__is_active=True).exists():
        words = {"window": window.number}
        raise Refused(gettext("这位同事没有派到 %(window)s 号窗口。") % words)


@transaction.atomic
def set_themes(
    window: Window,
    serves: Sequence[Serves],
    *,
    seen: Sequence[Serves] | None = None,
    by: Officer,
    now: datetime,
) -> WindowDuty:
    """Set which themes a window serves, in its order; those with minutes give way to the others (R062).

    `seen` is what it served when it was looked at: not the row's version, which every opening and pausing
    moves. Raises `Refused`, `Invalid` with the sentence, `Stale` when it serves something else by now.
    """
    duty = duty_at(window, now=now)
    if not may_turn(duty, by):
        raise Refused(gettext("窗口办什么由坐在这里的人或者大厅管理定。"))
    if seen is not None and tuple(seen) != serves_of(duty):
        raise Stale(gettext("刚才有人改过这个窗口办什么，您选的没有保存，还在下面。请对照现在的再保存。"))
    if problem := why_not_themes(serves, [theme.pk for theme in themes_of(window.centre_id)]):
        raise Invalid(problem, field="themes")
    written = [{"theme_id": each.theme_id, "after_min": each.after_min} for each in serves]
    before = duty.themes
    swap(duty, themes=written)
    data = {"window": window.number, "from": before, "to": written}
    _note(duty, Event.WINDOW_THEMES_SET, data, by=by, now=now)
    return duty


def _note(duty: WindowDuty, event: Event, data: dict[str, object], *, by: Officer, now: datetime) -> None:
    subject = f"window:{duty.pk}"
    journal.record(subject, event, by=by, at=now, thing=duty, data=data, centre=duty.centre_id)
    tell_hall(duty.centre_id)
