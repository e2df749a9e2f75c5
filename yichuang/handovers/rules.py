"""The words of a hand-over, its table of moves, and the day by which both sides have signed. Pure."""

from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.timezone import get_default_timezone

from yichuang.worktime.public import Calendar, Hours, hours_of, local_day


class Way(TextChoices):
    """Which way the papers go."""

    TO_DEPARTMENT = "to_department", "送部门"
    TO_WINDOW = "to_window", "送回窗口"


class State(TextChoices):
    """Where a hand-over stands."""

    OPEN = "open", "待交出"
    HANDED = "handed", "已交出，待签收"
    RECEIVED = "received", "已签收"
    DROPPED = "dropped", "不用再交"


class Move(TextChoices):
    """What can be done to it."""

    HAND = "hand", "交出"
    RECEIVE = "receive", "签收"
    DECLINE = "decline", "退回重交"  # what was handed is not what the list says
    DROP = "drop", "取消"


MOVES: dict[tuple[State, Move], State] = {
    (State.OPEN, Move.HAND): State.HANDED,
    (State.OPEN, Move.DROP): State.DROPPED,  # the case ended, or was decided, with its papers still here
    (State.HANDED, Move.RECEIVE): State.RECEIVED,
    (State.HANDED, Move.DECLINE): State.OPEN,
}


class DocKind(TextChoices):
    """What official documents the hall's windows take in (R278)."""

    APPLICATION = "application", "申请"
    REPORT = "report", "报告"
    COMPLAINT = "complaint", "投诉"


class DocState(TextChoices):
    """Where an official document is."""

    PASSED = "passed", "已转送，待签收"
    SIGNED = "signed", "已签收，待回复"
    ANSWERED = "answered", "已回复，待送达"
    DELIVERED = "delivered", "已送达"


class DocMove(TextChoices):
    """What is done with one after it was taken in."""

    SIGN = "sign", "签收"
    ANSWER = "answer", "回复"
    DELIVER = "deliver", "送达回复"


DOC_MOVES: dict[tuple[DocState, DocMove], DocState] = {
    (DocState.PASSED, DocMove.SIGN): DocState.SIGNED,
    (DocState.SIGNED, DocMove.ANSWER): DocState.ANSWERED,
    (DocState.ANSWERED, DocMove.DELIVER): DocState.DELIVERED,
}


def due_day(at: datetime, hours: Hours | None, calendar: Calendar) -> date:
    """Return the day on which both sides have to have signed (R085, R119).

    The source says 当日工作时间内, and that the day of signing must be the day of acceptance: so the
    same day, as long as working time is left on it. Accepted after closing, or on a day off, there is
    no working time left: then the next working day.
    """
    today = local_day(at)
    if not calendar.is_working(today):
        return calendar.working_day_from(today)
    spans = hours_of(hours, calendar, today) if hours else []
    clock = at.astimezone(get_default_timezone()).time()
    if spans and clock >= max(span.closes for span in spans):
        return calendar.add(today, 1).on
    return today
