"""Hearings: who is told, by when asked, when held (行政许可法 46 to 48). Pure.

The law's days are working days (82), the day of an event is not counted, and days on which a government
notice keeps the hall shut are not either: whoever may ask or has to prepare cannot do it on them.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import TextChoices

from yichuang.cases.public import History, end_of_limit
from yichuang.catalogue.public import Limit, LimitUnit
from yichuang.worktime.public import Calendar, Shut

DAYS_TO_ASK = 5  # 47: from being told
DAYS_TO_HOLD = 20  # 47: from the asking
DAYS_OF_NOTICE = 7  # 48


class Ground(TextChoices):
    """Why a hearing is held."""

    ASKED_FOR = "asked_for", "申请人、利害关系人申请"  # 47
    BY_LAW = "by_law", "法律、法规、规章规定应当听证"  # 46
    PUBLIC_INTEREST = "public_interest", "涉及公共利益的重大许可"  # 46


class OrderedBy(TextChoices):
    """What orders a hearing for a matter: nothing below a rule may (行政许可法 46)."""

    LAW = "law", "法律"
    REGULATION = "regulation", "法规"
    RULE = "rule", "规章"


class HearingState(TextChoices):
    """Where a hearing stands."""

    ORDERED = "ordered", "应当听证，待公告"
    TOLD = "told", "已告知听证权利"
    ASKED = "asked", "已申请听证"
    CALLED = "called", "已通知听证"
    RECORDED = "recorded", "已听证，笔录归档"
    WAIVED = "waived", "不要求听证"


UNSETTLED = (HearingState.ORDERED, HearingState.TOLD, HearingState.ASKED, HearingState.CALLED)


class HearingMove(TextChoices):
    """What can be done to it."""

    ASK = "ask", "申请听证"
    WAIVE = "waive", "放弃听证"
    CALL = "call", "通知听证"
    RECORD = "record", "归档笔录"


HEARING_MOVES: dict[tuple[HearingState, HearingMove], HearingState] = {
    (HearingState.TOLD, HearingMove.ASK): HearingState.ASKED,
    (HearingState.TOLD, HearingMove.WAIVE): HearingState.WAIVED,
    (HearingState.ORDERED, HearingMove.CALL): HearingState.CALLED,
    (HearingState.ASKED, HearingMove.CALL): HearingState.CALLED,
    (HearingState.ASKED, HearingMove.WAIVE): HearingState.WAIVED,
    (HearingState.CALLED, HearingMove.CALL): HearingState.CALLED,  # another day, told anew
    (HearingState.CALLED, HearingMove.WAIVE): HearingState.WAIVED,
    (HearingState.CALLED, HearingMove.RECORD): HearingState.RECORDED,
}


def ask_by(told_at: datetime, calendar: Calendar, outside: Sequence[Shut] = ()) -> date:
    """Return the last day on which a hearing may be asked for."""
    return _counted(DAYS_TO_ASK, told_at, calendar, outside)


def hold_by(asked_at: datetime, calendar: Calendar, outside: Sequence[Shut] = ()) -> date:
    """Return the day by which it has to be held."""
    return _counted(DAYS_TO_HOLD, asked_at, calendar, outside)


def days_open(
    noticed_at: datetime, asked_at: datetime | None, calendar: Calendar, outside: Sequence[Shut] = ()
) -> tuple[date, date | None]:
    """Return the first and the last day on which a hearing noticed now can be held.

    Where nobody asked, the law names no last day (46): None.

    When the office began so late that seven days' notice reaches past the twentieth day, the notice
    comes first: the party's time to prepare is not taken from her.
    """
    first = _counted(DAYS_OF_NOTICE, noticed_at, calendar, outside)
    if asked_at is None:
        return first, None
    return first, max(first, hold_by(asked_at, calendar, outside))


def _counted(days: int, since: datetime, calendar: Calendar, outside: Sequence[Shut]) -> date:
    """Count like every limit of the law: `outside` are the days that a government notice takes out."""
    limit = Limit(days, LimitUnit.WORKING_DAY)
    return end_of_limit(limit, History(since, outside=tuple(outside)), calendar).on
