"""The person served rates, once, and may change it for some days with what was said before kept (R163, B4)."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.swapping import swap
from yichuang.people.public import centre_setting
from yichuang.worktime.public import calendar, end_of, local_day

from ..models import Invitation, Rating, Saying
from ..policies import why_not_rate
from ..rules import BAD, INDICATORS, Channel, Level, State
from ..rules.settings import CHANGE_DAYS, OPEN_DAYS, RECTIFY_DAYS
from .suspecting import suspect
from .words import fitting, mark_of

MOST_TICKED = 8
_PHONE = re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}")


@dataclass(frozen=True)
class Opinion:
    """What was chosen, ticked and written. A phone that is left makes the rating a named one."""

    level: str
    indicators: tuple[str, ...] = ()
    words: str = ""
    name: str = ""
    phone: str = ""


@transaction.atomic
def rate(
    invitation: Invitation | None,
    said: Opinion,
    *,
    channel: Channel,
    address: str = "",
    device: str = "",
    now: datetime,
) -> Rating:
    """Keep what the person served says, or what she now says instead.

    `address` and `device`: the network address and the browser's random name it came from; only keyed digests of
    them are kept. Raises `Refused` for an
    address that is forged, expired or used up, `Invalid` for a level or reason that is missing. Keys have no
    letters: a bad rating that was pressed is kept without its reason, which can be added on the phone.
    """
    if (reason := why_not_rate(invitation, now=now)) or invitation is None:
        raise Refused(reason)
    opinion = _read(said, needs_why=channel is not Channel.KEYS)
    rating = Rating.objects.filter(invitation=invitation).first()
    if rating is not None:
        return _change(rating, opinion, now=now)
    return _first(invitation, opinion, channel, (mark_of(address), mark_of(device)), now)


def _read(said: Opinion, *, needs_why: bool) -> Opinion:
    if said.level not in Level.values:
        raise Invalid(gettext("请选一个满意程度。"), field="level")
    level = Level(said.level)
    ticked = tuple(dict.fromkeys(said.indicators))
    if any(code not in INDICATORS or INDICATORS[code].level is not level for code in ticked):
        raise Invalid(gettext("勾选的和满意程度不一致，请重新勾选。"), field="indicators")
    words = fitting(said.words, "words")
    if needs_why and level in BAD and not ticked and not words:
        raise Invalid(gettext("请勾一条或者写一句，哪里不满意，我们好改。"), field="words")
    phone = "".join(said.phone.split())
    if phone and not _PHONE.fullmatch(phone):
        raise Invalid(gettext("电话号码不对，请核对；不想留可以空着。"), field="phone")
    name = fitting(said.name, "name", most=60) if phone else ""
    return Opinion(level, ticked[:MOST_TICKED], words, name, phone)


def _first(
    invitation: Invitation, said: Opinion, channel: Channel, marks: tuple[str, str], now: datetime
) -> Rating:
    change_until = end_of(local_day(now) + timedelta(days=centre_setting(invitation.centre_id, CHANGE_DAYS)))
    rating = Rating(
        invitation=invitation,
        centre_id=invitation.centre_id,
        channel=channel,
        address_mark=marks[0],
        device_mark=marks[1],
        rated_at=now,
        change_until=change_until,
        **_as_kept(said),
        **_limits(invitation.centre_id, Level(said.level), now),
    )
    try:
        with transaction.atomic():
            rating.save(force_insert=True)
    except IntegrityError:
        raise Refused(gettext("刚刚已经评价过了；要修改，请再打开一次。")) from None
    _say(rating, said, now)
    facts = {"level": said.level, "unit": invitation.unit, "channel": channel.value}
    journal.record(
        rating.subject, Event.RATING_GIVEN, by=CITIZEN, at=now, data=facts, thing=rating, first=True,
        centre=rating.centre_id,
    )  # fmt: skip
    suspect(rating, now=now)
    return rating


def _change(rating: Rating, said: Opinion, *, now: datetime) -> Rating:
    was = rating.level
    limits = {} if (was in BAD) == (said.level in BAD) else _limits(rating.centre_id, Level(said.level), now)
    swap(rating, changed_at=now, **_as_kept(said), **limits)
    _say(rating, said, now)
    facts = {"from": was, "to": said.level}
    journal.record(
        rating.subject, Event.RATING_CHANGED, by=CITIZEN, at=now, data=facts, thing=rating,
        centre=rating.centre_id,
    )  # fmt: skip
    return rating


def _as_kept(said: Opinion) -> dict[str, object]:
    return {
        "level": said.level,
        "indicators": list(said.indicators),
        "words": said.words,
        "is_named": bool(said.phone),
        "name": said.name,
        "phone": said.phone,
    }


def _limits(centre_id: int, level: Level, now: datetime) -> dict[str, object]:
    """Return the state that a level begins in, and for a bad one the instants by which it is handled."""
    if level not in BAD:
        return {"state": State.KEPT, "ended_at": now}
    days, today = calendar(), local_day(now)
    return {
        "state": State.BAD,
        "ended_at": None,
        "open_by": end_of(days.add(today, centre_setting(centre_id, OPEN_DAYS)).on),
        "rectify_by": end_of(days.add(today, centre_setting(centre_id, RECTIFY_DAYS)).on),
    }


def _say(rating: Rating, said: Opinion, now: datetime) -> None:
    Saying.objects.create(
        rating=rating, level=said.level, indicators=list(said.indicators), words=said.words, at=now
    )
