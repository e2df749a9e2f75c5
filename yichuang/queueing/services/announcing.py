"""A manager has the hall's screens say something, and takes it back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.people.public import Officer, Role, Theme, Window

from ..models import Announcement
from ..rules.announcing import LONGEST, MOST_CHARACTERS, Showing, showing
from .live import tell_hall


@dataclass(frozen=True)
class Words:
    """What is to be said. `zone`: a theme's letter or a place in the hall; blank for every screen."""

    text: str
    from_at: datetime
    until_at: datetime
    zone: str = ""
    is_urgent: bool = False


def why_not_announce(*, by: Officer) -> str:
    """Say why she cannot have the screens say something; empty for a manager."""
    return "" if by.holds(Role.MANAGER, centre_id=by.centre_id) else gettext("大厅屏上的通知由大厅管理发。")


@transaction.atomic
def announce(words: Words, *, by: Officer, now: datetime) -> Announcement:
    """Show it from its instant until its end, on the screens that are on and those that come on later.

    Raises `Forbidden`, `Invalid` with the field.
    """
    if reason := why_not_announce(by=by):
        raise Forbidden(reason)
    made = Announcement.objects.create(
        centre_id=by.centre_id,
        text=_text(words.text),
        zone=_zone(words.zone, by.centre_id),
        is_urgent=words.is_urgent,
        from_at=words.from_at,
        until_at=_until(words, now),
        made_at=now,
        made_by_id=by.staff_id,
    )
    facts = {"text": made.text, "zone": made.zone, "urgent": made.is_urgent}
    facts |= {"from": made.from_at.isoformat(), "until": made.until_at.isoformat()}
    journal.record(
        made.subject,
        Event.ANNOUNCEMENT_MADE,
        by=by,
        at=now,
        data=facts,
        thing=made,
        first=True,
        centre=by.centre_id,
    )
    tell_hall(by.centre_id)
    return made


@transaction.atomic
def withdraw(announcement: Announcement, *, by: Officer, now: datetime) -> None:
    """Take it off the screens before its time. Raises `Forbidden`, `Refused` when it is over already."""
    if reason := why_not_announce(by=by):
        raise Forbidden(reason)
    stands = showing(announcement.from_at, announcement.until_at, announcement.withdrawn_at, now)
    open_still = Announcement.objects.filter(pk=announcement.pk, withdrawn_at=None, centre=by.centre_id)
    if stands is Showing.OVER or not open_still.update(withdrawn_at=now, withdrawn_by=by.staff_id):
        raise Refused(gettext("这条通知已经不显示了。"))
    journal.record(
        announcement.subject, Event.ANNOUNCEMENT_WITHDRAWN, by=by, at=now, centre=announcement.centre_id
    )
    tell_hall(announcement.centre_id)


def _text(text: str) -> str:
    text = " ".join(text.replace("\0", "").split())
    if not text:
        raise Invalid(gettext("请写要显示什么。"), field="text")
    if len(text) > MOST_CHARACTERS:
        raise Invalid(
            gettext("最多 %(most)s 字，太长了大厅里看不清。") % {"most": MOST_CHARACTERS}, field="text"
        )
    return text


def _zone(zone: str, centre_id: int) -> str:
    zone = zone.strip()
    if not zone or Theme.objects.filter(centre=centre_id, code=zone).exists():
        return zone
    if not Window.objects.filter(centre=centre_id, place=zone).exists():
        raise Invalid(gettext("大厅没有这个区。"), field="zone")
    return zone


def _until(words: Words, now: datetime) -> datetime:
    if words.until_at <= max(words.from_at, now):
        raise Invalid(gettext("结束的时间要晚于开始和现在。"), field="until")
    if words.until_at - words.from_at > LONGEST:
        raise Invalid(gettext("最长显示 %(days)s 天。") % {"days": LONGEST.days}, field="until")
    return words.until_at
