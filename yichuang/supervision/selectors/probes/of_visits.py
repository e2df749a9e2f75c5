"""The probe of a clerk's day: each visit leaves a record of what was done, on the same day (R130)."""

from datetime import datetime

from django.utils.translation import gettext

from yichuang.people.public import Window, centre_card, hours_at
from yichuang.worktime.public import calendar, hours_of

from ...rules.visits import OfDay, closes_at, reading
from ..seen import Duty, Seen
from ..visits import visits_of


def unrecorded(key: str, now: datetime) -> Seen | None:
    """A day of one clerk at one window, `unrecorded:WINDOW+CLERK@DAY`. Before the hall closes nothing is read but
    the hours: whatever is still open may yet be written."""
    of = OfDay.read(key)
    window = Window.objects.filter(pk=of.window_id).first()
    if window is None:
        return None
    hours = hours_at(centre_card(window.centre_id))
    closes = closes_at(hours_of(hours, calendar(), of.day) if hours else (), of.day)
    record = reading(visits_of(of) if now > closes else (), closes, of.day, now)
    numbers = "、".join(visit.label for visit in record.missing)
    duty = Duty(window_id=window.pk, staff_id=of.clerk_id)
    said = gettext("%(n)d 个号办完了，没有记下办了什么：%(numbers)s。")
    return Seen(
        centre_id=window.centre_id,
        about=gettext("%(n)d 号窗口 %(day)s 的办理没有记录") % {"n": window.number, "day": of.day},
        limit_at=record.limit_at,
        duty_at=lambda _at: duty,
        over_at=record.over_at,
        lines=(said % {"n": len(record.missing), "numbers": numbers},) if record.missing else (),
    )
