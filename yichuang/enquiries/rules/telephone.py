"""A telephone call as the hall's exchange tells it: what is believed, and what counts as in time (R046). Pure."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.translation import gettext

from yichuang.kit.refusal import Invalid, Refused

WITHIN_RINGS = 3  # 响铃3声内接听, 000 i 6.2.2
MOST_RINGS = 200
LONGEST_ID, LONGEST_EXTENSION, LONGEST_NUMBER = 64, 10, 20
AHEAD = timedelta(minutes=5)  # how far the exchange's clock may be before ours
OLDEST = timedelta(days=366)  # what it may tell afterwards, when it had been cut off
_EXTENSION = re.compile(rf"[0-9]{{1,{LONGEST_EXTENSION}}}")
_NUMBER = re.compile(r"\+?[0-9 ()-]*")


@dataclass(frozen=True, kw_only=True)
class Told:
    """One call as far as the exchange knows it. `rings`: None, it does not count them. `caller`: "", withheld."""

    exchange_id: str
    extension: str
    caller: str
    rang_at: datetime
    picked_up_at: datetime | None = None
    ended_at: datetime | None = None
    rings: int | None = None


def checked(told: Told, now: datetime) -> Told:
    """Return what was told, the number in digits alone. Raises `Invalid` naming the field, in a sentence."""
    _check_words(told)
    if told.rang_at > now + AHEAD:
        raise Invalid(gettext("响铃的时间还没有到，请核对交换机的时钟。"), field="rang_at")
    if told.rang_at < now - OLDEST:
        raise Invalid(gettext("响铃的时间在一年以前，不能再报。"), field="rang_at")
    if max(told.picked_up_at or told.rang_at, told.ended_at or told.rang_at) > now + AHEAD:
        raise Invalid(gettext("接听和结束的时间还没有到，请核对交换机的时钟。"), field="ended_at")
    _check_order(told)
    return replace(told, caller="".join(c for c in told.caller if c.isdigit()))


def _check_order(told: Told) -> None:
    if told.picked_up_at is not None and told.picked_up_at < told.rang_at:
        raise Invalid(gettext("接听不能早于响铃。"), field="picked_up_at")
    if told.ended_at is not None and told.ended_at < (told.picked_up_at or told.rang_at):
        raise Invalid(gettext("结束不能早于响铃和接听。"), field="ended_at")


def _check_words(told: Told) -> None:
    if not told.exchange_id.isprintable() or not 0 < len(told.exchange_id) <= LONGEST_ID:
        raise Invalid(gettext("通话编号为 1 到 64 个字符。"), field="id")
    if not _EXTENSION.fullmatch(told.extension):
        raise Invalid(gettext("分机号为 1 到 10 位数字。"), field="extension")
    if not _NUMBER.fullmatch(told.caller) or len(told.caller) > LONGEST_NUMBER:
        raise Invalid(gettext("来电号码最多 20 位，只能是数字、空格和连接号；不显示的留空。"), field="caller")
    if told.rings is not None and not 0 <= told.rings <= MOST_RINGS:
        raise Invalid(gettext("响铃次数为 0 到 200。"), field="rings")


def merged(known: Told, told: Told) -> Told:
    """Return a call with what was told of it since: a fact may be added, and none changed.

    Rings may grow while it rings. Raises `Refused` when two reports contradict each other, `Invalid` when the
    order of time does.
    """
    changed = (
        told.extension != known.extension
        or told.caller != known.caller
        or told.rang_at != known.rang_at
        or _differ(known.picked_up_at, told.picked_up_at)
        or _differ(known.ended_at, told.ended_at)
    )
    is_ringing = known.picked_up_at is None and known.ended_at is None
    grew = is_ringing and told.rings is not None and known.rings is not None and told.rings >= known.rings
    if changed or (_differ(known.rings, told.rings) and not grew):
        raise Refused(gettext("这个编号的通话已经报过，内容不一样，没有改动。"))
    both = replace(
        known,
        picked_up_at=known.picked_up_at or told.picked_up_at,
        ended_at=known.ended_at or told.ended_at,
        rings=told.rings if told.rings is not None else known.rings,
    )
    _check_order(both)  # each may be right, and the two together not
    return both


def _differ(known: object, told: object) -> bool:
    return known is not None and told is not None and known != told
