"""Hearings: who is told, by when asked, when held (行政许可法 46 to 48). Pure.

The law's days are working days (82), and the day of an event is not counted.
"""

from datetime import date

from django.db.models import TextChoices

from yichuang.worktime.public import Calendar

DAYS_TO_ASK = 5  # 47: from being told
DAYS_TO_HOLD = 20  # 47: from the asking
DAYS_OF_NOTICE = 7  # 48


class HearingState(TextChoices):
    """Where a hearing stands."""

    TOLD = "told", "已告知听证权利"
    ASKED = "asked", "已申请听证"
    CALLED = "called", "已通知听证"
    RECORDED = "recorded", "已听证，笔录归档"
    WAIVED = "waived", "不要求听证"


class HearingMove(TextChoices):
    """What can be done to it."""

    ASK = "ask", "申请听证"
    WAIVE = "waive", "放弃听证"
    CALL = "call", "通知听证"
    RECORD = "record", "归档笔录"


HEARING_MOVES: dict[tuple[HearingState, HearingMove], HearingState] = {
    (HearingState.TOLD, HearingMove.ASK): HearingState.ASKED,
    (HearingState.TOLD, HearingMove.WAIVE): HearingState.WAIVED,
    (HearingState.ASKED, HearingMove.CALL): HearingState.CALLED,
    (HearingState.ASKED, HearingMove.WAIVE): HearingState.WAIVED,
    (HearingState.CALLED, HearingMove.CALL): HearingState.CALLED,  # another day, told anew
    (HearingState.CALLED, HearingMove.WAIVE): HearingState.WAIVED,
    (HearingState.CALLED, HearingMove.RECORD): HearingState.RECORDED,
}


def ask_by(told_on: date, calendar: Calendar) -> date:
    """Return the last day on which a hearing may be asked for."""
    return calendar.add(told_on, DAYS_TO_ASK).on


def hold_by(asked_on: date, calendar: Calendar) -> date:
    """Return the day by which it has to be held."""
    return calendar.add(asked_on, DAYS_TO_HOLD).on


def earliest(noticed_on: date, calendar: Calendar) -> date:
    """Return the first day on which it can be held after a notice of today."""
    return calendar.add(noticed_on, DAYS_OF_NOTICE).on


def days_open(noticed_on: date, asked_on: date, calendar: Calendar) -> tuple[date, date]:
    """Return the first and the last day on which a hearing noticed today can be held.

    When the office began so late that seven days' notice reaches past the twentieth day, the notice
    comes first: the party's time to prepare is not taken from her.
    """
    first = earliest(noticed_on, calendar)
    return first, max(first, hold_by(asked_on, calendar))
