"""The life of a booking: one table of moves decides. Pure."""

from django.db.models import TextChoices


class State(TextChoices):
    """Where a booking stands."""

    HELD = "held", "占住"  # while the form is filled in; nobody is named yet
    BOOKED = "booked", "已预约"
    CHECKED_IN = "checked_in", "已签到"
    CANCELLED = "cancelled", "已取消"
    CALLED_OFF = "called_off", "中心取消"
    NO_SHOW = "no_show", "未到"
    EXCUSED = "excused", "未到，不计"
    LAPSED = "lapsed", "已放开"


class Move(TextChoices):
    """What can be done to a booking."""

    BOOK = "book", "预约"
    LAPSE = "lapse", "放开"  # the form was not sent in time, or given up
    CHANGE = "change", "改时间"
    CANCEL = "cancel", "取消"
    CALL_OFF = "call_off", "由中心取消"
    CHECK_IN = "check_in", "签到"
    MISS = "miss", "记未到"
    EXCUSE = "excuse", "不计未到"


MOVES: dict[tuple[State, Move], State] = {
    (State.HELD, Move.BOOK): State.BOOKED,
    (State.HELD, Move.LAPSE): State.LAPSED,
    (State.BOOKED, Move.CHANGE): State.BOOKED,
    (State.BOOKED, Move.CANCEL): State.CANCELLED,
    (State.BOOKED, Move.CALL_OFF): State.CALLED_OFF,
    (State.BOOKED, Move.CHECK_IN): State.CHECKED_IN,
    (State.BOOKED, Move.MISS): State.NO_SHOW,
    (State.NO_SHOW, Move.EXCUSE): State.EXCUSED,
}
NAMELESS = (State.HELD, State.LAPSED)  # nobody's name was given, or it is not kept
GIVES_BACK = (Move.LAPSE, Move.CANCEL, Move.CALL_OFF)  # the place is free again
